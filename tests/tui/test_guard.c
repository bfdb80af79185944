/* SPDX-License-Identifier: ISC */
/* The process that outlives the screen: whatever ends, the terminal is given
 * back, and nobody is left behind. tests/tui/ends_slow.sh looks at what stays on
 * real terminals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#include "storage/clock.h"
#include "tests/tui/console.h"

/* Waits until the process is gone. */
static void
expect_gone(pid_t pid)
{
	int64_t until_ms = clock_monotonic_ms() + PTY_LIMIT_MS;

	while (kill(pid, 0) == 0 && clock_monotonic_ms() < until_ms)
		continue;
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
}

static void
a_screen_that_dies_leaves_the_terminal_as_it_was(void **state)
{
	static const int signals[] = { SIGKILL, SIGSEGV, SIGABRT, SIGBUS };
	struct stage *s = *state;

	stage_world(s, 12, NULL);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct pty *p = console_queue(s, OFFICER, OFFICER_NAME);

		assert_true(pty_is_alternate(p));
		assert_int_equal(kill(pty_child(p), signals[i]), 0);
		assert_int_equal(expect_end(p), 128 + signals[i]);
		expect(p, "화면이 신호");
	}
}

static void
a_guard_that_dies_takes_the_screen_along(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	pid_t screen;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	screen = pty_child(p);
	pty_signal(p, SIGKILL);
	/* The guard is the pty's program: after it nothing is waited for. */
	expect_gone(screen);
	expect_not(p, OFFICER_NAME);
	assert_int_equal(expect_end(p), 128 + SIGKILL);
}

/* A line that breaks is a terminal that hangs up. */
static void
a_lost_line_ends_both(void **state)
{
	struct stage *s = *state;
	struct pty *p;
	pid_t screen;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	screen = pty_child(p);
	assert_true(pty_hang_up(p));
	expect_gone(screen);
}

/* Where no shell could wake it again, Ctrl-Z does not put the screen to sleep. */
static void
nobody_sleeps_without_a_shell(void **state)
{
	struct stage *s = *state;
	struct pty *p;

	stage_world(s, 12, NULL);
	p = console_queue(s, OFFICER, OFFICER_NAME);
	type(p, "\032");
	expect(p, OFFICER_NAME);
	pty_send(p, KEY_F10);
	assert_int_equal(expect_end(p), 0);
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, stage_set_up, stage_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_screen_that_dies_leaves_the_terminal_as_it_was),
		TEST(a_guard_that_dies_takes_the_screen_along),
		TEST(a_lost_line_ends_both),
		TEST(nobody_sleeps_without_a_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
