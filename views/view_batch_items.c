/* SPDX-License-Identifier: ISC */
/* The cases of one batch, in the order of its list, and what became of each; a
 * second line says why not. */
#include "console/rules/batch.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/rows.h"

enum { NO_COLS = 7, CASE_COLS = 26, OP_COLS = 14, OUTCOME_COLS = 12 };

#define REASON_COL 7	/* a row's second line stands in */

static void
write_head(struct page *p, const struct desk_model *m)
{
	int col = 0;

	(void)m;
	page_put(p, col, NO_COLS - 1, STYLE_HEADING, say(N_("Line")));
	page_put(p, col += NO_COLS, CASE_COLS - 1, STYLE_HEADING, say(N_("Case")));
	page_put(p, col += CASE_COLS, OP_COLS - 1, STYLE_HEADING, say(N_("Operation")));
	page_put(p, col += OP_COLS, OUTCOME_COLS - 1, STYLE_HEADING, say(N_("Outcome")));
	page_put(p, col + OUTCOME_COLS, p->cols, STYLE_HEADING, say(N_("After")));
	page_next(p);
}

/* Why it was not done; "" where it was, or still waits. */
static void
add_reason(struct buf *out, const struct batch_item_row *row)
{
	enum reason reason;

	if (!str_eq(row->state, ITEM_REFUSED) && !str_eq(row->state, ITEM_FAILED))
		return;
	if (reason_find(row->reason, &reason) && reason != REASON_NONE)
		reason_sentence(out, reason, row->detail);
	else
		buf_puts(out, row->detail);
	if (row->other_batch != 0)
		buf_printf(out, say(N_(" Batch %lld is about this case too.")),
		    (long long)row->other_batch);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	const struct batch_item_row *row = &m->batch_items[i];
	bool is_bad = str_eq(row->state, ITEM_REFUSED) || str_eq(row->state, ITEM_FAILED);
	enum state after;
	struct buf b = { 0 };
	int col = 0;

	buf_printf(&b, "%lld", (long long)(row->line != 0 ? row->line : row->no));
	page_put(p, col, NO_COLS - 1, STYLE_DIM, buf_str(&b));
	page_put(p, col += NO_COLS, CASE_COLS - 1, STYLE_NORMAL, row->number);
	page_put(p, col += CASE_COLS, OP_COLS - 1, STYLE_NORMAL, batch_op_label(row->op));
	page_put(p, col += OP_COLS, OUTCOME_COLS - 1, is_bad ? STYLE_WARN :
	    str_eq(row->state, ITEM_DONE) ? STYLE_OK : STYLE_NORMAL,
	    batch_item_label(row->state));
	if (str_eq(row->state, ITEM_DONE) && state_by_name(row->state_after, &after))
		page_put(p, col + OUTCOME_COLS, p->cols, STYLE_NORMAL, state_label(after));
	page_next(p);
	buf_clear(&b);
	add_reason(&b, row);
	if (b.len > 0) {
		page_wrap(p, REASON_COL, STYLE_WARN, buf_str(&b));
		page_next(p);
	}
	buf_release(&b);
}

static size_t
count_rows(const struct desk_model *m)
{
	return m->batch_item_count;
}

static int64_t
row_id(const struct desk_model *m, size_t i)
{
	return m->batch_items[i].no;
}

static const struct rows rows = {
	.count = count_rows,
	.id = row_id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = NO_COLS + CASE_COLS - 1,
	.empty = N_("The cases of the batch are being read."),
};

static struct intent
items_key(void *state, const struct desk_model *m, struct key key)
{
	enum action action = binding_find(VIEW_BATCH_ITEMS, key);
	size_t at;

	if (rows_move(&rows, state, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action != ACTION_OPEN)
		return chrome_key(VIEW_BATCH_ITEMS, action);
	if (!rows_selected(&rows, state, m, &at))
		return (struct intent){ .kind = INTENT_NONE };
	return (struct intent){ .kind = INTENT_OPEN, .case_id = m->batch_items[at].case_id,
		.text = m->batch_items[at].number };
}

static void
items_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_HELP, false },
		{ ACTION_REFRESH, false }, { ACTION_DOWN, false }, { ACTION_PAGE_DOWN, false },
	};

	rows_draw(&rows, state, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_BATCH_ITEMS, bar, sizeof(bar) / sizeof(bar[0]));
}

static void
items_follow(void *state, const struct desk_model *m)
{
	rows_follow(&rows, state, m);
}

static void
items_title(const void *state, const struct desk_model *m, struct buf *out)
{
	const struct batch_row *b = m->batch_row;

	(void)state;
	buf_puts(out, view_id_label(VIEW_BATCH_ITEMS));
	if (b == NULL)
		return;
	buf_printf(out, "  %lld  %s  ", (long long)b->id, batch_state_label(b->state));
	if ((int64_t)m->batch_item_count < b->items)
		buf_printf(out, say(N_("the first %zu of %lld")), m->batch_item_count,
		    (long long)b->items);
	else
		buf_printf(out, "%lld", (long long)b->items);
}

const struct view_ops view_batch_items = {
	.id = VIEW_BATCH_ITEMS,
	.is_list = true,
	.state_size = sizeof(struct rows_cursor),
	.key = items_key,
	.draw = items_draw,
	.title = items_title,
	.follow = items_follow,
	.cursor = rows_cursor_id,
	.seek = rows_seek,
};
