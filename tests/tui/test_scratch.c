/* SPDX-License-Identifier: ISC */
/* What is typed into a dialog and not handed in: it comes back, to its writer
 * alone, until it is handed in or thrown away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define CASES 12
#define NUMBER "2026-11410-000001"
#define CTRL_N "\016"
#define CTRL_R "\022"
#define CTRL_X "\030"
#define CTRL_UNDO "\037"
#define ASKED "민원인에게는 보이지 않습니다"
#define KEPT "임시 저장"

/* A case that the officer holds, and the officer's note dialog on it. */
static struct pty *
begin_note(struct stage *s)
{
	const char *const next[] = { "next", NUMBER, NULL };
	char *external;
	struct pty *p;

	stage_world(s, CASES, NULL);
	external = list_cell(&s->world, "state:arrived channel:epeople", "external_id");
	command_as(&s->world, SUPERVISOR, (const char *const[]){ "receive", external, NULL });
	command_as(&s->world, OFFICER, next);
	free(external);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, NUMBER);
	type_expect(p, KEY_F3, ASKED);
	return p;
}

static struct pty *
another_desk(struct stage *s, const char *login, const char *name)
{
	struct pty *p = console_queue(s, login, name);

	filter(p, NUMBER);
	return p;
}

/* What `minwon ARGUMENTS` says as that person; the caller frees. */
static char *
said(struct stage *s, const char *login, const char *const *arguments)
{
	const char *argv[8] = { "--as", login };
	struct buf out = { 0 };

	for (size_t i = 0; arguments[i] != NULL; i++)
		argv[2 + i] = arguments[i];
	(void)world_minwon(&s->world, argv, &out);
	return buf_steal(&out);
}

static void
assert_scratches(struct stage *s, const char *login, bool is_any)
{
	const char *const list[] = { "scratch", "list", "--format", "jsonl", NULL };
	char *out = said(s, login, list);

	assert_int_equal(out[0] != '\0', is_any);
	free(out);
}

static void
esc_keeps_a_text_and_the_same_dialog_brings_it_back(void **state)
{
	struct stage *s = *state;
	struct pty *p = begin_note(s);

	type(p, "현장 확인" CTRL_N "둘째 줄");
	expect(p, KEPT);
	type(p, KEY_ESC);
	expect_not(p, ASKED);
	type_expect(p, KEY_F3, "09:30에 쓰던 글");
	expect(p, "둘째 줄");
	type(p, "에 이어");
	expect(p, "둘째 줄에 이어");
	type(p, CTRL_UNDO);
	expect_not(p, "에 이어");
	type_expect(p, CTRL_R, "둘째 줄에 이어");
	assert_scratches(s, OFFICER, true);
	assert_scratches(s, COLLEAGUE, false);
}

static void
a_text_survives_the_console_and_is_on_another_desk(void **state)
{
	struct stage *s = *state;
	struct pty *p = begin_note(s), *other;

	type(p, "사라지면 안 될 글");
	expect(p, KEPT);
	pty_signal(p, SIGKILL);
	other = another_desk(s, OFFICER, OFFICER_NAME);
	type_expect(other, KEY_F3, "사라지면 안 될 글");
	type_expect(other, KEY_F2, "저장됨: " NUMBER);
	assert_scratches(s, OFFICER, false);
	type_expect(other, KEY_F3, ASKED);
	expect_not(other, "사라지면");
}

static void
a_console_that_is_told_to_end_keeps_the_last_letter(void **state)
{
	static const int signals[] = { SIGHUP, SIGTERM };
	struct stage *s = *state;
	struct pty *p = begin_note(s);

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		type(p, i == 0 ? "끊긴 글" : " 또 끊긴 글");
		pty_signal(p, signals[i]);
		assert_int_equal(expect_end(p), 128 + signals[i]);
		p = another_desk(s, OFFICER, OFFICER_NAME);
		type_expect(p, KEY_F3, i == 0 ? "끊긴 글" : "끊긴 글 또 끊긴 글");
	}
}

static void
nobody_else_gets_it(void **state)
{
	const char *const list[] = { "scratch", "list", "--format", "tsv", NULL };
	const char *const show[] = { "scratch", "show", "1", NULL };
	struct stage *s = *state;
	struct pty *p = begin_note(s), *colleague;
	char *out;

	type(p, "혼자 보는 글");
	expect(p, KEPT);
	out = said(s, OFFICER, show);
	assert_non_null(strstr(out, "혼자 보는 글"));
	free(out);
	out = said(s, SUPERVISOR, show);
	assert_string_equal(out, "");
	free(out);
	out = said(s, SUPERVISOR, list);
	assert_null(strstr(out, NUMBER));
	free(out);
	colleague = another_desk(s, COLLEAGUE, COLLEAGUE_NAME);
	type_expect(colleague, KEY_F3, ASKED);
	expect_not(colleague, "혼자");
}

