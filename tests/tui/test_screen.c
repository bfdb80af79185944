/* SPDX-License-Identifier: ISC */
/* What a clerk may rely on in front of the screen, in good hours and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define CASES 40
#define BAR "F10 끝내기"
#define FIRST_ROW 3	/* of the queue's cases */

/* Helpers --------------------------------------------------------------------- */

/* The number in the row of the cursor; the caller frees. */
static char *
number_at_cursor(const struct pty *p)
{
	struct buf line = { 0 };
	const char *start;
	char *number;
	int row, col;

	pty_cursor(p, &row, &col);
	pty_row(p, row, &line);
	start = strchr(buf_str(&line), '>');
	assert_non_null(start);
	number = x_strndup(start + 1, strcspn(start + 1, " "));
	buf_release(&line);
	return number;
}

static void
receive(struct stage *s, const char *query)
{
	char *id = list_cell(&s->world, query, "id");
	const char *const arguments[] = { "receive", id, NULL };

	command_as(&s->world, SUPERVISOR, arguments);
	free(id);
}

/* A case that the officer has taken; its id, which the caller frees. */
static char *
take(struct stage *s)
{
	char *id = list_cell(&s->world, "state:arrived channel:epeople", "id");
	const char *const receive_it[] = { "receive", id, NULL };
	const char *const take_it[] = { "next", id, NULL };

	command_as(&s->world, SUPERVISOR, receive_it);
	command_as(&s->world, OFFICER, take_it);
	return id;
}

static int
count_in(const char *text, const char *word)
{
	int n = 0;

	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		n++;
	return n;
}

static int
count_events(struct stage *s, const char *id, const char *kind)
{
	const char *const arguments[] = { "log", id, "--format", "tsv", NULL };
	char *word = x_asprintf("\t%s\t", kind);
	struct buf said = { 0 };
	int n;

	assert_int_equal(world_minwon(&s->world, arguments, &said), 0);
	n = count_in(buf_str(&said), word);
	free(word);
	buf_release(&said);
	return n;
}

/* The list that changes by itself ---------------------------------------------- */

static void
a_refresh_keeps_the_cursor_on_its_case(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	char *before, *after;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, "jjjj");
	expect_cursor(p, FIRST_ROW + 4, -1);
	before = number_at_cursor(p);

	/* The most urgent case gets its legal period and leaves the top. */
	receive(s, "state:arrived channel:epeople");
	expect(p, "2026-11410-000001");
	after = number_at_cursor(p);
	assert_string_equal(after, before);
	expect_aligned(p);
	free(before);
	free(after);
}

static void
a_filter_that_is_typed_is_done_before_the_key_behind_it(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	receive(s, "state:arrived channel:epeople");
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "/state:접수" KEY_ENTER KEY_F5, "저장됨: 2026-11410-000001");
}

/* The terminal ------------------------------------------------------------------ */

static void
another_size_is_filled_and_the_old_one_again(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, "jj");
	pty_resize(p, 40, 120);
	expect(p, BAR);
	assert_true(pty_settle(p));
	expect_beside(p, "F1 도움말", BAR, PTY_LIMIT_MS);
	expect_cursor(p, FIRST_ROW + 2, -1);
	expect_aligned(p);
	pty_resize(p, 24, 80);
	assert_true(pty_settle(p));
	expect(p, BAR);
	expect_cursor(p, FIRST_ROW + 2, -1);
	expect_aligned(p);
	pty_resize(p, 5, 20);
	assert_true(pty_settle(p));
	pty_resize(p, 24, 80);
	assert_true(pty_settle(p));
	expect(p, BAR);
	expect_aligned(p);
}

