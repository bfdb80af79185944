/* SPDX-License-Identifier: ISC */
/* Lists kept by name, by keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "tests/tui/console.h"

#define CASES 40

static void
a_list_is_kept_by_name_and_brought_back(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "9", "저장한 보기가 없습니다.");
	type_expect(p, KEY_ESC, "조건: ");
	filter(p, "channel:gov24");
	type_expect(p, KEY_TAB, "도달순");
	type_expect(p, "|", "항목 배치: 팀장");
	type_expect(p, "9" KEY_F2, "명령: view save");
	type_expect(p, KEY_ENTER, "보기 이름을 쓰세요");
	type_expect(p, "s정부24 도달순" KEY_ENTER, "저장됨: 정부24 도달순");
	expect_beside(p, "정부24 도달순", "내 것", PTY_LIMIT_MS);
	expect(p, "channel:gov24");
	expect_aligned(p);

	/* The list changes, and comes back. */
	type_expect(p, "1", "조건: ");
	type(p, "/\025state:접수" KEY_ENTER);
	expect(p, "조건: state:접수");
	type_expect(p, "9", "내 것");
	type_expect(p, KEY_ENTER, "저장한 보기: 정부24 도달순");
	expect_beside(p, "조건: channel:gov24", "도달순", PTY_LIMIT_MS);
	expect_beside(p, "접수번호", "처리기한", PTY_LIMIT_MS);

	/* By its name, or a piece of it that is completed. */
	type(p, "/\025state:접수" KEY_ENTER);
	expect(p, "조건: state:접수");
	type_expect(p, ":view 도달순", "view \"정부24 도달순\"");
	type(p, KEY_TAB);
	type_expect(p, KEY_ENTER, "저장한 보기: 정부24 도달순");
	expect_beside(p, "조건: channel:gov24", "도달순", PTY_LIMIT_MS);
	type_expect(p, ":view 정부25 도달순" KEY_ENTER, "“정부25 도달순” 보기가 없습니다");
	expect_beside(p, "조건: channel:gov24", "도달순", PTY_LIMIT_MS);
	type(p, "/\025state:접수" KEY_ENTER);
	expect(p, "조건: state:접수");
	type_expect(p, ":view 정부24 도달순" KEY_ENTER, "조건: channel:gov24");
	type_expect(p, ":view" KEY_ENTER, "내 것");

	/* Another name, and away with it. */
	type_expect(p, "9", "내 것");
	type_expect(p, "r", "명령: view rename \"정부24 도달순\"");
	type_expect(p, "정부24" KEY_ENTER, "저장됨: 정부24");
	type_expect(p, "x", "명령: view delete \"정부24\"");
	type_expect(p, KEY_ENTER, "지움: 정부24");
	expect(p, "저장한 보기가 없습니다.");
}

static void
the_offices_views_are_seen_by_all_and_kept_by_supervisors(void **state)
{
	struct stage *s = *state;
	struct pty *officer, *supervisor;

	stage_world(s, CASES, NULL);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	supervisor = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(officer, "9", "저장한 보기가 없습니다.");
	type_expect(supervisor, ":view save 아침회의 --shared" KEY_ENTER, "저장됨: 아침회의");
	expect_beside(officer, "아침회의", "기관", PTY_LIMIT_MS);
	type_expect(officer, "x" KEY_ENTER, "팀장");
	expect_beside(officer, "아침회의", "기관", PTY_LIMIT_MS);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_list_is_kept_by_name_and_brought_back),
		TEST(the_offices_views_are_seen_by_all_and_kept_by_supervisors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
