/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "console/rules/wait_plan.h"
#include "storage/base.h"
#include "storage/instant.h"
#include "tests/rules/replay.h"

#define WEEKS 3

/* Weeks of a desk, moved to Mondays of this world. */
static struct wait_visit *
weeks_of_a_desk(uint64_t seed, struct wait_desk *desk)
{
	struct desk_days days;
	struct wait_visit *visits;
	int64_t monday_at = 0;

	assert_true(instant_parse("2026-11-02T00:00", &monday_at));
	desk_simulate(seed, WEEKS, &days);
	visits = x_zalloc(days.count, sizeof(*visits));
	for (size_t i = 0; i < days.count; i++) {
		const struct desk_person *p = &days.people[i];

		visits[i] = (struct wait_visit){ .came_at = monday_at + p->came_at,
			.called_at = p->called_at == 0 ? 0 : monday_at + p->called_at,
			.gone_at = monday_at + p->gone_at, .server = p->server,
			.place = { .task = p->task, .servers = 1, .scale_ms = 1000 } };
	}
	*desk = (struct wait_desk){ .visits = visits, .count = days.count,
		.now_at = monday_at + INT64_C(86400) * 7 * WEEKS };
	free(days.people);
	return visits;
}

static void
one_more_waits_less_and_one_fewer_more(void **state)
{
	struct plan_hour more[PLAN_HOURS], same[PLAN_HOURS], fewer[PLAN_HOURS];
	struct plan_change c, d, e;
	struct wait_desk desk;

	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct wait_visit *visits = weeks_of_a_desk(seed, &desk);

		wait_plan(&desk, 1, more);
		wait_plan(&desk, 0, same);
		wait_plan(&desk, -1, fewer);
		wait_plan_change(more, 14, 16, &c);
		wait_plan_change(same, 14, 16, &d);
		wait_plan_change(fewer, 14, 16, &e);
		assert_true(c.samples > 100 && c.samples == d.samples);
		assert_int_equal(c.wait_sec, e.wait_sec);
		assert_true(labs((long)(d.then_sec - d.wait_sec)) <= 1);
		assert_true(c.then_sec >= 0 && c.then_sec < c.wait_sec);
		assert_true(e.then_sec == PLAN_ENDLESS || e.then_sec > e.wait_sec);
		free(visits);
	}
}

/* Counted by hand: two days, two servers, in one hour. */
static void
an_hour_is_what_the_log_has_of_it(void **state)
{
	static struct wait_visit visits[40];
	struct wait_desk desk = { .visits = visits, .count = 40 };
	struct plan_hour hours[PLAN_HOURS];
	struct plan_change none;
	int64_t at = 0;

	(void)state;
	for (int i = 0; i < 40; i++) {
		assert_true(instant_parse(i < 20 ? "2026-11-23T14:00" : "2026-11-24T14:00", &at));
		at += i % 20 * 120;
		visits[i] = (struct wait_visit){ .came_at = at, .called_at = at + 60 + i % 20,
			.gone_at = at + 160 + i % 20, .server = 1 + i % 2 };
	}
	desk.now_at = at + 3600;
	wait_plan(&desk, 1, hours);
	assert_int_equal(hours[14].samples, 40);
	assert_int_equal(hours[14].arrivals_milli, 20000);
	assert_int_equal(hours[14].servers_milli, 2000);
	assert_int_equal(hours[14].wait_sec, 70);
	assert_in_range(hours[14].p50_sec, 69, 71);
	assert_in_range(hours[14].p90_sec, 77, 79);
	assert_true(hours[14].then_sec < 70);
	assert_int_equal(hours[15].samples, 0);
	assert_int_equal(hours[15].p50_sec, -1);
	assert_int_equal(hours[15].then_sec, PLAN_UNKNOWN);
	wait_plan_change(hours, 15, 17, &none);
	assert_int_equal(none.wait_sec, PLAN_UNKNOWN);
	assert_int_equal(none.then_sec, PLAN_UNKNOWN);

	/* Nineteen waits say nothing of the hour; nobody at the desk neither. */
	desk.count = 19;
	wait_plan(&desk, 1, hours);
	assert_int_equal(hours[14].p50_sec, -1);
	wait_plan_change(hours, 14, 15, &none);
	assert_int_equal(none.samples, 19);
	assert_int_equal(none.wait_sec, PLAN_UNKNOWN);
	assert_int_equal(none.then_sec, PLAN_UNKNOWN);
	wait_plan_hide_thin(&hours[14]);
	assert_int_equal(hours[14].wait_sec, PLAN_UNKNOWN);
	desk.count = 40;
	wait_plan(&desk, -2, hours);
	assert_int_equal(hours[14].then_sec, PLAN_UNKNOWN);
	/* Nobody ever gave up, and they come faster than one alone can serve. */
	for (int i = 0; i < 40; i++)
		visits[i].gone_at += 150;
	wait_plan(&desk, -1, hours);
	assert_int_equal(hours[14].then_sec, PLAN_ENDLESS);
}

/* Where fewer held than said a higher percentile is taken, and a lower one where more. */
static void
ranges_follow_how_hours_ahead_have_held(void **state)
{
	struct plan_hour none[PLAN_HOURS], few[PLAN_HOURS], all[PLAN_HOURS], said[PLAN_HOURS];
	struct wait_desk desk;
	struct wait_visit *visits = weeks_of_a_desk(1, &desk);
	int longer = 0, shorter = 0;

	(void)state;
	wait_plan(&desk, 0, none);
	desk.hours = (struct wait_calibration){ .told = 1000, .held50 = 300, .held90 = 700 };
	wait_plan(&desk, 0, few);
	desk.hours = (struct wait_calibration){ .told = 1000, .held50 = 700, .held90 = 1000 };
	wait_plan(&desk, 0, all);
	desk.hours = (struct wait_calibration){ .told = 1000, .held50 = 500, .held90 = 900 };
	wait_plan(&desk, 0, said);
	for (int i = 0; i < PLAN_HOURS; i++) {
		assert_true(few[i].p50_sec >= none[i].p50_sec && few[i].p90_sec >= none[i].p90_sec);
		assert_true(all[i].p50_sec <= none[i].p50_sec && all[i].p90_sec <= none[i].p90_sec);
		assert_int_equal(said[i].p50_sec, none[i].p50_sec);
		assert_int_equal(said[i].p90_sec, none[i].p90_sec);
		assert_true(all[i].p90_sec >= all[i].p50_sec);
		longer += few[i].p90_sec > none[i].p90_sec ? 1 : 0;
		shorter += all[i].p90_sec < none[i].p90_sec ? 1 : 0;
	}
	assert_true(longer >= 8 && shorter >= 8);
	free(visits);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_follow_how_hours_ahead_have_held),
		cmocka_unit_test(one_more_waits_less_and_one_fewer_more),
		cmocka_unit_test(an_hour_is_what_the_log_has_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
