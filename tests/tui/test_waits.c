/* SPDX-License-Identifier: ISC */
/* Waiting figures of the civil offices' service on the screen, over HTTP from the
 * mimic in the gateway and through a real office: each shape of an answer is shown as
 * what it is, and a failure leaves the last good figures, with the reason. The tests
 * share one world and go on from each other; `minwon waits` says the same each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "storage/clock.h"
#include "storage/instant.h"
#include "tests/tui/console.h"

#define FIRST_TASK "제증명("
#define SECOND_TASK "출생,"

static void
put(const char *path, const char *how, const char *text)
{
	FILE *f = fopen(path, how);

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

/* The office's clock, which stands still, is put where the mimic's runs. */
static void
set_clock(struct stage *s, int64_t ahead_sec)
{
	char *part = x_asprintf("%s.part", s->world.clock), now[32];

	instant_format(clock_wall() + ahead_sec, now);
	put(part, "we", now);
	assert_int_equal(rename(part, s->world.clock), 0);
	free(part);
}

/* From now on the service answers so; it is asked once, and its exit status is
 * what the round came to. */
static void
ask(struct stage *s, const char *mode, int want)
{
	static const char *const sync[] = { "sync", "cso", NULL };
	char *path = x_asprintf("%s/cso", s->world.folder);
	struct buf said = { 0 };

	put(path, "we", mode);
	assert_int_equal(world_minwon(&s->world, sync, &said), want);
	buf_release(&said);
	free(path);
}

/* The office's clock beside the mimic's, the service in the channel file, and a
 * console on the waits of 유성. */
static struct pty *
open_waits(struct stage *s)
{
	char *channels, url[128] = "", *section;
	FILE *f;

	if (s->desk_count > 0)
		return s->desks[0];
	stage_world(s, 0, NULL);
	channels = x_asprintf("%s.channels", s->world.store);
	f = fopen(channels, "re");
	assert_non_null(f);
	assert_int_equal(fscanf(f, "[gov24]\nurl = http://%100[^/]", url), 1);
	fclose(f);
	section = x_asprintf("[cso]\nkind = cso\nurl = http://%s/B551982/cso_v2\ntoken = a+b/=\n", url);
	put(channels, "ae", section);
	set_clock(s, 0);
	free(section);
	free(channels);
	return console_start(s, &(struct console_plan){ .rows = 30, .cols = 160 });
}

/* Reads the list anew and puts the cursor on a row of it. */
static void
look(struct pty *p, const char *down)
{
	type(p, "\022");
	type(p, "g");
	if (down[0] != '\0')
		type(p, down);
}

/* What `minwon waits` says of the first figure of 유성, as jsonl. */
static void
command_says(struct stage *s, const char *piece)
{
	static const char *const waits[] = { "waits", "--region", "30200", "--format", "jsonl",
		NULL };
	struct buf said = { 0 };

	assert_int_equal(world_minwon(&s->world, waits, &said), 0);
	if (strstr(buf_str(&said), piece) == NULL)
		fail_msg("no %s in %s", piece, buf_str(&said));
	buf_release(&said);
}

static void
an_empty_answer_is_no_data_and_no_nought(void **state)
{
	struct stage *s = *state;
	struct pty *p = open_waits(s);

	expect(p, OFFICER_NAME);
	ask(s, "empty", 0);
	type_expect(p, "4", "자료 없음: 기관이 대기 현황을 제공하지 않습니다");
	expect_beside(p, "유성", "자료 없음", PTY_LIMIT_MS);
	command_says(s, "\"worth\":\"no-data\"");
}

static void
a_stale_answer_is_out_of_date_with_its_age(void **state)
{
	struct stage *s = *state;
	struct pty *p = open_waits(s);

	set_clock(s, 0);
	ask(s, "stale", 0);
	expect_beside(p, FIRST_TASK, "! 3시간 25분", PTY_LIMIT_MS);
	expect_beside(p, FIRST_TASK, " 9 ", PTY_LIMIT_MS);
	command_says(s, "\"worth\":\"stale\"");
}

