/* SPDX-License-Identifier: ISC */
/* An Open311 server played by the test, and the real minwon-sync before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/ch_open311.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "tests/channel/stage.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)
#define DAY_SEC ((int64_t)86400)
#define CONFIG "[gov24]\nkind = open311\nurl = @\n"

/* What an element of the list becomes: its fault and detail, or its ids. */
static const struct {
	const char *element;
	const char *fault, *detail;
	const char *id, *service, *title;
} elements[] = {
	{ "{\"service_request_id\":\"A-1\",\"service_code\":\"13100000016\",\"description\":\"가로등\","
	  "\"requested_datetime\":\"2026-11-23T09:00:00+09:00\"}", "", "", "A-1", "13100000016",
	  "가로등" },
	{ "{\"service_request_id\":638349,\"service_code\":6,\"service_name\":\"보도\",\"description\":null,"
	  "\"requested_datetime\":\"2010-04-19T14:37:38.000Z\"}", "", "", "638349", "6", "보도" },
	{ "{\"service_code\":\"6\",\"requested_datetime\":\"2010-04-19T14:37:38Z\"}", "missing-field",
	  "/service_request_id", "", "6", "" },
	{ "{\"service_request_id\":\"a/b\",\"service_code\":\"6\",\"requested_datetime\":"
	  "\"2010-04-19T14:37:38Z\"}", "missing-field", "/service_request_id", "", "6", "" },
	{ "{\"service_request_id\":-1,\"service_code\":\"6\",\"requested_datetime\":"
	  "\"2010-04-19T14:37:38Z\"}", "missing-field", "/service_request_id", "", "6", "" },
	{ "{\"service_request_id\":\"1\",\"service_code\":[],\"requested_datetime\":"
	  "\"2010-04-19T14:37:38Z\"}", "missing-field", "/service_code", "1", "", "" },
	{ "{\"service_request_id\":\"1\",\"service_code\":\"6\"}", "missing-field",
	  "/requested_datetime", "1", "6", "" },
	{ "{\"service_request_id\":\"1\",\"service_code\":\"6\",\"requested_datetime\":\"gestern\"}",
	  "missing-field", "/requested_datetime", "1", "6", "" },
	{ "7", "unreadable", "no object", "", "", "" },
};

static void
each_request_is_judged_by_itself(void **state)
{
	struct open311_page page;
	struct buf body = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(elements); i++)
		buf_printf(&body, "%s%s", i == 0 ? "[" : ",", elements[i].element);
	buf_puts(&body, "]");
	assert_true(open311_page_read(body.data, body.len, "11410", &page));
	assert_int_equal(page.count, COUNT(elements));
	for (size_t i = 0; i < COUNT(elements); i++) {
		const struct wire_intake_item *item = &page.items[i];

		assert_string_equal(item->fault, elements[i].fault);
		assert_string_equal(item->fault_detail, elements[i].detail);
		assert_string_equal(item->external_id, elements[i].id);
		assert_string_equal(item->service, elements[i].service);
		assert_string_equal(item->title, elements[i].title);
	}
	open311_page_release(&page);
	assert_false(open311_page_read("{}", 2, "11410", &page));
	assert_false(open311_page_read("[", 1, "11410", &page));
	assert_true(open311_page_read("[]", 2, "11410", &page));
	assert_int_equal(page.count, 0);
	buf_release(&body);
}

