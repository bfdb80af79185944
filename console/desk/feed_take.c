/* SPDX-License-Identifier: ISC */
/* Frames of the office's answers, put together into the model. */
#include <stdio.h>
#include <stdlib.h>

#include "console/desk/feed_part.h"
#include "console/desk/filter.h"
#include "console/desk/order.h"
#include "storage/text.h"
#include "views/lessons.h"

/* Shows what the lists hold. */
static void
show_list(struct feed *f)
{
	struct queue_model *q = &f->model.queue;

	q->rows = f->list.rows;
	q->count = f->list.count;
	q->first = feed_list_first(&f->list);
	q->total = f->list.total;
	q->has_before = f->list.from > 0;
	q->has_after = f->list.next[0] != '\0';
	if (!q->has_after)
		q->total = q->first + (int64_t)q->count;
}

static void
keep_row(struct feed *f, const struct case_row *row)
{
	if (f->incoming_count % FEED_PAGE_ROWS == 0)
		f->incoming = x_realloc(f->incoming, f->incoming_count + FEED_PAGE_ROWS,
		    sizeof(*f->incoming));
	f->incoming[f->incoming_count++] = *row;
}

/* A page has come whole: it goes to the window, or to the one that will take
 * its place; then perhaps one more. */
static enum feed_news
end_page(struct feed *f, const struct wire_list_end *end)
{
	struct feed_list *to = f->is_refilling ? &f->fresh : &f->list;
	bool has_more = end->next[0] != '\0', is_first = f->is_other_list;
	size_t count = f->incoming_count;

	f->tags[ASK_LIST] = 0;
	if (end->fault_column > 0) {
		char *fault = filter_fault(f->query, end);

		(void)snprintf(f->query_fault, sizeof(f->query_fault), say(N_("column %d: %s")),
		    end->fault_column, fault);
		free(fault);
		f->is_refilling = f->is_other_list = false;
		return NEWS_MODEL;
	}
	feed_list_add(to, f->incoming, count, end);
	free(f->incoming);
	f->incoming = NULL;
	f->incoming_count = 0;
	if (f->is_refilling && has_more && f->fresh.count < f->want_rows) {
		f->is_due[ASK_LIST] = true;
		return NEWS_NONE;
	}
	if (f->is_refilling) {
		feed_list_release(&f->list);
		f->list = f->fresh;
		f->fresh = (struct feed_list){ .total = -1 };
		f->is_refilling = f->is_other_list = false;
	}
	if (has_more && (is_first || count == 0 || f->is_seeking_end))
		f->is_due[ASK_LIST] = true;
	else
		f->is_seeking_end = false;
	feed_list_trim(&f->list);
	if (!order_find(end->order, &f->model.queue.order))
		f->model.queue.order = f->model.queue.sort;
	show_list(f);
	/* Where there is nothing, a channel that rests may be why. */
	if (f->list.count == 0 && f->query[0] == '\0')
		f->is_due[ASK_CHANNELS] = true;
	feed_see_marks(f);
	return NEWS_MODEL;
}

enum rc
feed_take_list(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct case_row row;
	struct wire_list_end end;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_CASE_ROW) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK)
			keep_row(f, &row);
	} else if (frame->message == MESSAGE_LIST_END) {
		rc = wire_read(frame, &end, e);
		if (rc == RC_OK)
			*news = end_page(f, &end);
	}
	return rc;
}

enum rc
feed_take_case(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = case_reader_take(&f->reading, frame, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	*news = f->model.detail == NULL ? NEWS_OPENED : NEWS_MODEL;
	case_reader_release(&f->detail);
	f->detail = f->reading;
	f->reading = (struct case_reader){ .has_case = false };
	f->model.detail = &f->detail.detail;
	f->open_id = f->detail.detail.row.id;
	return RC_OK;
}

enum rc
feed_take_why(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = why_reader_take(&f->why, frame, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	buf_clear(&f->why_text);
	rc = why_reader_write(&f->why, f->model.now_at, &f->why_text, e);
	why_reader_release(&f->why);
	if (rc == RC_OK) {
		f->model.why = buf_str(&f->why_text);
		*news = NEWS_MODEL;
	}
	return rc;
}

/* A row of that kind and its text in pieces: what is on its way is text[1]; with the last
 * frame it becomes text[0], which is shown. */
static enum rc
take_text(const struct wire_frame *frame, enum message kind, void *row, struct buf text[2],
    struct err *e)
{
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == kind) {
		rc = wire_read(frame, row, e);
	} else if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&text[1], piece.text);
	}
	if (rc == RC_OK && frame->is_end) {
		buf_release(&text[0]);
		text[0] = text[1];
		text[1] = (struct buf){ 0 };
	}
	return rc;
}

