/* SPDX-License-Identifier: ISC */
/* A clerk's own keys on the screen: they act, the bar and the help show them, and
 * what is wrong with the file is said once and stops nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "tests/tui/console.h"

#define KEY_INSERT "\033[2~"

static void
write_keys(struct stage *s, const char *text)
{
	char *folder = x_asprintf("%s/minwon", s->world.folder);
	char *path = x_asprintf("%s/keys", folder);
	FILE *f;

	(void)mkdir(folder, 0700);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	fclose(f);
	free(folder);
	free(path);
}

static struct pty *
console_with_keys(struct stage *s, const char *text)
{
	char *config = x_asprintf("XDG_CONFIG_HOME=%s", s->world.folder);
	const char *env[] = { config, NULL };
	const struct console_plan plan = { .login = SUPERVISOR, .env = env };
	struct pty *p;

	write_keys(s, text);
	p = console_start(s, &plan);
	expect(p, "1 / ");
	free(config);
	return p;
}

static void
own_keys_act_and_are_shown(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 20, NULL);
	p = console_with_keys(s, "cases Insert receive\nany F1 none\n");
	expect(p, "Insert 접수");
	type_expect(p, KEY_INSERT, "접수하시겠습니까?");
	type(p, KEY_ESC);
	expect_not(p, "접수하시겠습니까?");
	type(p, KEY_F1);
	assert_false(pty_find(p, "이동", NULL, NULL));
	type_expect(p, "?", "이동");
}

static void
a_wrong_file_is_said_and_stops_nothing(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 20, NULL);
	p = console_with_keys(s, "cases Insert receive\nqueue Nonsense open\n");
	expect(p, "keys:2:");
	type_expect(p, KEY_INSERT, "접수하시겠습니까?");
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(own_keys_act_and_are_shown),
		TEST(a_wrong_file_is_said_and_stops_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
