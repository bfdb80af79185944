/* SPDX-License-Identifier: ISC */
/* What is told of waits at desks of which only figures are known: by hand, and
 * held against the days of a desk that the estimator does not know. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "console/rules/wait_pace.h"
#include "scripts/simulator/desk.h"
#include "storage/text.h"

#define MONDAY_AT INT64_C(1795359600)	/* 2026-11-23 00:00 in Korea */
#define SEEDS 6
#define WEEKS 3

/* One task of one desk, as an office keeps it: read and written with each figure. */
struct task {
	char pace[PACE_TEXT_MAX + 1];
	struct buf past;
	char today[PACE_TODAY_MAX + 1];
	struct wait_day days[64];
	size_t day_count;
};

static void
take(struct task *t, int64_t at, int64_t waiting, int64_t called, struct wait_range *range)
{
	struct wait_row row = { .observed_at = at, .waiting = waiting, .called = called };
	struct wait_past past, *needed = NULL;
	struct wait_pace pace;
	struct wait_day ended;

	pace_read(t->pace, &pace);
	if (pace_needs_past(&pace, &row)) {
		pace_past_read(buf_str(&t->past), t->today, &past);
		needed = &past;
	}
	if (pace_take(&pace, needed, &row, &ended) && t->day_count < 64)
		t->days[t->day_count++] = ended;
	if (needed != NULL) {
		buf_clear(&t->past);
		pace_past_write(needed, &t->past);
		pace_today_write(needed, t->today);
	}
	pace_write(&pace, t->pace);
	pace_range(&pace, range);
}

/* Two people a minute are called, eight wait: each wait is four minutes. */
static void
a_steady_desk_is_told_as_it_is(void **state)
{
	struct task t = { .pace = "" };
	struct wait_range range;

	(void)state;
	for (int minute = 0; minute < 260; minute++) {
		take(&t, MONDAY_AT + 9 * 3600 + minute * 60, 8, 100 + 2 * minute, &range);
		if (minute < 190)
			assert_true(range.p90_sec == -1);
	}
	assert_true(range.samples >= WAIT_SAMPLES_LEAST);
	assert_in_range(range.p50_sec, 255, 285);	/* nine people, 30 seconds each */
	assert_in_range(range.p90_sec, 255, 300);
	buf_release(&t.past);
}

