/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/supplement_item.h"

static void
an_item_says_what_to_do_about_each_fault(void **state)
{
	static const struct {
		const char *fault, *detail, *value, *wanted;
	} rows[] = {
		{ "required", "급수 시설", "", "급수: 빠져 있습니다. 적어 주십시오." },
		{ "type", "number", "넓음", "급수: 숫자로 적어 주십시오." },
		{ "type", "array", "x", "급수: 서식에 맞게 고쳐 주십시오." },
		{ "enum", "상수도, 지하수", "x", "급수: 다음 가운데에서 골라 주십시오: 상수도, 지하수" },
		{ "maximum", "80", "84", "급수: 80 이하로 적어 주십시오." },
		{ "format", "date", "x", "급수: 날짜를 2026-11-23과 같이 적어 주십시오." },
		{ "pattern", "^[0-9]+$", "x", "급수: 서식에 맞게 고쳐 주십시오." },
		{ "", "", "", "급수: 적어 주십시오." },
		{ "", "", "있음", "급수: 다시 확인하여 고쳐 주십시오." },
		{ "enum", "두\n줄", "x", "급수: 다음 가운데에서 골라 주십시오: 두 줄" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct answer a = { .title = "급수", .value = (char *)rows[i].value };
		struct buf out = { 0 };

		(void)str_fill(a.fault, sizeof(a.fault), rows[i].fault);
		(void)str_fill(a.fault_detail, sizeof(a.fault_detail), rows[i].detail);
		supplement_item(&out, &a);
		assert_string_equal(buf_str(&out), rows[i].wanted);
		buf_release(&out);
	}
}

static void
a_line_is_about_the_answer_whose_title_begins_it(void **state)
{
	static const struct {
		const char *line, *title;
		bool wanted;
	} rows[] = {
		{ "급수 시설: 무엇이든", "급수 시설", true },
		{ "  - 급수 시설: 무엇이든", "급수 시설", true },
		{ "급수 시설", "급수 시설", true },
		{ "급수 시설 확인서", "급수 시설", false },
		{ "급수 시설 확인서: 첨부", "급수 시설", false },
		{ "급수: 무엇이든", "급수 시설", false },
		{ "", "급수 시설", false },
		{ "급수 시설: 무엇이든", "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(supplement_item_is_about(rows[i].line, strlen(rows[i].line),
		    rows[i].title), rows[i].wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_item_says_what_to_do_about_each_fault),
		cmocka_unit_test(a_line_is_about_the_answer_whose_title_begins_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
