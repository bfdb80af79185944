/* SPDX-License-Identifier: ISC */
/* What moves the statutory clock, done by keys: an outage with its preview, and a
 * time set right by two people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CTRL_V "\026"
#define CASES 12

/* Receives one case; returns its receipt number, which the caller frees. */
static char *
receive_one(struct stage *s)
{
	char *external = list_cell(&s->world, "state:arrived", "external_id");
	const char *const receive[] = { "receive", external, NULL };

	command_as(&s->world, SUPERVISOR, receive);
	free(external);
	return list_cell(&s->world, "state:received", "receipt_no");
}

static void
an_outage_is_shown_confirmed_and_ended_with_keys(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	free(receive_one(s));
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, CTRL_V, "기록된 장애가 없습니다");
	type_expect(p, KEY_F5, "접수경로(코드·이름)");
	type_expect(p, "all" KEY_TAB "2026-11-20 10:00" KEY_TAB "센터 화재" KEY_TAB "공지 12호",
	    "공지 12호");
	type_expect(p, KEY_F2, "대상 1건");
	/* Nothing is done before it is confirmed; what was typed is still there. */
	type_expect(p, KEY_ESC, "공지 12호");
	type_expect(p, KEY_F2, "대상 1건");
	type_expect(p, KEY_F2, "장애 1: 대상 1건");
	expect_beside(p, "전체", "진행 중", PTY_LIMIT_MS);
	expect(p, "센터 화재 (공지 12호)");
	type_expect(p, KEY_F8, "종료 (2026-11-23 18:00");
	type_expect(p, "2026-11-20 09:00" KEY_F2, "시작보다 이른");
	type(p, "\025");
	type_expect(p, "2026-11-20 17:00" KEY_F2, "처리기한이 바뀔 민원");
	type_expect(p, KEY_F2, "장애 1: 대상 1건");
	expect_not(p, "진행 중");
	expect_aligned(p);
}

static void
an_officer_may_not_record_an_outage(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "H", "기록된 장애가 없습니다");
	type_expect(p, KEY_F4, "팀장");
}

static void
a_time_is_set_right_by_two_people_with_keys(void **state)
{
	struct stage *s = *state;
	struct pty *officer, *supervisor;
	char *number;

	stage_world(s, CASES, NULL);
	number = receive_one(s);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	filter(officer, "state:received");
	type_expect(officer, KEY_ENTER, "민원 상세");
	type_expect(officer, "@", "어느 시각");
	type_expect(officer, KEY_TAB "2027-01-01 09:00" KEY_TAB "늦게 입력" KEY_TAB "접수대장",
	    "접수대장");
	type_expect(officer, KEY_F2, "아직 오지 않은 시각");
	type(officer, KEY_TAB KEY_TAB "\025");
	type_expect(officer, "2026-11-23 09:20", "09:20");
	type_expect(officer, KEY_F2, "저장됨");
	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(supervisor, "flag:시각정정");
	type_expect(supervisor, KEY_ENTER, "민원 상세");
	type_expect(supervisor, "=", "올라온 대로 시각을 정정할까요");
	type_expect(supervisor, KEY_F2, "저장됨");
	expect(supervisor, "접수 11. 23. 09:20");
	free(number);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_outage_is_shown_confirmed_and_ended_with_keys),
		TEST(an_officer_may_not_record_an_outage),
		TEST(a_time_is_set_right_by_two_people_with_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
