/* SPDX-License-Identifier: ISC */
/* The real minwon-sync between an office played by the test and the real
 * minwon-gateway, or a relay of canned answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/channel/breaker.h"
#include "tests/channel/stage.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int
count_created(const struct fake_office *o)
{
	int n = 0;

	for (size_t i = 0; i < o->item_count; i++)
		n += o->items[i].fault[0] == '\0';
	return n;
}

static void
one_round_takes_every_application_in(void **state)
{
	struct stage *s = *state;

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "200", NULL });
	fake_round(s->office, "", false);
	assert_int_equal(count_created(s->office), 200);
	assert_int_equal(s->office->item_count, 200);
	assert_int_equal(s->office->report_count, 20);
	for (size_t i = 0; i < s->office->report_count; i++)
		assert_string_equal(s->office->reports[i].error, "");
	fake_round(s->office, "", false);
	assert_int_equal(s->office->item_count, 200);
	for (size_t i = 0; i < s->office->item_count; i++)
		assert_int_equal(s->office->items[i].times, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

/* Relays that spoil every answer, and what the report says. */
static const struct {
	const char *fault;
	const char *error;
} spoilt[] = {
	{ "cut", "the answer was cut off; nothing of it was used" },
	{ "cut-close", "the answer does not say where it ends; nothing of it was used" },
	{ "html", "the relay answered HTML instead of JSON" },
};

static void
of_a_spoilt_page_nothing_is_handed_in(void **state)
{
	struct stage *s = *state;

	fake_feed(s->office, "gov24", "11410");
	for (size_t i = 0; i < COUNT(spoilt); i++) {
		stage_gateway(s, (const char *const[]){ "--applications", "40", "--fault", spoilt[i].fault,
			NULL });
		fake_round(s->office, "", false);
		assert_int_equal(s->office->pages, 0);
		assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
		    spoilt[i].error);
		assert_string_equal(s->office->feeds[0].cursor, "");
		assert_int_equal(fake_hang_up(s->office), 6);
		s->office->last_wake = s->office->done = 0;
		fake_end(s->gateway);
		s->gateway = 0;
	}
}

static void
under_every_fault_each_application_arrives_once(void **state)
{
	struct stage *s = *state;
	int rounds = 0;

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "400", "--fault",
		"cut=15,cut-close=10,5xx=10,html=5,duplicate=15,drop-after=10", NULL });
	while (count_created(s->office) < 400 && rounds++ < 100)
		fake_round(s->office, "", false);
	assert_int_equal(count_created(s->office), 400);
	assert_int_equal(s->office->item_count, 400);
	assert_int_equal(fake_hang_up(s->office), 6);
}

#define OFFICER "\"officer\":{\"department\":\"민원여권과\",\"name\":\"김담당\"," \
	"\"contact\":\"02-330-0000\"}"

/* Messages to say something about every application taken in so far. */
static void
decide_all(struct fake_office *o, char (*bodies)[600])
{
	static const char decision[] = "{\"status\":\"closed\",\"decision\":{"
	    "\"outcome\":\"complete\",\"text\":\"처리하였습니다.\","
	    "\"approved_at\":\"2026-11-23T10:00:00+09:00\"," OFFICER "}}";
	static const char escalation[] = "{\"service_request_id\":\"%s\","
	    "\"agency_code\":\"1741000\",\"kind\":\"consult\","
	    "\"question\":\"법령 해석 바랍니다.\"," OFFICER "}";

	for (size_t i = 0; i < o->item_count; i++) {
		bool is_escalation = i % 10 == 9;

		if (is_escalation)
			snprintf(bodies[i], sizeof(bodies[i]), escalation,
			    o->items[i].external_id);
		else
			snprintf(bodies[i], sizeof(bodies[i]), "%s", decision);
		fake_message(o, o->items[i].channel, is_escalation ? "escalation" : "decision",
		    o->items[i].external_id, bodies[i]);
	}
}

static size_t
count_state(const struct fake_office *o, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < o->message_count; i++)
		n += str_eq(o->messages[i].state, name);
	return n;
}

