/* SPDX-License-Identifier: ISC */
/* Thin links: little is asked twice, and what breaks off is not started over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/channel/stage.h"

#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

static const struct wire_sync_report *
report_of(struct stage *s)
{
	return fake_report(s->office, "gov24", "11410");
}

/* A feed without end but with a version. */
static void
answer_versioned(void *arg, const char *request, struct buf *out)
{
	struct stage *s = arg;
	bool is_known = strstr(request, "If-None-Match: W/\"v1\"\r\n") != NULL;

	assert_int_equal(is_known, s->canned.requests > 1);
	buf_puts(out, is_known ? "HTTP/1.1 304 Not Modified\r\nETag: W/\"v1\"\r\n\r\n" :
	    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: W/\"v1\"\r\n"
	    "Content-Length: 2\r\n\r\n[]");
}

static void
an_unchanged_end_is_asked_for_by_its_version(void **state)
{
	struct stage *s = *state;

	stage_canned(s, answer_versioned);
	for (int i = 0; i < 3; i++) {
		fake_round(s->office, "", false);
		assert_string_equal(report_of(s)->error, "");
		assert_int_equal(report_of(s)->pages, 0);
	}
	assert_int_equal(s->canned.requests, 3);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
pages_come_compressed_and_their_bytes_are_counted(void **state)
{
	struct stage *s = *state;
	const struct wire_sync_report *r;

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "2000", NULL });
	fake_round(s->office, "", false);
	r = report_of(s);
	assert_string_equal(r->error, "");
	assert_true(r->created > 80);
	assert_true(r->pages > 0);
	assert_true(r->bytes_sent > 200);
	printf("%lld bytes received and %lld sent for %d applications in %d pages: %lld each\n",
	    (long long)r->bytes_received, (long long)r->bytes_sent, r->created, r->pages,
	    (long long)(r->bytes_received + r->bytes_sent) / r->created);
	/* An application has about 1.2 KB; the budget is 2.0 KB on the wire. */
	assert_true((r->bytes_received + r->bytes_sent) / r->created < 1000);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_link_that_drops_makes_progress_and_never_starts_over(void **state)
{
	struct stage *s = *state;
	int rounds = 0;
	size_t before = 0;

	fake_feed(s->office, "gov24", "11410");
	fake_feed(s->office, "gov24", "30200");
	stage_gateway(s, (const char *const[]){ "--applications", "1500", "--throttle", "8000",
		"--drop-every", "1", NULL });
	do {
		before = s->office->item_count;
		fake_round(s->office, "gov24", false);
	} while ((report_of(s)->error[0] != '\0' || s->office->item_count != before) &&
	    rounds++ < 40);
	assert_string_equal(report_of(s)->error, "");
	assert_true(s->office->item_count > 80);
	for (size_t i = 0; i < s->office->item_count; i++)
		assert_int_equal(s->office->items[i].times, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_feed_whose_past_is_gone_is_read_anew_and_says_so(void **state)
{
	struct stage *s = *state;
	size_t count;

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "400", "--keep", "3", NULL });
	fake_round(s->office, "", false);
	count = s->office->item_count;
	assert_true(count > 10);
	assert_string_equal(report_of(s)->note, "");
	str_fill(s->office->feeds[0].cursor, sizeof(s->office->feeds[0].cursor),
	    s->office->items[0].event_id);
	fake_round(s->office, "", false);
	assert_string_equal(report_of(s)->error, "");
	assert_string_equal(report_of(s)->note,
	    "the relay no longer keeps what follows our cursor; the feed was read anew");
	assert_int_equal(s->office->item_count, count);
	assert_int_equal(report_of(s)->duplicate, count);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_slow_channel_does_not_hold_the_others(void **state)
{
	struct stage *s = *state;
	struct buf config = { 0 };
	pid_t quick;
	int slow_port, port;
	size_t i = 0;

	fake_feed(s->office, "bokjiro", "11410");
	fake_feed(s->office, "gov24", "11410");
	fake_feed(s->office, "gov24", "30200");
	s->gateway = fake_gateway((const char *const[]){ "--applications", "100", "--fault",
		"slow=100", NULL }, &slow_port);
	quick = fake_gateway((const char *const[]){ "--applications", "400", NULL }, &port);
	buf_printf(&config, "[bokjiro]\nurl=http://127.0.0.1:%d/v1/channels/bokjiro\n"
	    "token=test-token-123\n[gov24]\nurl=http://127.0.0.1:%d/v1/channels/gov24\n"
	    "token=test-token-123\n", slow_port, port);
	stage_write(s->place.config, config.data, config.len);
	buf_release(&config);
	fake_start(s->office, &s->place);
	fake_round(s->office, "", false);
	assert_string_equal(report_of(s)->error, "");
	assert_true(fake_report(s->office, "gov24", "30200")->created > 0);
	assert_true(fake_report(s->office, "bokjiro", "11410")->created > 0);
	while (i < s->office->item_count && str_eq(s->office->items[i].channel, "gov24"))
		i++;
	assert_int_equal(i, report_of(s)->created +
	    fake_report(s->office, "gov24", "30200")->created);
	assert_int_equal(fake_hang_up(s->office), 6);
	fake_end(quick);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(an_unchanged_end_is_asked_for_by_its_version),
		STAGED(pages_come_compressed_and_their_bytes_are_counted),
		STAGED(a_link_that_drops_makes_progress_and_never_starts_over),
		STAGED(a_feed_whose_past_is_gone_is_read_anew_and_says_so),
		STAGED(a_slow_channel_does_not_hold_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
