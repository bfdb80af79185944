/* SPDX-License-Identifier: ISC */
/* Cases marked in the list, and what is done to all of them at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define CASES 40
#define FIRST_ROW 3	/* of the queue's cases */

/* How many cases match, by command. */
static int
count_cases(struct stage *s, const char *query)
{
	const char *const arguments[] = { "--as", OFFICER, "list", query, "--format", "tsv", NULL };
	struct buf said = { 0 };
	int lines = -1;	/* the heads */

	assert_int_equal(world_minwon(&s->world, arguments, &said), 0);
	for (const char *p = buf_str(&said); (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	buf_release(&said);
	return lines;
}

static void
marks_outlive_the_filter_and_an_op_is_done_to_all(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	int arrived;

	stage_world(s, CASES, NULL);
	arrived = count_cases(s, "state:arrived");
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "state:도달");
	type_expect(p, " ", "표시 1건");
	expect_cursor(p, FIRST_ROW + 1, -1);
	type_expect(p, "j ", "표시 2건");
	expect_cursor(p, FIRST_ROW + 3, -1);

	filter(p, "state:처리중");
	expect(p, "조건 밖 표시 2건");
	type_expect(p, KEY_F4, "접수  표시 2건");
	expect(p, "지금 가능 2건 / 전체 2건");
	expect_aligned(p);
	type_expect(p, KEY_F2, "접수: 2건 처리, 0건 거절");
	expect_not(p, "조건 밖 표시");
	assert_int_equal(count_cases(s, "state:arrived"), arrived - 2);
}

static void
what_is_refused_stays_marked_and_says_why(void **state)
{
	struct stage *s = *state;
	char *id, *rest;
	struct pty *p;

	stage_world(s, CASES, NULL);
	id = list_cell(&s->world, "state:arrived", "id");
	const char *const receive[] = { "receive", id, NULL };
	command_as(&s->world, SUPERVISOR, receive);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "state:도달,접수");
	rest = x_asprintf("표시 %d건", count_cases(s, "state:arrived,received"));
	type_expect(p, "*", rest);
	type_expect(p, "v", "1건 불가:");
	type_expect(p, KEY_F2, "1건 거절. 거절된 민원은 표시가 남아 있습니다.");
	expect_beside(p, ">", "2026-11410-", PTY_LIMIT_MS);
	type_expect(p, KEY_ESC, "표시 1건");
	assert_int_equal(count_cases(s, "state:arrived"), 0);
	type_expect(p, "!", "표시한 민원이 없습니다.");
	expect_not(p, "표시 1건");
	free(rest);
	free(id);
}

static void
a_range_goes_from_the_last_mark_to_the_cursor(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ".", "먼저 Space로 하나를");
	type_expect(p, "j ", "표시 1건");
	type_expect(p, "jjj.", "표시 5건");
	type_expect(p, "k ", "표시 4건");

	/* A note is one text for all of them. */
	type_expect(p, KEY_F3, "메모  표시 4건");
	type(p, "한꺼번에");
	type_expect(p, KEY_F2, "메모: ");
	expect_aligned(p);
}

static void
who_may_never_do_it_is_told_before_any_question(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, " ", "표시 1건");
	type_expect(p, KEY_F4, "팀장");
	expect(p, "표시 1건");
	type_expect(p, ":receive" KEY_ENTER, "팀장");
}

/* The office holds still while the key is pressed, so that nothing is begun. */
static void
nothing_is_begun_once_the_clerk_stops(void **state)
{
	struct stage *s = *state;
	char *rest;
	struct pty *p;
	int arrived;

	stage_world(s, CASES, NULL);
	arrived = count_cases(s, "state:arrived");
	assert_true(arrived > 2);
	rest = x_asprintf("표시 %d건", arrived);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "state:도달");
	type_expect(p, "*", rest);
	free(rest);
	type_expect(p, KEY_F4, "접수  표시");
	expect(p, "지금 가능");
	assert_int_equal(kill(s->world.office, SIGSTOP), 0);
	type_expect(p, KEY_F2, "Esc 중단");
	type_expect(p, KEY_ESC, "시작하지 않고 중단");
	expect_not(p, "Esc 중단");
	expect_aligned(p);
	assert_int_equal(kill(s->world.office, SIGCONT), 0);

	rest = x_asprintf("접수: 0건 처리, 0건 거절, %d건 시작 안 함", arrived);
	expect(p, rest);
	free(rest);
	rest = x_asprintf("표시 %d건", arrived);
	expect(p, rest);
	free(rest);
	assert_int_equal(count_cases(s, "state:arrived"), arrived);

	/* The rest can be gone on with. */
	type_expect(p, KEY_F4, "접수  표시");
	expect(p, "지금 가능");
	rest = x_asprintf("접수: %d건 처리, 0건 거절", arrived);
	type_expect(p, KEY_F2, rest);
	free(rest);
	assert_int_equal(count_cases(s, "state:arrived"), 0);
}

/* What was done to marks is a batch: it is listed, told case by case, and taken
 * back after one question, as far as the law allows. */
static void
what_was_done_to_marks_is_listed_and_asked_about(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "state:도달");
	type_expect(p, " ", "표시 1건");
	type_expect(p, "j ", "표시 2건");
	type_expect(p, KEY_F4, "접수  표시 2건");
	expect(p, "지금 가능 2건 / 전체 2건");
	type_expect(p, KEY_F2, "접수: 2건 처리, 0건 거절");
	type_expect(p, "#", "표시한 민원");
	expect_beside(p, ">1", "접수", PTY_LIMIT_MS);
	expect_aligned(p);
	type_expect(p, KEY_ENTER, "일괄 작업의 민원  1");
	expect(p, "2026-11410-");
	type_expect(p, KEY_ESC, "표시한 민원");
	type_expect(p, "x", "2건을 법이 허용하는 만큼 되돌립니다");
	assert_int_equal(count_cases(s, "state:received") > 0, true);
	type_expect(p, "x", "접수는 되돌릴 수 없습니다");
	expect(p, "0건 처리, 2건 거절");
	expect_aligned(p);
	type_expect(p, KEY_ESC, "되돌리기");
	/* Nothing is left to go on with: the key says so. */
	type_expect(p, "r", "일괄 작업의 상태");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(marks_outlive_the_filter_and_an_op_is_done_to_all),
		TEST(what_is_refused_stays_marked_and_says_why),
		TEST(a_range_goes_from_the_last_mark_to_the_cursor),
		TEST(nothing_is_begun_once_the_clerk_stops),
		TEST(what_was_done_to_marks_is_listed_and_asked_about),
		TEST(who_may_never_do_it_is_told_before_any_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
