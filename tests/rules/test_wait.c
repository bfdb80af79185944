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
what_is_not_known_stands_last(void **state)
{
	static const struct {
		enum wait_sort sort;
		const char *order;
	} rows[] = { { WAIT_BY_OFFICE, "abcd" }, { WAIT_BY_WAITING, "dcba" },
		{ WAIT_BY_AGE, "bdac" } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wait_row w[] = {
			{ .region = "3", .desk_id = "d", .waiting = 9, .observed_at = 7 },
			{ .region = "2", .desk_id = "b", .waiting = 0, .observed_at = 8 },
			{ .region = "1", .desk_id = "a", .waiting = -1, .observed_at = 5 },
			{ .region = "2", .desk_id = "c", .waiting = 3, .observed_at = 0 },
		};

		wait_rows_sort(w, 4, rows[i].sort);
		for (size_t k = 0; k < 4; k++)
			assert_int_equal(w[k].desk_id[0], rows[i].order[k]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_current_for_ten_minutes),
		cmocka_unit_test(a_number_that_was_not_said_is_never_zero),
		cmocka_unit_test(an_age_reads_in_its_largest_units),
		cmocka_unit_test(what_is_not_known_stands_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
