/* SPDX-License-Identifier: ISC */
/* The applications behind one number of a reconciliation. */
#include "storage/text.h"
#include "views/reconcile_words.h"
#include "views/rows.h"
#include "views/words.h"

enum { TIME_COLS = 15, STATE_COLS = 11 };

#define DETAIL_COL 3	/* a row's second line stands in */

static int
number_cols(const struct page *p)
{
	return p->cols - 3 * TIME_COLS - STATE_COLS;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = number_cols(p);

	(void)m;
	page_put(p, 0, col - 1, STYLE_HEADING, say(N_("Number")));
	page_put(p, col, TIME_COLS - 1, STYLE_HEADING, say(N_("Arrived")));
	page_put(p, col += TIME_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Received")));
	page_put(p, col += TIME_COLS, TIME_COLS - 1, STYLE_HEADING, say(N_("Decided")));
	page_put(p, col + TIME_COLS, STATE_COLS, STYLE_HEADING, say(N_("Message")));
	page_next(p);
}

static void
put_time(struct page *p, int col, int64_t at)
{
	struct buf b = { 0 };

	words_short_time(&b, at);
	page_put(p, col, TIME_COLS - 1, STYLE_NORMAL, buf_str(&b));
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct reconcile_case *c = &m->reconcile_cases[i];
	enum reconcile_fault fault = RECONCILE_WELL;
	int col = number_cols(p);

	page_put(p, 0, col - 1, STYLE_NORMAL, c->number);
	put_time(p, col, c->arrived_at);
	put_time(p, col += TIME_COLS, c->received_at);
	put_time(p, col += TIME_COLS, c->decided_at);
	page_put(p, col + TIME_COLS, STATE_COLS, STYLE_NORMAL,
	    c->report_state[0] == '\0' ? "" : words_outbox(c->report_state));
	page_next(p);
	if (reconcile_fault_find(c->fault, &fault) && fault != RECONCILE_WELL) {
		page_wrap(p, DETAIL_COL, STYLE_DANGER, reconcile_fault_label(fault));
		page_next(p);
	}
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->reconcile_case_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->reconcile_cases[i].case_id != 0 ? m->reconcile_cases[i].case_id :
	    INT64_MAX - (int64_t)i;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = 17,
	.empty = N_("Nothing stands behind this number."),
};

static struct intent
cases_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_RECONCILE_CASES, key);
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN)
		return chrome_key(VIEW_RECONCILE_CASES, action);
	if (!rows_selected(&rows, state, m, &at) || m->reconcile_cases[at].case_id == 0)
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_OPEN, .case_id = m->reconcile_cases[at].case_id };
}

static void
cases_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_HELP, false },
		{ ACTION_REFRESH, false }, { ACTION_QUIT, false },
	};
	size_t at;

	rows_draw(&rows, state, m, g);
	bar[1].is_off = !rows_selected(&rows, state, m, &at) || m->reconcile_cases[at].case_id == 0;
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_RECONCILE_CASES, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
cases_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
cases_title(const void *state, const struct desk_model *m, struct buf *out)
{
	(void)state;
	words_channel(out, m->reconcile_channel);
	buf_printf(out, ": %s  %zu", reconcile_part_label(m->reconcile_part),
	    m->reconcile_case_count);
}

const struct view_ops view_reconcile_cases = {
	.id = VIEW_RECONCILE_CASES,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = cases_key,
	.draw = cases_draw,
	.title = cases_title,
	.follow = cases_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
};
