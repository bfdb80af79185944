/* SPDX-License-Identifier: ISC */
#include "views/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

#define CELL_CODE_POINTS 5	/* what one cell of a terminal library holds */
#define ELLIPSIS "\xe2\x80\xa6"
#define ELLIPSIS_CP 0x2026
#define REPLACEMENT "\xef\xbf\xbd"

static void
blank(struct cell *c, enum style style)
{
	*c = (struct cell){ .text = " ", .width = 1, .style = (unsigned char)style };
}

static struct cell *
cell(struct grid *g, int row, int col)
{
	return &g->cells[(size_t)row * (size_t)g->cols + (size_t)col];
}

void
grid_init(struct grid *g, int rows, int cols)
{
	*g = (struct grid){ .rows = 0 };
	grid_resize(g, rows, cols);
}

void
grid_release(struct grid *g)
{
	free(g->cells);
	*g = (struct grid){ .rows = 0 };
}

void
grid_resize(struct grid *g, int rows, int cols)
{
	g->rows = rows < 1 ? 1 : rows;
	g->cols = cols < 1 ? 1 : cols;
	g->cells = x_realloc(g->cells, (size_t)g->rows * (size_t)g->cols, sizeof(*g->cells));
	grid_clear(g);
}

void
grid_clear(struct grid *g)
{
	for (size_t i = 0; i < (size_t)g->rows * (size_t)g->cols; i++)
		blank(&g->cells[i], STYLE_NORMAL);
	g->cursor_row = 0;
	g->cursor_col = 0;
}

const struct cell *
grid_at(const struct grid *g, int row, int col)
{
	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols)
		return NULL;
	return &g->cells[(size_t)row * (size_t)g->cols + (size_t)col];
}

/* Makes width cells free to be written: characters that stick out of them on
 * either side are blanked whole. */
static void
clear_halves(struct grid *g, int row, int col, int width)
{
	if (cell(g, row, col)->width == 0 && col > 0)
		blank(cell(g, row, col - 1), cell(g, row, col - 1)->style);
	if (col + width < g->cols && cell(g, row, col + width)->width == 0)
		blank(cell(g, row, col + width), cell(g, row, col + width)->style);
}

static void
write_cell(struct grid *g, int row, int col, enum style style, const char *bytes, size_t len,
    int width)
{
	struct cell *c = cell(g, row, col);

	assert(len < CELL_BYTES);
	clear_halves(g, row, col, width);
	*c = (struct cell){ .width = (unsigned char)width, .style = (unsigned char)style };
	memcpy(c->text, bytes, len);
	if (width == 2)
		*cell(g, row, col + 1) = (struct cell){ .style = (unsigned char)style };
}

/* One piece of text that goes into one cell (or one and its right half). */
struct piece {
	const char *bytes;	/* what to draw */
	size_t len;
	size_t taken;		/* bytes of the text that it stands for */
	int width;		/* 1 or 2 */
};

/* Can one cell of a terminal hold these bytes: one character that takes space and
 * marks on it that take none, not too many? Two letters of a flag, or a sound mark
 * of half width, are cells of their own. */
static bool
is_one_cell(const char *s, size_t len)
{
	size_t count = 0, n;
	uint32_t cp;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &cp);
		if (n == 0 || (i > 0 && text_cp_width(cp) != 0) || ++count > CELL_CODE_POINTS)
			return false;
	}
	return true;
}

/* The next piece of safe text: a grapheme where a cell can hold it, else one
 * code point of it. */
static struct piece
next_piece(const char *s, size_t len)
{
	if (len > 0 && (unsigned char)s[0] < 0x80 && (len == 1 || (unsigned char)s[1] < 0x80))
		return (struct piece){ s, 1, 1, 1 };

	int cells = 0;
	size_t taken = text_grapheme(s, len, &cells);
	if (taken > 0 && taken < CELL_BYTES && cells >= 1 && cells <= 2 &&
	    is_one_cell(s, taken))
		return (struct piece){ s, taken, taken, cells };

	uint32_t cp;
	size_t n = utf8_decode(s, len, &cp);
	int width = n > 0 ? text_cp_width(cp) : -1;
	if (n == 0)
		n = 1;
	if (width == 1 || width == 2)
		return (struct piece){ s, n, n, width };
	return (struct piece){ REPLACEMENT, sizeof(REPLACEMENT) - 1, n, 1 };
}

