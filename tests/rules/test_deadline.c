/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/deadline.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261124u
#define INSTANTS 20000

static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	assert_true(instant_parse(s, &at));
	return at;
}

static struct period
period_of(const char *s)
{
	struct period p = { 0 };

	assert_true(period_parse(s, &p));
	return p;
}

/* One row of domain.md A3's test vectors, or one of the rules beside them. */
struct vector {
	const char *name;
	const char *period;
	const char *received;
	const char *due;
};

static void
assert_vectors(const struct vector *rows, size_t count)
{
	struct calendar c = calendar_usual();

	for (size_t i = 0; i < count; i++) {
		char got[32];

		instant_format(deadline_due(&c, period_of(rows[i].period),
		    at_of(rows[i].received)), got);
		got[strlen("2026-11-23T14:00")] = '\0';
		if (!str_eq(got, rows[i].due))
			fail_msg("%s: got %s, want %s", rows[i].name, got, rows[i].due);
	}
}

static void
periods_end_as_the_vectors_of_the_law_say(void **state)
{
	static const struct vector rows[] = {
		{ "immediate over lunch", "즉시", "2026-11-23T10:00", "2026-11-23T14:00" },
		{ "immediate from 11:30", "즉시", "2026-11-23T11:30", "2026-11-23T15:30" },
		{ "immediate over the weekend", "즉시", "2026-11-20T17:00", "2026-11-23T11:00" },
		{ "immediate from Saturday night", "즉시", "2026-11-21T22:15", "2026-11-23T12:00" },
		{ "immediate over Christmas", "즉시", "2026-12-24T16:30", "2026-12-28T10:30" },
		{ "1 day", "1일", "2026-11-23T14:30", "2026-11-24T14:30" },
		{ "3 days", "3일", "2026-11-23T14:30", "2026-11-26T14:30" },
		{ "3 days over Chuseok", "3일", "2026-09-22T15:00", "2026-09-29T15:00" },
		{ "5 days over Chuseok", "5일", "2026-09-18T11:00", "2026-09-29T11:00" },
		{ "5 days over Christmas", "5일", "2026-12-23T09:00", "2026-12-30T18:00" },
		{ "7 days", "7일", "2026-11-23T14:30", "2026-12-01T18:00" },
		{ "7 days from Saturday", "7일", "2026-11-21T10:00", "2026-12-01T18:00" },
		{ "7 days over Chuseok", "7일", "2026-09-21T09:00", "2026-10-01T18:00" },
		{ "10 days over May", "10일", "2026-04-27T09:00", "2026-05-12T18:00" },
		{ "14 days over October", "14일", "2026-09-28T09:00", "2026-10-19T18:00" },
		{ "14 days", "14일", "2026-11-23T09:00", "2026-12-10T18:00" },
		{ "20 days over Seollal", "20일", "2027-01-25T09:00", "2027-02-23T18:00" },
		{ "30 days over new year", "30일", "2026-11-23T09:00", "2027-01-05T18:00" },
		{ "1 month", "1개월", "2026-11-23T09:00", "2026-12-22T18:00" },
		{ "1 month without its day", "1개월", "2027-01-31T09:00", "2027-03-02T18:00" },
		{ "2 weeks", "2주", "2026-12-14T09:00", "2026-12-28T18:00" },
		{ "receive within 8 hours", "8h", "2026-11-21T22:15", "2026-11-23T18:00" },
		{ "transfer within 8 hours", "8h", "2026-11-23T16:00", "2026-11-24T16:00" },
	};

	(void)state;
	assert_vectors(rows, COUNT(rows));
	print_message("deadline: %zu vectors of domain.md A3\n", COUNT(rows));
}

