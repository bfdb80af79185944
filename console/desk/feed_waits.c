/* SPDX-License-Identifier: ISC */
/* The part of the waiting figures that the view shows; and what the clerk has
 * learned. */
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "storage/text.h"
#include "views/lessons.h"

/* Another question: an answer that is on its way is none. */
static void
ask_again(struct feed *f)
{
	feed_want(f, ASK_WAITS);
	f->tags[ASK_WAITS] = 0;
}

void
feed_waits(struct feed *f, int region_step, int sort_step)
{
	struct desk_model *m = &f->model;

	f->waits.region_steps += region_step;
	m->waits_sort = (enum wait_sort)(((int)m->waits_sort + sort_step) % WAIT_SORT__COUNT);
	f->waits.first = 0;
	ask_again(f);
}

void
feed_waits_move(struct feed *f, enum rows_where where)
{
	struct feed_waits *w = &f->waits;

	switch (where) {
	case ROWS_FORWARD:
		w->first = f->model.waits_head.first + FEED_WAIT_ROWS / 2;
		break;
	case ROWS_BACK:
		w->first = f->model.waits_head.first - FEED_WAIT_ROWS / 2;
		break;
	case ROWS_FIRST:
		w->first = 0;
		break;
	case ROWS_LAST:
		w->first = f->model.waits_head.total - FEED_WAIT_ROWS;
		break;
	}
	if (w->first < 0)
		w->first = 0;
	/* Asked for already: the cursor is still on its way there. */
	if (f->tags[ASK_WAITS] == 0 || where == ROWS_FIRST || where == ROWS_LAST)
		ask_again(f);
}

void
feed_ask_waits(struct feed *f, enum feed_ask what)
{
	struct feed_waits *w = &f->waits;
	struct wire_wait_ask ask = { .region_step = w->region_steps, .first = w->first,
		.limit = FEED_WAIT_ROWS, .has_ways = true };

	(void)str_fill(ask.region, sizeof(ask.region), f->model.waits_head.region);
	(void)str_fill(ask.order, sizeof(ask.order), wait_sort_name(f->model.waits_sort));
	w->count = w->way_count = 0;
	f->tags[what] = link_send(f->link, MESSAGE_WAIT_LIST, &ask);
}

/* What has come whole is shown. */
static void
show(struct feed *f)
{
	struct feed_waits *w = &f->waits;
	struct desk_model *m = &f->model;

	free(w->rows[0]);
	m->waits = w->rows[0] = w->rows[1];
	w->rows[1] = NULL;
	m->waits_count = w->count;
	m->waits_head = w->head;
	w->first = w->head.first;
	w->region_steps = 0;
	m->wait_way_count = w->way_count;
	for (size_t i = 0; i < w->way_count; i++)
		m->wait_ways[i] = w->ways[i];
	m->has_waits = true;
}

enum rc
feed_take_waits(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct feed_waits *w = &f->waits;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_WAIT_ROW) {
		if (w->count % FEED_WAIT_ROWS == 0)
			w->rows[1] = x_realloc(w->rows[1], w->count + FEED_WAIT_ROWS,
			    sizeof(*w->rows[1]));
		rc = wire_read(frame, &w->rows[1][w->count], e);
		if (rc == RC_OK)
			wait_row_names(&w->rows[1][w->count]);
		w->count += rc == RC_OK;
	} else if (frame->message == MESSAGE_WAIT_WAY &&
	    w->way_count < sizeof(w->ways) / sizeof(w->ways[0])) {
		rc = wire_read(frame, &w->ways[w->way_count], e);
		w->way_count += rc == RC_OK;
	} else if (frame->message == MESSAGE_WAIT_HEAD) {
		rc = wire_read(frame, &w->head, e);
	}
	if (rc == RC_OK && frame->is_end) {
		show(f);
		*news = NEWS_MODEL;
	}
	return rc;
}

void
feed_waits_release(struct feed *f)
{
	free(f->waits.rows[0]);
	free(f->waits.rows[1]);
}

void
feed_lesson_used(struct feed *f, enum action action)
{
	struct wire_lesson lesson = { .action = "" };

	if (f->model.lesson_uses == NULL || !lesson_exists(action) ||
	    f->lesson_uses[action] >= LESSON_USES)
		return;
	f->lesson_uses[action]++;
	(void)str_fill(lesson.action, sizeof(lesson.action), action_table[action].name);
	(void)link_send(f->link, MESSAGE_LESSON_USED, &lesson);
}