static size_t
count_lines(const char *path)
{
	struct buf text = { 0 };
	size_t lines = 0;

	assert_int_equal(file_read(path, 16 * 1024 * 1024, &text, NULL), RC_OK);
	for (size_t i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	buf_release(&text);
	return lines;
}

static void
under_every_fault_each_message_has_one_effect(void **state)
{
	struct stage *s = *state;
	char (*bodies)[600] = x_zalloc(100, 600);
	int rounds = 0;

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "80", "--ledger", s->place.ledger,
		"--fault", "cut=10,cut-close=10,5xx=10,html=5,drop-after=15", NULL });
	while (count_created(s->office) < 80 && rounds++ < 100)
		fake_round(s->office, "", false);
	decide_all(s->office, bodies);
	while (count_state(s->office, "sent") < 80 && rounds++ < 200)
		fake_round(s->office, "", false);
	assert_int_equal(count_state(s->office, "sent"), 80);
	assert_int_equal(count_lines(s->place.ledger), 80);
	assert_int_equal(fake_hang_up(s->office), 6);
	free(bodies);
}

/* The positive control of the test above: where keys are not looked at, the
 * same harness sees the doubles. */
static void
with_keys_ignored_the_same_run_shows_doubles(void **state)
{
	struct stage *s = *state;
	char (*bodies)[600] = x_zalloc(100, 600);
	int rounds = 0;

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "80", "--ledger", s->place.ledger,
		"--fault", "drop-after=15,ignore-keys", NULL });
	while (count_created(s->office) < 80 && rounds++ < 100)
		fake_round(s->office, "", false);
	decide_all(s->office, bodies);
	while (count_state(s->office, "sent") < 80 && rounds++ < 200)
		fake_round(s->office, "", false);
	assert_true(count_lines(s->place.ledger) > 80);
	assert_int_equal(fake_hang_up(s->office), 6);
	free(bodies);
}

static void
a_key_used_again_for_another_body_is_parked_with_the_problem(void **state)
{
	struct stage *s = *state;

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "40", NULL });
	fake_round(s->office, "", false);
	assert_true(s->office->item_count > 0);
	fake_message(s->office, "gov24", "status", s->office->items[0].external_id,
	    "{\"status\":\"open\"}");
	fake_message(s->office, "gov24", "status", s->office->items[0].external_id,
	    "{\"status\":\"closed\"}");
	fake_message(s->office, "gov24", "status", "no-such-id", "{\"status\":\"closed\"}");
	fake_message(s->office, "nowhere", "status", "x", "{\"status\":\"closed\"}");
	str_fill(s->office->messages[1].row.op_key, sizeof(s->office->messages[1].row.op_key),
	    s->office->messages[0].row.op_key);
	fake_round(s->office, "", false);
	assert_string_equal(s->office->messages[0].state, "sent");
	assert_string_equal(s->office->messages[1].state, "park");
	assert_true(str_starts(s->office->messages[1].detail, "422 "));
	assert_string_equal(s->office->messages[2].state, "park");
	assert_true(str_starts(s->office->messages[2].detail, "404 Not found: "));
	assert_string_equal(s->office->messages[3].state, "waiting");
	assert_int_equal(fake_report(s->office, "gov24", "11410")->sent, 1);
	assert_int_equal(fake_report(s->office, "gov24", "11410")->parked, 2);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_broken_event_among_good_ones_hides_none(void **state)
{
	struct stage *s = *state;
	struct buf lines = { 0 };
	char *filler = x_alloc(2 * 1024 * 1024 + 1);
	int unreadable = 0, large = 0, foreign = 0;

	memset(filler, 'x', 2 * 1024 * 1024);
	filler[2 * 1024 * 1024] = '\0';
	buf_puts(&lines, "gov24\t11410\t{\"id\":\"x1\",\"id\":\"x1\"}\n");
	buf_printf(&lines, "gov24\t11410\t{\"id\":\"x2\",\"big\":\"%s\"}\n", filler);
	buf_puts(&lines, "gov24\t11410\t{\"id\":\"x3\","
	    "\"source\":\"https://evil.example/channels/x\"}\n");
	stage_write(s->place.inject, lines.data, lines.len);
	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "200", "--inject", s->place.inject,
		NULL });
	fake_round(s->office, "", false);
	for (size_t i = 0; i < s->office->item_count; i++) {
		unreadable += str_eq(s->office->items[i].fault, "unreadable");
		large += str_eq(s->office->items[i].fault, "too-large");
		foreign += str_eq(s->office->items[i].fault, "foreign-source");
	}
	assert_int_equal(count_created(s->office), 200);
	assert_int_equal(unreadable, 1);
	assert_int_equal(large, 1);
	assert_int_equal(foreign, 1);
	assert_int_equal(fake_report(s->office, "gov24", "11410")->unsorted, 3);
	assert_int_equal(fake_hang_up(s->office), 6);
	buf_release(&lines);
	free(filler);
}

