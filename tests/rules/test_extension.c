/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/extension.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

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

static void
an_extension_goes_on_from_the_old_due(void **state)
{
	static const struct {
		const char *name, *period, *due, *more, *want;
	} rows[] = {
		{ "A3: 7 days and 7", "7일", "2026-12-01T18:00", "7일", "2026-12-10T18:00" },
		{ "A3: and 7 again", "7일", "2026-12-10T18:00", "7일", "2026-12-21T18:00" },
		{ "3 days on 7", "7일", "2026-12-01T18:00", "3일", "2026-12-04T18:00" },
		{ "3 days in hours", "3일", "2026-11-26T14:30", "3일", "2026-12-01T14:30" },
		{ "1 day in hours", "3일", "2026-11-26T14:30", "1일", "2026-11-27T14:30" },
		{ "immediate", "즉시", "2026-11-23T14:00", "즉시", "2026-11-23T17:00" },
		{ "hours on days", "7일", "2026-12-01T18:00", "4h", "2026-12-02T14:00" },
		{ "a month after a month", "1개월", "2026-12-22T18:00", "1개월",
		    "2027-01-22T18:00" },
		{ "two weeks after a month", "1개월", "2026-12-22T18:00", "2주",
		    "2027-01-05T18:00" },
		{ "14 working days after a month", "1개월", "2026-12-22T18:00", "14일",
		    "2027-01-13T18:00" },
		{ "a year", "1년", "2027-01-04T18:00", "1년", "2028-01-04T18:00" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t got_at = deadline_extend(&c, period_of(rows[i].period),
		    period_of(rows[i].more), at_of(rows[i].due), NULL);

		if (got_at != at_of(rows[i].want))
			fail_msg("%s: not %s", rows[i].name, rows[i].want);
	}
}

static void
extensions_are_judged_by_the_decree(void **state)
{
	static const struct {
		const char *name, *more;
		enum extension_reason reason;
		const char *text;
		int earlier;
		bool has_consent;
		const char *asked;
		enum reason refusal;
		const char *detail;
	} rows[] = {
		{ "the first", "7일", EXTENSION_COOPERATION, "환경부서 의견 조회", 0, false,
		    "2026-11-30T10:00", REASON_NONE, "" },
		{ "shorter than the period", "1일", EXTENSION_FACTS, NULL, 0, false,
		    "2026-11-30T10:00", REASON_NONE, "" },
		{ "longer than the period", "8일", EXTENSION_FACTS, NULL, 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_TOO_LONG, "7 days" },
		{ "a month on 7 days", "1개월", EXTENSION_FACTS, NULL, 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_TOO_LONG, "7 days" },
		{ "the second without consent", "7일", EXTENSION_FACTS, NULL, 1, false,
		    "2026-11-30T10:00", REASON_EXTENSION_CONSENT, "" },
		{ "the second with consent", "7일", EXTENSION_FACTS, NULL, 1, true,
		    "2026-11-30T10:00", REASON_NONE, "" },
		{ "a third", "1일", EXTENSION_DISASTER, NULL, 2, true,
		    "2026-11-30T10:00", REASON_EXTENSION_THIRD, "" },
		{ "workload", "7일", EXTENSION_WORKLOAD, NULL, 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_REASON, "Workload" },
		{ "late assignment", "7일", EXTENSION_LATE_ASSIGNMENT, NULL, 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_REASON, "Late assignment" },
		{ "absence", "7일", EXTENSION_ABSENCE, NULL, 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_REASON, "Absence of the officer" },
		{ "workload in words", "7일", EXTENSION_EQUIVALENT, "연말 업무 폭주로 지연", 0,
		    false, "2026-11-30T10:00", REASON_EXTENSION_REASON, "Workload" },
		{ "absence in words", "7일", EXTENSION_EQUIVALENT, "담당자 휴가", 0, false,
		    "2026-11-30T10:00", REASON_EXTENSION_REASON, "Absence of the officer" },
		{ "absence in English words", "7일", EXTENSION_EQUIVALENT,
		    "The officer is On Leave", 0, false, "2026-11-30T10:00",
		    REASON_EXTENSION_REASON, "Absence of the officer" },
		{ "a leave that is somebody else's", "7일", EXTENSION_FACTS,
		    "휴가철 숙박업소 현장 확인", 0, false, "2026-11-30T10:00", REASON_NONE, "" },
		{ "on the due day before midnight", "7일", EXTENSION_FACTS, NULL, 0, false,
		    "2026-12-01T23:59", REASON_NONE, "" },
		{ "after the due day", "7일", EXTENSION_FACTS, NULL, 0, false,
		    "2026-12-02T00:00", REASON_EXTENSION_LATE, "2026. 12. 1. 18:00" },
		{ "workload before the decree named it", "7일", EXTENSION_WORKLOAD, NULL, 0,
		    false, "2026-05-05T23:59", REASON_NONE, "" },
		{ "workload from the day the decree names it", "7일", EXTENSION_WORKLOAD, NULL,
		    0, false, "2026-05-06T00:00", REASON_EXTENSION_REASON, "Workload" },
	};
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct extension x = { .period = period_of("7일"), .more = period_of(rows[i].more),
			.due_at = at_of("2026-12-01T18:00"), .asked_at = at_of(rows[i].asked),
			.reason = rows[i].reason, .text = rows[i].text,
			.earlier_count = rows[i].earlier, .has_consent = rows[i].has_consent };
		struct verdict v = extension_check(&c, &x, NULL);

		if (v.reason != rows[i].refusal || !str_eq(v.detail, rows[i].detail))
			fail_msg("%s: %s “%s”", rows[i].name, reason_name(v.reason), v.detail);
		if (v.reason != REASON_NONE)
			assert_non_null(strstr(reason_law(v.reason), "§21"));
	}
}

