/* SPDX-License-Identifier: ISC */
/* The rows of a field as they are seen: wrapping, moving by them, drawing. */
#include <limits.h>
#include <stdlib.h>

#include "storage/text.h"
#include "views/line_inside.h"

/* How a line end reads where the field has only one row. */
#define LINE_END_SIGN "/"

/* One row: [start, end) is seen, next is where the row after it starts. */
struct row {
	int index;
	size_t start, end, next;
};

/* The grapheme at at as the screen shows it, appended; returns its bytes. */
static size_t
add_shown(const struct line *line, size_t at, struct buf *out)
{
	size_t n = line_grapheme(line, at);

	if (line->text[at] == '\n')
		buf_puts(out, LINE_END_SIGN);
	else
		tsafe(out, line->text + at, n, false);
	return n;
}

int
line_cells(const struct line *line, size_t at, size_t len)
{
	struct buf b = { 0 };
	uint32_t cp;

	if (utf8_decode(line->text + at, len, &cp) == len && text_cp_width(cp) > 0)
		return text_cp_width(cp);
	(void)add_shown(line, at, &b);
	int cells = text_width(buf_str(&b));
	buf_release(&b);
	return cells;
}

/* Cells from one offset to another, as shown. */
static int
cells_between(const struct line *line, size_t from, size_t to)
{
	int cells = 0;

	while (from < to) {
		size_t n = line_grapheme(line, from);
		cells += line_cells(line, from, n);
		from += n;
	}
	return cells;
}

/* The row of at most cols cells that starts at start. */
static struct row
row_at(const struct line *line, size_t start, int cols, int index)
{
	struct row r = { .index = index, .start = start };
	size_t at = start;
	int width = 0;

	while (at < line->len && line->text[at] != '\n') {
		size_t n = line_grapheme(line, at);
		int cells = line_cells(line, at, n);
		if (width + cells > cols && at > start)
			break;
		width += cells;
		at += n;
	}
	r.end = at;
	r.next = at < line->len && line->text[at] == '\n' ? at + 1 : at;
	return r;
}

/* Is it the last row? One that ends in LF has an empty one after it. */
static bool
is_last(const struct line *line, const struct row *r)
{
	return r->next == r->end && r->next >= line->len;
}

/* Does the row go over into the next one without LF? */
static bool
is_soft(const struct line *line, const struct row *r)
{
	return r->next == r->end && !is_last(line, r);
}

static bool
has_caret_in(const struct line *line, const struct row *r)
{
	if (line->caret < r->start || line->caret > r->end)
		return false;
	return line->caret < r->end || !is_soft(line, r) || line->is_at_row_end;
}

static struct row
row_after(const struct line *line, const struct row *r, int cols)
{
	return row_at(line, r->next, cols, r->index + 1);
}

/* The row the caret stands in. */
static struct row
caret_row(const struct line *line, int cols)
{
	struct row r = row_at(line, 0, cols, 0);

	while (!has_caret_in(line, &r) && !is_last(line, &r))
		r = row_after(line, &r, cols);
	return r;
}

/* The row of an index, or the last one. */
static struct row
row_of_index(const struct line *line, int index, int cols)
{
	struct row r = row_at(line, 0, cols, 0);

	while (r.index < index && !is_last(line, &r))
		r = row_after(line, &r, cols);
	return r;
}

/* Puts the caret into the row, as near to the goal as graphemes allow. */
static void
caret_into(struct line *line, const struct row *r)
{
	size_t at = r->start;
	int cols = 0;

	while (at < r->end) {
		size_t n = line_grapheme(line, at);
		int cells = line_cells(line, at, n);
		if (cols + cells > line->goal_cols)
			break;
		cols += cells;
		at += n;
	}
	line->caret = at;
	line->is_at_row_end = at == r->end && is_soft(line, r);
}

/* By so many rows, as far as there are; false if there is none that way. */
static bool
move_rows(struct line *line, int by, int cols)
{
	struct row from = caret_row(line, cols);
	int index = from.index + by > 0 ? from.index + by : 0;
	struct row to = row_of_index(line, index, cols);

	if (to.index == from.index)
		return false;
	if (!line->has_goal)
		line->goal_cols = cells_between(line, from.start, line->caret);
	line->has_goal = true;
	caret_into(line, &to);
	return true;
}

/* Home and End of the row that is seen. */
static void
move_in_row(struct line *line, bool is_end, int cols)
{
	struct row r = caret_row(line, cols);

	line->caret = is_end ? r.end : r.start;
	line->is_at_row_end = is_end && is_soft(line, &r);
	line->has_goal = false;
}

static int
text_cols(const struct line_box *box)
{
	if (box == NULL)
		return INT_MAX;
	return box->cols > 2 ? box->cols - 1 : 1;
}

bool
line_row_key(struct line *line, enum keysym sym, const struct line_box *box)
{
	int cols = text_cols(box);
	int page = box != NULL && box->rows > 2 ? box->rows - 1 : 1;

	if (sym == K_HOME || sym == K_END) {
		move_in_row(line, sym == K_END, cols);
		return true;
	}
	if (box == NULL)
		return false;
	if (sym == K_UP || sym == K_DOWN)
		return move_rows(line, sym == K_UP ? -1 : 1, cols);
	if (sym == K_PAGE_UP || sym == K_PAGE_DOWN)
		return move_rows(line, sym == K_PAGE_UP ? -page : page, cols);
	return false;
}

/* The first row to be seen, near to the one that was. */
static int
top_for(const struct line *line, int caret_index, int rows)
{
	if (caret_index < line->top)
		return caret_index;
	return caret_index >= line->top + rows ? caret_index - rows + 1 : line->top;
}

void
line_scroll(struct line *line, const struct line_box *box)
{
	if (box != NULL)
		line->top = top_for(line, caret_row(line, text_cols(box)).index, box->rows);
}

void
line_draw(const struct line *line, struct grid *g, int row, int col, int cols, bool has_caret)
{
	struct buf b = { 0 };
	size_t from = 0;
	int before = cells_between(line, 0, line->caret);

	while (from < line->caret && before >= cols) {
		size_t n = line_grapheme(line, from);
		before -= line_cells(line, from, n);
		from += n;
	}
	/* Cut without an ellipsis: the caret may stand in the last cell. */
	for (int width = 0; from < line->len; ) {
		size_t n = line_grapheme(line, from);
		width += line_cells(line, from, n);
		if (width > cols)
			break;
		from += add_shown(line, from, &b);
	}
	grid_fit(g, row, col, cols, STYLE_INPUT, buf_str(&b));
	if (has_caret)
		grid_cursor(g, row, col + before);
	buf_release(&b);
}

void
line_draw_box(const struct line *line, struct grid *g, int row, int col, int rows, int cols,
    bool has_caret)
{
	const struct line_box box = { rows, cols };
	int text = text_cols(&box);
	int caret_index = caret_row(line, text).index;
	struct row r = row_of_index(line, top_for(line, caret_index, rows), text);

	grid_fill(g, row, col, rows, cols, STYLE_INPUT);
	for (int top = r.index;; r = row_after(line, &r, text)) {
		int at = row + r.index - top;
		char *shown = x_strndup(line->text + r.start, r.end - r.start);
		grid_put(g, at, col, cols, STYLE_INPUT, shown);
		free(shown);
		if (has_caret && r.index == caret_index)
			grid_cursor(g, at, col + cells_between(line, r.start, line->caret));
		if (is_last(line, &r) || r.index - top + 1 == rows)
			break;
	}
}