static void
a_dead_channel_does_not_hold_the_others(void **state)
{
	struct stage *s = *state;
	struct canned dead = { .fd = -1 };
	struct buf config = { 0 };
	int port;

	canned_open(&dead);
	canned_close(&dead);
	fake_feed(s->office, "bokjiro", "11410");
	fake_feed(s->office, "bokjiro", "30200");
	fake_feed(s->office, "bokjiro", "47750");
	fake_feed(s->office, "gov24", "11410");
	s->gateway = fake_gateway((const char *const[]){ "--applications", "100", NULL }, &port);
	buf_printf(&config, "[bokjiro]\nurl=http://127.0.0.1:%d/\ntoken=a\n"
	    "[gov24]\nurl=http://127.0.0.1:%d/v1/channels/gov24\ntoken=test-token-123\n", dead.port,
	    port);
	stage_write(s->place.config, config.data, config.len);
	buf_release(&config);
	fake_start(s->office, &s->place);
	fake_round(s->office, "", false);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
	assert_true(fake_report(s->office, "gov24", "11410")->created > 0);
	assert_string_equal(fake_report(s->office, "bokjiro", "11410")->error,
	    "nobody answers at that address");
	assert_string_equal(fake_report(s->office, "bokjiro", "47750")->error,
	    "not tried: the channel failed just before");
	assert_int_equal(fake_hang_up(s->office), 6);
}

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static void
answer_json(struct buf *out, const char *fields, const char *body)
{
	buf_printf(out, OK_JSON "%sContent-Length: %zu\r\n\r\n%s", fields, strlen(body), body);
}

/* A relay whose second event makes every page with it unreadable. */
static void
answer_poison(void *arg, const char *request, struct buf *out)
{
	(void)arg;
	if (strstr(request, "lastEventId=3") != NULL)
		answer_json(out, "", "[]");
	else if (strstr(request, "lastEventId=2") != NULL)
		answer_json(out, "Link: </f?lastEventId=3>; rel=\"next\"\r\n", "[{\"id\":\"3\"}]");
	else if (strstr(request, "lastEventId=1") != NULL)
		answer_json(out, strstr(request, "limit=1 ") != NULL ?
		    "Link: </f?lastEventId=2>; rel=\"next\"\r\n" :
		    "Link: </f?lastEventId=3>; rel=\"next\"\r\n", "[{\"id\":\"2\"");
	else if (strstr(request, "limit=1 ") != NULL)
		answer_json(out, "Link: </f?lastEventId=1>; rel=\"next\"\r\n", "[{\"id\":\"1\"}]");
	else
		answer_json(out, "Link: </f?lastEventId=3>; rel=\"next\"\r\n", "[{\"id\":\"1\"},{");
}

static void
a_page_that_cannot_be_split_is_narrowed_to_the_one_to_blame(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_poison);
	fake_round(s->office, "", false);
	assert_int_equal(s->office->item_count, 3);
	assert_string_equal(s->office->items[1].fault, "unreadable");
	assert_string_equal(s->office->items[1].event_id, "2");
	assert_int_equal(s->office->items[1].raw_len, strlen("[{\"id\":\"2\""));
	assert_string_equal(s->office->feeds[0].cursor, "3");
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
	assert_int_equal(fake_hang_up(s->office), 6);
}

/* A page without end, of which only its Link can be believed. */
static void
answer_endless(void *arg, const char *request, struct buf *out)
{
	(void)arg;
	if (strstr(request, "lastEventId=1") != NULL) {
		answer_json(out, "", "[]");
		return;
	}
	buf_puts(out, OK_JSON
	    "Link: </f?lastEventId=1>; rel=\"next\"\r\nContent-Length: 99000000\r\n\r\n[\"");
	for (size_t i = 0; i < 9 * 1024 * 1024 / 16; i++)
		buf_puts(out, "xxxxxxxxxxxxxx\",\"");
}

static void
a_page_without_end_is_passed_and_kept_in_part(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_endless);
	fake_round(s->office, "", false);
	assert_int_equal(s->office->item_count, 1);
	assert_string_equal(s->office->items[0].fault, "too-large");
	assert_in_range(s->office->items[0].raw_len, 1000000, 1024 * 1024);
	assert_string_equal(s->office->feeds[0].cursor, "1");
	assert_int_equal(s->canned.requests, 8);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
