/* SPDX-License-Identifier: ISC */
/* A first morning: somebody who knows nothing but what the screen says presses
 * the key that its message line names, until a case is decided. And what an
 * empty list says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tests/tui/console.h"

#define KEYS_MOST 12
#define CTRL_N "\016"

/* The keys by the names that the screen has for them. */
static const struct {
	const char *name, *bytes;
} keys[] = {
	{ "Enter", KEY_ENTER }, { "Esc", KEY_ESC }, { "F1", KEY_F1 }, { "F2", KEY_F2 },
	{ "F3", KEY_F3 }, { "F4", KEY_F4 }, { "F5", KEY_F5 }, { "F7", KEY_F7 }, { "F8", KEY_F8 },
	{ "Ctrl-N", CTRL_N }, { "2", "2" }, { "3", "3" },
};

/* The message line: the last but one. */
static void
read_hint(const struct pty *p, struct buf *out)
{
	buf_clear(out);
	pty_row(p, pty_rows(p) - 2, out);
}

/* The key that the line begins with, or what follows "저장됨: … (…)"; NULL if
 * there is none. */
static const char *
key_named(const char *line)
{
	const char *said = strstr(line, "저장됨");
	size_t len;

	if (said != NULL)
		line = strchr(said, ')') != NULL ? strchr(said, ')') + 1 : said;
	line += strspn(line, " ");
	len = strcspn(line, " ");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strlen(keys[i].name) == len && strncmp(keys[i].name, line, len) == 0)
			return keys[i].bytes;
	return NULL;
}

static bool
names_a_key(const struct pty *p, const void *arg)
{
	struct buf line = { 0 };
	bool is_named;

	(void)arg;
	read_hint(p, &line);
	is_named = key_named(buf_str(&line)) != NULL;
	buf_release(&line);
	return is_named;
}

/* The supervisors have received what came, as in the practice office. */
static void
receive_all(struct stage *s)
{
	struct buf said = { 0 };
	const char *const list[] = { "list", "state:arrived", "-n", "0", "--format", "tsv", NULL };
	const char *argv[202] = { "receive" };
	size_t n = 1;
	char *line;

	assert_int_equal(world_minwon(&s->world, list, &said), 0);
	line = strchr(said.data, '\n');
	while (line != NULL && line[1] != '\0' && n < 201) {
		char *id = line + 1;

		line = strchr(id, '\n');
		id[strcspn(id, "\t\n")] = '\0';
		argv[n++] = id;
	}
	argv[n] = NULL;
	assert_true(n > 1);
	command_as(&s->world, SUPERVISOR, argv);
	buf_release(&said);
}

static void
whoever_reads_only_the_screen_decides_a_case(void **state)
{
	struct stage *s = *state;
	struct buf line = { 0 };
	struct pty *p;
	int pressed = 0;
	bool is_decided = false;

	stage_world(s, 40, NULL);
	receive_all(s);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	while (!is_decided && pressed < KEYS_MOST) {
		/* What was just done is said; the next key is named after it. */
		if (!pty_wait(p, names_a_key, NULL, PTY_LIMIT_MS))
			break;
		read_hint(p, &line);
		print_message("%2d %s\n", pressed + 1, buf_str(&line));
		type(p, key_named(buf_str(&line)));
		pressed++;
		is_decided = pty_wait_text(p, "(완료)", 1500);
	}
	assert_true(is_decided);
	print_message("decided with %d keys\n", pressed);
	assert_true(pressed <= KEYS_MOST);
	buf_release(&line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whoever_reads_only_the_screen_decides_a_case,
		    stage_set_up, stage_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
