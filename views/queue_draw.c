/* SPDX-License-Identifier: ISC */
#include "views/queue_draw.h"

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/unwell.h"
#include "views/words.h"

/* The actions of the key bar, the most useful first: what does not fit is in
 * the help. */
static const struct bar_entry bar[] = {
	{ ACTION_HELP, false }, { ACTION_OPEN, false }, { ACTION_NEXT, false },
	{ ACTION_RECEIVE, false }, { ACTION_FILTER, false }, { ACTION_SENT, false },
	{ ACTION_QUIT, false }, { ACTION_DRAFT, false }, { ACTION_APPROVE, false },
	{ ACTION_NOTE, false }, { ACTION_ESCALATE, false }, { ACTION_SORT, false },
	{ ACTION_MARK, false }, { ACTION_COMMAND, false }, { ACTION_UNSORTED, false },
};
#define BAR_COUNT (sizeof(bar) / sizeof(bar[0]))

/* The same while cases are marked: what can be done to all of them. */
static const struct bar_entry bar_marked[] = {
	{ ACTION_HELP, false }, { ACTION_MARK, false }, { ACTION_MARK_NONE, false },
	{ ACTION_NEXT, false }, { ACTION_RECEIVE, false }, { ACTION_ASSIGN, false },
	{ ACTION_NOTE, false }, { ACTION_APPROVE, false }, { ACTION_FILTER, false },
	{ ACTION_MARK_MATCHES, false }, { ACTION_MARK_RANGE, false }, { ACTION_DRAFT, false },
	{ ACTION_QUIT, false },
};
#define BAR_MARKED_COUNT (sizeof(bar_marked) / sizeof(bar_marked[0]))

void
queue_draw_filter(const struct desk_model *m, struct grid *g, int64_t at)
{
	struct buf b = { 0 };
	int width;

	if (m->queue.total >= 0)
		buf_printf(&b, say(N_("%lld of %lld")), (long long)(m->queue.first + at + 1),
		    (long long)m->queue.total);
	else if (at >= 0)
		buf_printf(&b, say(N_("row %lld")), (long long)(m->queue.first + at + 1));
	buf_printf(&b, "  %s", words_sort_label(m->queue.order));
	width = text_width(buf_str(&b));
	grid_put(g, CHROME_TOP, g->cols - 1 - width, width, STYLE_LABEL, buf_str(&b));
	int room = g->cols - width - 4;
	int done = grid_put(g, CHROME_TOP, 1, room, STYLE_LABEL, say(N_("Filter:"))) + 1;
	if (!str_empty(m->queue.query))
		grid_put(g, CHROME_TOP, 1 + done, room - done,
		    str_empty(m->queue.query_fault) ? STYLE_INPUT : STYLE_DANGER,
		    m->queue.query);
	else
		grid_put(g, CHROME_TOP, 1 + done, room - done, STYLE_DIM,
		    say(N_("all open cases")));
	buf_release(&b);
}

void
queue_draw_message(const struct desk_model *m, struct grid *g, const struct case_row *selected)
{
	bool is_fault = !str_empty(m->queue.query_fault);
	struct buf b = { 0 };

	if (is_fault)
		buf_puts(&b, m->queue.query_fault);
	else if (selected != NULL)
		buf_printf(&b, "%s  %s", words_number(selected), selected->title);
	chrome_message(m, g, buf_str(&b));
	if (is_fault && str_empty(m->message))
		grid_restyle(g, g->rows - CHROME_BOTTOM, 1, text_width(buf_str(&b)),
		    STYLE_DANGER);
	buf_release(&b);
}

void
queue_draw_empty(const struct desk_model *m, struct grid *g, int row)
{
	const struct channel_row *c = unwell_first(m);
	struct buf why = { 0 }, name = { 0 };
	const char *todo = say(N_("Nothing is left to do here. 2 shows the day."));

	if (m->queue.total < 0) {
		buf_puts(&why, say(N_("The list is being read.")));
		todo = "";
	} else if (!str_empty(m->queue.query)) {
		verdict_sentence(&why, N_("The filter matches no case of %s."), m->who.office_name);
		todo = say(N_("Esc clears the filter; / changes it."));
	} else if (c != NULL) {
		words_channel(&name, c->code);
		verdict_sentence(&why, N_("No open cases, and %s cannot be heard."),
		    buf_str(&name));
		todo = say(N_("F6 shows how the channels are."));
	} else {
		buf_puts(&why, say(N_("No open cases.")));
	}
	grid_put(g, row, 2, g->cols - 4, STYLE_NORMAL, buf_str(&why));
	grid_put(g, row + 1, 2, g->cols - 4, STYLE_DIM, todo);
	grid_cursor(g, row, 2);
	buf_release(&why);
	buf_release(&name);
}

/* The ops that the office may allow on what a key would act on: any of the
 * marked cases, else the selected one. */
static int64_t
allowed_ops(const struct desk_model *m, const struct case_row *selected)
{
	int64_t ops = 0;

	if (m->marked.count == 0)
		return selected != NULL ? selected->allowed : 0;
	for (size_t i = 0; i < m->marked.count; i++)
		ops |= m->marked.marks[i].row.allowed;
	return ops;
}

void
queue_draw_keys(const struct desk_model *m, struct grid *g, const struct case_row *selected)
{
	bool is_marked = m->marked.count > 0;
	const struct bar_entry *from = is_marked ? bar_marked : bar;
	size_t count = is_marked ? BAR_MARKED_COUNT : BAR_COUNT;
	struct bar_entry shown[BAR_COUNT > BAR_MARKED_COUNT ? BAR_COUNT : BAR_MARKED_COUNT];
	int64_t ops = allowed_ops(m, selected);

	for (size_t i = 0; i < count; i++) {
		const struct action_info *info = &action_table[from[i].action];

		shown[i] = from[i];
		shown[i].is_off = info->op != OP__COUNT && (ops & OP_BIT(info->op)) == 0;
	}
	chrome_keys(g, VIEW_QUEUE, shown, count);
}
