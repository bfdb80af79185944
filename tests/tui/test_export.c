/* SPDX-License-Identifier: ISC */
/* Whole cases of the list into a file, by key: who may, for what reason, into a file
 * that is new and its owner's alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/tui/console.h"

#define CASES 60

/* The last line of the file, which says that it is whole; to be freed. */
static char *
last_line(const char *path)
{
	FILE *f = fopen(path, "r");
	char *line = NULL, *last = NULL;
	size_t cap = 0;

	assert_non_null(f);
	while (getline(&line, &cap, f) > 0) {
		free(last);
		last = x_strdup(line);
	}
	free(line);
	fclose(f);
	assert_non_null(last);
	return last;
}

static void
a_supervisor_takes_the_list_out_whole_and_says_why(void **state)
{
	struct stage *s = *state;
	struct stat st;
	struct pty *p;
	char *path, *line;

	stage_world(s, CASES, NULL);
	path = x_asprintf("%s/out.jsonl", s->world.folder);
	p = console_queue(s, SUPERVISOR, SUPERVISOR_NAME);
	filter(p, "channel:epeople");
	type_expect(p, "\"", "새 파일");
	type(p, path);
	/* Without a reason nothing goes out. */
	type(p, KEY_F2);
	expect(p, "내용이 없습니다");
	assert_int_equal(access(path, F_OK), -1);
	type(p, KEY_TAB);
	type(p, "감사 대비 이관");
	type(p, KEY_F2);
	expect(p, "건 전체를");
	expect_not(p, "새 파일");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	line = last_line(path);
	assert_non_null(strstr(line, "\"row\":\"end\""));
	free(line);
	expect_aligned(p);

	/* Never over another file: it stays as it was. */
	type_expect(p, "\"", "새 파일");
	type(p, path);
	type(p, KEY_TAB);
	type(p, "다시");
	type(p, KEY_F2);
	expect(p, "만들 수 없습니다");
	line = last_line(path);
	assert_non_null(strstr(line, "\"row\":\"end\""));
	free(line);
	free(path);
}

static void
an_officer_is_told_who_may(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, CASES, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, "\"");
	expect(p, "에게 요청하세요");
	expect_not(p, "새 파일");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_supervisor_takes_the_list_out_whole_and_says_why),
		TEST(an_officer_is_told_who_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
