/* SPDX-License-Identifier: ISC */
/* Today: what must not wait until tomorrow, each line with its number and its
 * list, and the line that closes the day. */
#include "console/rules/figure.h"
#include "storage/text.h"
#include "views/figures.h"
#include "views/rows.h"
#include "views/words.h"

enum { COUNT_COLS = 7, LABEL_COLS = 44 };

static size_t
count_rows(const struct desk_model *m)
{
	return m->today_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	(void)m;
	return (int64_t)i + 1;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	struct buf line = { 0 };

	if (m->today_count > 0) {
		figure_closing_line(&line, m->today, m->today_count);
		page_wrap(p, 0, STYLE_HEADING, buf_str(&line));
		page_next(p);
		page_next(p);
	}
	buf_release(&line);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct figure_row *row = &m->today[i];
	struct buf count = { 0 };

	figures_count(&count, row);
	int width = text_width(buf_str(&count));
	page_put(p, COUNT_COLS - width, width, figures_style(row), buf_str(&count));
	page_put(p, COUNT_COLS + 2, LABEL_COLS, STYLE_NORMAL, figure_label(row));
	page_next(p);
	buf_release(&count);
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = COUNT_COLS + 2 + LABEL_COLS,
	.empty = N_("Being counted …"),
};

static struct intent
today_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_TODAY, key);
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN)
		return chrome_key(VIEW_TODAY, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	return figures_open(&m->today[at]);
}

static const struct bar_entry bar[] = {
	{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_BOARD, false },
	{ ACTION_HELP, false }, { ACTION_SENT, false }, { ACTION_UNSORTED, false },
	{ ACTION_REFRESH, false }, { ACTION_COMMAND, false }, { ACTION_QUIT, false },
};

static void
today_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct rows_cursor *c = state;
	struct buf query = { 0 };
	size_t at;

	rows_draw(&rows, c, m, g);
	if (rows_selected(&rows, c, m, &at) && m->today[at].query[0] != '\0')
		buf_printf(&query, "%s %s", say(N_("Enter lists:")), m->today[at].query);
	chrome_message(m, g, buf_str(&query));
	buf_release(&query);
	chrome_keys(g, VIEW_TODAY, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
today_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_today = {
	.id = VIEW_TODAY,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = today_key,
	.draw = today_draw,
	.follow = today_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
