/* SPDX-License-Identifier: ISC */
/* Somebody calls: the case is found by keys that an input method in Hangul mode
 * lets pass or sends, and what to say is on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 12

static const char caller[] =
    "gov24\t11410\t{\"specversion\":\"1.0\",\"id\":\"ev-1\","
    "\"source\":\"https://relay.example/channels/gov24\","
    "\"type\":\"kr.relay.request.created.v1\",\"subject\":\"CALLER\","
    "\"time\":\"2026-11-23T08:00:00+09:00\",\"datacontenttype\":\"application/json\","
    "\"data\":{\"service_request_id\":\"CALLER\",\"jurisdiction_id\":\"11410\","
    "\"service_code\":\"FOOD-BIZ\",\"status\":\"open\","
    "\"requested_datetime\":\"2026-11-23T08:00:00+09:00\",\"description\":\"CALLER\","
    "\"form_version\":\"1\",\"applicant\":{\"name\":\"홍길동\",\"phone\":\"010-1234-5678\","
    "\"address\":\"서울특별시 서대문구 연희로 1\"},"
    "\"attributes\":{\"title\":\"식품접객업 영업신고\",\"content\":\"내용\"}}}\n";

static void
digits_and_a_reason_lead_to_what_to_say(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, caller);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "0", "전화번호 끝 네 자리");
	type_expect(p, "5678" KEY_ENTER, "무슨 일로 전화했습니까?");
	type_expect(p, "\033OB" KEY_ENTER, "누구신지 확인하십시오. 신청인: 홍*동");
	expect(p, "신청이 도착했습니다");
	expect_aligned(p);
	type_expect(p, KEY_ENTER, "전화한 사람이 말한 신청인 이름:");
	type_expect(p, "홍길순" KEY_ENTER, "신청인의 이름이 아닙니다");
	type_expect(p, KEY_ENTER, "전화한 사람이 말한 신청인 이름:");
	type_expect(p, "홍길동" KEY_ENTER, "본인 확인됨: 홍길동");
	/* Back to what was found, and back to the queue. */
	type_expect(p, KEY_ESC, "위아래 키로 고르고");
	type_expect(p, KEY_ESC, "잔여시간");
}

static void
initials_of_hangul_mode_find_the_name(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, caller);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, KEY_F2, "전화번호 끝 네 자리");
	type_expect(p, "ㅎㄱㄷ" KEY_ENTER, "홍*동");
	type_expect(p, KEY_ESC, "전화번호 끝 네 자리");
	/* A number that is nobody's is told, and what was typed stays. */
	type_expect(p, "\025" "NOBODY-1" KEY_ENTER, "그런 민원이 없습니다");
	expect(p, "NOBODY-1");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(digits_and_a_reason_lead_to_what_to_say),
		TEST(initials_of_hangul_mode_find_the_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