static void
the_cursor_stands_at_the_caret_of_what_is_typed(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	int row, col;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "/", "Enter 확인");
	pty_cursor(p, &row, &col);
	type(p, "한글");
	expect_cursor(p, row, col + 4);
	type(p, "a" KEY_LEFT);
	expect_cursor(p, row, col + 4);
	type(p, KEY_BACKSPACE);
	expect_cursor(p, row, col + 2);
	expect_beside(p, "조건: ", "한a", PTY_LIMIT_MS);
	assert_true(pty_is_cursor_on(p));
}

static void
a_signal_gives_the_terminal_back(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
	struct stage *s = *state;

	stage_world(s, 12, NULL);
	for (size_t i = 0; i < COUNT(signals); i++) {
		struct pty *p = console_queue(s, OFFICER, OFFICER_NAME);

		assert_true(pty_is_alternate(p));
		assert_false(pty_is_cooked(p));
		pty_signal(p, signals[i]);
		assert_int_equal(expect_end(p), 128 + signals[i]);
	}
}

/* Languages and keys ------------------------------------------------------------ */

static void
the_language_is_korean_unless_asked_otherwise(void **state)
{
	static const char *const c[] = { "LC_ALL=C", NULL };
	static const char *const korean[] = { "LC_ALL=ko_KR.UTF-8", NULL };
	static const struct {
		const char *const *env;
		const char *lang;
		const char *shows;
	} rows[] = {
		{ c, NULL, "접수번호" },
		{ NULL, NULL, "접수번호" },
		{ korean, NULL, "접수번호" },
	};
	struct stage *s = *state;

	stage_world(s, 12, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct console_plan plan = { .env = rows[i].env, .lang = rows[i].lang };
		struct pty *p = console_start(s, &plan);

		expect(p, rows[i].shows);
		expect(p, "서대문");
		expect_aligned(p);
		pty_send(p, "q");
		assert_int_equal(expect_end(p), 0);
	}
}

static void
english_is_english_to_the_last_word(void **state)
{
	static const char *const c[] = { "LC_ALL=C", NULL };
	struct console_plan plan = { .lang = "en", .env = c };
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, NULL);
	p = console_start(s, &plan);
	expect(p, "Arrived");
	expect(p, "F10 Quit");
	type_expect(p, KEY_F1, "Moving");
	expect_aligned(p);
}

/* Types what a clerk types in Hangul mode beside what it stands for. */
static void
hangul_mode_costs_no_key(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, "ㅓㅓㅓ");		/* jjj */
	expect_cursor(p, FIRST_ROW + 3, -1);
	type(p, "ㅏ");			/* k */
	expect_cursor(p, FIRST_ROW + 2, -1);
	type(p, "허");			/* g j: to the first line, and one down */
	expect_cursor(p, FIRST_ROW + 1, -1);
	type_expect(p, "ㅣ", "민원 상세");	/* l */
	type(p, "ㅂ");			/* q: back */
	expect_not(p, "민원 상세");
	pty_send(p, "ㅂ");		/* q: quit */
	assert_int_equal(expect_end(p), 0);
}

/* Pages through what is shown to its end; the text of all pages, blanks and
 * line ends taken out, because a sentence may be broken anywhere. */
static void
read_pages(struct pty *p, struct buf *out)
{
	struct buf page = { 0 }, before = { 0 };

	do {
		buf_clear(&before);
		buf_puts(&before, buf_str(&page));
		buf_clear(&page);
		pty_dump(p, &page);
		for (size_t i = 0; i < page.len; i++) {
			if (strchr(" \n", page.data[i]) == NULL)
				buf_putc(out, page.data[i]);
		}
		type(p, "j");	/* a line down: every sentence is whole once */
	} while (!str_eq(buf_str(&page), buf_str(&before)));
	buf_release(&page);
	buf_release(&before);
}

/* Fails unless the n bytes of a sentence are in the text without blanks. */
static void
expect_sentence(const struct buf *text, const char *sentence, size_t n)
{
	struct buf word = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (sentence[i] != ' ')
			buf_putc(&word, sentence[i]);
	}
	if (strstr(buf_str(text), buf_str(&word)) == NULL)
		fail_msg("not in the help: %.*s", (int)n, sentence);
	buf_release(&word);
}