static void
the_list_of_what_is_half_typed_leads_back(void **state)
{
	struct stage *s = *state;
	struct pty *p = begin_note(s);

	type(p, "목록에서 찾을 글");
	expect(p, KEPT);
	type(p, KEY_ESC);
	expect_not(p, ASKED);
	type(p, ",");
	expect_beside(p, NUMBER, "Enter F3", PTY_LIMIT_MS);
	type_expect(p, KEY_ENTER, "처리 이력");
	type_expect(p, KEY_F3, "목록에서 찾을 글");
	type(p, KEY_ESC);
	expect_not(p, "목록에서 찾을 글");
	type(p, ",");
	expect_beside(p, NUMBER, "Enter F3", PTY_LIMIT_MS);
	type_expect(p, "x", "한 번 더");
	type_expect(p, "x", "쓰던 글이 없습니다");
	assert_scratches(s, OFFICER, false);
}

static void
thrown_away_twice_it_is_gone(void **state)
{
	struct stage *s = *state;
	struct pty *p = begin_note(s);

	type(p, "버릴 글");
	expect(p, KEPT);
	type_expect(p, CTRL_X, "한 번 더");
	type(p, "자");
	expect_not(p, "한 번 더");
	expect(p, "버릴 글자");
	type_expect(p, CTRL_X, "한 번 더");
	type(p, CTRL_X);
	expect_not(p, ASKED);
	type_expect(p, KEY_F3, ASKED);
	expect_not(p, "버릴");
	type(p, "또");
	expect(p, KEPT);
	type(p, KEY_BACKSPACE);
	expect_not(p, KEPT);
	type(p, KEY_ESC);
	expect_not(p, ASKED);
	assert_scratches(s, OFFICER, false);
}

static void
typing_is_no_event_and_the_version_stays(void **state)
{
	const char *const log[] = { "log", NUMBER, "--format", "tsv", NULL };
	struct stage *s = *state;
	struct pty *p = begin_note(s);
	char *version = list_cell(&s->world, NUMBER, "version"), *after;
	char *before_log = said(s, OFFICER, log), *after_log;

	type(p, "사건이 아닌 글");
	expect(p, KEPT);
	after = list_cell(&s->world, NUMBER, "version");
	after_log = said(s, OFFICER, log);
	assert_string_equal(version, after);
	assert_string_equal(before_log, after_log);
	free(version);
	free(after);
	free(before_log);
	free(after_log);
}

static void
without_an_office_it_stays_on_the_desk_until_one_is_back(void **state)
{
	struct stage *s = *state;
	struct pty *p = begin_note(s), *other;
	struct err e;

	type(p, "먼저 쓴 글");
	expect(p, KEPT);
	world_stop_office(&s->world, SIGKILL);
	expect(p, "다시");
	type(p, ", 혼자 쓴 글");
	expect(p, "아직 임시 저장 안 됨");
	type(p, KEY_ESC);
	expect_not(p, ASKED);
	assert_int_equal(world_start_office(&s->world, &e), RC_OK);
	expect_not(p, "다시");
	other = another_desk(s, OFFICER, OFFICER_NAME);
	type_expect(other, KEY_F3, "먼저 쓴 글, 혼자 쓴 글");
}

static void
a_snippet_is_found_by_its_name_and_inserted(void **state)
{
	const char *const add[] = { "snippet", "add", "확인", "--text", "현장을 확인하였음.", NULL };
	const char *const other[] = { "snippet", "add", "가나다", "--text", "다른 글", NULL };
	struct stage *s = *state;
	struct pty *p = begin_note(s);

	type_expect(p, KEY_F3, "상용구가 없습니다");
	type(p, KEY_ESC);
	command_as(&s->world, OFFICER, add);
	command_as(&s->world, OFFICER, other);
	type_expect(p, "앞 " KEY_F3, "가나다");
	type(p, "확");
	expect_not(p, "가나다");
	type_expect(p, KEY_ENTER, "앞 현장을 확인하였음.");
	expect(p, KEPT);
	type_expect(p, KEY_F2, "저장됨: " NUMBER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define STORY(f) cmocka_unit_test_setup_teardown(f, stage_set_up, stage_tear_down)
		STORY(esc_keeps_a_text_and_the_same_dialog_brings_it_back),
		STORY(a_text_survives_the_console_and_is_on_another_desk),
		STORY(a_console_that_is_told_to_end_keeps_the_last_letter),
		STORY(nobody_else_gets_it),
		STORY(a_snippet_is_found_by_its_name_and_inserted),
		STORY(the_list_of_what_is_half_typed_leads_back),
		STORY(thrown_away_twice_it_is_gone),
		STORY(typing_is_no_event_and_the_version_stays),
		STORY(without_an_office_it_stays_on_the_desk_until_one_is_back),
#undef STORY
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