static void
a_case_without_a_period_has_nothing_to_extend(void **state)
{
	struct calendar c = calendar_usual();
	struct extension x = { .period = period_of("none"), .more = period_of("7d") };

	(void)state;
	assert_int_equal(extension_check(&c, &x, NULL).reason, REASON_EXTENSION_NO_PERIOD);
	x = (struct extension){ .period = period_of("7d"), .more = period_of("none") };
	assert_int_equal(extension_check(&c, &x, NULL).reason, REASON_EXTENSION_NO_PERIOD);
}

static void
an_extension_runs_over_pauses_like_the_period(void **state)
{
	struct calendar c = calendar_usual();
	struct pause pause = { 0 };
	struct pauses off = { .pauses = &pause, .pause_count = 1 };

	(void)state;
	assert_int_equal(pause_parse("2026-12-03..2026-12-04", &pause, NULL), RC_OK);
	assert_int_equal(deadline_extend(&c, period_of("7d"), period_of("7d"),
	    at_of("2026-12-01T18:00"), &off), at_of("2026-12-14T18:00"));
	assert_int_equal(deadline_extend(&c, period_of("3d"), period_of("1d"),
	    at_of("2026-12-02T14:30"), &off), at_of("2026-12-07T14:30"));
}

static void
reasons_are_found_by_name_and_label(void **state)
{
	(void)state;
	for (size_t i = 0; i < EXTENSION__COUNT; i++) {
		const struct extension_info *info = &extension_table[i];
		const char *words[] = { info->name, info->label_ko, info->label_en };
		enum extension_reason found = EXTENSION__COUNT;

		for (size_t w = 0; w < COUNT(words); w++) {
			assert_true(extension_find(words[w], &found));
			assert_int_equal(found, i);
		}
		assert_int_equal(info->is_allowed, str_empty(info->pieces));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_extension_goes_on_from_the_old_due),
		cmocka_unit_test(extensions_are_judged_by_the_decree),
		cmocka_unit_test(a_case_without_a_period_has_nothing_to_extend),
		cmocka_unit_test(an_extension_runs_over_pauses_like_the_period),
		cmocka_unit_test(reasons_are_found_by_name_and_label),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
