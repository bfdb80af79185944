/* SPDX-License-Identifier: ISC */
/* The board by keys: each number opens a list of as many, and the way back
 * leads to the number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "storage/base.h"
#include "tests/tui/console.h"

#define FIGURES 8	/* of the office, on the left */

/* The number on the cursor's row that stands before the right half. */
static int64_t
selected_number(const struct pty *p, struct buf *label)
{
	struct buf line = { 0 };
	int64_t number = -1;
	char *mark;

	for (int row = 2; row < pty_rows(p) - 2 && number < 0; row++) {
		buf_clear(&line);
		pty_row(p, row, &line);
		mark = strstr(buf_str(&line), " > ");
		if (mark == NULL)
			continue;
		mark += strlen(" > ");
		size_t words = 0;
		/* The label ends where blanks in a row begin. */
		while (mark[words] != '\0' && strncmp(mark + words, "  ", 2) != 0)
			words++;
		buf_add(label, mark, words);
		mark += words + strspn(mark + words, " ");
		mark[strcspn(mark, " ")] = '\0';
		assert_true(parse_int(mark, 0, 100000, &number));
	}
	buf_release(&line);
	return number;
}

static void
each_number_opens_a_list_of_as_many(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	int64_t seen = 0;

	stage_world(s, 60, NULL);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, KEY_F4, "접수하시겠습니까?");
	type_expect(p, KEY_F2, "저장됨");
	for (int i = 0; i < FIGURES; i++) {
		struct buf label = { 0 };
		int64_t number;
		char *total;

		type_expect(p, "3", "우리 기관");
		type(p, "g");
		for (int k = 0; k < i; k++)
			type(p, "j");
		expect(p, "Enter 목록:");
		number = selected_number(p, &label);
		assert_true(number >= 0);
		seen += number > 0;
		total = x_asprintf("/ %lld ", (long long)number);
		type(p, KEY_ENTER);
		expect_not(p, "우리 기관");
		print_message("%s: %lld\n", buf_str(&label), (long long)number);
		expect_beside(p, "조건:", total, PTY_LIMIT_MS);
		free(total);
		buf_release(&label);
	}
	assert_true(seen >= 4);
	expect_aligned(p);
}

static void
the_day_closes_with_a_line_and_lists(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 60, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "2", "오늘: 도달");
	type_expect(p, KEY_ENTER, "조건: clock:running overdue:no due:today");
	type_expect(p, "3", "우리 기관");
	expect(p, OFFICER_NAME);
	expect_not(p, COLLEAGUE_NAME);
	type_expect(p, "4", "자료 없음");
	type_expect(p, KEY_ESC, "우리 기관");
}

static void
the_board_leads_to_the_month_in_figures(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 60, NULL);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, "3", "우리 기관");
	type_expect(p, "m", "시간이 간 곳:");
	expect(p, "열에 아홉은");
	expect_aligned(p);
	type_expect(p, KEY_ESC, "우리 기관");
	type_expect(p, KEY_F4, "시간이 간 곳:");
}

static void
an_officer_is_told_who_reads_it(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 20, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "3", "우리 기관");
	type_expect(p, "m", "이 일을 할 권한이 없습니다");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_number_opens_a_list_of_as_many),
		TEST(the_day_closes_with_a_line_and_lists),
		TEST(the_board_leads_to_the_month_in_figures),
		TEST(an_officer_is_told_who_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