static void
numbers_as_texts_are_numbers(void **state)
{
	struct stage *s = *state;
	struct pty *p = open_waits(s);

	/* The control of all that follows: as the service answers on a good day. */
	ask(s, "live", 0);
	expect_beside(p, FIRST_TASK, "0분", PTY_LIMIT_MS);
	expect_beside(p, FIRST_TASK, " 104 ", PTY_LIMIT_MS);
	command_says(s, "\"waiting\":9,\"estimate\":null,\"called\":104");
	ask(s, "mock", 0);
	look(p, "j");
	expect(p, "민원실 대기 API");
	command_says(s, "\"waiting\":9,\"estimate\":null,\"called\":104");
}

static void
a_single_row_is_one_figure_and_the_other_is_gone(void **state)
{
	struct stage *s = *state;
	struct pty *p = open_waits(s);

	ask(s, "live", 0);
	/* Some seconds on, so that an answer is later. */
	set_clock(s, 5);
	ask(s, "single", 0);
	look(p, "jj");
	expect(p, "최근 응답에 없음");
	expect_beside(p, SECOND_TASK, " 52 ", PTY_LIMIT_MS);
	command_says(s, "\"gone\":true");
	ask(s, "live", 0);
	look(p, "jj");
	expect_not(p, "최근 응답에 없음");
}

/* A failure: the last good figures stay, the reason stands there, and goes when the
 * next answer is good. */
static void
fails(struct stage *s, const char *mode, const char *reason)
{
	struct pty *p = open_waits(s);

	ask(s, "live", 0);
	look(p, "j");
	expect_not(p, reason);
	ask(s, mode, 6);
	look(p, "j");
	expect(p, reason);
	expect_beside(p, FIRST_TASK, " 104 ", PTY_LIMIT_MS);
	command_says(s, "\"waiting\":9,\"estimate\":null,\"called\":104");
	command_says(s, reason);
	ask(s, "live", 0);
	look(p, "j");
	expect_not(p, reason);
}

static void
malformed_json_is_a_failure(void **state)
{
	fails(*state, "malformed", "JSON");
}

static void
an_error_in_xml_with_200_is_a_failure(void **state)
{
	fails(*state, "xml 1", "APPLICATION_ERROR (01)");
}

static void
bare_words_are_a_failure(void **state)
{
	fails(*state, "unexpected", "Unexpected errors");
}

static void
a_figure_is_typed_in_a_dialog(void **state)
{
	struct stage *s = *state;
	struct pty *p = open_waits(s);

	look(p, "");
	type_expect(p, KEY_F3, "입력한 사람이 기록됩니다");
	type(p, "서대문구청" KEY_TAB "제증명" KEY_TAB "많음" KEY_TAB "12" KEY_TAB "3");
	type_expect(p, KEY_F2, "0부터 1000000까지의 수가 아닙니다");
	type(p, "\033[Z\033[Z" KEY_BACKSPACE KEY_BACKSPACE "4");
	type_expect(p, KEY_F2, "저장됨: 서대문구청, 제증명: 대기 4명");
	expect_beside(p, "서대문구청", " 12 ", PTY_LIMIT_MS);
	look(p, "");
	expect(p, "입력 (" OFFICER_NAME ")");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_answer_is_no_data_and_no_nought),
		cmocka_unit_test(a_stale_answer_is_out_of_date_with_its_age),
		cmocka_unit_test(numbers_as_texts_are_numbers),
		cmocka_unit_test(a_single_row_is_one_figure_and_the_other_is_gone),
		cmocka_unit_test(malformed_json_is_a_failure),
		cmocka_unit_test(an_error_in_xml_with_200_is_a_failure),
		cmocka_unit_test(bare_words_are_a_failure),
		cmocka_unit_test(a_figure_is_typed_in_a_dialog),
	};

	return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
