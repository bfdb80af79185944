/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/case_limit.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int64_t
at_of(const char *s)
{
	int64_t at = 0;

	if (s[0] != '\0')
		assert_true(instant_parse(s, &at));
	return at;
}

/* The due of a limit among rows; "" if it is not among them. */
static void
due_of(const struct limit_row *rows, size_t count, enum service_clock which, char to[32])
{
	to[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		if (!str_eq(rows[i].name, service_clock_table[which].name))
			continue;
		instant_format(rows[i].due_at, to);
		to[strlen("2026-11-23T14:00")] = '\0';
	}
}

/* domain.md A2: which limit applies when, and until when. Arrived on Saturday
 * 2026-11-21 22:15. */
static void
each_limit_applies_in_its_time(void **state)
{
	static const struct {
		const char *name;
		enum state at;
		const char *received, *assigned, *demanded, *supplement_due;
		bool is_again;
		const char *decided, *now;
		enum service_clock which;
		const char *due;
	} rows[] = {
		{ "A3: received within eight hours", STATE_ARRIVED, "", "", "", "", false, "",
		    "2026-11-23T09:00", SERVICE_RECEIVE, "2026-11-23T18:00" },
		{ "nothing else before the receipt", STATE_ARRIVED, "", "", "", "", false, "",
		    "2026-11-23T09:00", SERVICE_TO_DEPARTMENT, "" },
		{ "to the department within one hour", STATE_RECEIVED, "2026-11-23T16:00", "", "",
		    "", false, "", "2026-11-23T16:10", SERVICE_TO_DEPARTMENT, "2026-11-23T17:00" },
		{ "from the wrong one within three", STATE_RECEIVED, "2026-11-23T16:00", "", "", "",
		    false, "", "2026-11-23T16:10", SERVICE_WRONG_DEPARTMENT, "2026-11-24T10:00" },
		{ "A3: to another agency within eight", STATE_ASSIGNED, "2026-11-23T16:00",
		    "2026-11-23T16:05", "", "", false, "", "2026-11-23T16:10",
		    SERVICE_OTHER_AGENCY, "2026-11-24T16:00" },
		{ "nor later, when nobody said that it is another's", STATE_RECEIVED,
		    "2026-11-23T16:00", "", "", "", false, "", "2026-11-24T16:01",
		    SERVICE_OTHER_AGENCY, "" },
		{ "no transfer of what is worked on", STATE_IN_PROGRESS, "2026-11-23T16:00",
		    "2026-11-23T16:05", "", "", false, "", "2026-11-23T16:10",
		    SERVICE_OTHER_AGENCY, "" },
		{ "first demand within eight hours", STATE_IN_PROGRESS, "2026-11-23T16:00", "", "",
		    "", false, "", "2026-11-24T16:00", SERVICE_FIRST_SUPPLEMENT,
		    "2026-11-24T16:00" },
		{ "what is found later has no term", STATE_IN_PROGRESS, "2026-11-23T16:00", "", "",
		    "", false, "", "2026-11-24T16:01", SERVICE_FIRST_SUPPLEMENT, "" },
		{ "but what was demanded is shown", STATE_SUPPLEMENT, "2026-11-23T16:00", "",
		    "2026-11-24T17:00", "2026-12-07", false, "", "2026-11-25T09:00",
		    SERVICE_FIRST_SUPPLEMENT, "2026-11-24T16:00" },
		{ "the demand's own period", STATE_SUPPLEMENT, "2026-11-23T16:00", "",
		    "2026-11-24T17:00", "2026-12-07", false, "", "2026-12-07T23:59",
		    SERVICE_SUPPLEMENT, "2026-12-07T18:00" },
		{ "no second one while it runs", STATE_SUPPLEMENT, "2026-11-23T16:00", "",
		    "2026-11-24T17:00", "2026-12-07", false, "", "2026-12-07T23:59",
		    SERVICE_SUPPLEMENT_AGAIN, "" },
		{ "after a miss, at most ten days", STATE_SUPPLEMENT, "2026-11-23T16:00", "",
		    "2026-11-24T17:00", "2026-12-07", false, "", "2026-12-08T00:00",
		    SERVICE_SUPPLEMENT_AGAIN, "2026-12-17T18:00" },
		{ "the second demand's period", STATE_SUPPLEMENT, "2026-11-23T16:00", "",
		    "2026-11-24T17:00", "2026-12-16", true, "", "2026-12-08T09:00",
		    SERVICE_SUPPLEMENT_AGAIN, "2026-12-16T18:00" },
		{ "progress after thirty days", STATE_IN_PROGRESS, "2026-11-23T16:00", "", "", "",
		    false, "", "2026-11-24T09:00", SERVICE_PROGRESS_NOTICE, "2026-12-23T18:00" },
		{ "and after thirty more", STATE_IN_PROGRESS, "2026-11-23T16:00", "", "", "", false,
		    "", "2026-12-24T09:00", SERVICE_PROGRESS_NOTICE, "2027-01-22T18:00" },
		{ "A3: appeal within sixty days", STATE_REFUSED, "2026-11-20T16:00", "", "", "",
		    false, "2026-11-23T11:00", "2026-11-24T09:00", SERVICE_APPEAL,
		    "2027-01-22T18:00" },
		{ "tribunal within ninety", STATE_REFUSED, "2026-11-20T16:00", "", "", "", false,
		    "2026-11-23T11:00", "2026-11-24T09:00", SERVICE_TRIBUNAL_KNOWN,
		    "2027-02-22T18:00" },
		{ "no appeal against a yes", STATE_COMPLETED, "2026-11-20T16:00", "", "", "", false,
		    "2026-11-23T11:00", "2026-11-24T09:00", SERVICE_APPEAL, "" },
		{ "no progress of what is closed", STATE_COMPLETED, "2026-11-20T16:00", "", "", "",
		    false, "2026-11-23T11:00", "2026-11-24T09:00", SERVICE_PROGRESS_NOTICE, "" },
	};
	struct calendar calendar = calendar_usual();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct limit_facts f = { .state = rows[i].at, .arrived_at = at_of("2026-11-21T22:15"),
			.received_at = at_of(rows[i].received),
			.assigned_at = at_of(rows[i].assigned),
			.demanded_at = at_of(rows[i].demanded), .is_again = rows[i].is_again,
			.decided_at = at_of(rows[i].decided), .now_at = at_of(rows[i].now) };
		struct limit_row limits[LIMITS_MOST];
		char due[32];
		size_t count;

		if (rows[i].supplement_due[0] != '\0')
			assert_true(day_parse(rows[i].supplement_due, &f.supplement_due));
		count = case_limits(&calendar, &f, limits);
		assert_true(count <= LIMITS_MOST);
		due_of(limits, count, rows[i].which, due);
		if (!str_eq(due, rows[i].due))
			fail_msg("%s: got “%s”, want “%s”", rows[i].name, due, rows[i].due);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_limit_applies_in_its_time),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
