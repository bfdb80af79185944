/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"
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

static void
a_channels_own_word_is_shown_with_ours(void **state)
{
	static const struct {
		const char *kind, *text, *shown;
	} rows[] = {
		{ "arrived", EVENT_NOTE_WORD "supplement 보완요청",
		    "the channel says: 보완요청 (Supplement)" },
		{ "updated", EVENT_NOTE_WORD "extend 연장", "the channel says: 연장 (Extend)" },
		{ "updated", EVENT_NOTE_WORD "? 하늘 높이", "the channel says: 하늘 높이" },
		{ "arrived", EVENT_NOTE_DROPPED "2\n" EVENT_NOTE_WORD "received 접수",
		    "resident numbers that were not stored: 2\nthe channel says: 접수 (Received)" },
		{ "note", EVENT_NOTE_WORD "received 접수", EVENT_NOTE_WORD "received 접수" },
		{ "arrived", "", "" },
		{ "arrived", EVENT_NOTE_WORD "cut", "cut" },
	};

	(void)state;
	sample_language("en");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct timeline_event event = { .text = (char *)rows[i].text };
		struct buf shown = { 0 };

		(void)str_fill(event.kind, sizeof(event.kind), rows[i].kind);
		words_event_text(&shown, &event);
		assert_string_equal(buf_str(&shown), rows[i].shown);
		buf_release(&shown);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_number_keeps_both_its_ends),
		cmocka_unit_test(a_channels_own_word_is_shown_with_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
