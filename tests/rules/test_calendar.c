/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/calendar.h"
#include "storage/catalogue.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261123u
#define INSTANTS 20000
#define SPAN_DAYS 1400		/* 2024-01-01 to autumn 2027 */
#define MINUTES_MAX 2400	/* a working week */

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static struct day
day_of(const char *s)
{
	struct day d = { 0 };

	assert_true(day_parse(s, &d));
	return d;
}

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	assert_true(instant_parse(s, &at));
	return at;
}

static void
assert_at(int64_t got_at, const char *want)
{
	char text[32];

	instant_format(got_at, text);
	text[strlen("2026-11-23T10:00")] = '\0';
	assert_string_equal(text, want);
}

/* The slow recount: knows only the weekday of 1970-01-01, the list of
 * holidays and the hours of the day, and asks for one minute at a time. */
struct recount {
	bool is_work[SPAN_DAYS + 800];
	int32_t first;
};

static void
recount_start(struct recount *r)
{
	r->first = day_of("2023-11-01").number;
	for (size_t i = 0; i < COUNT(r->is_work); i++)
		r->is_work[i] = (r->first + (int32_t)i) % 7 != 2 &&	/* Saturday */
		    (r->first + (int32_t)i) % 7 != 3;			/* Sunday */
	for (size_t i = 0; i < catalogue_holiday_count; i++) {
		int32_t n = catalogue_holidays[i].number - r->first;

		if (n >= 0 && n < (int32_t)COUNT(r->is_work))
			r->is_work[n] = false;
	}
}

/* Whether the minute that begins minute minutes after 1970-01-01 in Korea is
 * one of work. */
static bool
recount_works(const struct recount *r, int64_t minute)
{
	int64_t of_day = minute % 1440;

	return r->is_work[minute / 1440 - r->first] && of_day >= 540 && of_day < 1080 &&
	    !(of_day >= 720 && of_day < 780);
}

static int64_t
recount_add(const struct recount *r, int64_t minute, int64_t left)
{
	for (; left > 0; minute++)
		left -= recount_works(r, minute) ? 1 : 0;
	return minute;
}

static int64_t
recount_between(const struct recount *r, int64_t from, int64_t to)
{
	int64_t count = 0;

	for (; from < to; from++)
		count += recount_works(r, from) ? 1 : 0;
	return count;
}

static int64_t
minute_at(int64_t minute)
{
	return minute * 60 - KOREA_OFFSET_SEC;
}

static int64_t
random_minute(uint32_t *state)
{
	return (int64_t)day_of("2024-01-01").number * 1440 +
	    next_random(state) % (SPAN_DAYS * 1440u);
}

