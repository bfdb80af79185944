/* SPDX-License-Identifier: ISC */
/* Recently viewed: the cases the clerk has opened, the last one first, with what
 * was changed since. */
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

enum { TIME_COLS = 14, NUMBER_COLS = 19, SERVICE_COLS = 14, STATE_COLS = 12, LEFT_COLS = 9 };

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, TIME_COLS - 1, STYLE_HEADING, say(N_("Looked at")));
	page_put(p, col += TIME_COLS, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col += NUMBER_COLS, SERVICE_COLS - 1, STYLE_HEADING, say(N_("Service")));
	page_put(p, col += SERVICE_COLS, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, LEFT_COLS - 1, STYLE_HEADING, say(N_("Left")));
	page_put(p, col + LEFT_COLS, p->cols, STYLE_HEADING, say(N_("Title")));
	page_next(p);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct recent_row *r = &m->recent[i];
	struct buf b = { 0 };
	int col = 0;

	words_short_time(&b, r->looked_at);
	page_put(p, col, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_clear(&b);
	words_number_short(&b, &r->row, NUMBER_COLS - 2);
	page_put(p, col += TIME_COLS, NUMBER_COLS - 2, STYLE_NORMAL, buf_str(&b));
	page_put(p, col + NUMBER_COLS - 2, 1, STYLE_NOTICE, r->row.is_changed ? WORDS_NEW_SIGN : "");
	buf_clear(&b);
	words_service_short(&b, r->row.service);
	page_put(p, col += NUMBER_COLS, SERVICE_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col += SERVICE_COLS, STATE_COLS - 1, STYLE_NORMAL, state_label(r->row.state));
	buf_clear(&b);
	words_time_left(&b, &r->row);
	page_put(p, col += STATE_COLS, LEFT_COLS - 1, words_urgency_style(words_urgency(&r->row)),
	    buf_str(&b));
	page_put(p, col + LEFT_COLS, p->cols, STYLE_DIM, r->row.title);
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->recent_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->recent[i].row.id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = TIME_COLS + NUMBER_COLS - 2,
	.empty = N_("You have opened no case yet. Enter opens one in the list."),
};

static struct intent
recent_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_RECENT, key);
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_OPEN && rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_OPEN, .case_id = row_id(m, at) };
	return chrome_key(VIEW_RECENT, action);
}

static void
recent_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_HELP, false },
		{ ACTION_REFRESH, false }, { ACTION_LIST, false }, { ACTION_COMMAND, false },
	};

	rows_draw(&rows, state, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_RECENT, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
recent_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

const struct view_ops view_recent = {
	.id = VIEW_RECENT,
	.state_size = sizeof(struct rows_cursor),
	.key = recent_key,
	.draw = recent_draw,
	.follow = recent_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