static void
borders_of_periods_are_kept(void **state)
{
	static const struct vector rows[] = {
		{ "5 days are hours", "5d", "2026-11-23T17:59", "2026-11-30T17:59" },
		{ "6 days are days", "6d", "2026-11-23T17:59", "2026-11-30T18:00" },
		{ "a day received in the evening is day 1", "6d", "2026-11-23T23:59",
		    "2026-11-30T18:00" },
		{ "Korean midnight begins the day", "6d", "2026-11-23T15:00:00Z",
		    "2026-12-01T18:00" },
		{ "ends on noon", "2h", "2026-11-23T10:00", "2026-11-23T12:00" },
		{ "ends on 18:00", "1h", "2026-11-23T17:00", "2026-11-23T18:00" },
		{ "month to its last day", "1m", "2026-06-01T09:00", "2026-06-30T18:00" },
		{ "month over new year", "1m", "2026-12-10T09:00", "2027-01-11T18:00" },
		{ "month to a leap day", "1m", "2024-01-31T09:00", "2024-02-29T18:00" },
		{ "month into December", "3m", "2026-09-16T09:00", "2026-12-15T18:00" },
		{ "year from a leap day", "1y", "2024-02-29T09:00", "2025-02-28T18:00" },
		{ "year", "1y", "2026-01-02T09:00", "2027-01-04T18:00" },
		{ "end of time", "99y", "9990-01-01T09:00", "9999-12-30T18:00" },
	};

	(void)state;
	assert_vectors(rows, COUNT(rows));
}

static void
a_service_without_a_period_has_no_due(void **state)
{
	struct calendar c = calendar_usual();
	struct period none = { .unit = PERIOD_NONE };

	(void)state;
	assert_int_equal(deadline_due(&c, none, at_of("2026-11-23T10:00")), 0);
	assert_false(deadline_is_overdue(none, 0, at_of("2030-01-01T00:00")));
	assert_false(deadline_is_overdue(period_of("7d"), 0, at_of("2030-01-01T00:00")));
}

