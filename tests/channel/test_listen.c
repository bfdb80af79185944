/* SPDX-License-Identifier: ISC */
/* Between rounds, where somebody watches: a relay of canned answers that holds
 * questions, an office played by the test, and the real minwon-sync. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "storage/clock.h"
#include "tests/channel/stage.h"

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

/* A relay with a number of events. */
struct relay {
	int count;		/* of events there are */
	bool holds_nothing;	/* answers a held question at once */
	bool promises;		/* answers it with an event that is not there */
	int pulls, questions, patches;
};

static bool
is_question(const char *request)
{
	return request[0] == '\0' || strstr(request, "&timeout=") != NULL;
}

static bool
holds(void *arg, const char *request)
{
	const struct relay *r = arg;

	return is_question(request) && !r->holds_nothing && !r->promises;
}

static void
add_event(int number, struct buf *out)
{
	buf_printf(out, "[{\"id\":\"%d\",\"source\":\"/channels/gov24\",\"type\":"
	    "\"kr.relay.request.created.v1\",\"data\":{\"service_request_id\":\"R-%d\","
	    "\"jurisdiction_id\":\"11410\",\"service_code\":\"13100000016\",\"requested_datetime\":"
	    "\"2026-11-23T09:00:00+09:00\",\"applicant\":{\"name\":\"홍길동\"},\"attributes\":{}}}]",
	    number, number);
}

static void
answer_relay(void *arg, const char *request, struct buf *out)
{
	struct relay *r = arg;
	const char *at = strstr(request, "lastEventId=");
	int after = at == NULL ? 0 : at[12] - '0';
	bool is_asked = is_question(request);
	struct buf body = { 0 };

	if (str_starts(request, "PATCH")) {
		r->patches++;
		buf_puts(out, "HTTP/1.1 204 Done\r\n\r\n");
		return;
	}
	r->pulls += !is_asked;
	r->questions += is_asked;
	if (is_asked && r->count == 0 && !r->promises) {
		buf_puts(&body, "[]");
	} else if (is_asked || after < r->count) {
		add_event(is_asked ? r->count : after + 1, &body);
		buf_printf(out, "HTTP/1.1 200 OK\r\nLink: </x?lastEventId=%d>; rel=\"next\"\r\n",
		    is_asked ? r->count : after + 1);
	} else {
		buf_puts(&body, "[]");
	}
	if (out->len == 0)
		buf_puts(out, "HTTP/1.1 200 OK\r\n");
	buf_printf(out, "Content-Type: application/json\r\nETag: W/\"e\"\r\nContent-Length: %zu"
	    "\r\n\r\n%s", body.len, body.data);
	buf_release(&body);
}

static void
relay_start(struct stage *s, struct relay *r)
{
	s->office->is_watched = true;
	s->canned.holds = holds;
	stage_canned(s, answer_relay);
	s->canned.arg = r;
	fake_round(s->office, "", false);
	assert_string_equal(fake_report(s->office, "gov24", "11410")->error, "");
}

/* Serves until so many questions are held, each for another feed. */
static void
until_held(struct stage *s, int count)
{
	while (s->canned.held_count < count)
		fake_serve_once(s->office);
}

static void
what_is_new_is_heard_at_once(void **state)
{
	struct stage *s = *state;
	struct relay r = { .count = 0 };
	int64_t begun_ms;

	relay_start(s, &r);
	until_held(s, 1);
	assert_int_equal(s->office->item_count, 0);
	for (int i = 1; i <= 3; i++) {
		r.count = i;
		begun_ms = clock_monotonic_ms();
		canned_release(&s->canned);
		while (s->office->item_count < (size_t)i)
			fake_serve_once(s->office);
		printf("# %lld ms from the relay to the store\n",
		    (long long)(clock_monotonic_ms() - begun_ms));
		until_held(s, 1);
	}
	/* One round at first, and one for each: two pulls. */
	assert_int_equal(r.pulls, 7);
	assert_int_equal(r.questions, 3);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static bool
are_sent(const struct fake_office *o, int count)
{
	for (int i = 0; i < count; i++)
		if (!str_eq(o->messages[i].state, "sent"))
			return false;
	return true;
}

static void
a_held_question_holds_nothing_up(void **state)
{
	struct stage *s = *state;
	struct relay r = { .count = 0 };

	fake_feed(s->office, "gov24", "11410");
	fake_feed(s->office, "bokjiro", "11410");
	relay_start(s, &r);
	until_held(s, 2);
	fake_message(s->office, "gov24", "status", "R-1", "{}");
	fake_message(s->office, "bokjiro", "status", "R-2", "{}");
	fake_own_round(s->office);
	assert_true(are_sent(s->office, 2));
	assert_int_equal(r.questions, 0);	/* none was answered */
	/* The questions are asked again afterwards, and what they hear counts. */
	until_held(s, 4);
	r.count = 1;
	canned_release(&s->canned);
	while (s->office->item_count == 0)
		fake_serve_once(s->office);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_relay_that_holds_no_question_is_not_asked_again(void **state)
{
	struct stage *s = *state;
	struct relay r = { .holds_nothing = true };

	int asked = 0, quiet = 0;

	relay_start(s, &r);
	while (r.questions == 0)
		fake_serve_once(s->office);
	/* A round that begins before the answer is read breaks the question off, and
	 * that says nothing about the relay: it is asked again until it is heard. */
	for (int i = 0; i < 400 && quiet < 20; i++) {
		fake_own_round(s->office);
		quiet = r.questions == asked ? quiet + 1 : 0;
		asked = r.questions;
	}
	assert_int_equal(quiet, 20);
	/* A round of everything gives it another chance. */
	fake_round(s->office, "", false);
	while (r.questions == asked)
		fake_serve_once(s->office);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_relay_that_promises_and_brings_nothing_is_not_asked_again(void **state)
{
	struct stage *s = *state;
	struct relay r = { .promises = true };
	int plans;

	relay_start(s, &r);
	plans = s->office->plans;
	while (s->office->plans == plans)
		fake_serve_once(s->office);
	for (int i = 0; i < 20; i++)
		fake_own_round(s->office);
	assert_int_equal(r.questions, 1);
	assert_int_equal(s->office->item_count, 0);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
nobody_watches_and_nothing_is_asked(void **state)
{
	struct stage *s = *state;
	struct relay r = { .count = 0 };

	relay_start(s, &r);
	until_held(s, 1);
	s->office->is_watched = false;
	fake_own_round(s->office);
	for (int i = 0; i < 20; i++)
		fake_own_round(s->office);
	assert_int_equal(s->canned.held_count, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(what_is_new_is_heard_at_once),
		STAGED(a_held_question_holds_nothing_up),
		STAGED(a_relay_that_holds_no_question_is_not_asked_again),
		STAGED(a_relay_that_promises_and_brings_nothing_is_not_asked_again),
		STAGED(nobody_watches_and_nothing_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