answer_loop(void *arg, const char *request, struct buf *out)
{
	(void)arg;
	answer_json(out, strstr(request, "lastEventId=1") != NULL ?
	    "Link: </f?lastEventId=2>; rel=\"next\"\r\n" :
	    "Link: </f?lastEventId=1>; rel=\"next\"\r\n", "[{\"id\":\"1\"}]");
}

static void
a_relay_that_leads_in_circles_is_left(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_loop);
	fake_round(s->office, "", false);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
	    "the relay gives the same pages again and again");
	assert_int_equal(s->office->item_count, 1);
	assert_in_range(s->canned.requests, 3, 6);
	assert_int_equal(fake_hang_up(s->office), 6);
}

#define EMPTY "Content-Length: 2\r\n\r\n[]"

/* Answers that are refused, and the sentence. None hands anything in. */
static const struct {
	const char *answer;
	const char *error;
	int requests;
} refused[] = {
	{ "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
	  "the relay points elsewhere (302), which is not followed", 1 },
	{ "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
	  "the relay points elsewhere (302), which is not followed", 1 },
	{ "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", "the relay refuses our token (401)", 1 },
	{ "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
	  "the relay does not keep what it hands out from the beginning", 1 },
	{ OK_JSON "Content-Length: 10\r\n\r\n[{\"id\":1}]",
	  "the relay's page does not say what follows it (Link rel=next)", 1 },
	{ OK_JSON "\r\n[]",
	  "the answer does not say where it ends; nothing of it was used", 3 },
	{ OK_JSON "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n",
	  "the answer was cut off; nothing of it was used", 3 },
	{ OK_JSON "Content-Encoding: gzip\r\n" EMPTY,
	  "the answer's compression is broken", 3 },
	{ OK_JSON "Content-Length: 3\r\n\r\n[{]",
	  "the relay's page cannot be read and does not say what follows it", 7 },
	{ "HTTP/1.1 429 Busy\r\nRetry-After: 7000\r\nContent-Length: 0\r\n\r\n", 
	  "the relay answered 429", 1 },
	{ "HTTP/1.1 503 No\r\nRetry-After: Thu, 01 Jan 2037 00:00:00 GMT\r\n"
	  "Content-Length: 0\r\n\r\n",
	  "the relay answered 503", 1 },
	{ "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "the relay answered 503", 3 },
	{ "", "the connection ended without an answer", 3 },
};

static void
answer_refused(void *arg, const char *request, struct buf *out)
{
	const char *const *answer = arg;

	(void)request;
	buf_puts(out, *answer);
}

static void
what_cannot_be_trusted_is_refused_with_one_sentence(void **state)
{
	struct stage *s = *state;

	for (size_t i = 0; i < COUNT(refused); i++) {
		const char *answer = refused[i].answer;

		if (i > 0)
			canned_close(&s->canned);
		stage_canned(s, answer_refused);
		s->canned.arg = &answer;
		s->canned.requests = 0;
		fake_round(s->office, "", false);
		assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
		    refused[i].error);
		assert_int_equal(s->canned.requests, refused[i].requests);
		assert_int_equal(s->office->pages, 0);
		assert_int_equal(fake_hang_up(s->office), 6);
		s->office->last_wake = s->office->done = 0;
	}
}

static void
answer_headers(void *arg, const char *request, struct buf *out)
{
	(void)arg, (void)request;
	buf_puts(out, OK_JSON);
	for (int i = 0; i < 200; i++)
		buf_printf(out, "X-%d: %01000d\r\n", i, 0);
	buf_puts(out, EMPTY);
}

static void
a_flood_of_headers_is_refused(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_headers);
	fake_round(s->office, "", false);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
	    "the answer's headers are too large");
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
answer_empty(void *arg, const char *request, struct buf *out)
{
	(void)arg;
	assert_non_null(strstr(request, "Authorization: Bearer test-token-123\r\n"));
	assert_null(strstr(request, "Expect:"));
	answer_json(out, "", "[]");
}

static void
plain_http_is_spoken_in_practice_offices_only(void **state)
{
	struct stage *s = *state;

	s->office->is_practice = false;
	stage_canned(s, answer_empty);
	fake_round(s->office, "", false);
	assert_int_equal(s->canned.requests, 0);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
	    "plain http is spoken only on this machine and in practice offices");
	assert_int_equal(fake_hang_up(s->office), 6);
}

/* Forms of addresses that no channel has: plain http beyond this machine; with
 * TLS this network, link-local (where clouds keep their secrets), multicast and
 * beyond, in every spelling. Private networks are a desk's own and allowed with
 * TLS. */