static void
what_the_server_changes_later_is_no_part_of_a_request(void **state)
{
	static const char before[] = "[{\"service_request_id\":\"1\",\"status\":\"open\",\"service_code\":"
	    "\"6\",\"requested_datetime\":\"2026-11-23T09:00:00Z\",\"address\":\"홍제내길 1\",\"lat\":37.5}]";
	static const char after[] = "[{\"lat\":37.5,\"service_code\":\"6\",\"address\":\"홍제내길 1\","
	    "\"status\":\"closed\",\"status_notes\":\"끝\",\"updated_datetime\":\"2026-11-24T09:00:00Z\","
	    "\"requested_datetime\":\"2026-11-23T09:00:00Z\",\"service_request_id\":\"1\"}]";
	static const char known_by[] = "{\"service_request_id\":\"1\",\"service_code\":\"6\","
	    "\"requested_datetime\":\"2026-11-23T09:00:00Z\",\"attributes\":{\"address\":\"홍제내길 1\","
	    "\"lat\":37.5}}";
	struct open311_page a, b;
	const struct wire_intake_item *item;

	(void)state;
	assert_true(open311_page_read(before, sizeof(before) - 1, "11410", &a));
	assert_true(open311_page_read(after, sizeof(after) - 1, "11410", &b));
	item = &a.items[0];
	assert_int_equal(item->raw.len, sizeof(known_by) - 1);
	assert_memory_equal(item->raw.data, known_by, item->raw.len);
	assert_memory_equal(b.items[0].raw.data, known_by, item->raw.len);
	assert_memory_equal(item->raw.data + item->answers_from, "{\"address\"", 10);
	assert_string_equal(item->applicant_name, OPEN311_APPLICANT);
	open311_page_release(&a);
	open311_page_release(&b);
}

/* A server with count requests, evenly over the last 80 days. */
struct server {
	struct stage *stage;
	int count;
	int64_t first_at, step_sec;
	const char *status;	/* of the next answers: "200 OK" */
	const char *body;	/* NULL = the list */
	const char *notes;	/* what the server says of each */
	int64_t widest_sec;	/* that was asked for */
	int64_t last_from_at;
};

/* Reads an instant out of the request's query. */
static int64_t
asked(const char *request, const char *name)
{
	const char *at = strstr(request, name);
	char text[32] = "";
	size_t used = 0;
	int64_t instant;

	assert_non_null(at);
	for (at += strlen(name); strchr("& ", *at) == NULL && used + 1 < sizeof(text); at++) {
		if (*at != '%') {
			text[used++] = *at;
			continue;
		}
		text[used++] = at[1] == '3' ? ':' : '+';
		at += 2;
	}
	assert_true(instant_parse(text, &instant));
	return instant;
}

static void
answer_requests(void *arg, const char *request, struct buf *out)
{
	struct server *s = arg;
	int64_t from_at, to_at;
	struct buf list = { 0 };
	int given = 0;

	assert_true(str_starts(request, "GET /requests.json?jurisdiction_id=11410&status=open&"));
	assert_null(strstr(request, "Authorization"));
	from_at = asked(request, "start_date=");
	to_at = asked(request, "end_date=");
	assert_true(to_at - from_at <= OPEN311_SPAN_SEC);
	if (to_at - from_at > s->widest_sec)
		s->widest_sec = to_at - from_at;
	s->last_from_at = from_at;
	for (int i = 0; i < s->count && given < OPEN311_PAGE_ITEMS; i++) {
		int64_t at = s->first_at + i * s->step_sec;
		char text[32];

		if (at < from_at || at > to_at)
			continue;
		instant_format(at, text);
		buf_printf(&list, "%s{\"service_request_id\":\"R-%d\",\"status\":\"open\",\"service_code\":"
		    "\"13100000016\",\"requested_datetime\":\"%s\"%s}", given++ == 0 ? "" : ",", i, text,
		    str_or_empty(s->notes));
	}
	buf_printf(out, "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
	    s->status, s->body != NULL ? strlen(s->body) : list.len + 2);
	if (s->body != NULL)
		buf_puts(out, s->body);
	else
		buf_printf(out, "[%s]", buf_str(&list));
	buf_release(&list);
}

static void
server_start(struct stage *s, struct server *server, int count)
{
	int64_t span_sec = 80 * DAY_SEC;

	*server = (struct server){ .stage = s, .count = count, .status = "200 OK",
		.first_at = s->office->now_at - span_sec, .step_sec = span_sec / count };
	fake_feed(s->office, "gov24", "11410");
	s->canned.answer = answer_requests;
	s->canned.arg = server;
	canned_open(&s->canned);
	s->office->canned = &s->canned;
	stage_config(s, CONFIG, s->canned.port);
	fake_start(s->office, &s->place);
}

