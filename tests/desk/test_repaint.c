/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/desk/repaint.h"

/* A page and the bytes that paint it. */
static const struct {
	const char *name, *text;
	int rows, cols;
	bool is_first;
	const char *want;
} pages[] = {
	{ "the first wipes the terminal", "a\nb\n", 5, 10, true,
	    "\033[H\033[2J\033[2Ka\n\033[2Kb\n\033[J" },
	{ "a later one goes over it", "a\nb\n", 5, 10, false, "\033[H\033[2Ka\n\033[2Kb\n\033[J" },
	{ "a line without its end is one", "a\nb", 5, 10, false,
	    "\033[H\033[2Ka\n\033[2Kb\n\033[J" },
	{ "an empty line is one", "a\n\nb\n", 5, 10, false,
	    "\033[H\033[2Ka\n\033[2K\n\033[2Kb\n\033[J" },
	{ "a page that just fits", "a\nb\nc\n", 4, 10, false,
	    "\033[H\033[2Ka\n\033[2Kb\n\033[2Kc\n\033[J" },
	{ "one line more is told", "a\nb\nc\nd\n", 4, 10, false,
	    "\033[H\033[2Ka\n\033[2Kb\n\033[2K2 more li…\n\033[J" },
	{ "a wide line is cut by cells", "대기 현황\n", 4, 7, false, "\033[H\033[2K대기 …\n\033[J" },
	{ "hardly a terminal", "a\nb\n", 1, 2, false, "\033[H\033[2K2…\n\033[J" },
	{ "nothing", "", 5, 10, false, "\033[H\033[J" },
};

static void
a_page_stays_within_the_terminal(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct buf out = { 0 };

		print_message("%s\n", pages[i].name);
		repaint_page(&out, pages[i].text, pages[i].rows, pages[i].cols, pages[i].is_first);
		assert_string_equal(buf_str(&out), pages[i].want);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_stays_within_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
