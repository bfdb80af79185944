/* SPDX-License-Identifier: ISC */
/* What came of an op on every marked case: how many, and why not the others.
 * Two lines a refusal: the case, and the reason in whole sentences. */
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/mark_words.h"
#include "views/rows.h"
#include "views/words.h"

#define REASON_COL 3

static size_t
count(const struct desk_model *m)
{
	return m->batch.count;
}

/* Rows have no id but their place: the result never changes. */
static int64_t
id(const struct desk_model *m, size_t i)
{
	(void)m;
	return (int64_t)i + 1;
}

static void
write_head(struct page *p, const struct desk_model *m)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s: ", m->batch.label[0] != '\0' ? m->batch.label :
	    op_label(m->batch.op));
	if (m->batch.is_named)
		buf_printf(&b, say(N_("%zu done, %zu refused, %zu not begun.")), m->batch.done,
		    m->batch.count, m->batch.left);
	else if (m->batch.left > 0)
		buf_printf(&b, say(N_("%zu done, %zu refused, %zu not begun; these are still "
		    "marked.")), m->batch.done, m->batch.count, m->batch.left);
	else
		buf_printf(&b, say(N_("%zu done, %zu refused; what was refused is still marked.")),
		    m->batch.done, m->batch.count);
	page_put(p, 0, p->cols, STYLE_HEADING, buf_str(&b));
	page_next(p);
	buf_release(&b);
}

static void
write_row(struct page *p, const struct desk_model *m, size_t i)
{
	page_put(p, 0, p->cols, STYLE_NORMAL, m->batch.refusals[i].number);
	page_next(p);
	page_wrap(p, REASON_COL, STYLE_WARN, m->batch.refusals[i].why);
	page_next(p);
}

static const struct rows rows = {
	.count = count,
	.id = id,
	.write_head = write_head,
	.write_row = write_row,
	.selected_cols = 20,
	.empty = N_("Nothing was refused."),
};

static struct intent
batch_key(void *state, const struct desk_model *m, struct key key)
{
	struct rows_cursor *c = state;
	enum action action = binding_find(VIEW_BATCH, key);
	size_t at;

	if (rows_move(&rows, c, m, action))
		return (struct intent){ .kind = INTENT_REDRAW };
	if (action == ACTION_OPEN && rows_selected(&rows, c, m, &at))
		return (struct intent){ .kind = INTENT_OPEN,
			.case_id = m->batch.refusals[at].case_id,
			.text = m->batch.refusals[at].number };
	return chrome_key(VIEW_BATCH, action);
}

static void
batch_draw(const void *state, const struct desk_model *m, struct grid *g)
{
	static const struct bar_entry bar[] = {
		{ ACTION_BACK, false }, { ACTION_OPEN, false }, { ACTION_HELP, false },
		{ ACTION_DOWN, false }, { ACTION_UP, false },
	};

	rows_draw(&rows, state, m, g);
	chrome_message(m, g, "");
	chrome_keys(g, VIEW_BATCH, bar, sizeof(bar) / sizeof(bar[0]));
}

const struct view_ops view_batch = {
	.id = VIEW_BATCH,
	.state_size = sizeof(struct rows_cursor),
	.key = batch_key,
	.draw = batch_draw,
};