static const struct wire_sync_report *
round_of(struct stage *s)
{
	fake_round(s->office, "gov24", false);
	return fake_report(s->office, "gov24", "11410");
}

static void
each_request_comes_once_however_many_there_are(void **state)
{
	struct stage *s = *state;
	struct server server;
	const struct wire_sync_report *r;

	server_start(s, &server, 2500);
	r = round_of(s);
	assert_string_equal(r->error, "");
	assert_int_equal(r->created, 2500);
	assert_int_equal(s->office->item_count, 2500);
	assert_int_equal(server.widest_sec, OPEN311_SPAN_SEC);
	/* The next round asks for a little of the past, and hands nothing in. */
	server.notes = ",\"status_notes\":\"검토 중\"";
	r = round_of(s);
	assert_int_equal(r->created + r->duplicate + r->pages, 0);
	assert_true(server.last_from_at > s->office->now_at - 4 * DAY_SEC);
	server.count = 2501;
	r = round_of(s);
	assert_string_equal(r->error, "");
	assert_int_equal(r->created, 1);
	assert_int_equal(r->duplicate, 0);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_new_sync_is_told_by_the_office_what_is_here(void **state)
{
	struct stage *s = *state;
	struct server server;
	const struct wire_sync_report *r;

	server_start(s, &server, 400);
	assert_int_equal(round_of(s)->created, 400);
	assert_int_equal(fake_hang_up(s->office), 6);
	buf_clear(&s->office->in);
	fake_start(s->office, &s->place);
	r = round_of(s);
	assert_int_equal(r->created, 0);
	assert_true(r->duplicate > 5);
	assert_int_equal(s->office->item_count, 400);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
what_is_no_list_is_said_and_nothing_is_stored(void **state)
{
	static const struct {
		const char *status, *body, *error;
	} rows[] = {
		{ "400 Bad", "[]", "the server answered 400" },
		{ "401 No", "[]", "the server does not let us in (401)" },
		{ "500 Down", "[]", "the server answered 500" },
		{ "200 OK", "{\"requests\":[]}", "the server's list of requests cannot be read" },
		{ "200 OK", "[1", "the server's list of requests cannot be read" },
	};
	struct stage *s = *state;
	struct server server;

	server_start(s, &server, 10);
	for (size_t i = 0; i < COUNT(rows); i++) {
		server.status = rows[i].status;
		server.body = rows[i].body;
		assert_string_equal(round_of(s)->error, rows[i].error);
		assert_int_equal(s->office->item_count, 0);
		assert_string_equal(s->office->feeds[0].cursor, "");
	}
	server.status = "200 OK";
	server.body = NULL;
	assert_int_equal(round_of(s)->created, 10);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
an_answer_to_it_is_parked(void **state)
{
	struct stage *s = *state;
	struct server server;

	server_start(s, &server, 1);
	fake_message(s->office, "gov24", "status", "R-0", "{}");
	round_of(s);
	assert_string_equal(s->office->messages[0].state, "park");
	assert_string_equal(s->office->messages[0].detail, "an Open311 server takes no answer: tell the "
	    "applicant another way, then cancel the message");
	assert_int_equal(fake_hang_up(s->office), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_request_is_judged_by_itself),
		cmocka_unit_test(what_the_server_changes_later_is_no_part_of_a_request),
		STAGED(each_request_comes_once_however_many_there_are),
		STAGED(a_new_sync_is_told_by_the_office_what_is_here),
		STAGED(what_is_no_list_is_said_and_nothing_is_stored),
		STAGED(an_answer_to_it_is_parked),
	};

	return secret_start(NULL) != RC_OK || cmocka_run_group_tests(tests, NULL, NULL);
}
