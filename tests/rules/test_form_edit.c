/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/form_edit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
answers_become_values_of_their_fields(void **state)
{
	static const struct { const char *lines, *patch, *titles; } rows[] = {
		{ "owner=김철수", "{\"owner\":\"김철수\"}", "영업자 성명" },
		{ "영업자 성명 = 김철수 ", "{\"owner\":\"김철수\"}", "영업자 성명" },
		{ "area_m2=125.3\nshared_kitchen_yn=예", "{\"area_m2\":125.3,\"shared_kitchen_yn\":true}",
		    "영업장 면적(㎡), 공유주방 사용" },
		{ "\nouter\r\n", NULL, "outer" }, { "owner=", NULL, "owner" },
		{ "nobody=1", NULL, "nobody" }, { "area_m2=넓음", NULL, "area_m2" },
		{ "area_m2=1 2", NULL, "area_m2" }, { "shared_kitchen_yn=글쎄", NULL, "shared_kitchen_yn" },
		{ "trade_name=\"a\\b\"=c", "{\"trade_name\":\"\\\"a\\\\b\\\"=c\"}", "영업소 명칭" },
		/* No resident number is stored anywhere. */
		{ "rrn=721210-1234567", "{\"rrn\":\"721210-1******\"}", "주민등록번호" },
	};
	struct form f;

	(void)state;
	assert_int_equal(form_resolve("FOOD-BIZ", "", &f, NULL), RC_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf patch = { 0 }, titles = { 0 };
		char what[96];
		struct err e = { .rc = RC_OK };
		const struct form_edit edit = { .form = &f };
		enum rc rc = form_edit(&edit, rows[i].lines, &patch, &titles, what, &e);

		assert_int_equal(rc, rows[i].patch == NULL ? RC_INVALID : RC_OK);
		if (rc == RC_OK) {
			assert_string_equal(buf_str(&patch), rows[i].patch);
			assert_string_equal(buf_str(&titles), rows[i].titles);
		} else {
			assert_string_equal(what, rows[i].titles);
			assert_string_not_equal(e.text, "");
		}
		buf_release(&patch);
		buf_release(&titles);
	}
	form_release(&f);
}

static void
lists_of_persons_are_not_set_in_one_line(void **state)
{
	struct buf patch = { 0 }, titles = { 0 };
	struct form f;
	const struct form_edit edit = { .form = &f };
	char what[96];

	(void)state;
	assert_int_equal(form_resolve("MARRIAGE-RPT", "", &f, NULL), RC_OK);
	assert_int_equal(form_edit(&edit, "spouses=홍길동", &patch, &titles, what, NULL), RC_INVALID);
	buf_release(&patch);
	buf_release(&titles);
	form_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_become_values_of_their_fields),
		cmocka_unit_test(lists_of_persons_are_not_set_in_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
