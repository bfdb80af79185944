/* SPDX-License-Identifier: ISC */
/* Messages that will not go and things that would not become a case, dealt with
 * by keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>

#include "tests/tui/console.h"

#define CTRL_O "\017"
#define CASES 12

/* An application for a service that no office knows. */
static const char strange[] =
    "gov24\t11410\t{\"specversion\":\"1.0\",\"id\":\"ev-1\","
    "\"source\":\"https://relay.example/channels/gov24\","
    "\"type\":\"kr.relay.request.created.v1\",\"subject\":\"STRANGE\","
    "\"time\":\"2026-11-23T08:00:00+09:00\",\"datacontenttype\":\"application/json\","
    "\"data\":{\"service_request_id\":\"STRANGE\",\"jurisdiction_id\":\"11410\","
    "\"service_code\":\"NO-SUCH-SERVICE\",\"status\":\"open\","
    "\"requested_datetime\":\"2026-11-23T08:00:00+09:00\",\"description\":\"STRANGE\","
    "\"form_version\":\"1\",\"applicant\":{\"name\":\"홍길동\",\"phone\":\"010-0123-4567\","
    "\"address\":\"서울특별시 서대문구 연희로 1\"},"
    "\"attributes\":{\"title\":\"제목\",\"content\":\"내용\"}}}\n";

/* Receives a case while the relay is gone, so that its message waits. Returns
 * its number; the caller frees. */
static char *
leave_a_message(struct stage *s)
{
	char *external = list_cell(&s->world, "state:arrived", "external_id");
	const char *const receive[] = { "receive", external, NULL };

	kill(s->world.relay, SIGKILL);
	command_as(&s->world, SUPERVISOR, receive);
	free(external);
	return list_cell(&s->world, "state:received", "receipt_no");
}

static void
a_message_is_held_and_tried_again_with_keys(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *number;

	stage_world(s, CASES, NULL);
	number = leave_a_message(s);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(p, KEY_F6, "발송 자료");
	expect_beside(p, number, "대기", PTY_LIMIT_MS);
	expect_beside(p, number, ">", PTY_LIMIT_MS);
	type_expect(p, "h", "누군가 다시 보내기 전까지");
	type_expect(p, KEY_F2, "내용");
	type_expect(p, "받는 쪽 점검", "받는 쪽 점검");
	type_expect(p, KEY_F2, "저장됨");
	expect_beside(p, number, "붙잡음", PTY_LIMIT_MS);
	expect(p, "받는 쪽 점검");
	type_expect(p, "r", "저장됨");
	expect_beside(p, number, "대기", PTY_LIMIT_MS);
	expect_aligned(p);

	/* Its case opens, and tells. */
	type_expect(p, KEY_ENTER, "민원 상세");
	type_expect(p, "E", "받는 쪽 점검");
	free(number);
}

static void
an_officer_is_told_who_may_hold_a_message(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *number;

	stage_world(s, CASES, NULL);
	number = leave_a_message(s);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, KEY_F6, "발송 자료");
	expect_beside(p, number, "대기", PTY_LIMIT_MS);
	type_expect(p, "h", "팀장");
	expect_beside(p, number, "대기", PTY_LIMIT_MS);
	free(number);
}

static void
an_unsorted_application_is_mapped_with_keys(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *found;

	stage_world(s, CASES, strange);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, CTRL_O, "미분류");
	expect_beside(p, ">", "STRANGE", PTY_LIMIT_MS);
	type_expect(p, "m", "무슨 민원입니까?");
	type_expect(p, "없는 민원", "목록에 그런 이름이 없습니다.");
	type(p, "\025");
	type_expect(p, "질의", "> GEN-QNA-PROC");
	type_expect(p, "\033OB", "> GEN-QNA-LAW");
	type_expect(p, "\033OA", "> GEN-QNA-PROC");
	type_expect(p, KEY_F2, "저장됨: STRANGE");
	expect_aligned(p);
	found = list_cell(&s->world, "number:STRANGE", "service");
	assert_string_equal(found, "GEN-QNA-PROC");
	free(found);
}

static void
the_command_line_takes_the_same_words(void **state)
{
	struct stage *s = *state;
	struct pty *officer, *supervisor;

	stage_world(s, CASES, strange);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(officer, CTRL_O, "STRANGE");
	type(officer, ":unsorted discard 1 --text '시험 자료'" KEY_ENTER);
	expect(officer, "다른 사람의 확인이 필요합니다");
	type_expect(supervisor, CTRL_O, "폐기 요청 " OFFICER ": 시험 자료");
	type(officer, ":unsorted discard 1 --region 11410" KEY_ENTER);
	expect(officer, "--region");
	type(supervisor, ":unsorted show 1" KEY_ENTER);
	expect(supervisor, "NO-SUCH-SERVICE");
	type(supervisor, ":unsorted discard 1" KEY_ENTER);
	expect(supervisor, "저장됨: STRANGE (끝남)");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_message_is_held_and_tried_again_with_keys),
		TEST(an_officer_is_told_who_may_hold_a_message),
		TEST(an_unsorted_application_is_mapped_with_keys),
		TEST(the_command_line_takes_the_same_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
