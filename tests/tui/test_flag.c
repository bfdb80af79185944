/* SPDX-License-Identifier: ISC */
/* What is missing is marked by one key, seen by the desk beside, and asked for
 * with the words that stand in the dialog already. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 10

/* One application without its water, and with words for a number. */
static const char inject[] =
    "gov24\t11410\t{\"specversion\":\"1.0\",\"id\":\"f-1\",\"source\":"
    "\"https://relay.example/channels/gov24\",\"type\":\"kr.relay.request.created.v1\","
    "\"subject\":\"F-1\",\"time\":\"2026-11-23T09:00:00+09:00\",\"datacontenttype\":"
    "\"application/json\",\"data\":{\"service_request_id\":\"F-1\",\"jurisdiction_id\":"
    "\"11410\",\"service_code\":\"FOOD-BIZ\",\"status\":\"open\",\"requested_datetime\":"
    "\"2026-11-23T09:00:00+09:00\",\"description\":\"영업신고\",\"form_version\":\"1\","
    "\"applicant\":{\"name\":\"홍길동\",\"phone\":\"010-0123-4567\",\"address\":"
    "\"서울특별시 서대문구 연희로 1\"},\"attributes\":{\"owner\":\"홍길동\",\"rrn\":"
    "\"721210-1******\",\"business_type\":\"일반음식점\",\"trade_name\":\"고추밭\","
    "\"address\":\"서대문구 1\",\"area_m2\":\"넓음\",\"hygiene_notice_yn\":true}}}\n";

static void
what_is_marked_becomes_the_demand(void **state)
{
	static const char *const receive[] = { "receive", "F-1", NULL };
	struct stage *s = *state;
	struct pty *p, *beside;

	stage_world(s, CASES, inject);
	command_as(&s->world, SUPERVISOR, receive);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	beside = console_queue(s, COLLEAGUE, COLLEAGUE_NAME);
	filter(p, "is:mismatch");
	filter(beside, "is:mismatch");
	type(beside, KEY_ENTER);
	expect(beside, "서식불일치");
	type(p, KEY_F5);
	expect(p, "저장됨");
	type(p, KEY_ENTER);
	expect(p, "서식불일치");
	expect_beside(p, ">", "영업자 성명", PTY_LIMIT_MS);

	/* One answer: marked and not, by two keys. */
	type_expect(p, "j ", "[보완 필요]");
	expect(beside, "보완을 요구할 항목");
	type(p, "'");
	expect_not(p, "[보완 필요]");
	expect_not(beside, "보완을 요구할 항목");

	/* All that is wrong. */
	type_expect(p, "*", "보완을 요구할 항목");
	expect_beside(p, "영업장 면적(㎡), 급수 시설", "급수", PTY_LIMIT_MS);
	expect(beside, "보완을 요구할 항목");
	expect_aligned(p);

	/* The demand begins with it; Esc keeps nothing that was not typed. */
	type_expect(p, "p", "영업장 면적(㎡): 숫자로 적어 주십시오.");
	expect(p, "급수 시설: 빠져 있습니다. 적어 주십시오.");
	type(p, KEY_ESC);
	expect_not(p, "보완 기간");
	type_expect(p, ",", "쓰던 글이 없습니다.");
	type(p, KEY_ESC);
	type_expect(p, "p", "영업장 면적(㎡): 숫자로 적어 주십시오.");
	type(p, KEY_TAB "5d" KEY_F2);
	expect(p, "보완을 요구했고");
	expect(beside, "보완을 요구했고");
	assert_true(world_ledger_has(&s->world, "급수 시설: 빠져 있습니다. 적어 주십시오.", "supplement",
	    PTY_LIMIT_MS));

	/* Side by side, and back by the same key. */
	type_expect(p, "\"", "제출한 뒤에 바뀐 것이 없습니다.");
	expect_aligned(p);
	type(p, "\"");
	expect(p, "민원 상세");
}

/* The demand from the list, without the case being open, begins so too; what was
 * typed into it once comes back instead. */
static void
the_list_knows_what_is_marked(void **state)
{
	static const char *const receive[] = { "receive", "F-1", NULL };
	static const char *const take[] = { "next", "F-1", NULL };
	static const char *const mark[] = { "flag", "F-1", "water_source", NULL };
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, inject);
	command_as(&s->world, SUPERVISOR, receive);
	command_as(&s->world, OFFICER, take);
	command_as(&s->world, COLLEAGUE, mark);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "is:mismatch");
	type_expect(p, "p", "급수 시설: 빠져 있습니다. 적어 주십시오.");
	type(p, " 6월 안에");
	expect(p, "임시 저장");
	type(p, KEY_ESC);
	expect_not(p, "보완 기간");
	type_expect(p, "p", "적어 주십시오. 6월 안에");
	type(p, KEY_TAB "5d" KEY_F2);
	assert_true(world_ledger_has(&s->world, "적어 주십시오. 6월 안에", "supplement", PTY_LIMIT_MS));
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_marked_becomes_the_demand),
		TEST(the_list_knows_what_is_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
