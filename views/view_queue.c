/* SPDX-License-Identifier: ISC */
/* The queue: one row per case, most urgent on top. */
#include <assert.h>
#include <string.h>

#include "storage/text.h"
#include "views/chrome.h"
#include "views/dialog.h"
#include "views/mark_words.h"
#include "views/queue.h"
#include "views/queue_columns.h"
#include "views/queue_draw.h"
#include "views/queue_marks.h"
#include "views/queue_preview.h"

#define HEAD_ROWS 2	/* filter line and column heads */

struct queue_state {
	int64_t case_id;	/* where the cursor is; the row follows it */
	int64_t next_id;	/* the case behind it; 0 = none */
	int64_t sought_id;	/* the case to be on when it comes; 0 = none */
	int64_t acted_event_id;	/* the last own op that the cursor has followed */
	bool has_chosen;	/* the clerk moved, or did something to the case */
	int64_t index;		/* where that was in the whole list */
	int64_t top;		/* first index shown */
	int64_t wanted;		/* lines still to move when more rows come */
	bool wants_first;	/* the start or the end of the list is on its way */
	bool wants_last;
	enum queue_sort sort;
	char query[256];	/* the filter the cursor was put in */
};

static int
list_rows(const struct desk_model *m)
{
	int rows = chrome_body_rows(m) - HEAD_ROWS - queue_pinned_rows(m);

	return rows < 1 ? 1 : rows;
}

/* Where in the window a case is; -1 if it is not there. */
static int64_t
find_case(const struct desk_model *m, int64_t case_id)
{
	for (size_t i = 0; i < m->queue.count; i++) {
		if (m->queue.rows[i].id == case_id)
			return (int64_t)i;
	}
	return -1;
}

/* Where in the window the cursor is: on its case, else where that was; -1 if
 * there are no rows. */
static int64_t
position(const struct queue_state *s, const struct desk_model *m)
{
	int64_t count = (int64_t)m->queue.count;
	int64_t i = find_case(m, s->case_id);

	if (i >= 0)
		return i;
	i = s->index - m->queue.first;
	if (i >= count)
		i = count - 1;
	return i < 0 && count > 0 ? 0 : i;
}

/* The first row of the window to show, so that the cursor is on the screen
 * and no line stays empty without need. */
static int64_t
window_top(const struct queue_state *s, const struct desk_model *m)
{
	int64_t rows = list_rows(m), at = position(s, m);
	int64_t top = s->top - m->queue.first;
	int64_t last = (int64_t)m->queue.count - rows;

	if (top > last)
		top = last;
	if (top < 0)
		top = 0;
	if (at >= 0 && at < top)
		top = at;
	if (at >= top + rows)
		top = at - rows + 1;
	return top;
}

static void
select_row(struct queue_state *s, const struct desk_model *m, int64_t i)
{
	if (i < 0 || i >= (int64_t)m->queue.count)
		return;
	s->case_id = m->queue.rows[i].id;
	s->next_id = i + 1 < (int64_t)m->queue.count ? m->queue.rows[i + 1].id : 0;
	s->index = m->queue.first + i;
	s->top = m->queue.first + window_top(s, m);
}

static const struct case_row *
selected_row(const struct queue_state *s, const struct desk_model *m)
{
	int64_t i = position(s, m);

	return i < 0 ? NULL : &m->queue.rows[i];
}

int64_t
queue_selected(const void *state, const struct desk_model *m)
{
	const struct case_row *row = selected_row(state, m);

	return row != NULL ? row->id : 0;
}

static void
queue_init(void *state, const struct desk_model *m, const struct view_arg *arg)
{
	struct queue_state *s = state;

	(void)arg;
	s->sort = m->queue.sort;
	s->acted_event_id = m->acted.event_id;
	str_fill(s->query, sizeof(s->query), str_or_empty(m->queue.query));
	select_row(s, m, 0);
}

/* Another filter or order is another list: start at its top, unless the case
 * that was chosen is still in it. */
static void
notice_other_list(struct queue_state *s, const struct desk_model *m)
{
	char query[sizeof(s->query)];

	str_fill(query, sizeof(query), str_or_empty(m->queue.query));
	if (str_eq(query, s->query) && s->sort == m->queue.sort)
		return;
	memcpy(s->query, query, sizeof(s->query));
	s->sort = m->queue.sort;
	s->index = 0;
	s->top = 0;
	s->wanted = 0;
	if (find_case(m, s->case_id) < 0)
		s->has_chosen = false;
}

/* Has an own op on the cursor's case just been read, and does the case no longer
 * stand before the one that was behind it? Then that one is in its place. */