static void
help_lists_every_action_with_its_sentence(void **state)
{
	static const char *const keys[] = { "keys", "--format", "tsv", NULL };
	struct stage *s = *state;
	struct buf pages = { 0 }, said = { 0 };
	const char *line;
	struct pty *p;
	int actions = 0;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, "?", "이동");
	read_pages(p, &pages);
	assert_int_equal(world_minwon(&s->world, keys, &said), 0);
	for (line = buf_str(&said); *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t len = strcspn(line, "\n");
		const char *help = memrchr(line, '\t', len);

		assert_non_null(help);
		if (actions++ > 0)	/* the first line names the columns */
			expect_sentence(&pages, help + 1, len - (size_t)(help + 1 - line));
	}
	assert_true(actions > 30);
	buf_release(&pages);
	buf_release(&said);
}

static void
an_unknown_command_gets_a_sentence(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type_expect(p, ":", "Enter 확인");
	type_expect(p, "foo" KEY_ENTER, "「foo」 명령은 없습니다");
	type_expect(p, ":", "Enter 확인");
	type_expect(p, "recieve" KEY_ENTER, "「receive」");
	type_expect(p, ":", "Enter 확인");
	type_expect(p, "list foo:bar" KEY_ENTER, "「foo」 조건은 없습니다");
	expect_aligned(p);
}

/* The office that goes away ------------------------------------------------------ */

static void
what_is_typed_outlives_the_office(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	struct err e;
	char *id;

	stage_world(s, CASES, NULL);
	id = take(s);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "state:처리중");
	type_expect(p, KEY_ENTER, "민원 상세");
	type_expect(p, KEY_F7, "민원인에게 통지될");
	type_expect(p, KEY_TAB "반쯤 쓴 ", "반쯤 쓴");
	world_stop_office(&s->world, SIGKILL);
	expect(p, "사무실");
	type_expect(p, "기안문입니다.", "반쯤 쓴 기안문입니다.");
	expect(p, "사무실");
	assert_int_equal(world_start_office(&s->world, &e), RC_OK);
	expect_not(p, "사무실");
	expect(p, "반쯤 쓴 기안문입니다.");
	type_expect(p, KEY_F2, "저장됨");
	expect(p, "결재중");
	assert_int_equal(count_events(s, id, "draft"), 1);
	free(id);
}

static void
an_act_in_flight_is_checked_and_done_once(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	struct err e;
	char *id;

	stage_world(s, CASES, NULL);
	receive(s, "state:arrived channel:epeople");
	id = list_cell(&s->world, "state:received", "id");
	p = console_queue(s, OFFICER, OFFICER_NAME);
	filter(p, "channel:epeople state:접수");
	kill(s->world.office, SIGSTOP);
	type_expect(p, KEY_F5, "확인 중");
	world_stop_office(&s->world, SIGKILL);
	expect(p, "확인 중");
	assert_int_equal(world_start_office(&s->world, &e), RC_OK);
	expect(p, "저장됨: 2026-11410-000001");
	assert_int_equal(count_events(s, id, "next"), 1);
	free(id);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_refresh_keeps_the_cursor_on_its_case),
		TEST(a_filter_that_is_typed_is_done_before_the_key_behind_it),
		TEST(another_size_is_filled_and_the_old_one_again),
		TEST(the_cursor_stands_at_the_caret_of_what_is_typed),
		TEST(a_signal_gives_the_terminal_back),
		TEST(the_language_is_korean_unless_asked_otherwise),
		TEST(english_is_english_to_the_last_word),
		TEST(hangul_mode_costs_no_key),
		TEST(help_lists_every_action_with_its_sentence),
		TEST(an_unknown_command_gets_a_sentence),
		TEST(what_is_typed_outlives_the_office),
		TEST(an_act_in_flight_is_checked_and_done_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
