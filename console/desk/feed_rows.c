/* SPDX-License-Identifier: ISC */
/* The plain lists: rows of one kind, as the office sends them. A row goes behind those
 * on their way; at the end they become what the model shows. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/feed_part.h"
#include "storage/text.h"

#define PAGE_ROWS 200
#define RECENT_ROWS 50
#define BATCH_ROWS 100

/* One plain list: what a row comes as, and where in the model the rows and their number
 * are. What feed_rows_ask asks for has the request too, as a page of so many rows (0: it
 * has no pages). */
struct plain {
	enum message row, ask;
	int limit;
	size_t row_bytes, rows_at, count_at;
};

#define PLAIN(row_, rows_, count_) .row = (row_), \
	.row_bytes = sizeof(*((const struct desk_model *)NULL)->rows_), \
	.rows_at = offsetof(struct desk_model, rows_), \
	.count_at = offsetof(struct desk_model, count_)

static const struct plain lists[ASK__COUNT] = {
	[ASK_OUTBOX] = { PLAIN(MESSAGE_OUTBOX_ROW, outbox, outbox_count),
	    .ask = MESSAGE_OUTBOX_LIST, .limit = PAGE_ROWS },
	[ASK_HANDOVERS] = { PLAIN(MESSAGE_HANDOVER_ROW, handovers, handover_count),
	    .ask = MESSAGE_HANDOVER_LIST, .limit = PAGE_ROWS },
	[ASK_UNSORTED] = { PLAIN(MESSAGE_UNSORTED_ROW, unsorted, unsorted_count),
	    .ask = MESSAGE_UNSORTED_LIST, .limit = PAGE_ROWS },
	[ASK_STAFF] = { PLAIN(MESSAGE_STAFF_ROW, staff, staff_count),
	    .ask = MESSAGE_STAFF_LIST },
	[ASK_CHANNELS] = { PLAIN(MESSAGE_CHANNEL_ROW, channels, channel_count),
	    .ask = MESSAGE_CHANNEL_LIST },
	[ASK_RECENT] = { PLAIN(MESSAGE_RECENT_ROW, recent, recent_count),
	    .ask = MESSAGE_RECENT, .limit = RECENT_ROWS },
	[ASK_SAVED] = { PLAIN(MESSAGE_SAVED_ROW, saved, saved_count),
	    .ask = MESSAGE_SAVED_LIST },
	[ASK_RULES] = { PLAIN(MESSAGE_RULE_ROW, rules, rule_count),
	    .ask = MESSAGE_RULE_LIST },
	[ASK_OUTAGES] = { PLAIN(MESSAGE_OUTAGE_ROW, outages, outage_count),
	    .ask = MESSAGE_OUTAGE_LIST, .limit = PAGE_ROWS },
	[ASK_BATCHES] = { PLAIN(MESSAGE_BATCH_ROW, batches, batch_count),
	    .ask = MESSAGE_BATCH_LIST, .limit = BATCH_ROWS },
	[ASK_LETTERS] = { PLAIN(MESSAGE_LETTER, letters, letter_count) },
	[ASK_RELEASES] = { PLAIN(MESSAGE_FORM_RELEASE, releases, release_count) },
	[ASK_BOARD] = { PLAIN(MESSAGE_FIGURE, board, board_count) },
	[ASK_TODAY] = { PLAIN(MESSAGE_FIGURE, today, today_count) },
	[ASK_RECONCILE] = { PLAIN(MESSAGE_RECONCILE_ROW, reconcile, reconcile_count) },
	[ASK_RECONCILE_CASES] = { PLAIN(MESSAGE_RECONCILE_CASE, reconcile_cases,
	    reconcile_case_count) },
};

void
feed_rows_ask(struct feed *f, enum feed_ask what)
{
	const struct plain *list = &lists[what];
	struct wire_page page = { .limit = list->limit };

	if (what == ASK_OUTBOX)
		(void)str_fill(page.state, sizeof(page.state), f->outbox_state);
	if (what == ASK_UNSORTED)
		(void)str_fill(page.state, sizeof(page.state), f->unsorted_state);
	if (list->limit == 0)
		f->tags[what] = link_send(f->link, list->ask, &(struct wire_ok){ 0 });
	else
		f->tags[what] = link_send(f->link, list->ask, &page);
}

/* The rows that have come whole become what is shown. */
static void
show(struct feed *f, enum feed_ask what)
{
	const struct plain *list = &lists[what];
	char *model = (char *)&f->model;

	free(f->rows[what][0]);
	f->rows[what][0] = f->rows[what][1];
	f->rows[what][1] = NULL;
	/* Copied as bytes: the model's pointers have the types of their rows. */
	memcpy(model + list->rows_at, &f->rows[what][0], sizeof(f->rows[what][0]));
	memcpy(model + list->count_at, &f->arriving[what], sizeof(f->arriving[what]));
}

enum rc
feed_rows_take(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	const struct plain *list = &lists[what];
	size_t n = f->arriving[what];
	enum rc rc = RC_OK;

	assert(list->row_bytes > 0);
	if (frame->message == list->row) {
		f->rows[what][1] = x_realloc(f->rows[what][1], n + 1, list->row_bytes);
		rc = wire_read(frame, (char *)f->rows[what][1] + n * list->row_bytes, e);
		f->arriving[what]++;
	}
	if (rc == RC_OK && frame->is_end) {
		show(f, what);
		*news = NEWS_MODEL;
	}
	return rc;
}

void
feed_rows_release(struct feed *f)
{
	for (size_t i = 0; i < ASK__COUNT; i++) {
		free(f->rows[i][0]);
		free(f->rows[i][1]);
	}
}