static void
what_cannot_be_told_is_not(void **state)
{
	static const struct {
		const char *what;
		int64_t waiting, called, step;
	} rows[] = {
		{ "no number is called", 8, -1, 0 },
		{ "nobody is called", 8, 100, 0 },
		{ "the number leaps", 8, 100, 500 },
		{ "the number falls", 8, 1000000, -3 },
		{ "nobody says how many wait", -1, 100, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct task t = { .pace = "" };
		struct wait_range range;

		for (int minute = 0; minute < 400; minute++)
			take(&t, MONDAY_AT + 9 * 3600 + minute * 60, rows[i].waiting,
			    rows[i].called + rows[i].step * minute, &range);
		if (range.p90_sec != -1 || range.p50_sec != -1)
			fail_msg("%s: told %lld", rows[i].what, (long long)range.p90_sec);
		buf_release(&t.past);
	}
}

/* A gap, a new day and a number that begins again make no wait. */
static void
nothing_is_counted_across_a_break(void **state)
{
	struct task t = { .pace = "" };
	struct wait_pace pace;
	struct wait_range range;

	(void)state;
	for (int day = 0; day < 3; day++)
		for (int minute = 0; minute < 5; minute++)
			take(&t, MONDAY_AT + day * 86400 + 9 * 3600 + minute * 60, 400,
			    10 + minute, &range);
	pace_read(t.pace, &pace);
	assert_int_equal(pace.samples, 0);
	assert_int_equal(pace.served, 12);
	assert_int_equal(t.day_count, 2);
	assert_int_equal(t.days[0].hours[9].count, 5);
	assert_int_equal(t.days[0].hours[9].most, 400);
	assert_int_equal(t.days[0].hours[9].served, 4);
	buf_release(&t.past);
}

/* An older figure, or the same again, changes nothing. */
static void
a_figure_is_taken_once(void **state)
{
	struct task t = { .pace = "" };
	char before[PACE_TEXT_MAX + 1];
	struct wait_range range;

	(void)state;
	take(&t, MONDAY_AT + 600, 3, 5, &range);
	memcpy(before, t.pace, sizeof(before));
	take(&t, MONDAY_AT + 600, 9, 9, &range);
	take(&t, MONDAY_AT + 60, 9, 9, &range);
	take(&t, MONDAY_AT + 660, -1, 9, &range);
	assert_string_equal(t.pace, before);
	buf_release(&t.past);
}

static void
the_day_is_kept_by_ten_minutes(void **state)
{
	struct task t = { .pace = "" };
	int32_t means[PACE_SLOTS];
	struct wait_range range;

	(void)state;
	for (int minute = 0; minute < 31; minute++)
		take(&t, MONDAY_AT + 9 * 3600 + minute * 60, minute < 10 ? 40 : minute < 20 ? 0 : 2000,
		    -1, &range);
	pace_today_read(t.today, means);
	assert_int_equal(means[53], -1);
	assert_int_equal(means[54], 40);
	assert_int_equal(means[55], 0);
	assert_int_equal(means[56], 1295);	/* as many as two digits hold */
	assert_int_equal(means[57], -1);
	take(&t, MONDAY_AT + 86400 + 9 * 3600, 1, -1, &range);
	assert_string_equal(t.today, "");
	buf_release(&t.past);
}

static void
the_busiest_hour_wants_three_days(void **state)
{
	struct wait_day days[PACE_DAYS_LEAST] = { { .day = 1 } };
	char text[PACE_DAY_MAX + 1];

	(void)state;
	for (int i = 0; i < PACE_DAYS_LEAST; i++) {
		days[i].hours[10] = (struct wait_hour){ .count = 60, .sum = 600, .most = 20,
			.served = 50 };
		days[i].hours[14] = (struct wait_hour){ .count = 6, .sum = 61, .most = 19 };
		pace_day_write(&days[i], text);
		assert_true(pace_day_read(text, &days[i]));
	}
	assert_int_equal(days[0].hours[10].most, 20);
	assert_int_equal(days[0].hours[10].served, 50);
	assert_int_equal(days[0].hours[11].count, 0);
	assert_int_equal(pace_busiest_hour(days, 2), -1);
	assert_int_equal(pace_busiest_hour(days, 3), 10);
	assert_false(pace_day_read("12", &days[0]));
	memset(days, 0, sizeof(days));
	assert_int_equal(pace_busiest_hour(days, 3), -1);
}

static void
what_cannot_be_read_is_empty(void **state)
{
	static const char *const texts[] = { "", "x", "1 2", "1 2 3 4|||", "|||||", "9 9 9 9|1 2;|z|0|x",
		"1 2 3 4|1 2 3 4 5;|1 2|99 1 1 1 1;" };
	struct wait_past past;
	struct wait_pace pace;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		pace_past_read(texts[i], texts[i], &past);
		pace_read(texts[i], &pace);
		assert_int_equal(pace.f90, -1);
		assert_true(past.probe_count <= 1 && past.ratio_count <= 2);
	}
	pace_past_read(NULL, NULL, &past);
	pace_read(NULL, &pace);
}

/* The ticket machine of a simulated desk: a number for each who comes, the
 * highest one called so far, and how many numbers lie between. */
struct hall {
	const struct desk_person *people;	/* borrowed, of one priority */
	size_t count;
	int64_t *called_at;	/* owned: when the number, or a later one, was called */
};

static void
open_hall(struct hall *h, const struct desk_days *days, struct desk_person *plain)
{
	int64_t later_at = 0;

	*h = (struct hall){ .people = plain };
	for (size_t i = 0; i < days->count; i++)
		if (days->people[i].priority == 0)
			plain[h->count++] = days->people[i];
	h->called_at = x_zalloc(h->count + 1, sizeof(*h->called_at));
	for (size_t i = h->count; i-- > 0;) {
		int64_t at = plain[i].called_at;

		/* A later number called the same day passes this one over. */
		if (i + 1 < h->count && later_at != 0 &&
		    later_at / 86400 == plain[i].came_at / 86400 && (at == 0 || later_at < at))
			at = later_at;
		h->called_at[i] = at;
		later_at = at;
	}
}

