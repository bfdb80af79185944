/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/catalogue.h"
#include "console/rules/new_case.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOW "2026-11-23T10:00"

/* Each row an application, and what is said of it. */
static void
an_application_is_taken_in_the_bounds_of_the_law(void **state)
{
	static const struct {
		const char *service, *region, *channel, *applicant, *arrived, *why;
		enum reason reason;
	} rows[] = {
		{ "13100000016", "11410", "counter", "홍길동", "", "", REASON_NONE },
		/* Act §8: in writing, but for 기타민원 and what a law of its own says. */
		{ "13100000016", "11410", "phone", "홍길동", "", "", REASON_IN_WRITING },
		{ "GEN-ETC", "11410", "phone", "홍길동", "", "", REASON_NONE },
		{ "BOKJI-EMERGENCY", "11410", "phone", "홍길동", "", "", REASON_NONE },
		{ "GEN-QNA-LAW", "11410", "phone", "홍길동", "", "", REASON_IN_WRITING },
		{ "GEN-ETC", "11410", "gov24", "홍길동", "", "", REASON_BAD_VALUE },
		{ "GEN-ETC", "11410", "", "홍길동", "", "", REASON_BAD_VALUE },
		/* Decree §2: who cannot be named is no applicant. */
		{ "GEN-ETC", "11410", "counter", "", "", "", REASON_NEEDS_APPLICANT },
		{ "GB-FARMALLOW", "47750", "counter", "홍길동", "", "", REASON_NONE },
		{ "GB-FARMALLOW", "11410", "counter", "홍길동", "", "", REASON_NOT_SERVED },
		{ "SE-STREET", "47750", "phone", "홍길동", "", "", REASON_NOT_SERVED },
		/* Decree §6의2③: the time it was handed in, within bounds. */
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-11-23T10:01", "", REASON_TOO_LATE },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-11-23T10:00", "", REASON_NONE },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-11-23T09:59", "", REASON_NONE },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-11-23T09:58", "", REASON_LATE_ENTRY },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-11-20T10:00", "정전", REASON_NONE },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-10-23T10:00", "정전", REASON_NONE },
		{ "GEN-ETC", "11410", "counter", "홍길동", "2026-10-23T09:59", "정전", REASON_ARRIVED_LONG_AGO },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct form form;
		struct new_case n = { .form = &form, .channel = rows[i].channel,
			.applicant = rows[i].applicant, .reason = rows[i].why };

		assert_int_equal(form_resolve(rows[i].service, rows[i].region, &form, NULL), RC_OK);
		assert_true(instant_parse(NOW, &n.now_at));
		if (rows[i].arrived[0] != '\0')
			assert_true(instant_parse(rows[i].arrived, &n.arrived_at));
		assert_int_equal(new_case_judge(&n).reason, rows[i].reason);
		form_release(&form);
	}
}

/* Every service that may be asked for by word says by which law, and each of them
 * is one whose period, or whose law, fits 기타민원 or an emergency. */
static void
by_word_only_what_the_table_says(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_service_count; i++)
		count += catalogue_services[i].oral_basis[0] != '\0';
	assert_int_equal(count, 5);
	assert_string_equal(service_find("GEN-ETC")->oral_basis, "민원 처리에 관한 법률 §8 단서");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_application_is_taken_in_the_bounds_of_the_law),
		cmocka_unit_test(by_word_only_what_the_table_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
