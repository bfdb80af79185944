/* SPDX-License-Identifier: ISC */
/* The driver of terminal programs and the world it is used in, proved on a
 * program of known behaviour: this one, started again with --play. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/tui/office_world.h"
#include "tests/tui/pty.h"

#define LIMIT_MS 5000

/* The played program --------------------------------------------------------- */

static void
play_say(const char *bytes)
{
	if (write(STDOUT_FILENO, bytes, strlen(bytes)) < 0)
		_exit(3);
}

static void
play_mark(void)
{
	const char *fd = getenv("MINWON_IDLE_FD");

	if (fd != NULL && write(atoi(fd), ".", 1) < 0)
		_exit(4);
}

static void
play_size(int signal)
{
	struct winsize size = { 0 };
	char line[64];

	(void)signal;
	(void)ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	(void)snprintf(line, sizeof(line), "\033[5;1H%dx%d", size.ws_col, size.ws_row);
	play_say(line);
	play_mark();
}

/* Paints once, then answers keys: x an unusual sequence, m marks at the edge, ? asks the terminal
 * something, e ends with 7, all others are shown. */
static int
play(void)
{
	struct sigaction resized = { .sa_handler = play_size, .sa_flags = SA_RESTART };
	struct termios raw;
	char key;

	(void)tcgetattr(STDIN_FILENO, &raw);
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	(void)sigaction(SIGWINCH, &resized, NULL);
	play_say("\033[?1049h\033[H민원 desk\033[2;3H\033[1;7m굵게\033[0m보통");
	play_say(str_or_empty(getenv("PLAY_WORD")));
	play_size(0);
	while (read(STDIN_FILENO, &key, 1) == 1) {
		if (key == 'x') {
			play_say("\033]52;c;aGk=\a\033[?1000h\033c");
		} else if (key == 'm') {
			/* A letter in the last column, its mark apart, after curses' reset. */
			play_say("\033(B\033[0m\033[3;80Ha");
			play_say("\xcc\x81\033[4;80H\\\xe2\x83\xa3\033[1;1H");
		} else if (key == '?') {
			play_say("\033[6n");
		} else if (key == 'e') {
			play_say("\033[?1049l\033[?25h");
			return 7;
		} else {
			char shown[32];

			(void)snprintf(shown, sizeof(shown), "\033[8;1Hkey %c", key);
			play_say(shown);
		}
		play_mark();
	}
	return 0;
}

/* Rules ---------------------------------------------------------------------- */

static int
open_play(void **state)
{
	const char *const argv[] = { "/proc/self/exe", "--play", NULL };
	const char *const env[] = { "PLAY_WORD=!", "HOME", NULL };
	const struct pty_program program = { .argv = argv, .env = env, .rows = 24, .cols = 80 };
	struct pty *p;
	struct err e;

	if (pty_open(&program, &p, &e) != RC_OK)
		return -1;
	*state = p;
	return pty_settle(p) ? 0 : -1;
}

static int
close_play(void **state)
{
	pty_close(*state);
	return 0;
}

static void
rows_cells_and_attributes_are_what_was_painted(void **state)
{
	struct pty *p = *state;
	struct buf row = { 0 };
	int at_row, at_col;

	pty_row(p, 0, &row);
	assert_string_equal(buf_str(&row), "민원 desk");
	assert_int_equal(pty_cell(p, 0, 0).width, 2);
	assert_int_equal(pty_cell(p, 0, 1).width, 0);
	assert_true(pty_find(p, "보통!", &at_row, &at_col));
	assert_int_equal(at_row, 1);
	assert_int_equal(at_col, 6);
	assert_true(pty_cell(p, 1, 2).is_bold && pty_cell(p, 1, 2).is_reverse);
	assert_false(pty_cell(p, 1, 6).is_bold || pty_cell(p, 1, 6).is_reverse);
	assert_true(pty_is_alternate(p) && pty_is_cursor_on(p));
	assert_false(pty_is_cooked(p));
	assert_true(pty_bytes(p) > 40);
	buf_release(&row);
}