/* Cells of the whole text, counted no further than limit + 1. */
static int
measure(const char *s, size_t len, int limit)
{
	int cells = 0;

	while (len > 0 && cells <= limit) {
		struct piece p = next_piece(s, len);
		cells += p.width;
		s += p.taken;
		len -= p.taken;
	}
	return cells;
}

static bool
is_plain_ascii(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s < 0x20 || *s > 0x7e)
			return false;
	}
	return true;
}

/* Writes text that is already safe. */
static int
put_safe(struct grid *g, int row, int col, int cols, enum style style, const char *s, size_t len)
{
	int room = cols < g->cols - col ? cols : g->cols - col;
	bool is_cut = measure(s, len, room) > room;
	int ellipsis = is_cut ? text_cp_width(ELLIPSIS_CP) : 0;
	int end = room - ellipsis;
	int done = 0;

	while (len > 0) {
		struct piece p = next_piece(s, len);
		if (done + p.width > end)
			break;
		write_cell(g, row, col + done, style, p.bytes, p.len, p.width);
		done += p.width;
		s += p.taken;
		len -= p.taken;
	}
	if (is_cut && ellipsis > 0 && done + ellipsis <= room) {
		write_cell(g, row, col + done, style, ELLIPSIS, sizeof(ELLIPSIS) - 1, ellipsis);
		done += ellipsis;
	}
	return done;
}

int
grid_put(struct grid *g, int row, int col, int cols, enum style style, const char *text)
{
	const char *s = str_or_empty(text);
	struct buf safe = { 0 };
	int done;

	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols || cols <= 0)
		return 0;
	if (is_plain_ascii(s))
		return put_safe(g, row, col, cols, style, s, strlen(s));
	tsafe(&safe, s, strlen(s), false);
	done = put_safe(g, row, col, cols, style, buf_str(&safe), safe.len);
	buf_release(&safe);
	return done;
}

void
grid_fill(struct grid *g, int row, int col, int rows, int cols, enum style style)
{
	for (int r = row; r < row + rows; r++) {
		for (int c = col; c < col + cols; c++) {
			if (r < 0 || r >= g->rows || c < 0 || c >= g->cols)
				continue;
			write_cell(g, r, c, style, " ", 1, 1);
		}
	}
}

int
grid_fit(struct grid *g, int row, int col, int cols, enum style style, const char *text)
{
	int done = grid_put(g, row, col, cols, style, text);

	grid_fill(g, row, col + done, 1, cols - done, style);
	return cols;
}

int
grid_fit_right(struct grid *g, int row, int col, int cols, enum style style, const char *text)
{
	int width = text_width(str_or_empty(text));
	int left = width < cols ? cols - width : 0;

	grid_fill(g, row, col, 1, left, style);
	grid_fit(g, row, col + left, cols - left, style, text);
	return cols;
}

void
grid_restyle(struct grid *g, int row, int col, int cols, enum style style)
{
	for (int c = col; c < col + cols; c++) {
		if (row >= 0 && row < g->rows && c >= 0 && c < g->cols)
			cell(g, row, c)->style = (unsigned char)style;
	}
}

static int
clamp(int n, int count)
{
	if (n < 0)
		return 0;
	return n < count ? n : count - 1;
}

void
grid_cursor(struct grid *g, int row, int col)
{
	g->cursor_row = clamp(row, g->rows);
	g->cursor_col = clamp(col, g->cols);
}

