/* SPDX-License-Identifier: ISC */
/* How the list stands on the screen: its orders, its columns, and the case
 * beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 40

static void
the_list_stands_by_state(void **state)
{
	struct stage *s = *state;
	char *first;
	struct pty *p;

	stage_world(s, CASES, NULL);
	first = list_cell(&s->world, "state:arrived", "external_id");
	const char *const receive[] = { "receive", first, NULL };
	command_as(&s->world, SUPERVISOR, receive);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ":sort state" KEY_ENTER, "상태순");
	expect_beside(p, ">", "도달", PTY_LIMIT_MS);
	type(p, "E");
	expect_beside(p, ">", "접수", PTY_LIMIT_MS);
	expect_beside(p, ">", "2026-11410-000001", PTY_LIMIT_MS);
	type_expect(p, KEY_TAB, "잔여시간순");
	type_expect(p, ":sort size" KEY_ENTER, "due, arrived, new, service, region");
	free(first);
}

static void
each_role_begins_with_its_columns_and_a_key_changes_them(void **state)
{
	struct stage *s = *state;
	struct pty *officer, *supervisor;

	stage_world(s, CASES, NULL);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	expect_beside(officer, "접수번호", "민원인", PTY_LIMIT_MS);
	expect_beside(supervisor, "접수번호", "처리기한", PTY_LIMIT_MS);
	type_expect(officer, "|", "항목 배치: 팀장");
	expect_beside(officer, "접수번호", "처리기한", PTY_LIMIT_MS);
	type_expect(officer, "|", "항목 배치: 감사");
	expect_aligned(officer);
	type_expect(officer, "|", "항목 배치: 담당자");
	expect_beside(officer, "접수번호", "민원인", PTY_LIMIT_MS);
	type_expect(officer, "=", "120칸");
}

static void
a_wide_screen_has_the_case_beside_the_list(void **state)
{
	const struct console_plan wide = { .login = OFFICER, .rows = 30, .cols = 120 };
	struct stage *s = *state;
	char *second;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_start(s, &wide);
	expect(p, "목록에 있는 내용입니다.");
	expect_aligned(p);
	type(p, "j");
	expect(p, "목록에 있는 내용입니다.");
	second = list_cell(&s->world, "", "title");
	type(p, "k");
	expect_beside(p, "|", second, PTY_LIMIT_MS);
	type(p, "=");
	expect_not(p, "목록에 있는 내용입니다.");
	expect_beside(p, "접수번호", "민원명", PTY_LIMIT_MS);
	type_expect(p, "=", "목록에 있는 내용입니다.");
	free(second);
}

#define BAR_ROW 23

/* The colour of what a key of the bar, F and a digit, does. */
static int
ink_of_key(struct pty *p, char digit)
{
	for (int col = 0; col + 3 < 80; col++)
		if (pty_cell(p, BAR_ROW, col).text[0] == 'F' &&
		    pty_cell(p, BAR_ROW, col + 1).text[0] == digit)
			return pty_cell(p, BAR_ROW, col + 3).ink;
	fail_msg("the bar has no F%c", digit);
	return -1;
}

#define MOVE_BYTES_MOST 300	/* the budget of `make bench` for one key */

/* Types a key that moves the cursor; what goes to the terminal stays small. */
static void
move_cheaply(struct pty *p, const char *key)
{
	size_t before = pty_bytes(p);

	type(p, key);
	assert_in_range(pty_bytes(p) - before, 1, MOVE_BYTES_MOST);
}

static void
the_bar_dims_what_the_selected_case_does_not_allow(void **state)
{
	struct stage *s = *state;
	int lit, dimmed;
	char *first;
	struct pty *p;

	stage_world(s, CASES, NULL);
	first = list_cell(&s->world, "state:arrived", "external_id");
	const char *const receive[] = { "receive", first, NULL };
	command_as(&s->world, SUPERVISOR, receive);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, ":sort state" KEY_ENTER, "상태순");
	expect_beside(p, ">", "도달", PTY_LIMIT_MS);
	lit = ink_of_key(p, '4');
	assert_int_equal(lit, ink_of_key(p, '1'));
	type(p, "E");
	expect_beside(p, ">", "2026-11410-000001", PTY_LIMIT_MS);
	dimmed = ink_of_key(p, '4');
	assert_int_not_equal(lit, dimmed);
	move_cheaply(p, "k");
	expect_beside(p, ">", "도달", PTY_LIMIT_MS);
	assert_int_equal(ink_of_key(p, '4'), lit);
	move_cheaply(p, "j");
	assert_int_equal(ink_of_key(p, '4'), dimmed);
	/* One marked case that allows it is enough. */
	type_expect(p, "k j", "표시 1건");
	assert_int_equal(ink_of_key(p, '4'), lit);
	free(first);
}

static void
a_dimmed_key_says_why(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	assert_int_not_equal(ink_of_key(p, '4'), ink_of_key(p, '1'));
	type_expect(p, KEY_F4, "이 일을 할 권한이 없습니다.");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_list_stands_by_state),
		TEST(each_role_begins_with_its_columns_and_a_key_changes_them),
		TEST(a_wide_screen_has_the_case_beside_the_list),
		TEST(the_bar_dims_what_the_selected_case_does_not_allow),
		TEST(a_dimmed_key_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