static void
a_key_is_answered_and_the_cursor_known(void **state)
{
	struct pty *p = *state;
	int row, col;

	pty_send(p, "k");
	assert_true(pty_settle(p));
	assert_true(pty_wait_text(p, "key k", LIMIT_MS));
	assert_false(pty_wait_text(p, "key z", 1));
	pty_cursor(p, &row, &col);
	assert_int_equal(row, 7);
	assert_int_equal(col, 5);
}

/* The terminal's own fault (libvterm): see pty.c. */
static void
a_mark_stays_with_its_letter_in_the_last_column(void **state)
{
	struct pty *p = *state;
	struct buf row = { 0 };

	pty_send(p, "m");
	assert_true(pty_settle(p));
	pty_row(p, 3, &row);
	assert_int_equal(row.len, 83);
	assert_string_equal(buf_str(&row) + 79, "\\\xe2\x83\xa3");
	buf_clear(&row);
	pty_row(p, 4, &row);
	assert_null(strstr(buf_str(&row), "\xe2\x83\xa3"));
	buf_release(&row);
}

static void
a_new_size_reaches_the_program(void **state)
{
	struct pty *p = *state;

	assert_true(pty_wait_text(p, "80x24", LIMIT_MS));
	pty_resize(p, 40, 120);
	assert_true(pty_settle(p));
	assert_true(pty_wait_text(p, "120x40", LIMIT_MS));
	assert_int_equal(pty_rows(p), 40);
}

static void
unusual_sequences_and_questions_are_noticed(void **state)
{
	struct pty *p = *state;
	struct buf kinds = { 0 };

	assert_int_equal(pty_answered(p), 0);
	pty_send(p, "?");
	assert_true(pty_settle(p));
	assert_int_not_equal(pty_answered(p), 0);
	pty_send(p, "x");
	assert_true(pty_settle(p));
	pty_kinds(p, &kinds);
	assert_non_null(strstr(buf_str(&kinds), "OSC\n"));
	assert_non_null(strstr(buf_str(&kinds), "CSI ?1000h\n"));
	assert_non_null(strstr(buf_str(&kinds), "ESC c\n"));
	assert_non_null(strstr(buf_str(&kinds), "CSI m\n"));
	buf_release(&kinds);
}

static void
an_end_is_seen_with_its_status(void **state)
{
	struct pty *p = *state;
	int status;

	pty_send(p, "e");
	assert_true(pty_wait_end(p, &status, LIMIT_MS));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
	assert_false(pty_is_alternate(p));
	assert_false(pty_settle(p));
}

static void
a_world_has_cases_and_ends_without_a_trace(void **state)
{
	const struct world_plan plan = { .applications = 12 };
	struct buf number = { 0 };
	struct world w;
	char folder[WORLD_FOLDER_MAX];
	struct err e;

	(void)state;
	if (world_open(&w, &plan, &e) != RC_OK)
		fail_msg("%s", e.text);
	memcpy(folder, w.folder, sizeof(folder));
	assert_true(world_first_cell(&w, "state:arrived", "id", &number));
	assert_true(number.len > 0);
	world_stop_office(&w, SIGKILL);
	assert_int_equal(world_start_office(&w, &e), RC_OK);
	world_close(&w);
	assert_int_not_equal(access(folder, F_OK), 0);
	buf_release(&number);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_cells_and_attributes_are_what_was_painted,
		    open_play, close_play),
		cmocka_unit_test_setup_teardown(a_key_is_answered_and_the_cursor_known,
		    open_play, close_play),
		cmocka_unit_test_setup_teardown(a_mark_stays_with_its_letter_in_the_last_column,
		    open_play, close_play),
		cmocka_unit_test_setup_teardown(a_new_size_reaches_the_program, open_play,
		    close_play),
		cmocka_unit_test_setup_teardown(unusual_sequences_and_questions_are_noticed,
		    open_play, close_play),
		cmocka_unit_test_setup_teardown(an_end_is_seen_with_its_status, open_play,
		    close_play),
		cmocka_unit_test(a_world_has_cases_and_ends_without_a_trace),
	};

	if (argc > 1 && str_eq(argv[1], "--play"))
		return play();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
