/* SPDX-License-Identifier: ISC */
/* What a clerk has looked at is found again, and what is new in it shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 40

static void
a_case_that_was_opened_is_found_and_shows_what_is_new(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *number, *changed;

	stage_world(s, CASES, NULL);
	number = list_cell(&s->world, "state:arrived channel:epeople", "external_id");
	const char *const receive[] = { "receive", number, NULL };
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "7", "아직 연 민원이 없습니다.");
	type(p, KEY_ESC);
	expect_not(p, "아직 연 민원이 없습니다.");
	filter(p, "channel:epeople");
	type(p, KEY_ENTER);
	expect_beside(p, "민원 상세", number, PTY_LIMIT_MS);
	type(p, KEY_ESC);
	expect_not(p, "민원 상세");
	type_expect(p, "7", "본 때");
	expect_beside(p, ">", "EPP-", PTY_LIMIT_MS);
	expect_not(p, "~");
	expect_aligned(p);

	/* A supervisor receives it: the list says so, the case what. */
	command_as(&s->world, SUPERVISOR, receive);
	free(number);
	number = list_cell(&s->world, "state:received", "receipt_no");
	changed = x_asprintf("%s~", number);
	expect(p, changed);
	type(p, "1");
	expect(p, changed);
	type_expect(p, "7", "본 때");
	type(p, KEY_ENTER);
	expect_beside(p, "민원 상세", number, PTY_LIMIT_MS);
	expect_beside(p, "~11. 23. 09:30", "접수", PTY_LIMIT_MS);
	expect_aligned(p);
	type(p, "1");
	expect_not(p, "민원 상세");
	expect_not(p, changed);
	free(changed);
	free(number);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_case_that_was_opened_is_found_and_shows_what_is_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
