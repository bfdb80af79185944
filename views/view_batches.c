/* SPDX-License-Identifier: ISC */
/* 일괄 작업: bulk work, the newest first. Two lines a batch: what it is and how
 * far, and who made it. What goes on with one asks first, with the count, and
 * is done when its key is pressed once more. */
#include <stdio.h>

#include "console/rules/batch.h"
#include "storage/text.h"
#include "views/rows.h"
#include "views/words.h"

enum { NO_COLS = 7, OP_COLS = 16, STATE_COLS = 12, NUMBER_COLS = 9 };

#define DETAIL_COL 3	/* a row's second line stands in */

struct batches_state {
	struct rows_cursor cursor;	/* first: the state of a view of rows */
	enum action asked;		/* waits for its key once more … */
	int64_t asked_id;		/* … on this batch */
};

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, NO_COLS - 1, STYLE_HEADING, say(N_("No.")));
	page_put(p, col += NO_COLS, OP_COLS - 1, STYLE_HEADING, say(N_("Operation")));
	page_put(p, col += OP_COLS, STATE_COLS - 1, STYLE_HEADING, say(N_("State")));
	page_put(p, col += STATE_COLS, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Cases")));
	page_put(p, col += NUMBER_COLS, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Done")));
	page_put(p, col += NUMBER_COLS, NUMBER_COLS - 1, STYLE_HEADING, say(N_("Refused")));
	page_put(p, col + NUMBER_COLS, p->cols, STYLE_HEADING, say(N_("Taken back")));
	page_next(p);
}

static enum style
state_style(const struct batch_row *row)
{
	if (str_eq(row->state, BATCH_STOPPED) || str_eq(row->state, BATCH_PLANNED))
		return STYLE_WARN;
	return str_eq(row->state, BATCH_RUNNING) ? STYLE_NOTICE : STYLE_NORMAL;
}

static void
put_number(struct page *p, int col, enum style style, int64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%lld", (long long)number);
	page_put(p, col, NUMBER_COLS - 1, number == 0 ? STYLE_DIM : style, text);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct batch_row *row = &m->batches[i];
	struct buf b = { 0 };
	int col = 0;

	buf_printf(&b, "%lld", (long long)row->id);
	page_put(p, col, NO_COLS - 1, STYLE_NORMAL, buf_str(&b));
	page_put(p, col += NO_COLS, OP_COLS - 1, STYLE_NORMAL, batch_op_label(row->op));
	page_put(p, col += OP_COLS, STATE_COLS - 1, state_style(row),
	    batch_state_label(row->state));
	put_number(p, col += STATE_COLS, STYLE_NORMAL, row->items);
	put_number(p, col += NUMBER_COLS, STYLE_OK, row->done);
	put_number(p, col += NUMBER_COLS, STYLE_WARN, row->refused);
	put_number(p, col + NUMBER_COLS, STYLE_NORMAL, row->undone);
	page_next(p);
	buf_clear(&b);
	words_short_time(&b, row->created_at);
	buf_printf(&b, " · %s · %s", words_person(row->author_name, row->author),
	    batch_source_label(row->source));
	if (row->undo_of != 0)
		buf_printf(&b, say(N_(" · takes back batch %lld")), (long long)row->undo_of);
	if (row->is_whole)
		buf_printf(&b, " · %s", say(N_("all or nothing")));
	page_wrap(p, DETAIL_COL, STYLE_LABEL, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->batch_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->batches[i].id;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NO_COLS + OP_COLS - 1,
	.empty = N_("There is no bulk work. Mark cases in the list with Space, or use `minwon "
	    "bulk`."),
};

/* How many cases the action would be about; 0 = it has nothing to do. */
static int64_t
concerned(enum action action, const struct batch_row *row)
{
	switch ((int)action) {
	case ACTION_BATCH_RESUME:
		return row->is_sealed ? row->items - row->done - row->refused - row->undone : 0;
	case ACTION_BATCH_RETRY:
		return row->refused;
	case ACTION_BATCH_UNDO:
		return row->undo_of == 0 ? row->done : 0;
	case ACTION_BATCH_STOP:
		return str_eq(row->state, BATCH_RUNNING) ? row->items : 0;
	default:
		return 0;
	}
}

static bool
is_change(enum action action)
{
	return action == ACTION_BATCH_RESUME || action == ACTION_BATCH_RETRY ||
	    action == ACTION_BATCH_UNDO || action == ACTION_BATCH_STOP;
}

/* The first press asks, the second acts; stopping asks nothing. */
static struct intent
change(struct batches_state *s, enum action action, const struct batch_row *row)
{
	if (concerned(action, row) == 0)
		return (struct intent){ .kind = INTENT_REFUSED, .reason = REASON_BATCH_STATE,
			.detail = row->state };
	if (action != ACTION_BATCH_STOP && (s->asked != action || s->asked_id != row->id)) {
		s->asked = action;
		s->asked_id = row->id;
		return (struct intent){ .kind = INTENT_REDRAW };
	}
	s->asked = ACTION_NONE;
	return (struct intent){ .kind = INTENT_BATCH, .id = row->id, .arg = { .action = action } };
}

static struct intent
batches_key(void *state, const struct desk_model *m, struct key key)
{
	struct batches_state *s = state;
	enum action action = binding_find(VIEW_BATCHES, key);
	size_t at;

	if (!is_change(action))
		s->asked = ACTION_NONE;
	if (rows_move(&rows, &s->cursor, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN && !is_change(action))
		return chrome_key(VIEW_BATCHES, action);
	if (!rows_selected(&rows, &s->cursor, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	if (action == ACTION_OPEN)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_batch_items,
			.arg = { .id = m->batches[at].id } };
	return change(s, action, &m->batches[at]);
}

/* What the key pressed once more would do, with the count. */
static void
draw_question(const struct batches_state *s, const struct desk_model *m, struct grid *g,
    const struct batch_row *row)
{
	struct buf b = { 0 };
	long long no = (long long)row->id, n = (long long)concerned(s->asked, row);

	if (s->asked == ACTION_BATCH_RESUME)
		buf_printf(&b, say(N_("Batch %lld: %lld cases to go. The same key goes on.")), no, n);
	else if (s->asked == ACTION_BATCH_RETRY)
		buf_printf(&b, say(N_("Batch %lld: %lld refused. The same key tries them again.")),
		    no, n);
	else
		buf_printf(&b, say(N_("Batch %lld: %lld done. The same key takes back what the law "
		    "allows.")), no, n);
	chrome_message(m, g, buf_str(&b));
	buf_release(&b);
}

static void
batches_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_BATCH_RESUME, false },
		{ ACTION_BATCH_RETRY, false }, { ACTION_BATCH_UNDO, false },
		{ ACTION_BATCH_STOP, false }, { ACTION_HELP, false },
	};
	const struct batches_state *s = state;
	size_t at;
	bool has_row = rows_selected(&rows, &s->cursor, m, &at);

	rows_draw(&rows, &s->cursor, m, g);
	if (s->asked != ACTION_NONE && has_row && m->batches[at].id == s->asked_id)
		draw_question(s, m, g, &m->batches[at]);
	else
		chrome_message(m, g, "");
	for (size_t i = 0; i < sizeof(bar) / sizeof(bar[0]); i++)
		if (is_change(bar[i].action) || bar[i].action == ACTION_OPEN)
			bar[i].is_off = !has_row || (bar[i].action != ACTION_OPEN &&
			    concerned(bar[i].action, &m->batches[at]) == 0);
	chrome_keys(g, VIEW_BATCHES, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
batches_follow(void *state, const struct desk_model *m)
{
	struct batches_state *s = state;

	rows_follow(&rows, &s->cursor, m);
}

const struct view_ops view_batches = {
	.id = VIEW_BATCHES,
	.is_list = true,
	.state_size = sizeof(struct batches_state),
	.key = batches_key,
	.draw = batches_draw,
	.follow = batches_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
	.is_place = true,
};