/* Of the waits of a hall, of who stays: how many were told a range, and how many
 * it held; the half where somebody was ahead, for else it is "at once". */
struct held {
	int64_t told, held90, untold;
	int64_t behind, held50;
};

static void
judge(struct held *held, const struct hall *h, size_t i, const struct wait_range *range)
{
	int64_t wait_sec = h->called_at[i] - h->people[i].came_at;

	if (h->called_at[i] == 0)
		return;
	if (range->p90_sec < 0) {
		held->untold++;
		return;
	}
	held->told++;
	held->behind += range->p50_sec > 0 ? 1 : 0;
	held->held50 += range->p50_sec > 0 && wait_sec <= range->p50_sec ? 1 : 0;
	held->held90 += wait_sec <= range->p90_sec ? 1 : 0;
}

static void
run_hall(uint64_t seed, int weeks, struct held *held)
{
	struct desk_days days;
	struct wait_range range = { .p50_sec = -1, .p90_sec = -1 };
	struct task t = { .pace = "" };
	struct hall h;
	size_t came = 0, called = 0;
	desk_simulate(seed, weeks, &days);
	struct desk_person *plain = x_zalloc(days.count + 1, sizeof(*plain));

	open_hall(&h, &days, plain);
	for (int64_t at = 0; at < (int64_t)weeks * 7 * 86400; at += 60) {
		while (came < h.count && h.people[came].came_at < at)
			judge(held, &h, came++, &range);
		while (called < came && (h.called_at[called] != 0 ? h.called_at[called] <= at :
		    h.people[called].came_at / 86400 < at / 86400))
			called++;
		if (at % 86400 >= 8 * 3600 && at % 86400 < 19 * 3600)
			take(&t, MONDAY_AT + at, (int64_t)(came - called), (int64_t)called,
			    &range);
	}
	buf_release(&t.past);
	free(h.called_at);
	free(plain);
	free(days.people);
}

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
the_ranges_hold_as_often_as_they_say(void **state)
{
	int64_t seeds = number_from("MINWON_SEEDS", SEEDS), weeks = number_from("MINWON_WEEKS", WEEKS);
	struct held all = { .told = 0 };

	(void)state;
	for (int64_t seed = 1; seed <= seeds; seed++) {
		struct held one = { .told = 0 };

		run_hall((uint64_t)seed, (int)weeks, &one);
		print_message("seed %lld: %lld waits, the half in %lld, nine in ten in %lld per "
		    "mille; %lld untold\n", (long long)seed, (long long)one.told,
		    (long long)(one.held50 * 1000 / one.behind),
		    (long long)(one.held90 * 1000 / one.told), (long long)one.untold);
		all.told += one.told;
		all.behind += one.behind;
		all.held50 += one.held50;
		all.held90 += one.held90;
	}
	print_message("all: %lld waits, the half in %lld, nine in ten in %lld per mille\n",
	    (long long)all.told, (long long)(all.held50 * 1000 / all.behind),
	    (long long)(all.held90 * 1000 / all.told));
	assert_in_range(all.held90 * 1000 / all.told, 880, 950);
	assert_in_range(all.held50 * 1000 / all.behind, 450, 570);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_steady_desk_is_told_as_it_is),
		cmocka_unit_test(what_cannot_be_told_is_not),
		cmocka_unit_test(nothing_is_counted_across_a_break),
		cmocka_unit_test(a_figure_is_taken_once),
		cmocka_unit_test(the_day_is_kept_by_ten_minutes),
		cmocka_unit_test(the_busiest_hour_wants_three_days),
		cmocka_unit_test(what_cannot_be_read_is_empty),
		cmocka_unit_test(the_ranges_hold_as_often_as_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
