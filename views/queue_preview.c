/* SPDX-License-Identifier: ISC */
#include "views/queue_preview.h"

#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/chrome.h"
#include "views/mark_words.h"
#include "views/words.h"

#define PREVIEW_COLS 39		/* beside a list of 80 */
#define ROOMY_COLS 160		/* from here on both grow */
#define VALUE_COL 11

int
queue_preview_list_cols(const struct desk_model *m)
{
	int cols = m->screen_cols;

	if (cols < PREVIEW_FROM_COLS || m->queue.has_no_preview)
		return cols;
	return cols - PREVIEW_COLS - 1 - (cols > ROOMY_COLS ? (cols - ROOMY_COLS) / 2 : 0);
}

static void
put_fact(struct page *p, const char *label, enum style style, const char *value)
{
	if (str_empty(value))
		return;
	page_put(p, 0, VALUE_COL - 1, STYLE_LABEL, label);
	page_wrap(p, VALUE_COL, style, value);
	page_next(p);
}

static void
put_time(struct page *p, const char *label, enum style style, int64_t at)
{
	struct buf b = { 0 };

	if (at != 0)
		words_time(&b, at);
	put_fact(p, label, style, buf_str(&b));
	buf_release(&b);
}

/* One fact whose words are made by a function of its code. */
static void
put_named(struct page *p, const char *label, void (*name)(struct buf *, const char *),
    const char *code)
{
	struct buf b = { 0 };

	name(&b, code);
	put_fact(p, label, STYLE_NORMAL, buf_str(&b));
	buf_release(&b);
}

static void
write_state(struct page *p, const struct desk_model *m, const struct case_row *row)
{
	struct buf b = { 0 };

	buf_printf(&b, "[%s] %s ", state_label(row->state),
	    words_urgency_sign(words_urgency(row)));
	words_time_left(&b, row);
	page_put(p, 0, p->cols, words_urgency_style(words_urgency(row)), buf_str(&b));
	page_next(p);
	if (row->is_changed) {
		page_put(p, 0, p->cols, STYLE_NOTICE, say(N_("~ changed since you looked")));
		page_next(p);
	}
	if (mark_of(m, row->id) != NULL) {
		page_put(p, 0, p->cols, STYLE_NOTICE, say(N_("# marked")));
		page_next(p);
	}
	buf_release(&b);
}

static void
write_desk(struct page *p, const struct desk_model *m, const struct case_row *row)
{
	bool is_mine = row->lease_holder[0] != '\0' && str_eq(row->lease_holder, m->who.login);
	struct buf b = { 0 };

	put_fact(p, say(N_("Assignee")), STYLE_NORMAL,
	    words_person(row->assignee_name, row->assignee));
	if (row->lease_holder[0] != '\0') {
		buf_puts(&b, is_mine ? say(N_("me")) :
		    words_person(row->lease_holder_name, row->lease_holder));
		buf_puts(&b, "  ~");
		words_short_time(&b, row->lease_until_at);
	}
	put_fact(p, say(N_("Holder")), is_mine ? STYLE_OK : STYLE_WARN, buf_str(&b));
	if (row->extensions > 0) {
		buf_clear(&b);
		buf_printf(&b, "%d", (int)row->extensions);
		put_fact(p, say(N_("Extended")), STYLE_NORMAL, buf_str(&b));
	}
	buf_release(&b);
}

void
queue_preview_draw(const struct desk_model *m, struct grid *g, int top, const struct case_row *row)
{
	int col = queue_preview_list_cols(m);
	struct page p = { .g = g, .row = top, .col = col + 2,
		.rows = g->rows - CHROME_BOTTOM - top, .cols = g->cols - col - 3 };

	if (col >= g->cols)
		return;
	for (int r = top; r < g->rows - CHROME_BOTTOM; r++)
		grid_put(g, r, col, 1, STYLE_FRAME, "|");
	if (row == NULL)
		return;
	page_put(&p, 0, p.cols, STYLE_HEADING, words_number(row));
	page_next(&p);
	write_state(&p, m, row);
	page_next(&p);
	page_wrap(&p, 0, STYLE_NORMAL, row->title);
	page_next(&p);
	page_next(&p);
	put_named(&p, say(N_("Service")), words_service, row->service);
	put_fact(&p, say(N_("Applicant")), STYLE_MASKED, row->applicant);
	put_named(&p, say(N_("Region")), words_region, row->region);
	put_named(&p, say(N_("Channel")), words_channel, row->channel);
	put_time(&p, say(N_("Arrived")), STYLE_NORMAL, row->arrived_at);
	put_time(&p, say(N_("Received")), STYLE_NORMAL, row->received_at);
	put_time(&p, say(N_("Due")), words_urgency_style(words_urgency(row)), row->due_at);
	write_desk(&p, m, row);
	page_next(&p);
	page_wrap(&p, 0, STYLE_DIM, say(N_("From the list: nothing is recorded until you open it.")));
}
