/* SPDX-License-Identifier: ISC */
/* Good terminals, bad ones, and those that are read aloud: the console is whole on
 * each of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define CASES 30
#define BAR "F10 끝내기"
#define FIRST_ROW 3	/* of the queue's cases */

/* Colours ---------------------------------------------------------------------- */

/* One row per terminal: what a cell of the title bar is. */
static const struct shade {
	const char *env[3];
	bool has_colour;
} shades[] = {
	{ { "TERM=xterm-256color", NULL }, true },
	{ { "TERM=screen", NULL }, true },
	{ { "TERM=linux", NULL }, true },
	{ { "TERM=vt100", NULL }, false },
	{ { "TERM=xterm-mono", NULL }, false },
	{ { "TERM=xterm-256color", "NO_COLOR=1", NULL }, false },
	{ { "TERM=xterm-256color", "MINWON_THEME=mono", NULL }, false },
};

static bool
has_colour_anywhere(const struct pty *p)
{
	bool has = false;

	for (int row = 0; row < pty_rows(p); row++)
		for (int col = 0; col < pty_cols(p); col++)
			has = has || pty_cell(p, row, col).has_colour;
	return has;
}

static void
colours_are_as_the_terminal_has_them(void **state)
{
	struct stage *s = *state;

	stage_world(s, CASES, NULL);
	for (size_t i = 0; i < COUNT(shades); i++) {
		const struct console_plan plan = { .login = OFFICER, .env = shades[i].env };
		struct pty *p = console_start(s, &plan);

		expect(p, BAR);
		expect(p, "1 / ");
		if (has_colour_anywhere(p) != shades[i].has_colour)
			fail_msg("%s: colours are not as wanted", shades[i].env[0]);
		/* The bar and the selected row stand out without a colour too. */
		assert_true(pty_cell(p, 0, 1).is_reverse || shades[i].has_colour);
		assert_true(pty_cell(p, FIRST_ROW, 3).is_reverse || shades[i].has_colour);
		assert_string_equal(pty_cell(p, FIRST_ROW, 1).text, ">");
		expect_aligned(p);
		stage_close(s, p);
	}
}

/* Sizes ------------------------------------------------------------------------ */

static void
the_last_of_many_sizes_wins(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 1, 1 }, { 60, 200 }, { 2, 10 }, { 40, 7 },
		{ 5, 120 }, { 24, 79 } };
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	pty_resize(p, 60, 200);
	for (int i = 0; i < 300; i++) {
		const int *size = sizes[i % (int)COUNT(sizes)];

		pty_tell_size(p, size[0], size[1]);
		if (i % 10 == 0)
			type(p, i % 20 == 0 ? "j" : KEY_F1);
		if (i % 30 == 0)
			type(p, KEY_ESC);
	}
	pty_tell_size(p, 24, 79);
	type(p, KEY_ESC);
	pty_resize(p, 30, 100);
	type(p, KEY_ESC);
	type(p, KEY_ESC);
	expect(p, BAR);
	expect(p, "잔여시간순");
	expect_aligned(p);
	for (int row = 0; row < 30; row++)
		assert_int_equal(pty_cell(p, row, 99).width != 0 || row > 0, 1);
	pty_send(p, KEY_F10);
	assert_int_equal(expect_end(p), 0);
}

/* Mouse ------------------------------------------------------------------------ */

/* Presses a button, as xterm tells it (SGR 1006). */
static void
press(struct pty *p, int button, int row, int col)
{
	char *bytes = x_asprintf("\033[<%d;%d;%dM\033[<%d;%d;%dm", button, col + 1, row + 1,
	    button, col + 1, row + 1);

	type(p, bytes);
	free(bytes);
}

static void
the_mouse_selects_opens_moves_and_acts(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	int row, col;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	press(p, 0, FIRST_ROW + 4, 20);
	expect_cursor(p, FIRST_ROW + 4, 0);
	press(p, 64, 10, 20);
	expect_cursor(p, FIRST_ROW + 1, 0);
	press(p, 65, 10, 20);
	expect_cursor(p, FIRST_ROW + 4, 0);
	assert_true(pty_find(p, "도움말", &row, &col));
	press(p, 0, row, col);
	expect(p, "이동");
	press(p, 0, pty_rows(p) - 1, 4);
	expect(p, "5 / ");
	press(p, 0, FIRST_ROW + 2, 20);
	press(p, 0, FIRST_ROW + 2, 20);
	expect(p, "민원 상세");
	expect_aligned(p);
}

