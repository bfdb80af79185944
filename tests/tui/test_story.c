/* SPDX-License-Identifier: ISC */
/* The acceptance story: an application comes from the relay, an officer decides
 * it with keys alone on an 80x24 Korean screen, and the relay has the decision. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define OTHERS_SEE_MS 2000
#define LEDGER_MS 30000

static void
an_officer_decides_a_case_with_keys_alone(void **state)
{
	struct stage *s = *state;
	struct pty *supervisor, *officer, *colleague;
	char *external, *number;

	stage_world(s, 60, NULL);
	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	colleague = console_queue(s, COLLEAGUE, COLLEAGUE_NAME);

	/* The supervisor finds the most urgent question of 국민신문고 and receives it. */
	filter(supervisor, "channel:epeople");
	type_expect(supervisor, KEY_F4, "접수하시겠습니까?");
	type_expect(supervisor, KEY_ENTER, "저장됨");
	external = list_cell(&s->world, "channel:epeople state:received", "external_id");
	number = list_cell(&s->world, "channel:epeople state:received", "receipt_no");
	expect(supervisor, number);

	/* A colleague looks on without touching a key any more. */
	filter(colleague, "channel:epeople");
	expect_beside(colleague, number, "접수", OTHERS_SEE_MS);

	/* The officer filters, takes and reads. */
	filter(officer, "state:접수 channel:epeople");
	type_expect(officer, KEY_F5, "저장됨");
	expect_beside(colleague, number, OFFICER_NAME, OTHERS_SEE_MS);
	filter(officer, "state:처리중 channel:epeople");
	expect_beside(officer, number, "처리중", PTY_LIMIT_MS);
	type_expect(officer, KEY_ENTER, "민원 상세");
	expect_not(officer, "****");
	type_expect(officer, "+", "처리 이력");

	/* Drafts. */
	type_expect(officer, KEY_F7, "민원인에게 통지될");
	type_expect(officer, KEY_TAB "신청하신 대로 회신합니다.", "신청하신 대로 회신합니다.");
	type_expect(officer, KEY_F2, "저장됨");
	expect(officer, "결재중");

	/* A draft is not approved by who wrote it. */
	type(officer, KEY_F8);
	expect_not(officer, "저장됨");
	expect(officer, "결재중");

	/* The second person reads it and approves. */
	expect_beside(supervisor, number, "결재중", OTHERS_SEE_MS);
	filter(supervisor, "state:결재중 channel:epeople");
	expect_beside(supervisor, number, "결재중", PTY_LIMIT_MS);
	type_expect(supervisor, KEY_ENTER, "민원 상세");
	type_expect(supervisor, KEY_F8, "결재");
	type_expect(supervisor, KEY_F2, "저장됨");
	expect(supervisor, "완료");

	assert_true(world_ledger_has(&s->world, external, "decision", LEDGER_MS));
	expect_aligned(supervisor);
	expect_aligned(officer);
	type(officer, "q");
	type(supervisor, "q");
	pty_send(officer, "q");
	pty_send(supervisor, "Q");
	pty_send(colleague, KEY_F10);
	assert_int_equal(expect_end(officer), 0);
	assert_int_equal(expect_end(supervisor), 0);
	assert_int_equal(expect_end(colleague), 0);
	free(external);
	free(number);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_officer_decides_a_case_with_keys_alone,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
