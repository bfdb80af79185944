/* SPDX-License-Identifier: ISC */
#include "tests/tui/console.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define ARGUMENTS_MAX 24
#define ENV_MAX 24

/* Shows the screen and fails the test. cmocka cuts what is longer than a kilobyte. */
static void
fail_on(const struct pty *p, const char *what, const char *text)
{
	struct buf dump = { 0 };
	char *rest = NULL;

	pty_dump(p, &dump);
	for (char *line = dump.len > 0 ? strtok_r(dump.data, "\n", &rest) : NULL; line != NULL;
	    line = strtok_r(NULL, "\n", &rest))
		print_error("%s\n", line);
	buf_release(&dump);
	fail_msg("%s: %s", what, text);
}

int
stage_set_up(void **state)
{
	*state = x_zalloc(1, sizeof(struct stage));
	return 0;
}

int
stage_tear_down(void **state)
{
	struct stage *s = *state;

	for (int i = 0; i < s->desk_count; i++)
		pty_close(s->desks[i]);
	world_close(&s->world);
	free(s);
	return 0;
}

void
stage_world(struct stage *s, int applications, const char *inject)
{
	const struct world_plan plan = { .applications = applications, .inject = inject };
	struct err e = { 0 };

	if (world_open(&s->world, &plan, &e) != RC_OK)
		fail_msg("%s", e.text);
}

struct pty *
console_start(struct stage *s, const struct console_plan *plan)
{
	static const char *const bare[] = { "TERM=xterm-256color", "LC_ALL", "LC_MESSAGES",
		"LC_CTYPE", "LANG", "LANGUAGE", "NO_COLOR", "MINWON_STORE",
		"XDG_CONFIG_HOME=/nonexistent" };
	const char *argv[ARGUMENTS_MAX] = { NULL };
	const char *env[ENV_MAX] = { NULL };
	char *program = x_asprintf("%s/minwon", s->world.programs);
	struct pty_program start = { .argv = argv, .env = env, .rows = plan->rows,
		.cols = plan->cols, .is_ambiguous_wide = plan->is_ambiguous_wide };
	struct pty *p = NULL;
	struct err e = { 0 };
	size_t n = 0, m = sizeof(bare) / sizeof(bare[0]);

	if (start.rows == 0) {
		start.rows = 24;
		start.cols = 80;
	}
	for (size_t i = 0; plan->under != NULL && plan->under[i] != NULL; i++)
		argv[n++] = plan->under[i];
	argv[n++] = program;
	argv[n++] = "--store";
	argv[n++] = s->world.store;
	if (plan->login != NULL) {
		argv[n++] = "--as";
		argv[n++] = plan->login;
	}
	if (plan->lang != NULL) {
		argv[n++] = "--lang";
		argv[n++] = plan->lang;
	}
	for (size_t i = 0; plan->options != NULL && plan->options[i] != NULL; i++)
		argv[n++] = plan->options[i];
	memcpy(env, bare, sizeof(bare));
	for (size_t i = 0; plan->env != NULL && plan->env[i] != NULL && m < ENV_MAX - 1; i++)
		env[m++] = plan->env[i];
	assert_true(s->desk_count < DESKS_MAX);
	if (pty_open(&start, &p, &e) != RC_OK)
		fail_msg("%s", e.text);
	s->desks[s->desk_count++] = p;
	free(program);
	return p;
}

void
stage_close(struct stage *s, struct pty *p)
{
	for (int i = 0; i < s->desk_count; i++) {
		if (s->desks[i] == p)
			s->desks[i] = s->desks[--s->desk_count];
	}
	pty_close(p);
}

struct pty *
console_queue(struct stage *s, const char *login, const char *name)
{
	const struct console_plan plan = { .login = login };
	struct pty *p = console_start(s, &plan);

	expect(p, name);
	expect(p, "1 / ");
	return p;
}

void
type(struct pty *p, const char *keys)
{
	pty_send(p, keys);
	if (!pty_settle(p))
		fail_on(p, "the program did not come to rest", "");
}

void
expect(struct pty *p, const char *text)
{
	if (!pty_wait_text(p, text, PTY_LIMIT_MS))
		fail_on(p, "not on the screen", text);
}

void
expect_not(struct pty *p, const char *text)
{
	if (!pty_wait_gone(p, text, PTY_LIMIT_MS))
		fail_on(p, "still on the screen", text);
}

struct beside {
	const char *text, *other;
};

static bool
is_beside(const struct pty *p, const void *arg)
{
	const struct beside *b = arg;
	struct buf line = { 0 };
	bool holds = false;

	for (int row = 0; row < pty_rows(p) && !holds; row++) {
		buf_clear(&line);
		pty_row(p, row, &line);
		holds = strstr(buf_str(&line), b->text) != NULL &&
		    strstr(buf_str(&line), b->other) != NULL;
	}
	buf_release(&line);
	return holds;
}

void
expect_beside(struct pty *p, const char *text, const char *other, int limit_ms)
{
	const struct beside b = { .text = text, .other = other };

	if (!pty_wait(p, is_beside, &b, limit_ms))
		fail_on(p, "not in one row with the other", other);
}

void
type_expect(struct pty *p, const char *keys, const char *text)
{
	pty_send(p, keys);
	expect(p, text);
}

void
filter(struct pty *p, const char *query)
{
	char *heading = x_asprintf("조건: %s ", query);

	type_expect(p, "/", "Enter 확인");
	type(p, "\025");
	type(p, query);
	type(p, KEY_ENTER);
	expect_not(p, "Enter 확인");
	expect_beside(p, heading, "잔여시간순", PTY_LIMIT_MS);
	free(heading);
}

struct place {
	int row, col;
};

static bool
is_cursor_at(const struct pty *p, const void *arg)
{
	const struct place *wanted = arg;
	int row, col;

	pty_cursor(p, &row, &col);
	return row == wanted->row && (wanted->col < 0 || col == wanted->col);
}

void
expect_cursor(struct pty *p, int row, int col)
{
	const struct place wanted = { .row = row, .col = col };

	if (!pty_wait(p, is_cursor_at, &wanted, PTY_LIMIT_MS))
		fail_on(p, "the cursor is elsewhere", "");
}

void
expect_aligned(const struct pty *p)
{
	for (int row = 0; row < pty_rows(p); row++) {
		int col = 0;

		while (col < pty_cols(p)) {
			int width = pty_cell(p, row, col).width;

			if (width < 1)
				fail_on(p, "half a character stands alone", "");
			col += width;
		}
		if (col != pty_cols(p))
			fail_on(p, "a row is longer than the screen", "");
	}
}

int
expect_end(struct pty *p)
{
	int status;

	if (!pty_wait_end(p, &status, PTY_LIMIT_MS))
		fail_on(p, "the program does not end", "");
	if (pty_is_alternate(p) || !pty_is_cursor_on(p) || !pty_is_cooked(p))
		fail_on(p, "the terminal was not given back", "");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void
command_as(struct world *w, const char *login, const char *const *arguments)
{
	const char *argv[ARGUMENTS_MAX] = { "--as", login };
	struct buf said = { 0 };
	size_t n = 2;

	for (; *arguments != NULL && n < ARGUMENTS_MAX - 1; arguments++)
		argv[n++] = *arguments;
	assert_int_equal(world_minwon(w, argv, &said), 0);
	buf_release(&said);
}

char *
list_cell(struct world *w, const char *query, const char *column)
{
	struct buf cell = { 0 };

	if (!world_first_cell(w, query, column, &cell))
		fail_msg("no case for %s", query);
	return buf_steal(&cell);
}