enum rc
feed_take_raw(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = take_text(frame, MESSAGE_UNSORTED_ROW, &f->raw_row, f->raw, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	f->model.raw_row = &f->raw_row;
	f->model.raw = buf_str(&f->raw[0]);
	*news = NEWS_MODEL;
	return RC_OK;
}

enum rc
feed_take_letter(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = take_text(frame, MESSAGE_LETTER, &f->letter_row, f->letter, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	f->model.letter_row = &f->letter_row;
	f->model.letter_text = buf_str(&f->letter[0]);
	*news = NEWS_MODEL;
	return RC_OK;
}

enum rc
feed_take_calendar(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	enum rc rc = calendar_reader_take(&f->calendar[1], frame, e);

	(void)what;
	if (rc != RC_OK || !frame->is_end)
		return rc;
	calendar_reader_release(&f->calendar[0]);
	f->calendar[0] = f->calendar[1];
	f->calendar[1] = (struct calendar_reader){ .row_count = 0 };
	f->shown_calendar = calendar_reader_end(&f->calendar[0]);
	f->model.calendar = &f->shown_calendar;
	*news = NEWS_MODEL;
	return RC_OK;
}

enum rc
feed_take_letters(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct wire_verify_end end;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_VERIFY_END) {
		rc = wire_read(frame, &end, e);
		f->model.has_more_letters = rc == RC_OK && end.next[0] != '\0';
	}
	return rc == RC_OK ? feed_rows_take(f, what, frame, news, e) : rc;
}

enum rc
feed_take_lessons(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct wire_lesson lesson;
	enum action action;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_LESSON) {
		rc = wire_read(frame, &lesson, e);
		if (rc == RC_OK && action_find(lesson.action, &action))
			f->lesson_uses[action] =
			    (unsigned char)(lesson.uses > LESSON_USES ? LESSON_USES : lesson.uses);
	}
	if (rc == RC_OK && frame->is_end) {
		f->model.lesson_uses = f->lesson_uses;
		*news = NEWS_MODEL;
	}
	return rc;
}

/* The request failed: what was shown stays. */
static enum feed_news
take_trouble(struct feed *f, enum feed_ask what, const struct wire_frame *frame, struct err *e)
{
	(void)!link_told(frame, e);
	f->tags[what] = 0;
	if (what == ASK_RECONCILE_ROUND)
		f->model.is_reconciling = false;
	if (what == ASK_LIST)
		f->is_refilling = f->is_seeking_end = f->is_other_list = false;
	if (what == ASK_CASE && f->model.detail == NULL)
		feed_close(f);
	return NEWS_TROUBLE;
}

enum feed_news
feed_take(struct feed *f, const struct wire_frame *frame, struct err *e)
{
	enum feed_news news = NEWS_NONE;
	size_t what = 0;

	if (frame->message == MESSAGE_WELCOME) {
		feed_welcome(f);
		return NEWS_MODEL;
	}
	if (frame->message == MESSAGE_CHANGED) {
		f->has_changes = true;
		return NEWS_NONE;
	}
	while (what < ASK__COUNT && (f->tags[what] != frame->tag || frame->tag == 0))
		what++;
	if (what == ASK__COUNT)
		return NEWS_NONE;
	if (frame->message == MESSAGE_ERROR || frame->message == MESSAGE_REFUSED)
		return take_trouble(f, (enum feed_ask)what, frame, e);
	if (feed_sources[what].take(f, (enum feed_ask)what, frame, &news, e) != RC_OK)
		return NEWS_TROUBLE;
	if (frame->is_end && what != ASK_LIST && what != ASK_BATCH_ITEMS)
		f->tags[what] = 0;
	return news;
}
