/* SPDX-License-Identifier: ISC */
#include "views/mouse.h"

#include <string.h>

bool
key_is_mouse(struct key key)
{
	return key.sym == K_CLICK || key.sym == K_DOUBLE_CLICK || key.sym == K_WHEEL_UP ||
	    key.sym == K_WHEEL_DOWN;
}

static bool
is_key_cell(const struct grid *g, int row, int col)
{
	const struct cell *c = grid_at(g, row, col);

	return c != NULL && c->style == STYLE_KEY;
}

static bool
is_blank(const struct grid *g, int row, int col)
{
	const struct cell *c = grid_at(g, row, col);

	return c == NULL || strcmp(c->text, " ") == 0;
}

/* The column of the key name that a click belongs to: in the bar its label counts
 * too, up to the two blanks where the bar ends. -1 if there is none. */
static int
find_key_name(const struct grid *g, int row, int col)
{
	if (row == g->rows - 1) {
		while (col >= 0 && !is_key_cell(g, row, col) &&
		    !(is_blank(g, row, col) && is_blank(g, row, col + 1)))
			col--;
	}
	if (!is_key_cell(g, row, col))
		return -1;
	while (is_key_cell(g, row, col - 1))
		col--;
	return col;
}

/* Reads the name of a key that is drawn there. */
static bool
read_key_name(const struct grid *g, int row, int col, struct key *out)
{
	struct buf name = { 0 };
	bool is_key;

	for (; is_key_cell(g, row, col); col++)
		buf_puts(&name, grid_at(g, row, col)->text);
	is_key = key_parse(buf_str(&name), out);
	buf_release(&name);
	return is_key;
}

static size_t
repeat(enum keysym sym, int times, struct key out[MOUSE_KEYS_MAX])
{
	size_t n = 0;

	for (; times > 0 && n < MOUSE_KEYS_MAX - 1; times--)
		out[n++] = (struct key){ .sym = sym };
	return n;
}

size_t
mouse_keys(const struct grid *shown, bool is_list, struct key key,
    struct key out[MOUSE_KEYS_MAX])
{
	int col = find_key_name(shown, key.row, key.col);
	int by = key.row - shown->cursor_row;
	size_t n;

	if (key.sym == K_WHEEL_UP || key.sym == K_WHEEL_DOWN)
		return repeat(key.sym == K_WHEEL_UP ? K_UP : K_DOWN, MOUSE_WHEEL_ROWS, out);
	if (key.sym == K_CLICK && col >= 0 && read_key_name(shown, key.row, col, &out[0]))
		return 1;
	/* Only rows that are rows of the list: what is blank has nothing to select. */
	if (!is_list || !key_is_mouse(key) || is_blank(shown, key.row, 2))
		return 0;
	n = repeat(by < 0 ? K_UP : K_DOWN, by < 0 ? -by : by, out);
	if (key.sym == K_DOUBLE_CLICK)
		out[n++] = (struct key){ .sym = K_ENTER };
	return n;
}
