/* SPDX-License-Identifier: ISC */
/* Whether a due lapses to the minute, with its day or not at all, and that the
 * answer is the one that queries give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/due_kind.h"
#include "storage/catalogue.h"
#include "storage/instant.h"
#include "storage/text.h"

static int64_t
at(const char *text)
{
	int64_t instant = 0;

	assert_true(instant_parse(text, &instant));
	return instant;
}

/* domain.md A3: periods of up to five days are counted in hours. */
static void
each_state_and_service_has_its_kind(void **state)
{
	static const struct {
		enum state state;
		const char *service;
		enum due_kind kind;
	} rows[] = {
		{ STATE_ARRIVED, "BUILD-NOTI", DUE_HOURS },	/* 8 hours to receive */
		{ STATE_ARRIVED, "GEN-QNA-LAW", DUE_HOURS },
		{ STATE_RECEIVED, "13100000015", DUE_HOURS },	/* 즉시 */
		{ STATE_IN_PROGRESS, "GEN-QNA-LAW", DUE_DAYS },	/* 14 days */
		{ STATE_APPROVAL, "GEN-QNA-LAW", DUE_DAYS },
		{ STATE_CONSULTING, "GEN-QNA-LAW", DUE_DAYS },
		{ STATE_SUPPLEMENT, "GEN-QNA-LAW", DUE_STILL },
		{ STATE_INSPECTION, "GEN-QNA-LAW", DUE_STILL },
		{ STATE_COMPLETED, "GEN-QNA-LAW", DUE_STILL },
		{ STATE_RECEIVED, "NO-SUCH-SERVICE", DUE_HOURS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (due_kind_of(rows[i].state, rows[i].service) != rows[i].kind)
			fail_msg("row %zu: %d", i,
			    (int)due_kind_of(rows[i].state, rows[i].service));
}

/* 민법 §159: a day ends at 24:00. */
static void
a_due_lapses_with_its_minute_or_its_day(void **state)
{
	static const struct {
		enum due_kind kind;
		const char *due, *now;
		bool is_overdue;
	} rows[] = {
		{ DUE_HOURS, "2026-11-23T12:00", "2026-11-23T12:00", false },
		{ DUE_HOURS, "2026-11-23T12:00", "2026-11-23T12:00:01", true },
		{ DUE_DAYS, "2026-11-23T18:00", "2026-11-23T23:59:59", false },
		{ DUE_DAYS, "2026-11-23T18:00", "2026-11-24T00:00", true },
		{ DUE_STILL, "2026-11-23T18:00", "2027-01-01T00:00", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (due_kind_is_overdue(rows[i].kind, at(rows[i].due), at(rows[i].now)) !=
		    rows[i].is_overdue)
			fail_msg("row %zu", i);
}

static void
the_fingerprint_is_there(void **state)
{
	(void)state;
	assert_true(due_kind_fingerprint() > 0);
	assert_int_equal(due_kind_fingerprint(), due_kind_fingerprint());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_and_service_has_its_kind),
		cmocka_unit_test(a_due_lapses_with_its_minute_or_its_day),
		cmocka_unit_test(the_fingerprint_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
