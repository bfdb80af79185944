/* SPDX-License-Identifier: ISC */
/* Trackers played by the test, with what Request Tracker 5 and Open311 servers
 * were seen to answer, and the real minwon-sync before them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/target.h"
#include "storage/secret.h"
#include "tests/channel/stage.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)
#define BODY \
	"{\"service_request_id\":\"G24-1\",\"agency_code\":\"1741000\",\"kind\":\"cooperation\"," \
	"\"handover_id\":\"11410-7-1\",\"question\":\"적용\\n여부를 \\\"여쭙니다\\\".\",\"officer\":" \
	"{\"department\":\"민원과\",\"name\":\"김하나\",\"contact\":\"02-330-1\"},\"package\":{\"kind\":" \
	"\"협조\",\"from_office\":\"서대문구\",\"case_no\":\"2026-1\",\"hop\":1,\"question\":\"적용 여부\"," \
	"\"answers\":{\"영업장 면적\":\"33\"},\"precedents\":[\"2026-0: 처리 완료\"]},\"attachments\":[{" \
	"\"name\":\"첨부.txt\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}]}"

/* A tracker with at most one ticket. */
struct tracker {
	int posts;		/* that asked for a ticket */
	bool is_there;
	bool loses;		/* makes the ticket and answers 500 without a body */
	const char *refuses;	/* status and body of the next answers; NULL = none */
	bool is_rejected;
	const char *words;	/* in base64; NULL = nobody wrote */
	bool is_html;		/* as RT's own editor writes them */
	bool is_token;		/* Open311: a token comes before the number */
	bool is_closed;
};

static void
say_json(struct buf *out, const char *status, const char *body)
{
	buf_printf(out, "HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\n"
	    "Content-Length: %zu\r\n\r\n%s", status, strlen(body), body);
}

