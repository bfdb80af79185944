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

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_command_is_completed_and_found_again),
		TEST(a_case_is_found_by_a_piece_of_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
