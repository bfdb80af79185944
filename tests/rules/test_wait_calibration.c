/* SPDX-License-Identifier: ISC */
/* What the estimator says, held against weeks of a desk that it does not know
 * (scripts/simulator): the ranges hold as often as they say. MINWON_SEEDS and
 * MINWON_WEEKS make it longer (tests/rules/calibration_soak.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "storage/base.h"
#include "tests/rules/replay.h"

#define SEEDS 6
#define WEEKS 3

static int64_t
number_from(const char *name, int64_t otherwise)
{
	int64_t number = otherwise;
	const char *text = getenv(name);

	if (text != NULL && !parse_int(text, 1, 1000, &number))
		fail_msg("%s=%s", name, text);
	return number;
}

static void
assert_within(int64_t found, int64_t low, int64_t high, const char *what, int64_t seed)
{
	if (found < low || found > high)
		fail_msg("seed %lld: %s holds %lld per mille, wanted %lld to %lld",
		    (long long)seed, what, (long long)found, (long long)low, (long long)high);
}

/* Nobody is told a range that rests on fewer waits than it may. */
static void
assert_silent_at_first(const struct wait_visit *visits, size_t count)
{
	size_t told = 0, before = 0;

	while (told < count && visits[told].p90_sec < 0)
		told++;
	assert_true(told < count);
	for (size_t i = 0; i < told; i++)
		before += visits[i].called_at != 0 &&
		    visits[i].called_at <= visits[told].came_at ? 1 : 0;
	assert_true(before >= WAIT_SAMPLES_LEAST);
}

static void
the_ranges_hold_as_often_as_they_say(void **state)
{
	int64_t seeds = number_from("MINWON_SEEDS", SEEDS);
	int64_t weeks = number_from("MINWON_WEEKS", WEEKS);
	int64_t least = 1000, most = 0;
	struct wait_calibration all = { .told = 0 };

	(void)state;
	for (int64_t seed = 1; seed <= seeds; seed++) {
		struct wait_calibration c;
		struct desk_days days;
		struct wait_visit *visits;
		int64_t held;

		desk_simulate((uint64_t)seed, (int)weeks, &days);
		assert_true(days.regimes >= 2 && days.count > 200);
		visits = replay_days(&days);
		assert_silent_at_first(visits, days.count);
		wait_calibrate(visits, days.count, &c);
		held = wait_held_per_mille(c.held90, c.told);
		least = held < least ? held : least;
		most = held > most ? held : most;
		assert_within(held, 850, 950, "the 90th percentile", seed);
		assert_within(wait_held_per_mille(c.held50, c.told), 450, 550, "the median", seed);
		all.told += c.told;
		all.untold += c.untold;
		all.held50 += c.held50;
		all.held90 += c.held90;
		free(visits);
		free(days.people);
	}
	print_message("%lld seeds, %lld weeks, %lld waits: p90 holds %lld per mille (%lld to %lld "
	    "by seed), the median %lld; %lld waits were too early to say\n", (long long)seeds,
	    (long long)weeks, (long long)all.told,
	    (long long)wait_held_per_mille(all.held90, all.told), (long long)least,
	    (long long)most, (long long)wait_held_per_mille(all.held50, all.told),
	    (long long)all.untold);
	assert_within(wait_held_per_mille(all.held90, all.told), 880, 920, "the 90th percentile", 0);
	assert_within(wait_held_per_mille(all.held50, all.told), 450, 550, "the median", 0);
}

/* The judge sees it where ranges are too short, and where they are too long. */
static void
wrong_ranges_are_found(void **state)
{
	struct wait_calibration c;
	struct desk_days days;
	struct wait_visit *visits;

	(void)state;
	desk_simulate(1, WEEKS, &days);
	visits = replay_days(&days);
	for (size_t i = 0; i < days.count; i++)
		visits[i].p90_sec = visits[i].p90_sec < 0 ? -1 : visits[i].p90_sec * 2 / 3;
	wait_calibrate(visits, days.count, &c);
	assert_true(wait_held_per_mille(c.held90, c.told) < 850);
	for (size_t i = 0; i < days.count; i++)
		visits[i].p90_sec = visits[i].p90_sec < 0 ? -1 : visits[i].p90_sec * 3;
	wait_calibrate(visits, days.count, &c);
	assert_true(wait_held_per_mille(c.held90, c.told) > 950);
	free(visits);
	free(days.people);
}

/* The same seed gives the same days, another one others. */
static void
a_seed_is_a_desk(void **state)
{
	struct desk_days one, same, other;

	(void)state;
	desk_simulate(7, 1, &one);
	desk_simulate(7, 1, &same);
	desk_simulate(8, 1, &other);
	assert_int_equal(one.count, same.count);
	assert_memory_equal(one.people, same.people, one.count * sizeof(one.people[0]));
	assert_true(other.count != one.count ||
	    other.people[0].came_at != one.people[0].came_at);
	free(one.people);
	free(same.people);
	free(other.people);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ranges_hold_as_often_as_they_say),
		cmocka_unit_test(wrong_ranges_are_found),
		cmocka_unit_test(a_seed_is_a_desk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