static bool
is_sent_away(struct queue_state *s, const struct desk_model *m)
{
	int64_t at = find_case(m, s->case_id);

	bool is_mine = m->acted.case_id == s->case_id;

	if (m->acted.event_id == s->acted_event_id)
		return false;
	if (is_mine && at >= 0 && m->queue.rows[at].version < m->acted.version)
		return false;
	s->acted_event_id = m->acted.event_id;
	if (!is_mine || at < 0)
		return is_mine;
	return s->next_id != (at + 1 < (int64_t)m->queue.count ? m->queue.rows[at + 1].id : 0);
}

/* Where the cursor goes from a case that was sent away: to the one behind it,
 * else it keeps its line. */
static int64_t
next_place(struct queue_state *s, const struct desk_model *m)
{
	int64_t at = find_case(m, s->next_id);

	if (at >= 0)
		return at;
	s->case_id = 0;
	return position(s, m);
}

static void
queue_follow(void *state, const struct desk_model *m)
{
	struct queue_state *s = state;

	notice_other_list(s, m);
	int64_t last = (int64_t)m->queue.count - 1;
	int64_t at = is_sent_away(s, m) ? next_place(s, m) : position(s, m);
	if (!s->has_chosen)
		at = 0;
	if (s->wants_first && !m->queue.has_before) {
		s->wants_first = false;
		at = 0;
	} else if (s->wants_last && !m->queue.has_after) {
		s->wants_last = false;
		at = last;
	} else if ((s->wanted > 0 && at < last) || (s->wanted < 0 && at > 0)) {
		at += s->wanted;
		s->wanted = 0;
	}
	if (at > last)
		at = last;
	if (s->sought_id != 0 && find_case(m, s->sought_id) >= 0) {
		at = find_case(m, s->sought_id);
		s->has_chosen = true;
	}
	select_row(s, m, at < 0 ? 0 : at);
}

static void
queue_seek(void *state, const struct desk_model *m, int64_t id)
{
	struct queue_state *s = state;

	s->sought_id = id;
	s->has_chosen = true;
	select_row(s, m, find_case(m, id));
}

/* Asks for more rows before the cursor reaches the window's edge, so that it
 * never waits there. */
static struct intent
want_rows(const struct queue_state *s, const struct desk_model *m)
{
	int64_t at = position(s, m), rows = list_rows(m);

	if (m->queue.has_after && at + rows >= (int64_t)m->queue.count)
		return (struct intent){ .kind = INTENT_ROWS, .where = ROWS_FORWARD };
	if (m->queue.has_before && at < rows)
		return (struct intent){ .kind = INTENT_ROWS, .where = ROWS_BACK };
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
move(struct queue_state *s, const struct desk_model *m, int64_t by)
{
	int64_t last = (int64_t)m->queue.count - 1;
	int64_t at = position(s, m), to = at + by;

	s->has_chosen = true;
	if (at < 0)
		return (struct intent){ .kind = INTENT_NONE };
	if (to > last) {
		s->wanted = m->queue.has_after ? to - last : 0;
		to = last;
	} else if (to < 0) {
		s->wanted = m->queue.has_before ? to : 0;
		to = 0;
	}
	select_row(s, m, to);
	return want_rows(s, m);
}

/* A case that has left the list was in the place where the cursor is now. */
struct intent
queue_step(void *state, const struct desk_model *m, int64_t from_id, int by)
{
	struct queue_state *s = state;
	int64_t at = find_case(m, from_id);
	struct intent intent;

	s->wanted = s->sought_id = 0;
	if (at >= 0)
		select_row(s, m, at);
	intent = move(s, m, at < 0 && by > 0 ? 0 : by);
	if (queue_selected(s, m) != 0 && queue_selected(s, m) != from_id)
		return (struct intent){ .kind = INTENT_OPEN, .case_id = queue_selected(s, m),
			.needs_rows = intent.kind == INTENT_ROWS, .where = intent.where };
	return s->wanted != 0 ? intent : (struct intent){ .kind = INTENT_NONE };
}

static struct intent
move_to_end(struct queue_state *s, const struct desk_model *m, bool is_first)
{
	bool goes_on = is_first ? m->queue.has_before : m->queue.has_after;

	s->has_chosen = true;
	if (goes_on) {
		s->wants_first = is_first;
		s->wants_last = !is_first;
		return (struct intent){ .kind = INTENT_ROWS,
			.where = is_first ? ROWS_FIRST : ROWS_LAST };
	}
	select_row(s, m, is_first ? 0 : (int64_t)m->queue.count - 1);
	return (struct intent){ .kind = INTENT_REDRAW };
}

static struct intent
clear_filter(const struct desk_model *m)
{
	if (str_empty(m->queue.query))
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_QUERY, .text = "" };
}