static const char *const elsewhere[] = {
	"http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/",
	"http://169.254.169.254/", "http://0.0.0.0:80/", "http://0/",
	"http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/",
	"http://169.254.43518/", "http://0xa9.0xfe.0xa9.0xfe/", "http://167772161/",
	"http://0x0a000001/", "http://012.0.0.1/", "http://10.1/", "http://192.168.257/",
	"http://224.0.0.1/", "http://239.255.255.255/", "http://240.0.0.1/",
	"http://255.255.255.255/", "http://4294967295/", "http://[::]/",
	"http://[::ffff:169.254.169.254]/", "http://[::ffff:10.0.0.1]/",
	"http://[::ffff:a9fe:a9fe]/", "http://[fe80::1]/", "http://[fe80::a9fe:a9fe]/",
	"http://[ff02::1]/", "http://[fd00::1]/", "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
	"https://169.254.169.254/", "https://169.254.0.1:8443/",
	"https://169.254.255.255/", "https://2852039166/", "https://0xa9fea9fe/",
	"https://0251.0376.0251.0376/", "https://0xa9.254.0251.254/",
	"https://169.254.43518/", "https://169.16689662/", "https://0.0.0.0/",
	"https://0/", "https://0.1/", "https://0x0/", "https://00000000000/",
	"https://0.0.0.0:8443/", "https://224.0.0.1/", "https://239.1.2.3/",
	"https://3758096385/", "https://240.0.0.1/", "https://255.255.255.255/",
	"https://0xffffffff/", "https://[::]/", "https://[0::0]/",
	"https://[::ffff:0.0.0.0]/", "https://[::ffff:169.254.169.254]/",
	"https://[::ffff:a9fe:a9fe]/", "https://[0:0:0:0:0:ffff:169.254.1.1]/",
	"https://[::ffff:224.0.0.1]/", "https://[fe80::1]/",
	"https://[fe80::a9fe:a9fe]/", "https://[febf::1]/", "https://[ff02::1]/",
	"https://[ff0e::1]/",
	"https://[::169.254.169.254]/", "https://[64:ff9b::169.254.169.254]/",
	"https://[64:ff9b::a9fe:a9fe]/",
};
_Static_assert(COUNT(elsewhere) >= 60, "sixty forms");

static void
the_address_is_judged_when_it_is_connected_to(void **state)
{
	struct stage *s = *state;

	fake_feed(s->office, "gov24", "11410");
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		struct buf config = { 0 };

		buf_printf(&config, "[gov24]\nurl=%s\ntoken=a\n", elsewhere[i]);
		stage_write(s->place.config, config.data, config.len);
		buf_release(&config);
		fake_start(s->office, &s->place);
		fake_round(s->office, "", false);
		assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
		    str_starts(elsewhere[i], "https") ? "a channel may not have that address" :
		    "plain http is spoken only on this machine and in practice offices");
		assert_int_equal(fake_hang_up(s->office), 6);
		s->office->last_wake = s->office->done = 0;
	}
}

static void
answer_busy(void *arg, const char *request, struct buf *out)
{
	(void)arg, (void)request;
	buf_puts(out, "HTTP/1.1 429 Busy\r\nRetry-After: 7000\r\nContent-Length: 0\r\n\r\n");
}

static void
a_channel_that_wants_rest_has_it_until_it_is_named(void **state)
{
	struct stage *s = *state;

	fake_feed(s->office, "gov24", "11410");
	fake_message(s->office, "gov24", "status", "x", "{}");
	stage_canned(s, answer_busy);
	fake_round(s->office, "", false);
	fake_round(s->office, "", false);
	assert_int_equal(s->canned.requests, 1);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error,
	    "the relay answered 429");
	assert_string_equal(s->office->messages[0].state, "rest");
	assert_int_equal(s->office->messages[0].row.attempts, 0);
	assert_in_range(s->office->messages[0].retry_after_sec, 800, 900);
	fake_round(s->office, "gov24", false);
	assert_int_equal(s->canned.requests, 2);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
answer_broken(void *arg, const char *request, struct buf *out)
{
	(void)arg, (void)request;
	buf_puts(out, "HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n");
}

