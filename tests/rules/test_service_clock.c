/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/service_clock.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	assert_true(instant_parse(s, &at));
	return at;
}

static void
every_limit_ends_where_its_article_says(void **state)
{
	static const struct { enum service_clock which; const char *start, *due; } rows[] = {
		{ SERVICE_RECEIVE, "2026-11-21T22:15", "2026-11-23T18:00" },	/* A3 */
		{ SERVICE_RECEIVE, "2026-11-23T16:00", "2026-11-24T16:00" },
		{ SERVICE_TO_DEPARTMENT, "2026-11-23T11:30", "2026-11-23T13:30" },
		{ SERVICE_TO_REMOTE_DEPARTMENT, "2026-11-23T16:00", "2026-11-24T10:00" },
		{ SERVICE_WRONG_DEPARTMENT, "2026-11-20T17:00", "2026-11-23T11:00" },
		{ SERVICE_OTHER_AGENCY, "2026-11-23T16:00", "2026-11-24T16:00" },	/* A3 */
		{ SERVICE_TRANSFER_ELECTRONIC, "2026-11-23T16:00", "2026-11-23T16:00" },
		{ SERVICE_FIRST_SUPPLEMENT, "2026-12-24T17:00", "2026-12-28T17:00" },
		{ SERVICE_LATER_SUPPLEMENT, "2026-11-23T16:00", "2026-11-23T16:00" },
		{ SERVICE_SUPPLEMENT, "2026-11-25T09:00", "2026-11-25T18:00" },	/* + its own days */
		{ SERVICE_SUPPLEMENT_AGAIN, "2026-11-25T09:00", "2026-12-07T18:00" },	/* A3 */
		{ SERVICE_PROGRESS_NOTICE, "2026-11-23T09:00", "2026-12-23T18:00" },
		{ SERVICE_RESULT_NOTICE, "2026-11-23T16:00", "2026-11-23T16:00" },
		{ SERVICE_DUNNING, "2026-11-23T18:00", "2026-11-23T18:00" },
		{ SERVICE_UNCOLLECTED, "2026-11-23T18:00", "2026-12-08T18:00" },
		{ SERVICE_APPEAL, "2026-11-23T09:00", "2027-01-22T18:00" },	/* A3 */
		{ SERVICE_APPEAL_DECISION, "2026-11-23T09:00", "2026-12-03T18:00" },
		{ SERVICE_APPEAL_DECISION, "2026-09-16T09:00", "2026-09-28T18:00" },
		{ SERVICE_APPEAL_EXTENDED, "2026-12-03T18:00", "2026-12-14T18:00" },
		{ SERVICE_TRIBUNAL_KNOWN, "2026-11-23T09:00", "2027-02-22T18:00" },
		{ SERVICE_TRIBUNAL_SINCE, "2026-11-23T09:00", "2027-05-24T18:00" },
		{ SERVICE_DISCLOSURE, "2026-11-23T09:00", "2026-12-04T18:00" },
		{ SERVICE_DISCLOSURE_EXTENDED, "2026-12-04T18:00", "2026-12-18T18:00" },
	};
	struct calendar c = calendar_usual();
	bool is_covered[SERVICE__COUNT] = { false };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char got[32];

		instant_format(service_clock_due(&c, rows[i].which, at_of(rows[i].start)), got);
		got[strlen("2026-11-23T14:00")] = '\0';
		if (!str_eq(got, rows[i].due))
			fail_msg("%s from %s: got %s, want %s", service_clock_label(rows[i].which),
			    rows[i].start, got, rows[i].due);
		is_covered[rows[i].which] = true;
	}
	for (size_t i = 0; i < SERVICE__COUNT; i++)
		assert_true(is_covered[i]);
}

static void
progress_notices_come_every_thirty_days_from_the_receipt(void **state)
{
	static const char *const dues[] = { "2026-12-23T18:00", "2027-01-22T18:00",
		"2027-02-22T18:00", "2027-03-23T18:00" };	/* 2027-02-21 is a Sunday */
	struct calendar c = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(dues); i++)
		assert_int_equal(service_notice_due(&c, at_of("2026-11-23T14:30"), (int32_t)i),
		    at_of(dues[i]));
}

static void
hours_are_late_at_once_and_days_from_midnight(void **state)
{
	(void)state;
	assert_false(service_clock_is_overdue(SERVICE_RECEIVE, at_of("2026-11-23T18:00"),
	    at_of("2026-11-23T18:00")));
	assert_true(service_clock_is_overdue(SERVICE_RECEIVE, at_of("2026-11-23T18:00"),
	    at_of("2026-11-23T18:00") + 1));
	assert_false(service_clock_is_overdue(SERVICE_APPEAL, at_of("2027-01-22T18:00"),
	    at_of("2027-01-22T23:59")));
	assert_true(service_clock_is_overdue(SERVICE_APPEAL, at_of("2027-01-22T18:00"),
	    at_of("2027-01-23T00:00")));
}

static void
every_limit_has_its_names_and_its_article(void **state)
{
	(void)state;
	for (size_t i = 0; i < SERVICE__COUNT; i++) {
		const struct service_clock_info *info = &service_clock_table[i];
		const char *words[] = { info->name, info->label_ko, info->label_en };
		enum service_clock found = SERVICE__COUNT;

		for (size_t w = 0; w < COUNT(words); w++) {
			assert_true(service_clock_find(words[w], &found));
			assert_int_equal(found, i);
		}
		assert_non_null(strstr(info->law, "§"));
		assert_int_equal(info->number == 0, info->count == COUNT_AT_ONCE ||
		    i == SERVICE_SUPPLEMENT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_limit_ends_where_its_article_says),
		cmocka_unit_test(progress_notices_come_every_thirty_days_from_the_receipt),
		cmocka_unit_test(hours_are_late_at_once_and_days_from_midnight),
		cmocka_unit_test(every_limit_has_its_names_and_its_article),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
