/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/rules/wait_forecast.h"
#include "storage/instant.h"

#define HOUR "2026-11-23T10:00"

static int64_t
instant(const char *text)
{
	int64_t at = 0;

	assert_true(instant_parse(text, &at));
	return at;
}

static void
only_hours_that_have_not_begun_are_foretold(void **state)
{
	const struct plan_hour ten = { .hour = 10, .samples = 3 };
	const struct plan_hour never = { .hour = 12 };
	const struct plan_hour midnight = { .hour = 0, .samples = 40 };

	(void)state;
	assert_int_equal(forecast_hour_at(&ten, instant("2026-11-23T09:59:59")), instant(HOUR));
	assert_int_equal(forecast_hour_at(&ten, instant("2026-11-23T00:00")), instant(HOUR));
	assert_int_equal(forecast_hour_at(&ten, instant(HOUR)), -1);
	assert_int_equal(forecast_hour_at(&ten, instant("2026-11-23T23:00")), -1);
	assert_int_equal(forecast_hour_at(&never, instant("2026-11-23T09:00")), -1);
	assert_int_equal(forecast_hour_at(&midnight, instant("2026-11-23T23:59:59")), -1);
}

/* What came of one visit, seconds from when it came; 0 = not yet. */
static const struct {
	const char *name;
	int64_t called, gone, now;
	int64_t waits, held50, held90, waiting;
} visits[] = {
	{ "as long as the median", 60, 0, 900, 1, 1, 1, 0 },
	{ "a second longer", 61, 0, 900, 1, 0, 1, 0 },
	{ "as long as nine in ten", 300, 400, 900, 1, 0, 1, 0 },
	{ "longer than all that was told", 301, 400, 900, 1, 0, 0, 0 },
	{ "gave up", 0, 30, 900, 0, 0, 0, 0 },
	{ "called before the promised time", -600, 0, 900, 1, 1, 1, 0 },
	{ "still waits, within the median so far", 0, 0, 50, 1, 1, 1, 1 },
	{ "still waits, longer already", 0, 0, 301, 1, 0, 0, 1 },
};

static void
a_wait_holds_that_is_not_longer_than_told(void **state)
{
	int64_t at = instant(HOUR);

	(void)state;
	for (size_t i = 0; i < sizeof(visits) / sizeof(visits[0]); i++) {
		struct wait_forecast f = { .hour_at = at, .p50_sec = 60, .p90_sec = 300 };

		print_message("%s\n", visits[i].name);
		forecast_count(&f, at, visits[i].called == 0 ? 0 : at + visits[i].called,
		    visits[i].gone == 0 ? 0 : at + visits[i].gone, at + visits[i].now);
		assert_int_equal(f.waits, visits[i].waits);
		assert_int_equal(f.held50, visits[i].held50);
		assert_int_equal(f.held90, visits[i].held90);
		assert_int_equal(f.waiting, visits[i].waiting);
	}
}

static void
nothing_holds_where_nothing_was_told(void **state)
{
	struct wait_forecast f = { .hour_at = instant(HOUR), .p50_sec = -1, .p90_sec = -1 };

	(void)state;
	forecast_count(&f, f.hour_at, f.hour_at, f.hour_at, f.hour_at + 9);
	forecast_count(&f, f.hour_at + 5, f.hour_at, f.hour_at, f.hour_at + 9);
	assert_int_equal(f.waits, 2);
	assert_int_equal(f.held50 + f.held90, 0);
}

static void
an_hour_is_settled_when_nobody_of_it_waits(void **state)
{
	struct wait_forecast f = { .hour_at = instant(HOUR), .waits = 3 };

	(void)state;
	assert_false(forecast_is_settled(&f, instant("2026-11-23T10:59:59")));
	assert_true(forecast_is_settled(&f, instant("2026-11-23T11:00")));
	f.waiting = 1;
	assert_false(forecast_is_settled(&f, instant("2026-11-23T11:00")));
	assert_false(forecast_is_settled(&f, instant("2026-11-24T09:59:59")));
	assert_true(forecast_is_settled(&f, instant("2026-11-24T10:00")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_hours_that_have_not_begun_are_foretold),
		cmocka_unit_test(a_wait_holds_that_is_not_longer_than_told),
		cmocka_unit_test(nothing_holds_where_nothing_was_told),
		cmocka_unit_test(an_hour_is_settled_when_nobody_of_it_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
