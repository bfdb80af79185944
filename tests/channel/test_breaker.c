/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/channel/breaker.h"

static void
it_opens_after_five_failures_in_a_row(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	for (int i = 0; i < BREAKER_FAILURES - 1; i++)
		breaker_failure(&b, 0, false, false, -1, 0);
	assert_false(b.is_open);
	breaker_success(&b);
	for (int i = 0; i < BREAKER_FAILURES; i++) {
		assert_false(b.is_open);
		breaker_failure(&b, 0, false, false, -1, 0);
	}
	assert_true(b.is_open);
}

static void
a_hopeless_failure_opens_it_at_once(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	breaker_failure(&b, 1000, true, false, -1, 0);
	assert_true(b.is_open);
	assert_true(breaker_is_resting(&b, 1001, false));
	assert_false(breaker_is_resting(&b, 1000 + BREAKER_REST_FIRST_SEC * 1000, false));
}

static void
it_rests_at_least_as_long_as_the_channel_wishes(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	breaker_failure(&b, 0, true, false, 600, 0);
	assert_true(breaker_is_resting(&b, 599999, false));
	assert_false(breaker_is_resting(&b, 600000, false));
	assert_int_equal(breaker_rest_sec(&b, 1), 600);
	assert_int_equal(breaker_rest_sec(&b, 700000), 1);
}

static void
who_asks_for_a_round_finds_a_fast_failure_tried_again(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	breaker_failure(&b, 0, true, false, -1, 0);
	assert_true(breaker_is_resting(&b, 1, false));
	assert_false(breaker_is_resting(&b, 1, true));
}

static void
a_late_channel_holds_up_nobody_before_its_rest_is_over(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	breaker_failure(&b, 0, false, true, -1, 0);
	assert_true(b.is_open);
	assert_true(breaker_is_resting(&b, 1, true));
	assert_false(breaker_is_resting(&b, BREAKER_REST_FIRST_SEC * 1000, true));
}

static void
a_dead_channel_is_asked_at_most_200_times_a_day(void **state)
{
	(void)state;
	for (uint32_t dice = 0; dice < 1000; dice += 37) {
		struct breaker b = { 0 };
		int calls = 0;

		for (int64_t now_ms = 0; now_ms < 24 * 3600 * 1000LL; now_ms += 60000) {
			breaker_begin(&b);
			if (breaker_is_resting(&b, now_ms, false))
				continue;
			for (; !b.is_open; calls++)
				breaker_failure(&b, now_ms, false, false, -1, dice);
		}
		assert_in_range(calls, 90, 200);
	}
}

static void
one_success_forgets_every_rest(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	for (int i = 0; i < 20; i++) {
		breaker_begin(&b);
		breaker_failure(&b, 0, true, false, -1, UINT32_MAX);
	}
	assert_true(b.rest_until_ms <= BREAKER_REST_MAX_SEC * 1000);
	breaker_success(&b);
	assert_false(breaker_is_resting(&b, 0, false));
	breaker_failure(&b, 0, false, false, -1, 0);
	assert_false(b.is_open);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_opens_after_five_failures_in_a_row),
		cmocka_unit_test(a_hopeless_failure_opens_it_at_once),
		cmocka_unit_test(it_rests_at_least_as_long_as_the_channel_wishes),
		cmocka_unit_test(who_asks_for_a_round_finds_a_fast_failure_tried_again),
		cmocka_unit_test(a_late_channel_holds_up_nobody_before_its_rest_is_over),
		cmocka_unit_test(a_dead_channel_is_asked_at_most_200_times_a_day),
		cmocka_unit_test(one_success_forgets_every_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
