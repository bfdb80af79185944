/* SPDX-License-Identifier: ISC */
#include "views/rows.h"

#include "storage/text.h"

static struct page
page_on(const struct desk_model *m, struct grid *g)
{
	return (struct page){ .g = g, .row = CHROME_TOP, .col = ROWS_MARK_COLS,
		.rows = chrome_body_rows(m), .cols = m->screen_cols - ROWS_MARK_COLS };
}

/* What is below the head, at least one line. */
static struct page
body_on(const struct rows *rows, const struct desk_model *m, struct grid *g)
{
	struct page head = page_on(m, NULL), body = page_on(m, g);

	rows->write_head(&head, m);
	if (head.line > body.rows - 1)
		head.line = body.rows - 1;
	body.row += head.line;
	body.rows -= head.line;
	return body;
}

static int
row_lines(const struct rows *rows, const struct desk_model *m, size_t i)
{
	struct page p = page_on(m, NULL);

	rows->write_row(&p, m, i);
	return p.line;
}

bool
rows_selected(const struct rows *rows, const struct rows_cursor *c, const struct desk_model *m,
    size_t *index)
{
	size_t count = rows->count(m);

	for (size_t i = 0; i < count; i++) {
		if (rows->id(m, i) == c->id) {
			*index = i;
			return true;
		}
	}
	*index = c->index < count || count == 0 ? c->index : count - 1;
	return count > 0;
}

/* The first row to show, so that all of the cursor's row is on the screen and
 * no line stays empty without need. */
static size_t
top_row(const struct rows *rows, const struct rows_cursor *c, const struct desk_model *m,
    size_t at)
{
	int room = body_on(rows, m, NULL).rows;
	size_t count = rows->count(m), top = c->top < at ? c->top : at, last = count;
	int lines = 0;

	while (last > 0 && (lines += row_lines(rows, m, last - 1)) <= room)
		last--;
	if (last < count && top > last)
		top = last;
	lines = 0;
	for (size_t i = at + 1; i > top; i--) {
		lines += row_lines(rows, m, i - 1);
		if (lines > room)
			return i <= at ? i : at;
	}
	return top;
}

static void
select_row(const struct rows *rows, struct rows_cursor *c, const struct desk_model *m, size_t i)
{
	c->id = rows->id(m, i);
	c->index = i;
	c->top = top_row(rows, c, m, i);
}

/* The row a screenful further on. */
static size_t
page_on_from(const struct rows *rows, const struct desk_model *m, size_t at, bool is_down)
{
	int left = body_on(rows, m, NULL).rows - row_lines(rows, m, at);
	size_t last = rows->count(m) - 1, to = at;

	while (to != (is_down ? last : 0)) {
		to = is_down ? to + 1 : to - 1;
		left -= row_lines(rows, m, to);
		if (left <= 0)
			break;
	}
	return to;
}

bool
rows_move(const struct rows *rows, struct rows_cursor *c, const struct desk_model *m,
    enum action action)
{
	size_t at, last = rows->count(m) - 1;
	bool has_rows = rows_selected(rows, c, m, &at);

	if (action != ACTION_UP && action != ACTION_DOWN && action != ACTION_PAGE_UP &&
	    action != ACTION_PAGE_DOWN && action != ACTION_HOME && action != ACTION_END)
		return false;
	if (!has_rows)
		return true;
	if (action == ACTION_UP && at > 0)
		at--;
	else if (action == ACTION_DOWN && at < last)
		at++;
	else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		at = page_on_from(rows, m, at, action == ACTION_PAGE_DOWN);
	else if (action == ACTION_HOME)
		at = 0;
	else if (action == ACTION_END)
		at = last;
	select_row(rows, c, m, at);
	return true;
}

void
rows_follow(const struct rows *rows, struct rows_cursor *c, const struct desk_model *m)
{
	size_t at;

	/* A cursor that nobody has moved stays at the top. */
	if (c->id != 0 && rows_selected(rows, c, m, &at))
		select_row(rows, c, m, at);
}

int64_t
rows_cursor_id(const void *state, const struct desk_model *m)
{
	const struct rows_cursor *c = state;

	(void)m;
	return c->id;
}

void
rows_seek(void *state, const struct desk_model *m, int64_t id)
{
	struct rows_cursor *c = state;

	(void)m;
	c->id = id;
}

void
rows_draw(const struct rows *rows, const struct rows_cursor *c, const struct desk_model *m,
    struct grid *g)
{
	struct page head = page_on(m, g), body = body_on(rows, m, g);
	size_t at, count = rows->count(m);

	head.rows = body.row - head.row;
	rows->write_head(&head, m);
	grid_cursor(g, body.row, 0);
	if (!rows_selected(rows, c, m, &at)) {
		page_put(&body, 0, body.cols, STYLE_DIM, say(rows->empty));
		return;
	}
	for (size_t i = top_row(rows, c, m, at); i < count && body.line < body.rows; i++) {
		int row = body.row + body.line;
		rows->write_row(&body, m, i);
		if (i != at)
			continue;
		grid_put(g, row, ROWS_MARK_COLS - 1, 1, STYLE_SELECTED, ">");
		grid_restyle(g, row, 0, ROWS_MARK_COLS + rows->selected_cols, STYLE_SELECTED);
		grid_cursor(g, row, 0);
	}
}