static void
hours_are_overdue_at_once_and_days_from_the_next_midnight(void **state)
{
	static const struct { const char *period, *due, *now; bool is_overdue; } rows[] = {
		{ "즉시", "2026-11-23T14:00:00", "2026-11-23T14:00:00", false },
		{ "즉시", "2026-11-23T14:00:00", "2026-11-23T14:00:01", true },
		{ "5d", "2026-11-23T14:00:00", "2026-11-23T14:00:01", true },
		{ "6d", "2026-11-23T18:00:00", "2026-11-23T18:00:01", false },
		{ "6d", "2026-11-23T18:00:00", "2026-11-23T23:59:59", false },
		{ "6d", "2026-11-23T18:00:00", "2026-11-24T00:00:00", true },
		{ "1m", "2026-11-23T18:00:00", "2026-11-23T23:59:59", false },
		{ "1m", "2026-11-23T18:00:00", "2026-11-24T00:00:00", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(deadline_is_overdue(period_of(rows[i].period), at_of(rows[i].due),
		    at_of(rows[i].now)), rows[i].is_overdue);
}

static void
civil_days_leave_the_first_day_out(void **state)
{
	static const struct { const char *from; int32_t count; const char *end; } rows[] = {
		{ "2026-11-25", 10, "2026-12-07" },	/* supplement */
		{ "2026-11-23", 60, "2027-01-22" },	/* appeal */
		{ "2026-11-23", 1, "2026-11-24" },
		{ "2026-11-20", 1, "2026-11-23" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct day from;
		char got[16];

		assert_true(day_parse(rows[i].from, &from));
		day_format(deadline_civil_days(&c, from, rows[i].count), got);
		assert_string_equal(got, rows[i].end);
	}
}

static void
periods_are_read_in_both_languages_and_nothing_else(void **state)
{
	static const struct { const char *s; enum period_unit unit; int32_t count; } good[] = {
		{ "immediate", PERIOD_IMMEDIATE, 0 }, { "즉시", PERIOD_IMMEDIATE, 0 },
		{ "8h", PERIOD_HOURS, 8 }, { "3시간", PERIOD_HOURS, 3 },
		{ "7d", PERIOD_DAYS, 7 }, { "7D", PERIOD_DAYS, 7 }, { "14일", PERIOD_DAYS, 14 },
		{ "2w", PERIOD_WEEKS, 2 }, { "2주", PERIOD_WEEKS, 2 },
		{ "1m", PERIOD_MONTHS, 1 }, { "1개월", PERIOD_MONTHS, 1 },
		{ "1y", PERIOD_YEARS, 1 }, { "1년", PERIOD_YEARS, 1 },
		{ "none", PERIOD_NONE, 0 }, { "기한 없음", PERIOD_NONE, 0 },
		{ "기관 입력", PERIOD_NONE, 0 },
	};
	static const char *const bad[] = { "", "7", "d", "0d", "-1d", "7 d", "7dd", "7일간",
		"10000d", "99999999999999999999d", "7즉시", "7none", "1.5d", " 7d", "칠일" };
	struct period p;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_true(period_parse(good[i].s, &p));
		assert_int_equal(p.unit, good[i].unit);
		assert_int_equal(p.count, good[i].count);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(period_parse(bad[i], &p));
	assert_false(period_parse(NULL, &p));
}

static void
periods_are_written_in_the_language(void **state)
{
	static const struct { const char *period, *ko, *en; } rows[] = {
		{ "즉시", "즉시", "immediate" }, { "1h", "1시간", "1 hour" },
		{ "7d", "7일", "7 days" }, { "1m", "1개월", "1 month" },
		{ "none", "기한 없음", "no period" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf b = { 0 };
		struct period again;

		assert_true(text_start("en"));
		period_format(&b, period_of(rows[i].period));
		assert_string_equal(buf_str(&b), rows[i].en);
		buf_clear(&b);
		assert_true(text_start("ko"));
		period_format(&b, period_of(rows[i].period));
		assert_string_equal(buf_str(&b), rows[i].ko);
		assert_true(period_parse(buf_str(&b), &again));
		assert_int_equal(again.unit, period_of(rows[i].period).unit);
		buf_release(&b);
	}
}

/* The N-th working day counted one day after the other, with the list of
 * holidays read from end to end. */
static int32_t
recount_workdays(const struct calendar *c, int32_t day, int32_t count)
{
	for (;; day++) {
		bool is_off = (day + 4) % 7 == 0 || (day + 4) % 7 == 6;

		for (size_t i = 0; i < c->holiday_count; i++)
			is_off = is_off || c->holidays[i].number == day;
		if (!is_off && --count == 0)
			return day;
	}
}

static void
random_dues_are_workdays_in_order_and_recounted(void **state)
{
	struct calendar c = calendar_usual();
	uint32_t random = SEED;
	int64_t first_at = at_of("2024-01-01T00:00");

	(void)state;
	for (size_t i = 0; i < INSTANTS; i++) {
		struct period p = { (enum period_unit)(PERIOD_IMMEDIATE +
		    next_random(&random) % 6), 1 + (int32_t)(next_random(&random) % 30) };
		int64_t a_at = first_at + next_random(&random) % (1300u * 86400u);
		int64_t b_at = a_at + next_random(&random) % 200000;
		int64_t due_at = deadline_due(&c, p, a_at);
		struct day from, due;
		int32_t second;

		assert_true(due_at > a_at);
		assert_true(due_at <= deadline_due(&c, p, b_at));
		instant_split(due_at, &due, &second);
		assert_true(calendar_is_workday(&c, due));
		assert_true(second >= 9 * 3600 && second <= 18 * 3600);
		assert_true(second <= 12 * 3600 || second >= 13 * 3600);
		if (p.unit != PERIOD_DAYS || p.count <= 5)
			continue;
		instant_split(a_at, &from, &second);
		assert_int_equal(due.number, recount_workdays(&c, from.number, p.count));
	}
	print_message("deadline: %d random dues, seed %u\n", INSTANTS, SEED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_end_as_the_vectors_of_the_law_say),
		cmocka_unit_test(borders_of_periods_are_kept),
		cmocka_unit_test(a_service_without_a_period_has_no_due),
		cmocka_unit_test(hours_are_overdue_at_once_and_days_from_the_next_midnight),
		cmocka_unit_test(civil_days_leave_the_first_day_out),
		cmocka_unit_test(periods_are_read_in_both_languages_and_nothing_else),
		cmocka_unit_test(periods_are_written_in_the_language),
		cmocka_unit_test(random_dues_are_workdays_in_order_and_recounted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
