/* SPDX-License-Identifier: ISC */
/* What a click on the screen means, over grids that are drawn as views draw. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "storage/text.h"
#include "views/mouse.h"

#define ROWS 10
#define COLS 60

static struct grid
draw_list(void)
{
	struct grid g;
	int col = 0;

	grid_init(&g, ROWS, COLS);
	for (int row = 3; row < 7; row++)
		grid_put(&g, row, 2, 20, STYLE_NORMAL, "2026-11410-000001");
	grid_cursor(&g, 4, 0);
	col += grid_put(&g, ROWS - 1, col, COLS, STYLE_KEY, "F1");
	col += 1 + grid_put(&g, ROWS - 1, col + 1, COLS, STYLE_LABEL, "도움말") + 1;
	col += grid_put(&g, ROWS - 1, col, COLS, STYLE_KEY, "Ctrl-F");
	grid_put(&g, ROWS - 1, col + 1, COLS, STYLE_DIM, "조건 둘");
	grid_put(&g, 8, 30, COLS, STYLE_KEY, "Enter");
	return g;
}

/* One row per click: what it means, as key names with blanks between. */
static const struct click {
	enum keysym sym;
	int row, col;
	bool is_list;
	const char *keys;
} clicks[] = {
	{ K_CLICK, 6, 10, true, "Down Down" },
	{ K_CLICK, 3, 10, true, "Up" },
	{ K_CLICK, 4, 10, true, "" },
	{ K_DOUBLE_CLICK, 4, 10, true, "Enter" },
	{ K_DOUBLE_CLICK, 6, 50, true, "Down Down Enter" },
	{ K_CLICK, 7, 10, true, "" },		/* below the last row */
	{ K_CLICK, 6, 10, false, "" },		/* no list */
	{ K_CLICK, 9, 0, false, "F1" },
	{ K_CLICK, 9, 1, false, "F1" },
	{ K_CLICK, 9, 5, false, "F1" },		/* its label */
	{ K_CLICK, 9, 8, false, "F1" },		/* the right half of its last syllable */
	{ K_CLICK, 9, 10, false, "Ctrl-F" },
	{ K_CLICK, 9, 21, false, "Ctrl-F" },	/* the blank inside its label */
	{ K_CLICK, 9, 40, false, "" },		/* behind the bar */
	{ K_CLICK, 8, 32, false, "Enter" },	/* a key named anywhere */
	{ K_CLICK, 8, 40, false, "" },
	{ K_CLICK, 99, 99, true, "" },
	{ K_WHEEL_UP, 0, 0, false, "Up Up Up" },
	{ K_WHEEL_DOWN, 9, 0, true, "Down Down Down" },
	{ K_ENTER, 6, 10, true, "" },
};

static void
a_click_is_the_keys_that_do_the_same(void **state)
{
	struct grid g = draw_list();

	(void)state;
	for (size_t i = 0; i < sizeof(clicks) / sizeof(clicks[0]); i++) {
		struct key key = { .sym = clicks[i].sym, .row = clicks[i].row,
			.col = clicks[i].col };
		struct key keys[MOUSE_KEYS_MAX];
		struct buf names = { 0 };
		size_t n = mouse_keys(&g, clicks[i].is_list, key, keys);

		for (size_t k = 0; k < n; k++) {
			buf_puts(&names, k > 0 ? " " : "");
			key_format(&names, keys[k]);
		}
		if (!str_eq(buf_str(&names), clicks[i].keys))
			fail_msg("click %zu: “%s”, wanted “%s”", i, buf_str(&names),
			    clicks[i].keys);
		buf_release(&names);
	}
	grid_release(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_click_is_the_keys_that_do_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