static void
the_mouse_can_be_left_to_the_terminal(void **state)
{
	static const char *const off[] = { "--mouse", "off", NULL };
	const struct console_plan plan = { .login = OFFICER, .options = off };
	struct stage *s = *state;
	struct buf kinds = { 0 };
	struct pty *p, *with;

	stage_world(s, CASES, NULL);
	p = console_start(s, &plan);
	expect(p, "1 / ");
	pty_kinds(p, &kinds);
	assert_null(strstr(buf_str(&kinds), "CSI ?1006h"));
	with = console_queue(s, OFFICER, OFFICER_NAME);
	buf_clear(&kinds);
	pty_send(with, KEY_F10);
	assert_int_equal(expect_end(with), 0);
	pty_kinds(with, &kinds);
	assert_non_null(strstr(buf_str(&kinds), "CSI ?1006h"));
	assert_non_null(strstr(buf_str(&kinds), "CSI ?1006l"));
	buf_release(&kinds);
}

/* Read aloud ------------------------------------------------------------------- */

static void
a_screen_that_is_read_aloud_does_not_move_by_itself(void **state)
{
	static const char *const plain[] = { "--plain", NULL };
	const struct console_plan plan = { .login = SUPERVISOR, .options = plain };
	struct stage *s = *state;
	struct pty *p;
	size_t bytes;
	char *id, *number;

	stage_world(s, CASES, NULL);
	p = console_start(s, &plan);
	expect(p, "1 / ");
	assert_false(has_colour_anywhere(p));
	expect_not(p, "09:30");
	expect_cursor(p, FIRST_ROW, 0);
	type(p, "j");
	expect_cursor(p, FIRST_ROW + 1, 0);
	bytes = pty_bytes(p);

	/* Somebody else works: the other console sees it, this one is still. */
	struct pty *other = console_queue(s, COLLEAGUE, COLLEAGUE_NAME);
	id = list_cell(&s->world, "state:arrived", "id");
	const char *const receive[] = { "receive", id, NULL };
	command_as(&s->world, SUPERVISOR, receive);
	number = list_cell(&s->world, "state:received", "receipt_no");
	expect(other, number);
	assert_false(pty_wait_text(p, number, 100));
	assert_int_equal(pty_bytes(p), bytes);

	/* The next key tells; Ctrl-R reads. */
	type(p, "j");
	expect(p, "Ctrl-R");
	assert_false(pty_find(p, number, NULL, NULL));
	type(p, "\022");
	expect(p, number);

	/* Dialogs have no frames, and the cursor stands where something is typed. */
	type(p, "g");
	type(p, "j");
	type_expect(p, KEY_F4, "접수하시겠습니까?");
	assert_false(pty_find(p, "---", NULL, NULL));
	assert_false(pty_find(p, "|", NULL, NULL));
	expect_aligned(p);
	free(id);
	free(number);
}

/* Widths ----------------------------------------------------------------------- */

#define WIDE_NAME "EPP-WIDE-0001"
#define WIDE_TEXT "①★“가나”…→℃Ω다라"

static const char wide_event[] = "epeople\t11410\t{\"specversion\":\"1.0\",\"id\":\"wide-1\","
    "\"source\":\"https://relay.example/channels/epeople\","
    "\"type\":\"kr.relay.request.created.v1\",\"subject\":\"" WIDE_NAME "\","
    "\"time\":\"2026-11-18T09:30:00+09:00\",\"datacontenttype\":\"application/json\","
    "\"data\":{\"service_request_id\":\"" WIDE_NAME "\",\"jurisdiction_id\":\"11410\","
    "\"service_code\":\"GEN-QNA-LAW\",\"status\":\"open\","
    "\"requested_datetime\":\"2026-11-18T09:30:00+09:00\",\"form_version\":\"1\","
    "\"description\":\"" WIDE_TEXT "\",\"applicant\":{\"name\":\"홍길동\","
    "\"phone\":\"010-1111-2222\",\"address\":\"" WIDE_TEXT "\",\"birth_date\":\"1984-02-05\"},"
    "\"attributes\":{\"title\":\"" WIDE_TEXT "\",\"content\":\"" WIDE_TEXT "\","
    "\"statute_ref\":\"" WIDE_TEXT "\",\"reply_method\":\"문자\"}}}\n";

