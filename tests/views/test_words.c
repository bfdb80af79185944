/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "storage/text.h"
#include "views/words.h"

static void
a_long_number_keeps_both_its_ends(void **state)
{
	static const struct {
		const char *receipt_no;
		const char *external_id;
		const char *shown;
	} rows[] = {
		{ "2026-11410-000001", "G24-20261119-0000002", "2026-11410-000001" },
		{ "", "G24-20261119-0000002", "G24-2026…-0000002" },
		{ "", "G24-20261119-0000010", "G24-2026…-0000010" },
		{ "", "EPP-HOSTILE-0000", "EPP-HOSTILE-0000" },
		{ "", "민원신청번호-가나다라마", "민원신청…나다라마" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct case_row row = { .id = 1 };
		struct buf shown = { 0 };

		(void)str_fill(row.receipt_no, sizeof(row.receipt_no), rows[i].receipt_no);
		(void)str_fill(row.external_id, sizeof(row.external_id), rows[i].external_id);
		words_number_short(&shown, &row, 17);
		assert_string_equal(buf_str(&shown), rows[i].shown);
		assert_true(text_width(buf_str(&shown)) <= 17);
		buf_release(&shown);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_number_keeps_both_its_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
