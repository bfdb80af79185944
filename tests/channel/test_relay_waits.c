/* SPDX-License-Identifier: ISC */
/* Waiting figures as a relay may send them: each is shown as what it is, and
 * nothing that was not said becomes 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "console/channel/relay_waits.h"
#include "storage/instant.h"

#define HEAD "{\"jurisdiction_id\":\"30200\",\"desks\":["
#define NAMED "\"desk_id\":\"CS1\",\"desk\":\"민원실\",\"task_no\":\"1\",\"task\":\"제증명\""
#define AT ",\"observed_datetime\":\"2026-11-23T14:20:00+09:00\""

static enum rc
read_body(const char *body, struct relay_waits *w)
{
	return relay_waits_read(body, strlen(body), "gov24", "30200", w, NULL);
}

static void
each_number_is_what_was_said(void **state)
{
	static const struct {
		const char *desk;
		int64_t waiting, called, counters;
	} rows[] = {
		{ "{" NAMED ",\"waiting\":3,\"now_serving\":41,\"open_counters\":2" AT "}", 3, 41, 2 },
		{ "{" NAMED ",\"waiting\":\"3\",\"now_serving\":\"41\",\"open_counters\":\"2\"" AT "}",
		    3, 41, 2 },
		{ "{" NAMED ",\"waiting\":0,\"now_serving\":0,\"open_counters\":0" AT "}", 0, 0, 0 },
		{ "{" NAMED AT "}", -1, -1, -1 },
		{ "{" NAMED ",\"waiting\":null,\"now_serving\":\"\",\"open_counters\":[]" AT "}",
		    -1, -1, -1 },
		{ "{" NAMED ",\"waiting\":-4,\"now_serving\":1e9,\"open_counters\":2.5" AT "}",
		    -1, -1, -1 },
		{ "{" NAMED ",\"waiting\":\"여럿\",\"now_serving\":\"0x10\",\"open_counters\":true" AT
		    "}", -1, -1, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *body = x_asprintf(HEAD "%s]}", rows[i].desk);
		struct relay_waits w;

		assert_int_equal(read_body(body, &w), RC_OK);
		assert_int_equal(w.count, 1);
		if (w.rows[0].waiting != rows[i].waiting || w.rows[0].called != rows[i].called ||
		    w.rows[0].counters != rows[i].counters)
			fail_msg("%s: %lld %lld %lld", rows[i].desk, (long long)w.rows[0].waiting,
			    (long long)w.rows[0].called, (long long)w.rows[0].counters);
		assert_int_equal(w.rows[0].observed_at, 1795411200);
		assert_string_equal(w.rows[0].source, "gov24");
		assert_string_equal(w.rows[0].region, "30200");
		relay_waits_release(&w);
		free(body);
	}
}

static void
an_age_that_was_not_said_is_not_now(void **state)
{
	struct relay_waits w;

	(void)state;
	assert_int_equal(read_body(HEAD "{" NAMED ",\"waiting\":3},{" NAMED
	    ",\"waiting\":3,\"observed_datetime\":\"어제\"}]}", &w), RC_OK);
	assert_int_equal(w.count, 2);
	assert_int_equal(w.rows[0].observed_at, 0);
	assert_int_equal(w.rows[1].observed_at, 0);
	relay_waits_release(&w);
}

static void
what_is_no_answer_is_refused_whole(void **state)
{
	static const char *const bodies[] = {
		"", "null", "[]", "{}", "<?xml version=\"1.0\"?><error/>", "{\"desks\":[]}",
		"{\"jurisdiction_id\":\"30200\"}", "{\"jurisdiction_id\":\"30200\",\"desks\":{}}",
		"{\"jurisdiction_id\":\"11410\",\"desks\":[]}", HEAD "{" NAMED "}",
		HEAD "]}x", HEAD "{\"a\":1,\"a\":2}]}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct relay_waits w;

		if (read_body(bodies[i], &w) != RC_INVALID)
			fail_msg("taken: %s", bodies[i]);
		assert_int_equal(w.count, 0);
		relay_waits_release(&w);
	}
}

static void
nothing_reported_is_no_error_and_a_spoilt_row_hides_no_other(void **state)
{
	struct relay_waits w;

	(void)state;
	assert_int_equal(read_body(HEAD "]}", &w), RC_OK);
	assert_int_equal(w.count, 0);
	relay_waits_release(&w);
	assert_int_equal(read_body(HEAD "7,{\"desk_id\":\"\",\"task_no\":\"1\"},{" NAMED
	    ",\"waiting\":5}]}", &w), RC_OK);
	assert_int_equal(w.count, 1);
	assert_int_equal(w.spoilt, 2);
	assert_int_equal(w.rows[0].waiting, 5);
	relay_waits_release(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_is_what_was_said),
		cmocka_unit_test(an_age_that_was_not_said_is_not_now),
		cmocka_unit_test(what_is_no_answer_is_refused_whole),
		cmocka_unit_test(nothing_reported_is_no_error_and_a_spoilt_row_hides_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