static struct intent
start_op(struct queue_state *s, const struct desk_model *m, enum action action)
{
	const struct case_row *row = selected_row(s, m);

	if (!action_table[action].needs_case)
		return (struct intent){ .kind = INTENT_ACT, .op = action_table[action].op };
	if (row == NULL && (action == ACTION_OPEN || m->marked.count == 0))
		return (struct intent){ .kind = INTENT_NONE };
	s->has_chosen = true;
	if (action == ACTION_OPEN)
		return (struct intent){ .kind = INTENT_OPEN, .case_id = row->id };
	if (m->marked.count > 0)
		return dialog_start_marks(m, action);
	return dialog_start_op(m, action_table[action].op, row, NULL);
}

/* Marks, and goes on to the next case after one. */
static struct intent
mark(struct queue_state *s, const struct desk_model *m, enum action action)
{
	struct intent intent = queue_mark(action, queue_selected(s, m)), moved;

	s->has_chosen = true;
	if (action == ACTION_MARK && intent.kind == INTENT_MARK) {
		moved = move(s, m, 1);
		intent.needs_rows = moved.kind == INTENT_ROWS;
		intent.where = moved.where;
	}
	return intent;
}

/* Where the whole cases of the list go, and why. */
static struct intent
ask_export(const struct desk_model *m)
{
	struct verdict v = by_hand_judge_role(BY_HAND_EXPORT, m->who.role);

	return v.reason == REASON_NONE ? dialog_start_desk(ACTION_EXPORT, 0, "") :
	    (struct intent){ .kind = INTENT_REFUSED, .reason = v.reason,
	    .detail = role_name(ROLE_SUPERVISOR) };
}

static struct intent
queue_key(void *state, const struct desk_model *m, struct key key)
{
	struct queue_state *s = state;
	enum action action = binding_find(VIEW_QUEUE, key);

	s->wanted = s->sought_id = 0;
	s->wants_first = s->wants_last = false;
	if (action == ACTION_UP || action == ACTION_DOWN)
		return move(s, m, action == ACTION_UP ? -1 : 1);
	if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		return move(s, m, action == ACTION_PAGE_UP ? -list_rows(m) : list_rows(m));
	if (action == ACTION_HOME || action == ACTION_END)
		return move_to_end(s, m, action == ACTION_HOME);
	if (action == ACTION_BACK)
		return clear_filter(m);
	if (action == ACTION_SORT)
		return (struct intent){ .kind = INTENT_SORT,
			.sort = (enum queue_sort)((m->queue.sort + 1) % SORT_CYCLE) };
	if (action == ACTION_FILTER)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_prompt,
			.arg = { .action = ACTION_FILTER, .text = m->queue.query } };
	if (action == ACTION_COLUMNS)
		return (struct intent){ .kind = INTENT_COLUMNS,
			.columns = (enum role)((m->queue.columns + 1) % ROLE__COUNT) };
	if (action == ACTION_PREVIEW)
		return (struct intent){ .kind = INTENT_PREVIEW };
	if (queue_is_mark(action))
		return mark(s, m, action);
	if (action == ACTION_EXPORT)
		return ask_export(m);
	if (action == ACTION_OPEN || action_table[action].op != OP__COUNT)
		return start_op(s, m, action);
	return chrome_key(VIEW_QUEUE, action);
}

static void
queue_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	const struct queue_state *s = state;
	const struct case_row *selected = selected_row(s, m);
	int first = CHROME_TOP + HEAD_ROWS + queue_pinned_rows(m);
	struct queue_layout layout;
	int64_t top = window_top(s, m), at = position(s, m);

	queue_draw_filter(m, g, at);
	queue_columns_fit(&layout, m->queue.columns, queue_preview_list_cols(m));
	queue_pinned_draw(&layout, m, g, CHROME_TOP + 1);
	queue_columns_heads(&layout, g, first - 1);
	for (int r = 0; r < list_rows(m) && top + r < (int64_t)m->queue.count; r++)
		queue_columns_case(&layout, m, g, first + r, &m->queue.rows[top + r]);
	if (at >= 0) {
		int row = first + (int)(at - top);
		if (mark_of(m, m->queue.rows[at].id) == NULL)
			grid_put(g, row, 1, 1, STYLE_SELECTED, ">");
		grid_restyle(g, row, 0, queue_columns_selected(&layout), STYLE_SELECTED);
		grid_cursor(g, row, 0);
	} else {
		queue_draw_empty(m, g, first + 1);
	}
	queue_preview_draw(m, g, first - 1, selected);
	queue_draw_message(m, g, selected);
	queue_draw_keys(m, g, selected);
}

static void
queue_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	buf_puts(out, view_id_label(VIEW_QUEUE));
	if (m->marked.count == 0)
		return;
	buf_puts(out, "  ");
	mark_count(out, m->marked.count);
}

const struct view_ops view_queue = {
	.id = VIEW_QUEUE,
	.is_list = true,
	.state_size = sizeof(struct queue_state),
	.init = queue_init,
	.key = queue_key,
	.draw = queue_draw,
	.title = queue_title,
	.follow = queue_follow,
	.cursor = queue_selected,
	.seek = queue_seek,
	.is_place = true,
};