static void
make_ticket(struct tracker *t, const char *request, struct buf *out)
{
	t->posts++;
	t->is_there = true;
	assert_non_null(strstr(request, "Content-Type: multipart/form-data; boundary=minwon"));
	assert_non_null(strstr(request, "\"Queue\":\"일반\",\"Subject\":\"[minwon key-1] 적용 여부를 "
	    "\\\"여쭙니다\\\".\""));
	assert_non_null(strstr(request, "영업장 면적: 33"));
	assert_non_null(strstr(request, "name=\"Attachments\"; filename=\"첨부.txt\"\r\nContent-Type: "
	    "application/octet-stream\r\n\r\n글\r\n--minwon"));
	if (t->loses)
		buf_puts(out, "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
	else
		say_json(out, "201 Created",
		    "{\"type\":\"ticket\",\"_url\":\"http://rt/REST/2.0/ticket/12\",\"id\":\"12\"}");
}

static void
answer_rt(void *arg, const char *request, struct buf *out)
{
	struct tracker *t = arg;
	struct buf body = { 0 };

	if (str_starts(request, "GET /requests.json")) {
		say_json(out, "200 OK", "[]");
		return;
	}
	/* desk:pass */
	assert_non_null(strstr(request, "Authorization: Basic ZGVzazpwYXNz\r\n"));
	if (t->refuses != NULL) {
		say_json(out, t->refuses, "{\"message\":\"No permission to create tickets\"}");
	} else if (str_starts(request, "POST /REST/2.0/ticket ")) {
		make_ticket(t, request, out);
	} else if (str_starts(request, "GET /REST/2.0/tickets?")) {
		assert_non_null(strstr(request, "Subject%20LIKE%20%27key-1%27"));
		if (t->is_there)
			buf_printf(&body, "{\"items\":[{\"id\":\"12\",\"type\":\"ticket\",\"Status\":\"%s\","
			    "\"Created\":\"2026-11-23T01:00:00Z\"}],\"total\":1,\"count\":1}",
			    t->is_rejected ? "rejected" : "open");
		say_json(out, "200 OK", t->is_there ? buf_str(&body) :
		    "{\"items\":[],\"total\":0,\"count\":0}");
	} else if (str_starts(request, "GET /REST/2.0/transactions?")) {
		assert_non_null(strstr(request, "TicketId%20%3D%2012%20AND"));
		say_json(out, "200 OK", t->words != NULL ? "{\"items\":[{\"type\":\"transaction\",\"id\":"
		    "\"38\",\"Created\":\"2026-11-23T02:00:00Z\"}]}" : "{\"items\":[]}");
	} else if (str_starts(request, "GET /REST/2.0/transaction/38/attachments?")) {
		buf_printf(&body, "{\"items\":[{\"type\":\"attachment\",\"id\":\"4\",\"ContentType\":"
		    "\"multipart/mixed\"},{\"type\":\"attachment\",\"id\":\"5\",\"ContentType\":"
		    "\"%s\"}]}", t->is_html ? "text/html" : "text/plain");
		say_json(out, "200 OK", buf_str(&body));
	} else {
		assert_true(str_starts(request, "GET /REST/2.0/attachment/5 "));
		buf_printf(&body, "{\"ContentType\":\"text/plain\",\"Content\":\"%s\"}", t->words);
		say_json(out, "200 OK", buf_str(&body));
	}
	buf_release(&body);
}

static void
play(struct stage *s, struct tracker *t, void (*answer)(void *, const char *, struct buf *),
    const char *section)
{
	struct buf text = { 0 };

	fake_feed(s->office, "gov24", "11410");
	s->office->package_file = "글";
	s->canned.answer = answer;
	s->canned.arg = t;
	canned_open(&s->canned);
	s->office->canned = &s->canned;
	buf_printf(&text, "[gov24]\nkind = open311\nurl = @\n%s", section);
	stage_config(s, buf_str(&text), s->canned.port);
	buf_release(&text);
	fake_start(s->office, &s->place);
	fake_message(s->office, "gov24", "escalation", "G24-1", BODY);
	(void)str_fill(s->office->messages[0].row.region, 12, "11410");
}

#define RT_SECTION \
	"[mois]\nkind = rt\nurl = @/REST/2.0\nagency = 1352000 1741000\nqueue = 일반\n" \
	"client_id = desk\nclient_secret = pass\n"

/* The hand-over is away, as the office would tell it after the sending. */
static void
send_away(struct fake_office *o)
{
	struct wire_away *away = &o->away[o->away_count++];

	*away = (struct wire_away){ .id = (int64_t)o->away_count };
	(void)str_fill(away->channel, sizeof(away->channel), "gov24");
	(void)str_fill(away->region, sizeof(away->region), "11410");
	(void)str_fill(away->op_key, sizeof(away->op_key), o->messages[0].row.op_key);
	(void)str_fill(away->agency, sizeof(away->agency), "1741000");
	(void)str_fill(away->note, sizeof(away->note), o->messages[0].detail);
}

/* Rounds that somebody waits for until the message is out. */
static void
rounds(struct stage *s, int count)
{
	for (int i = 0; i < count; i++)
		fake_round(s->office, "gov24", false);
}

static void
a_lost_answer_makes_no_second_ticket(void **state)
{
	struct stage *s = *state;
	struct tracker t = { .loses = true };
	struct fake_message *m = &s->office->messages[0];

	play(s, &t, answer_rt, RT_SECTION);
	rounds(s, 1);
	assert_int_equal(t.posts, 1);
	assert_string_equal(m->state, "retry");
	assert_string_equal(m->detail, "the target answered 500");
	t.loses = false;
	for (int i = 0; i < 20 && !str_eq(m->state, "sent"); i++)
		rounds(s, 1);
	assert_string_equal(m->state, "sent");
	assert_string_equal(m->detail, "mois 12");
	assert_int_equal(t.posts, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
what_is_written_there_comes_back_once_each(void **state)
{
	struct stage *s = *state;
	struct tracker t = { .is_rejected = false };
	const struct wire_away_news *news;

	play(s, &t, answer_rt, RT_SECTION);
	rounds(s, 1);
	assert_string_equal(s->office->messages[0].detail, "mois 12");
	send_away(s->office);
	rounds(s, 1);
	assert_int_equal(s->office->heard_count, 1);
	assert_string_equal(s->office->heard[0]->status, "acknowledged");
	assert_string_equal(s->office->heard[0]->receipt_no, "RT-12");
	rounds(s, 1);
	assert_int_equal(s->office->heard_count, 1);
	t.words = "7KCB7Jqp\\n65CY7KeAIOyViuyKteuLiOuLpC4=\\n";
	rounds(s, 1);
	assert_int_equal(s->office->heard_count, 2);
	news = s->office->heard[1];
	assert_string_equal(news->status, "answered");
	assert_string_equal(news->event_id, "mois-12-38");
	assert_string_equal(news->text, "적용되지 않습니다.");
	t.is_rejected = true;
	rounds(s, 1);
	assert_string_equal(s->office->heard[2]->status, "returned");
	assert_int_equal(t.posts, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
what_was_written_in_the_trackers_own_editor_is_read(void **state)
{
	struct stage *s = *state;
	struct tracker t = { .is_there = true, .is_html = true,
		/* <p>A &amp; B</p><p>&lt;b&gt;<br></p> */
		.words = "PHA+QSAmYW1wOyBCPC9wPjxwPiZsdDtiJmd0Ozxicj48L3A+" };

	play(s, &t, answer_rt, RT_SECTION);
	rounds(s, 1);
	send_away(s->office);
	rounds(s, 2);
	assert_int_equal(s->office->heard_count, 2);
	assert_string_equal(s->office->heard[1]->text, "A & B\n<b>");
	assert_int_equal(t.posts, 0);
	assert_int_equal(fake_hang_up(s->office), 6);
}

/* What a tracker may say instead, and what becomes of the message. */
static const struct {
	const char *refuses;
	const char *state, *detail;
} refusals[] = {
	{ "403 Forbidden", "retry", "the target answered 403: No permission to create tickets" },
	{ "401 Unauthorized", "retry", "the target answered 401: No permission to create tickets" },
};

static void
a_refusal_is_said_in_its_words(void **state)
{
	struct stage *s = *state;
	struct tracker t = { .posts = 0 };

	play(s, &t, answer_rt, RT_SECTION);
	for (size_t i = 0; i < COUNT(refusals); i++) {
		t.refuses = refusals[i].refuses;
		rounds(s, 1);
		assert_string_equal(s->office->messages[0].state, refusals[i].state);
		assert_string_equal(s->office->messages[0].detail, refusals[i].detail);
	}
	assert_int_equal(t.posts, 0);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
answer_geo(void *arg, const char *request, struct buf *out)
{
	struct tracker *t = arg;

	if (str_starts(request, "GET /requests.json")) {
		say_json(out, "200 OK", "[]");
	} else if (str_starts(request, "POST /geo/requests.json?jurisdiction_id=11410&service_code=GUIDE"
	    "&address_string=%EC%84%B8")) {
		t->posts++;
		assert_non_null(strstr(request, "&api_key=key&description=%5Bminwon%20key-1%5D%20"));
		say_json(out, "200 OK", t->is_token ? "[{\"token\":\"T-9\"}]" :
		    "[{\"service_request_id\":293944,\"service_notice\":\"\",\"account_id\":null}]");
	} else if (str_starts(request, "GET /geo/tokens/T-9.json?")) {
		say_json(out, "200 OK", t->is_there ? "[{\"service_request_id\":638344,\"token\":\"T-9\"}]" :
		    "[{\"token\":\"T-9\"}]");
	} else if (str_starts(request, "GET /geo/request/638344.json?jurisdiction_id=11410")) {
		say_json(out, "200 OK", t->is_closed ? "[{\"service_request_id\":638344,\"status\":"
		    "\"closed\",\"status_notes\":\"적용됩니다.\",\"agency_responsible\":\"행정안전부\","
		    "\"updated_datetime\":\"2026-11-23T02:00:00Z\"}]" :
		    "[{\"service_request_id\":638344,\"status\":\"open\",\"requested_datetime\":"
		    "\"2026-11-23T01:00:00Z\"}]");
	} else {
		assert_true(str_starts(request, "GET /geo/requests.json?jurisdiction_id=11410&"));
		say_json(out, "200 OK", "[{\"service_request_id\":\"1\",\"description\":\"key-2\"}]");
	}
}

static void
a_token_is_followed_to_its_number(void **state)
{
	struct stage *s = *state;
	struct tracker t = { .is_token = true };

	play(s, &t, answer_geo, "[mois]\nkind = open311\nurl = @/geo\nagency = 1741000\n"
	    "service = GUIDE\naddress = 세종\ntoken = key\n");
	rounds(s, 1);
	assert_string_equal(s->office->messages[0].state, "sent");
	assert_string_equal(s->office->messages[0].detail, "mois token:T-9");
	send_away(s->office);
	rounds(s, 1);
	assert_int_equal(s->office->heard_count, 0);
	t.is_there = true;
	rounds(s, 1);
	assert_int_equal(s->office->heard_count, 1);
	assert_string_equal(s->office->heard[0]->status, "acknowledged");
	assert_string_equal(s->office->heard[0]->receipt_no, "638344");
	t.is_closed = true;
	rounds(s, 1);
	assert_string_equal(s->office->heard[1]->status, "answered");
	assert_string_equal(s->office->heard[1]->text, "적용됩니다.");
	assert_string_equal(s->office->heard[1]->officer, "행정안전부");
	assert_int_equal(t.posts, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(a_lost_answer_makes_no_second_ticket),
		STAGED(what_is_written_there_comes_back_once_each),
		STAGED(what_was_written_in_the_trackers_own_editor_is_read),
		STAGED(a_refusal_is_said_in_its_words),
		STAGED(a_token_is_followed_to_its_number),
	};

	return secret_start(NULL) != RC_OK || cmocka_run_group_tests(tests, NULL, NULL);
}
