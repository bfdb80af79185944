/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/report.h"
#include "storage/instant.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
a_rank_is_the_nearest_one(void **state)
{
	static const struct { int64_t values[10]; size_t count; int percent; int64_t rank; } rows[] = {
		{ { 0 }, 0, 50, -1 }, { { 7 }, 1, 50, 7 }, { { 7 }, 1, 90, 7 },
		{ { 9, 1 }, 2, 50, 1 }, { { 9, 1 }, 2, 90, 9 }, { { 3, 2, 1 }, 3, 50, 2 },
		{ { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 10, 90, 9 },
		{ { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 10, 50, 5 },
		{ { 5, 5, 5, 5 }, 4, 90, 5 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t values[10];

		memcpy(values, rows[i].values, sizeof(values));
		assert_int_equal(report_rank(values, rows[i].count, rows[i].percent), rows[i].rank);
	}
}

static void
a_month_is_two_instants(void **state)
{
	static const struct { const char *word, *from, *until; } rows[] = {
		{ "2026-11", "2026-11-01T00:00", "2026-12-01T00:00" },
		{ "2026-12", "2026-12-01T00:00", "2027-01-01T00:00" },
		{ "2028-02", "2028-02-01T00:00", "2028-03-01T00:00" },
		{ "", "2026-10-01T00:00", "2026-11-01T00:00" },
	};
	static const char *const wrong[] = { "2026", "2026-13", "2026-00", "2026-1", "26-11",
		"2026-11-01", "november", "2026/11" };
	int64_t now_at = 0, from_at, until_at, at = 0;

	(void)state;
	assert_true(instant_parse("2026-10-31T23:59", &now_at));
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(report_month(rows[i].word, now_at, &from_at, &until_at));
		assert_true(instant_parse(rows[i].from, &at));
		assert_int_equal(from_at, at);
		assert_true(instant_parse(rows[i].until, &at));
		assert_int_equal(until_at, at);
	}
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(report_month(wrong[i], now_at, &from_at, &until_at));
}

static struct report_case
sample(int i)
{
	static const char *const regions[] = { "11410", "47750" };
	static const char *const services[] = { "FOOD-BIZ", "BUILD-NOTI", "13100000016" };
	static const char *const states[] = { "completed", "refused", "returned" };
	struct report_case c = { .has_arrived = i % 2 == 0, .has_received = i % 3 != 0,
		.has_decided = i % 4 != 3, .is_late = i % 5 == 0, .has_period = i % 7 != 0,
		.minutes = i * 37 % 2000, .period_minutes = i % 7 != 0 ? 960 : 0,
		.desk_minutes = i, .applicant_minutes = 2 * i, .supplements = i % 3 };

	(void)str_fill(c.region, sizeof(c.region), regions[i % 2]);
	(void)str_fill(c.service, sizeof(c.service), services[i % 3]);
	(void)str_fill(c.channel, sizeof(c.channel), "gov24");
	(void)str_fill(c.state, sizeof(c.state), states[i % 3]);
	return c;
}

static void
the_groups_of_each_kind_add_up_to_the_whole(void **state)
{
	struct report r = { .groups = NULL };
	int64_t decided[REPORT_BY__COUNT] = { 0 }, late[REPORT_BY__COUNT] = { 0 },
	    desk[REPORT_BY__COUNT] = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct report_case c = sample(i);

		report_add(&r, &c);
	}
	report_finish(&r);
	assert_int_equal(r.count, 1 + 3 + 2 + 1);
	for (size_t i = 0; i < r.count; i++) {
		const struct report_group *g = &r.groups[i];

		assert_int_equal(g->completed + g->refused + g->other, g->decided);
		assert_int_equal(g->minute_count, g->decided);
		assert_true(g->median_minutes <= g->p90_minutes);
		assert_true(i == 0 || g->by > r.groups[i - 1].by ||
		    strcmp(g->code, r.groups[i - 1].code) > 0);
		decided[g->by] += g->decided;
		late[g->by] += g->late;
		desk[g->by] += g->desk_minutes;
	}
	assert_int_equal(decided[REPORT_ALL], 750);
	for (int by = REPORT_SERVICE; by < REPORT_BY__COUNT; by++) {
		assert_int_equal(decided[by], decided[REPORT_ALL]);
		assert_int_equal(late[by], late[REPORT_ALL]);
		assert_int_equal(desk[by], desk[REPORT_ALL]);
	}
	report_release(&r);
}

static void
a_month_without_anything_is_a_report(void **state)
{
	struct report r = { .groups = NULL };

	(void)state;
	report_finish(&r);
	assert_int_equal(r.count, 1);
	assert_int_equal(r.groups[0].median_minutes, -1);
	assert_int_equal(r.groups[0].p90_percent, -1);
	report_release(&r);
}

static void
officers_do_not_read_it(void **state)
{
	const struct actor officer = { .role = ROLE_OFFICER, .is_enabled = true };
	const struct actor supervisor = { .role = ROLE_SUPERVISOR, .is_enabled = true };
	const struct actor auditor = { .role = ROLE_AUDITOR, .is_enabled = true };
	const struct actor gone = { .role = ROLE_SUPERVISOR };

	(void)state;
	assert_int_equal(report_policy(&officer).reason, REASON_NO_RIGHT);
	assert_int_equal(report_policy(&supervisor).reason, REASON_NONE);
	assert_int_equal(report_policy(&auditor).reason, REASON_NONE);
	assert_int_equal(report_policy(&gone).reason, REASON_NO_RIGHT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rank_is_the_nearest_one),
		cmocka_unit_test(a_month_is_two_instants),
		cmocka_unit_test(the_groups_of_each_kind_add_up_to_the_whole),
		cmocka_unit_test(a_month_without_anything_is_a_report),
		cmocka_unit_test(officers_do_not_read_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
