/* SPDX-License-Identifier: ISC */
/* The cases of one batch, page by page as far as a screen is good for. */
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "storage/text.h"

#define ITEM_ROWS 200
#define ITEMS_MOST 2000	/* on the screen; `minwon batch show` has them all */

void
feed_batches_release(struct feed *f)
{
	for (size_t i = 0; i < 2; i++)
		free(f->batch_items[i]);
}

void
feed_batch_items(struct feed *f, int64_t id)
{
	if (f->batch_id != id) {
		f->model.batch_row = NULL;
		f->model.batch_item_count = 0;
	}
	f->batch_id = id;
	feed_want(f, ASK_BATCH_ITEMS);
}

void
feed_ask_batch_items(struct feed *f, enum feed_ask what)
{
	struct wire_batch_part part = { .batch_id = f->batch_id, .count = ITEM_ROWS };

	if (f->batch_id != 0)
		f->tags[what] = link_send(f->link, MESSAGE_BATCH_SHOW, &part);
}

/* The cases have come, or there are more to ask for. */
static void
items_came(struct feed *f, enum feed_news *news)
{
	size_t count = f->arriving[ASK_BATCH_ITEMS];
	struct wire_batch_part part = { .batch_id = f->batch_id, .count = ITEM_ROWS,
		.after_no = (int64_t)count };

	if ((int64_t)count < f->batch_row[1].items && count < ITEMS_MOST && count > 0 &&
	    count % ITEM_ROWS == 0) {
		f->tags[ASK_BATCH_ITEMS] = link_send(f->link, MESSAGE_BATCH_SHOW, &part);
		return;
	}
	free(f->batch_items[0]);
	f->model.batch_items = f->batch_items[0] = f->batch_items[1];
	f->batch_items[1] = NULL;
	f->model.batch_item_count = count;
	f->batch_row[0] = f->batch_row[1];
	f->model.batch_row = &f->batch_row[0];
	*news = NEWS_MODEL;
}

enum rc
feed_take_batch_items(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	size_t n = f->arriving[what];
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_BATCH_ITEM_ROW) {
		f->batch_items[1] = x_realloc(f->batch_items[1], n + 1, sizeof(*f->batch_items[1]));
		rc = wire_read(frame, &f->batch_items[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_BATCH_ROW) {
		rc = wire_read(frame, &f->batch_row[1], e);
		f->tags[what] = 0;
		if (rc == RC_OK)
			items_came(f, news);
	}
	return rc;
}