/* What a terminal shows that gives ① and its like a second cell. */
#define WIDE_SEEN "① ★ “ 가나” … → ℃ Ω 다라"

/* Types them into the filter; does the cursor then stand behind the last one? */
static bool
is_caret_behind(struct pty *p)
{
	int row, col, cursor_row, cursor_col;
	bool is_behind;

	type_expect(p, "/", "Enter 확인");
	type(p, "\025①★나");
	/* Away and back: the cursor is put there, it has not just come there. */
	type(p, "\033OH");
	type(p, "\033OF");
	expect(p, "① ★ 나");
	assert_true(pty_find(p, "① ★ 나", &row, &col));
	pty_cursor(p, &cursor_row, &cursor_col);
	is_behind = cursor_row == row && cursor_col == col + 6;
	type(p, KEY_ESC);
	expect_not(p, "Enter 확인");
	return is_behind;
}

static void
ambiguous_characters_take_the_cells_that_were_set(void **state)
{
	static const char *const two[] = { "--ambiguous-width", "2", NULL };
	const struct console_plan set = { .login = SUPERVISOR, .options = two,
		.is_ambiguous_wide = true };
	const struct console_plan unset = { .login = SUPERVISOR, .is_ambiguous_wide = true };
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, wide_event);
	p = console_start(s, &set);
	expect(p, "1 / ");
	assert_true(is_caret_behind(p));
	filter(p, "channel:epeople");
	expect(p, WIDE_NAME);
	expect_aligned(p);
	type_expect(p, KEY_ENTER, "민원 상세");
	expect(p, WIDE_SEEN);
	expect_aligned(p);
	type(p, " ");
	expect_aligned(p);
	stage_close(s, p);

	/* The control: unset, the same terminal is one cell off behind each. */
	p = console_start(s, &unset);
	expect(p, "1 / ");
	assert_false(is_caret_behind(p));
}

/* No screen -------------------------------------------------------------------- */

/* Where a screen is not possible, the same is done by the line: list, open, act. */
static void
without_a_screen_the_work_is_done_by_the_line(void **state)
{
	static const char *const dumb[] = { "TERM=dumb", NULL };
	static const char *const unset[] = { "TERM", NULL };
	static const char *const *const environments[] = { dumb, unset };
	struct stage *s = *state;
	char *id;

	stage_world(s, CASES, NULL);
	id = list_cell(&s->world, "state:arrived service:GEN-QNA-LAW", "id");
	const char *const receive[] = { "receive", id, NULL };
	command_as(&s->world, SUPERVISOR, receive);
	for (size_t i = 0; i < COUNT(environments); i++) {
		struct console_plan plan = { .login = OFFICER, .env = environments[i],
			.rows = 60, .cols = 160 };
		struct pty *p = console_start(s, &plan);
		struct buf kinds = { 0 };

		expect(p, "minwon(연습)>");
		expect(p, " 1 ! ");
		pty_send(p, "list state:접수,처리중 service:GEN-QNA-LAW\n");
		expect(p, "2026-11410-000001  법령 질의");
		if (i == 0) {
			pty_send(p, "next 1\n");
			expect(p, "처리중");
		}
		pty_send(p, "1\n");
		expect(p, "처리 시작");
		pty_send(p, "note 1\n");
		expect(p, "내용:");
		pty_send(p, "줄로 적은 메모\n");
		expect(p, "2026-11410-000001");
		pty_send(p, "log 1\n");
		expect(p, "줄로 적은 메모");
		/* What is not wanted is left with an empty line; what is wrong is said. */
		pty_send(p, "draft 1\n\n");
		expect(p, "아무것도 하지 않았습니다");
		pty_send(p, "nxet 1\n");
		expect(p, "next");
		pty_send(p, "q\n");
		assert_int_equal(expect_end(p), 0);
		pty_kinds(p, &kinds);
		assert_string_equal(buf_str(&kinds), "CTRL 0D\nCTRL 0A\n");
		buf_release(&kinds);
	}
	free(id);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(colours_are_as_the_terminal_has_them),
		TEST(the_last_of_many_sizes_wins),
		TEST(the_mouse_selects_opens_moves_and_acts),
		TEST(the_mouse_can_be_left_to_the_terminal),
		TEST(a_screen_that_is_read_aloud_does_not_move_by_itself),
		TEST(ambiguous_characters_take_the_cells_that_were_set),
		TEST(without_a_screen_the_work_is_done_by_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