void
grid_frame(struct grid *g, int row, int col, int rows, int cols, const char *title)
{
	/* ASCII: box-drawing characters have no certain width in Korea. */
	grid_fill(g, row, col, rows, cols, STYLE_NORMAL);
	for (int c = col + 1; c < col + cols - 1; c++) {
		grid_put(g, row, c, 1, STYLE_FRAME, "-");
		grid_put(g, row + rows - 1, c, 1, STYLE_FRAME, "-");
	}
	for (int r = row; r < row + rows; r++) {
		const char *edge = r == row || r == row + rows - 1 ? "+" : "|";
		grid_put(g, r, col, 1, STYLE_FRAME, edge);
		grid_put(g, r, col + cols - 1, 1, STYLE_FRAME, edge);
	}
	if (!str_empty(title)) {
		int done = grid_put(g, row, col + 3, cols - 6, STYLE_HEADING, title);
		grid_put(g, row, col + 2, 1, STYLE_FRAME, " ");
		grid_put(g, row, col + 3 + done, 1, STYLE_FRAME, " ");
	}
}

static bool
cell_same(const struct cell *a, const struct cell *b)
{
	return a->width == b->width && a->style == b->style && strcmp(a->text, b->text) == 0;
}

static bool
is_right_half(const struct grid *a, const struct grid *b, int row, int col)
{
	return grid_at(a, row, col)->width == 0 || grid_at(b, row, col)->width == 0;
}

bool
grid_row_changes(const struct grid *a, const struct grid *b, int row, int *first, int *last)
{
	int from = 0, to = b->cols - 1;

	assert(a->rows == b->rows && a->cols == b->cols);
	while (from <= to && cell_same(grid_at(a, row, from), grid_at(b, row, from)))
		from++;
	if (from > to)
		return false;
	while (cell_same(grid_at(a, row, to), grid_at(b, row, to)))
		to--;
	while (from > 0 && is_right_half(a, b, row, from))
		from--;
	while (to + 1 < b->cols && is_right_half(a, b, row, to + 1))
		to++;
	*first = from;
	*last = to;
	return true;
}

void
grid_copy(struct grid *to, const struct grid *from)
{
	size_t count = (size_t)from->rows * (size_t)from->cols;

	if (to->rows != from->rows || to->cols != from->cols)
		grid_resize(to, from->rows, from->cols);
	memcpy(to->cells, from->cells, count * sizeof(*from->cells));
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
}

static void
drop_trailing(struct buf *b, size_t from, char c)
{
	while (b->len > from && b->data[b->len - 1] == c)
		b->data[--b->len] = '\0';
}

void
grid_dump(const struct grid *g, struct buf *out)
{
	for (int r = 0; r < g->rows; r++) {
		size_t start = out->len;
		for (int c = 0; c < g->cols; c++)
			buf_puts(out, grid_at(g, r, c)->text);
		drop_trailing(out, start, ' ');
		buf_putc(out, '\n');
	}
}

static const char style_letter[] = {
	[STYLE_NORMAL] = '.',
	[STYLE_TITLE] = 'T',
	[STYLE_HEADING] = 'H',
	[STYLE_SELECTED] = 'S',
	[STYLE_DIM] = 'd',
	[STYLE_OK] = 'o',
	[STYLE_NOTICE] = 'n',
	[STYLE_WARN] = 'w',
	[STYLE_DANGER] = 'D',
	[STYLE_MASKED] = 'm',
	[STYLE_LAYER] = 'L',
	[STYLE_KEY] = 'K',
	[STYLE_LABEL] = 'l',
	[STYLE_BANNER] = 'B',
	[STYLE_INPUT] = 'I',
	[STYLE_FRAME] = 'F',
};
static_assert(sizeof(style_letter) == STYLE__COUNT, "one letter per style");

void
grid_dump_styles(const struct grid *g, struct buf *out)
{
	for (int r = 0; r < g->rows; r++) {
		size_t start = out->len;
		for (int c = 0; c < g->cols; c++)
			buf_putc(out, style_letter[grid_at(g, r, c)->style]);
		drop_trailing(out, start, '.');
		buf_putc(out, '\n');
	}
	buf_printf(out, "cursor %d %d\n", g->cursor_row, g->cursor_col);
}
