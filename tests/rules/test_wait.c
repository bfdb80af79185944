/* SPDX-License-Identifier: ISC */
/* What a waiting figure is worth, and the order offices stand in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/wait.h"
#include "storage/text.h"

#define NOW 1000000

static void
a_figure_is_current_for_ten_minutes(void **state)
{
	static const struct {
		int64_t waiting, counters, observed_at, age_sec;
		enum wait_worth worth;
	} rows[] = {
		{ 0, 0, NOW, 0, WAIT_FRESH },
		{ 4, 2, NOW - 600, 600, WAIT_FRESH },
		{ 4, 2, NOW - 601, 601, WAIT_STALE },
		{ 0, 0, NOW - 12300, 12300, WAIT_STALE },
		{ 4, 2, NOW + 600, 0, WAIT_FRESH },
		{ 4, 2, NOW + 601, -1, WAIT_STALE },
		{ 4, 2, 0, -1, WAIT_STALE },
		{ -1, 2, NOW, 0, WAIT_FRESH },
		{ -1, -1, NOW, 0, WAIT_NO_DATA },
		{ -1, -1, 0, -1, WAIT_NO_DATA },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct wait_row row = { .waiting = rows[i].waiting, .called = -1,
			.counters = rows[i].counters, .observed_at = rows[i].observed_at };

		if (wait_worth_of(&row, NOW) != rows[i].worth ||
		    wait_age_sec(&row, NOW) != rows[i].age_sec)
			fail_msg("row %zu: %s, %lld s", i, wait_worth_name(wait_worth_of(&row, NOW)),
			    (long long)wait_age_sec(&row, NOW));
	}
}

static void
a_number_that_was_not_said_is_never_zero(void **state)
{
	static const struct {
		int64_t number;
		const char *words;
	} rows[] = { { -1, "no data" }, { 0, "0" }, { 12, "12" } };

	(void)state;
	assert_true(text_start("en"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b = { 0 };

		wait_number_words(&b, rows[i].number);
		assert_string_equal(buf_str(&b), rows[i].words);
		buf_release(&b);
	}
}

static void
an_age_reads_in_its_largest_units(void **state)
{
	static const struct {
		int64_t age_sec;
		const char *words;
	} rows[] = { { 0, "0 min" }, { 59, "0 min" }, { 3599, "59 min" }, { 12300, "3 h 25 min" },
		{ 86400 + 3600, "1 d 1 h" } };

	(void)state;
	assert_true(text_start("en"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct buf b = { 0 };

		wait_age_words(&b, rows[i].age_sec);
		assert_string_equal(buf_str(&b), rows[i].words);
		buf_release(&b);
	}
}

static void
a_limit_is_read_as_it_is_typed(void **state)
{
	static const struct {
		const char *text;
		bool is_limit;
		int64_t minutes, people;
	} rows[] = {
		{ "30분/20명", true, 30, 20 }, { "30분", true, 30, 0 }, { "20명", true, 0, 20 },
		{ "20명 30분", true, 30, 20 }, { "30", true, 30, 0 }, { "30/20", true, 30, 20 },
		{ "30 min/20 people", true, 30, 20 }, { "15m", true, 15, 0 }, { "0", true, 0, 0 },
		{ "30분·20명", true, 30, 20 }, { "", false, 0, 0 }, { "분", false, 0, 0 },
		{ "-3", false, 0, 0 }, { "30시간", false, 0, 0 }, { "999999분", false, 0, 0 },
		{ "30분x", false, 0, 0 }, { NULL, false, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wait_limit limit;

		if (wait_limit_read(rows[i].text, &limit) != rows[i].is_limit)
			fail_msg("%s", rows[i].text);
		if (rows[i].is_limit && (limit.minutes != rows[i].minutes ||
		    limit.people != rows[i].people))
			fail_msg("%s: %lld %lld", rows[i].text, (long long)limit.minutes,
			    (long long)limit.people);
	}
}

/* What is out of date, or cannot be told, raises no alert. */
static void
only_what_is_known_now_is_over_the_limit(void **state)
{
	static const struct {
		int64_t waiting, p50_sec, p90_sec, age_sec;
		bool is_over;
	} rows[] = {
		{ 19, 1799, 4000, 60, false }, { 20, -1, -1, 60, true }, { 20, -1, -1, 700, false },
		{ 3, 1800, 4000, 60, true }, { 3, 1800, -1, 60, false }, { -1, 1800, 4000, 60, true },
		{ 3, 1800, 4000, 700, false },
	};
	const struct wait_limit limit = { 30, 20 }, none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wait_row row = { .desk_id = "1", .waiting = rows[i].waiting, .called = 7,
			.counters = -1, .observed_at = 100000 - rows[i].age_sec,
			.p50_sec = rows[i].p50_sec, .p90_sec = rows[i].p90_sec };

		if (wait_is_over(&row, &limit, 100000) != rows[i].is_over)
			fail_msg("row %zu", i);
		assert_false(wait_is_over(&row, &none, 100000));
	}
}

static void
it_is_quiet_where_nobody_waits(void **state)
{
	(void)state;
	assert_true(wait_is_quiet(0, -1, -1));
	assert_true(wait_is_quiet(0, 3, 4));
	assert_false(wait_is_quiet(0, 5, 4));
	assert_false(wait_is_quiet(0, 5, -1));
	assert_false(wait_is_quiet(1, 0, 4));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_current_for_ten_minutes),
		cmocka_unit_test(a_number_that_was_not_said_is_never_zero),
		cmocka_unit_test(an_age_reads_in_its_largest_units),
		cmocka_unit_test(a_limit_is_read_as_it_is_typed),
		cmocka_unit_test(only_what_is_known_now_is_over_the_limit),
		cmocka_unit_test(it_is_quiet_where_nobody_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
