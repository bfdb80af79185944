/* SPDX-License-Identifier: ISC */
/* minwon waits --watch on a terminal: each page over the one before, nothing of it
 * beyond the screen, and a terminal that is as it was when it is interrupted. Another
 * size of the terminal brings a page at once, so that no test waits for a minute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/tui/console.h"

#define HEADING "People waiting"

static void
type_figure(struct stage *s, const char *desk, const char *waiting)
{
	const char *const set[] = { "waits", "set", desk, "여권", waiting, NULL };
	struct buf said = { 0 };

	if (world_minwon(&s->world, set, &said) != 0)
		fail_msg("%s", buf_str(&said));
	buf_release(&said);
}

static struct pty *
watch(struct stage *s, const char *const *words, int rows)
{
	return console_start(s, &(struct console_plan){ .lang = "en", .rows = rows, .cols = 120,
	    .options = words });
}

static int
times_on_screen(const struct pty *p, const char *text)
{
	struct buf all = { 0 };
	int count = 0;

	pty_dump(p, &all);
	for (const char *at = buf_str(&all); (at = strstr(at, text)) != NULL; at++)
		count++;
	buf_release(&all);
	return count;
}

static void
each_page_goes_over_the_one_before(void **state)
{
	static const char *const words[] = { "waits", "--watch", NULL };
	struct stage *s = *state;
	struct buf top = { 0 }, kinds = { 0 };
	struct pty *p;
	int status = 0;

	stage_world(s, 0, NULL);
	type_figure(s, "첫 민원실", "4711");
	p = watch(s, words, 24);
	expect(p, "no alert is set");
	expect(p, "4711");
	type_figure(s, "첫 민원실", "1507");
	pty_resize(p, 23, 118);
	expect(p, "1507");
	expect(p, "no alert is set");
	assert_int_equal(times_on_screen(p, "4711"), 0);
	assert_int_equal(times_on_screen(p, HEADING), 1);
	pty_row(p, 0, &top);
	assert_non_null(strstr(buf_str(&top), HEADING));
	assert_false(pty_is_alternate(p));
	pty_send(p, "\003");
	assert_true(pty_wait_end(p, &status, PTY_LIMIT_MS));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
	assert_true(pty_is_cursor_on(p));
	assert_int_equal(times_on_screen(p, HEADING), 1);
	pty_kinds(p, &kinds);
	assert_string_equal(buf_str(&kinds), "CSI H\nCSI J\nCSI K\nCTRL 0D\nCTRL 0A\n");
	buf_release(&kinds);
	buf_release(&top);
}

static void
a_page_that_is_longer_than_the_screen_says_so(void **state)
{
	static const char *const words[] = { "waits", "--watch", NULL };
	struct stage *s = *state;
	struct buf top = { 0 };
	struct pty *p;

	type_figure(s, "둘째 민원실", "1");
	type_figure(s, "셋째 민원실", "2");
	type_figure(s, "넷째 민원실", "3");
	p = watch(s, words, 4);
	expect(p, "more lines: make the window larger");
	pty_row(p, 0, &top);
	assert_non_null(strstr(buf_str(&top), HEADING));
	pty_resize(p, 24, 118);
	expect(p, "no alert is set");
	assert_int_equal(times_on_screen(p, "more lines"), 0);
	buf_release(&top);
}

static void
for_a_screen_reader_one_page_follows_the_other(void **state)
{
	static const char *const words[] = { "--plain", "waits", "--watch", NULL };
	struct stage *s = *state;
	struct pty *p = watch(s, words, 24);
	struct buf kinds = { 0 };

	expect(p, "no alert is set");
	pty_kinds(p, &kinds);
	assert_null(strstr(buf_str(&kinds), "CSI"));
	buf_release(&kinds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_page_goes_over_the_one_before),
		cmocka_unit_test(a_page_that_is_longer_than_the_screen_says_so),
		cmocka_unit_test(for_a_screen_reader_one_page_follows_the_other),
	};

	return cmocka_run_group_tests(tests, stage_set_up, stage_tear_down);
}