static void
saturdays_sundays_and_holidays_are_no_workdays(void **state)
{
	static const struct { const char *day; bool is_workday; const char *next; } rows[] = {
		{ "2026-11-20", true, "2026-11-20" }, { "2026-11-21", false, "2026-11-23" },
		{ "2026-11-22", false, "2026-11-23" }, { "2026-05-01", false, "2026-05-04" },
		{ "2026-07-17", false, "2026-07-20" }, { "2026-09-24", false, "2026-09-28" },
		{ "2026-10-05", false, "2026-10-06" }, { "2027-02-08", false, "2027-02-10" },
		{ "2026-12-25", false, "2026-12-28" }, { "2030-01-02", true, "2030-01-02" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct day d = day_of(rows[i].day);

		assert_int_equal(calendar_is_workday(&c, d), rows[i].is_workday);
		assert_int_equal(calendar_next_workday(&c, d).number, day_of(rows[i].next).number);
	}
	assert_int_equal(calendar_day_minutes(&c), 480);
}

static void
minutes_are_added_over_lunch_nights_and_holidays(void **state)
{
	static const struct { const char *from; int64_t minutes; const char *to; } rows[] = {
		{ "2026-11-23T10:00", 120, "2026-11-23T12:00" },	/* stays on noon */
		{ "2026-11-23T10:00", 121, "2026-11-23T13:01" },
		{ "2026-11-23T09:00", 480, "2026-11-23T18:00" },	/* stays on 18:00 */
		{ "2026-11-23T09:00", 481, "2026-11-24T09:01" },
		{ "2026-11-23T12:00", 1, "2026-11-23T13:01" },
		{ "2026-11-23T18:00", 1, "2026-11-24T09:01" },
		{ "2026-11-23T12:00", 0, "2026-11-23T12:00" },
		{ "2026-11-23T18:00", 0, "2026-11-23T18:00" },
		{ "2026-11-23T12:30", 0, "2026-11-23T13:00" },
		{ "2026-11-23T03:00", 0, "2026-11-23T09:00" },
		{ "2026-11-21T22:15", 0, "2026-11-23T09:00" },
		{ "2026-09-23T17:00", 61, "2026-09-28T09:01" },
		{ "2026-11-23T10:00", -60, "2026-11-23T09:00" },	/* stays on 09:00 */
		{ "2026-11-23T10:00", -61, "2026-11-20T17:59" },
		{ "2026-11-23T14:00", -60, "2026-11-23T13:00" },
		{ "2026-11-23T14:00", -61, "2026-11-23T11:59" },
		{ "2026-11-21T22:15", -1, "2026-11-20T17:59" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_at(calendar_add_minutes(&c, at_of(rows[i].from), rows[i].minutes),
		    rows[i].to);
}

static void
minutes_between_round_down(void **state)
{
	static const struct { const char *a, *b; int64_t minutes; } rows[] = {
		{ "2026-11-23T10:00:00", "2026-11-23T10:00:59", 0 },
		{ "2026-11-23T10:00:00", "2026-11-23T10:01:00", 1 },
		{ "2026-11-23T10:00:01", "2026-11-23T10:00:00", -1 },
		{ "2026-11-23T11:59:00", "2026-11-23T13:01:00", 2 },
		{ "2026-11-20T18:00:00", "2026-11-23T09:00:00", 0 },
		{ "2026-11-23T09:00:00", "2026-11-20T18:00:00", 0 },
		{ "2026-11-20T09:00:00", "2026-11-23T18:00:00", 960 },
		{ "2026-11-23T18:00:00", "2026-11-20T09:00:00", -960 },
		{ "2026-11-21T00:00:00", "2026-11-22T23:59:00", 0 },
		{ "2026-09-23T18:00:00", "2026-09-28T09:00:00", 0 },
		{ "2026-01-01T00:00:00", "2027-01-01T00:00:00", 245 * 480 },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(calendar_minutes_between(&c, at_of(rows[i].a), at_of(rows[i].b)),
		    rows[i].minutes);
}

static void
random_sums_equal_the_slow_recount(void **state)
{
	struct calendar c = calendar_usual();
	struct recount *slow = x_zalloc(1, sizeof(*slow));
	uint32_t random = SEED;

	(void)state;
	recount_start(slow);
	for (size_t i = 0; i < INSTANTS; i++) {
		int64_t from = random_minute(&random);
		int64_t minutes = 1 + next_random(&random) % MINUTES_MAX;
		int64_t to = recount_add(slow, from, minutes);

		assert_int_equal(calendar_add_minutes(&c, minute_at(from), minutes),
		    minute_at(to));
		to = from + next_random(&random) % 20000;
		assert_int_equal(calendar_minutes_between(&c, minute_at(from), minute_at(to)),
		    recount_between(slow, from, to));
	}
	free(slow);
	print_message("calendar: %d instants recounted, seed %u\n", INSTANTS, SEED);
}

static void
adding_and_counting_undo_each_other(void **state)
{
	struct calendar c = calendar_usual();
	uint32_t random = SEED + 1;

	(void)state;
	for (size_t i = 0; i < INSTANTS; i++) {
		int64_t from_at = minute_at(random_minute(&random)) + next_random(&random) % 60;
		int64_t minutes = (int64_t)(next_random(&random) % (40 * MINUTES_MAX)) -
		    20 * MINUTES_MAX;
		int64_t to_at = calendar_add_minutes(&c, from_at, minutes);

		assert_int_equal(calendar_minutes_between(&c, from_at, to_at), minutes);
		if (minutes != 0)
			assert_int_equal(calendar_add_minutes(&c, to_at, 0), to_at);
	}
}

static void
a_later_start_never_ends_earlier(void **state)
{
	struct calendar c = calendar_usual();
	uint32_t random = SEED + 2;

	(void)state;
	for (size_t i = 0; i < INSTANTS; i++) {
		int64_t a_at = minute_at(random_minute(&random)) + next_random(&random) % 60;
		int64_t b_at = a_at + next_random(&random) % 300000;
		int64_t minutes = next_random(&random) % MINUTES_MAX;

		assert_true(calendar_add_minutes(&c, a_at, minutes) <=
		    calendar_add_minutes(&c, b_at, minutes));
		assert_true(calendar_add_minutes(&c, a_at, minutes) <=
		    calendar_add_minutes(&c, a_at, minutes + 1));
		assert_true(calendar_minutes_between(&c, a_at, b_at) >= 0);
	}
}

static void
an_office_keeps_its_own_hours_and_a_day_named_twice_counts_once(void **state)
{
	struct day twice[] = { day_of("2026-11-24"), day_of("2026-11-24") };
	struct calendar c = { .holidays = twice, .holiday_count = COUNT(twice),
		.hours = { .open_minute = 8 * 60, .lunch_minute = 11 * 60,
		.lunch_end_minute = 12 * 60, .close_minute = 17 * 60 } };

	(void)state;
	assert_at(calendar_add_minutes(&c, at_of("2026-11-23T10:30"), 31), "2026-11-23T12:01");
	assert_at(calendar_add_minutes(&c, at_of("2026-11-23T16:59"), 2), "2026-11-25T08:01");
	assert_int_equal(calendar_minutes_between(&c, at_of("2026-11-23T00:00"),
	    at_of("2026-11-28T00:00")), 4 * 480);
}

/* Seoul had summer time in 1948–1951, 1955–1960 and 1987–1988, at midnights
 * that its clocks jumped over, and other offsets: civil days know none of it. */
static void
civil_days_of_1948_to_1988_have_all_their_midnights(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	struct day d = day_of("1948-01-01"), parsed, split;
	int weekday = 4;	/* a Thursday */
	int32_t second;

	(void)state;
	for (int year = 1948; year <= 1988; year++) {
		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (month == 2 && year % 4 == 0 ? 1 : 0);

			for (int day = 1; day <= length; day++, d.number++) {
				char want[64], got[32];

				snprintf(want, sizeof(want), "%04d-%02d-%02dT00:00:00+09:00", year,
				    month, day);
				instant_format(instant_make(d, 0), got);
				assert_string_equal(got, want);
				assert_int_equal(at_of(want), instant_make(d, 0));
				instant_split(instant_make(d, 0) + 86399, &split, &second);
				assert_int_equal(split.number, d.number);
				assert_int_equal(second, 86399);
				assert_true(day_make(year, month, day, &parsed));
				assert_int_equal(parsed.number, d.number);
				assert_int_equal(day_weekday(d), weekday);
				weekday = (weekday + 1) % 7;
			}
		}
	}
	assert_int_equal(d.number, day_of("1989-01-01").number);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(saturdays_sundays_and_holidays_are_no_workdays),
		cmocka_unit_test(minutes_are_added_over_lunch_nights_and_holidays),
		cmocka_unit_test(minutes_between_round_down),
		cmocka_unit_test(random_sums_equal_the_slow_recount),
		cmocka_unit_test(adding_and_counting_undo_each_other),
		cmocka_unit_test(a_later_start_never_ends_earlier),
		cmocka_unit_test(civil_days_of_1948_to_1988_have_all_their_midnights),
		cmocka_unit_test(an_office_keeps_its_own_hours_and_a_day_named_twice_counts_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
