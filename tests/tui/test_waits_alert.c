/* SPDX-License-Identifier: ISC */
/* Waits by keys: the orders, the regions, the alert that marks what is over it, and
 * the board that counts it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/tui/console.h"

/* Two desks, of which one has many people. */
static void
set_figures(struct world *w)
{
	static const char *const few[] = { "waits", "set", "종합민원실", "여권", "3", "41", "2", NULL };
	static const char *const many[] = { "waits", "set", "홍제동", "전입", "12", "7", "1", NULL };

	command_as(w, OFFICER, few);
	command_as(w, OFFICER, many);
}

static void
an_alert_marks_what_is_over_it_here_and_on_the_board(void **state)
{
	struct stage *s = *state;
	struct pty *chief, *officer;

	stage_world(s, 12, NULL);
	set_figures(&s->world);
	officer = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(officer, "4", "알림 기준 없음");
	expect(officer, "홍제동");
	type_expect(officer, KEY_TAB, "대기 많은 순");
	type_expect(officer, KEY_TAB, "추정 대기 긴 순");
	type_expect(officer, "l", "· 추정 대기 긴 순 · 알림");
	chief = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	type_expect(chief, "4", "알림 기준 없음");
	/* In Hangul mode: ㅁ is a. What is no limit is refused, and nothing is lost. */
	type_expect(chief, "ㅁ", "어디부터 대기를");
	type(chief, "많이");
	type_expect(chief, KEY_F2, "값");
	expect(chief, "많이");
	type(chief, "\025");
	type(chief, "10명");
	type_expect(chief, KEY_F2, "저장됨: 알림 기준 10명");
	expect(chief, "1곳 넘음(!)");
	type_expect(chief, "3", "대기 알림 넘은 곳");
	expect_beside(chief, "대기 알림 넘은 곳", "1", 10000);
	/* Each sees it at once. */
	expect(officer, "알림 기준 10명");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_alert_marks_what_is_over_it_here_and_on_the_board),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
