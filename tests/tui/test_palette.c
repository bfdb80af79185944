/* SPDX-License-Identifier: ISC */
/* Commands found by typing a piece of them, on a whole screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

static void
a_command_is_completed_and_found_again(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 40, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ":outb", "outbox list");
	expect(p, "outbox hold");
	expect_aligned(p);
	type_expect(p, KEY_TAB, "명령: outbox list");
	type_expect(p, KEY_ENTER, "발송 자료");
	type(p, KEY_ESC);
	expect_not(p, "발송 자료");
	type_expect(p, ":\033OA", "명령: outbox list");
	type_expect(p, KEY_ENTER, "발송 자료");

	/* As the keys come in Hangul mode: sent. */
	type(p, KEY_ESC);
	expect_not(p, "발송 자료");
	type_expect(p, ":ㄴ둣" KEY_ENTER, "발송 자료");
}

static void
a_case_is_found_by_a_piece_of_its_number(void **state)
{
	struct stage *s = *state;
	char *number, *piece;
	struct pty *p;

	stage_world(s, 40, NULL);
	number = list_cell(&s->world, "channel:gov24", "external_id");
	piece = x_asprintf(":%s", number + 4);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, piece, "show ");
	type_expect(p, KEY_TAB, "명령: show ");
	type(p, KEY_ENTER);
	expect_beside(p, "민원 상세", number, PTY_LIMIT_MS);
	type(p, KEY_ESC);
	expect_not(p, "민원 상세");

	/* By its whole number it need not be in sight. */
	filter(p, "not channel:gov24");
	free(piece);
	piece = x_asprintf(":show %s" KEY_ENTER, number);
	type(p, piece);
	expect_beside(p, "민원 상세", number, PTY_LIMIT_MS);
	type_expect(p, ":show NO-SUCH-CASE" KEY_ENTER, "번호를 확인하세요.");
	expect_not(p, "민원 상세");
	type_expect(p, ":recieve" KEY_ENTER, "receive");
	free(piece);
	free(number);
}

/* Nothing is marked, and none of them is in the list. */
static void
an_op_is_done_to_the_cases_that_are_named(void **state)
{
	struct stage *s = *state;
	char *one, *other, *line;
	struct pty *p;

	stage_world(s, 40, NULL);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "state:완료");
	one = list_cell(&s->world, "state:arrived region:11410", "external_id");
	line = x_asprintf(":receive %s" KEY_ENTER, one);
	type_expect(p, line, "저장됨: 2026-11410-");
	free(line);
	free(one);

	one = list_cell(&s->world, "state:arrived region:11410 channel:gov24", "external_id");
	other = list_cell(&s->world, "state:arrived region:11410 not channel:gov24", "external_id");
	line = x_asprintf(":receive %s NO-SUCH-CASE %s" KEY_ENTER, one, other);
	type_expect(p, line, "2건 처리, 1건 거절, 0건 시작 안 함.");
	expect(p, "NO-SUCH-CASE");
	expect(p, "번호를 확인하세요.");
	expect_aligned(p);
	type_expect(p, KEY_ESC, "state:완료");
	free(line);

	/* Again they are refused, all for one reason. */
	line = x_asprintf(":receive %s %s" KEY_ENTER, one, other);
	type_expect(p, line, "모두 거절");
	free(line);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "state:완료");
	line = x_asprintf(":claim %s" KEY_ENTER, one);
	type_expect(p, line, "저장됨: 2026-11410-");
	free(line);
	type_expect(p, ":note --dry-run" KEY_ENTER, "셸의 명령줄에서만");
	line = x_asprintf(":note %s --text \"전화 드림\"" KEY_ENTER, one);
	type_expect(p, line, "저장됨: 2026-11410-");
	free(line);
	free(other);
	free(one);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_command_is_completed_and_found_again),
		TEST(a_case_is_found_by_a_piece_of_its_number),
		TEST(an_op_is_done_to_the_cases_that_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