static void
what_falls_due_does_not_wake_a_channel_that_rests(void **state)
{
	struct stage *s = *state;
	int tried;

	fake_feed(s->office, "gov24", "11410");
	stage_canned(s, answer_broken);
	while (s->canned.requests < BREAKER_FAILURES)
		fake_round(s->office, "", false);
	tried = s->canned.requests;
	for (int i = 0; i < 20; i++)
		fake_own_round(s->office);
	assert_int_equal(s->canned.requests, tried);
	fake_round(s->office, "", false);
	assert_true(s->canned.requests > tried);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
wakes_in_a_row_for_the_same_thing_are_one_round(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_empty);
	for (int i = 0; i < 500; i++)
		fake_wake(s->office, "", false);
	fake_serve(s->office);
	assert_in_range(s->office->plans, 1, 3);
	for (int i = 0; i < 300; i++)
		fake_wake(s->office, i % 2 == 0 ? "gov24" : "", i % 3 == 0);
	fake_serve(s->office);
	assert_int_equal(s->office->done, 800);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_test_of_a_channel_hands_nothing_in(void **state)
{
	struct stage *s = *state;

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "100", NULL });
	s->office->feeds[0].is_enabled = false;
	fake_round(s->office, "gov24", true);
	assert_int_equal(s->office->report_count, 4);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
	assert_int_equal(s->office->pages, 0);
	fake_round(s->office, "gov24", false);
	assert_int_equal(s->office->report_count, 3);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_channel_file_is_read_anew_each_round_and_its_fault_reported(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_empty);
	stage_write(s->place.config, "[gov24]\nurl=ftp://x\n", 20);
	fake_message(s->office, "gov24", "status", "x", "{}");
	fake_round(s->office, "", false);
	assert_non_null(strstr(fake_report(s->office, "gov24", "11410")->error, ":2: url must begin"));
	assert_non_null(strstr(s->office->messages[0].detail, ":2: url must begin"));
	assert_string_equal(s->office->messages[0].state, "retry");
	assert_int_equal(s->canned.requests, 0);
	fake_config(&s->place, s->office, s->canned.port);
	fake_round(s->office, "", false);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
no_token_and_no_applicant_is_in_the_log(void **state)
{
	struct stage *s = *state;
	struct buf log = { 0 };

	fake_all_feeds(s->office);
	stage_gateway(s, (const char *const[]){ "--applications", "100", "--fault", "cut=30", NULL });
	fake_round(s->office, "", false);
	assert_int_equal(fake_hang_up(s->office), 6);
	assert_int_equal(file_read(s->place.log, 4 * 1024 * 1024, &log, NULL), RC_OK);
	assert_non_null(strstr(buf_str(&log), "info feed"));
	assert_null(strstr(buf_str(&log), "test-token"));
	assert_null(strstr(buf_str(&log), "010-"));
	for (size_t i = 0; i < log.len; i++)
		assert_in_range((unsigned char)log.data[i], '\n', '~');
	buf_release(&log);
}

static void
sync_ends_well_when_it_is_asked_to(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_empty);
	fake_round(s->office, "", false);
	assert_int_equal(fake_end(s->office->sync), 0);
	close(s->office->fd);
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(one_round_takes_every_application_in),
		STAGED(of_a_spoilt_page_nothing_is_handed_in),
		STAGED(under_every_fault_each_application_arrives_once),
		STAGED(under_every_fault_each_message_has_one_effect),
		STAGED(with_keys_ignored_the_same_run_shows_doubles),
		STAGED(a_key_used_again_for_another_body_is_parked_with_the_problem),
		STAGED(a_broken_event_among_good_ones_hides_none),
		STAGED(a_dead_channel_does_not_hold_the_others),
		STAGED(a_page_that_cannot_be_split_is_narrowed_to_the_one_to_blame),
		STAGED(a_page_without_end_is_passed_and_kept_in_part),
		STAGED(a_relay_that_leads_in_circles_is_left),
		STAGED(what_cannot_be_trusted_is_refused_with_one_sentence),
		STAGED(a_flood_of_headers_is_refused),
		STAGED(plain_http_is_spoken_in_practice_offices_only),
		STAGED(the_address_is_judged_when_it_is_connected_to),
		STAGED(a_channel_that_wants_rest_has_it_until_it_is_named),
		STAGED(what_falls_due_does_not_wake_a_channel_that_rests),
		STAGED(wakes_in_a_row_for_the_same_thing_are_one_round),
		STAGED(a_test_of_a_channel_hands_nothing_in),
		STAGED(a_channel_file_is_read_anew_each_round_and_its_fault_reported),
		STAGED(no_token_and_no_applicant_is_in_the_log),
		STAGED(sync_ends_well_when_it_is_asked_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
