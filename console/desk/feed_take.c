/* SPDX-License-Identifier: ISC */
/* Frames of the office's answers, put together into the model. */
#include <stdio.h>
#include <stdlib.h>

#include "console/desk/feed.h"
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

static enum rc
take_list(struct feed *f, const struct wire_frame *frame, enum feed_news *news, struct err *e)
{
	struct case_row row;
	struct wire_list_end end;
	enum rc rc = RC_OK;

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

static enum rc
take_case(struct feed *f, const struct wire_frame *frame, enum feed_news *news, struct err *e)
{
	enum rc rc = case_reader_take(&f->reading, frame, e);

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

static enum rc
take_why(struct feed *f, const struct wire_frame *frame, enum feed_news *news, struct err *e)
{
	enum rc rc = why_reader_take(&f->why, frame, e);

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

static enum rc
take_raw(struct feed *f, const struct wire_frame *frame, enum feed_news *news, struct err *e)
{
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_UNSORTED_ROW) {
		rc = wire_read(frame, &f->raw_row, e);
	} else if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&f->raw[1], piece.text);
	}
	if (rc != RC_OK || !frame->is_end)
		return rc;
	buf_release(&f->raw[0]);
	f->raw[0] = f->raw[1];
	f->raw[1] = (struct buf){ 0 };
	f->model.raw_row = &f->raw_row;
	f->model.raw = buf_str(&f->raw[0]);
	*news = NEWS_MODEL;
	return RC_OK;
}

static enum rc
take_letter(struct feed *f, const struct wire_frame *frame, enum feed_news *news, struct err *e)
{
	struct wire_piece piece;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_LETTER) {
		rc = wire_read(frame, &f->letter_row, e);
	} else if (frame->message == MESSAGE_PIECE) {
		rc = wire_read(frame, &piece, e);
		if (rc == RC_OK)
			buf_puts(&f->letter[1], piece.text);
	}
	if (rc != RC_OK || !frame->is_end)
		return rc;
	buf_release(&f->letter[0]);
	f->letter[0] = f->letter[1];
	f->letter[1] = (struct buf){ 0 };
	f->model.letter_row = &f->letter_row;
	f->model.letter_text = buf_str(&f->letter[0]);
	*news = NEWS_MODEL;
	return RC_OK;
}

static enum rc
take_calendar(struct feed *f, const struct wire_frame *frame, enum feed_news *news,
    struct err *e)
{
	enum rc rc = calendar_reader_take(&f->calendar[1], frame, e);

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

/* The plain lists: a row goes behind those on their way; at the end they
 * become what is shown. */
static enum rc
take_row(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	size_t n = f->arriving[what];
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_OUTBOX_ROW && what == ASK_OUTBOX) {
		f->outbox[1] = x_realloc(f->outbox[1], n + 1, sizeof(*f->outbox[1]));
		rc = wire_read(frame, &f->outbox[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_HANDOVER_ROW && what == ASK_HANDOVERS) {
		f->handovers[1] = x_realloc(f->handovers[1], n + 1, sizeof(*f->handovers[1]));
		rc = wire_read(frame, &f->handovers[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_UNSORTED_ROW && what == ASK_UNSORTED) {
		f->unsorted[1] = x_realloc(f->unsorted[1], n + 1, sizeof(*f->unsorted[1]));
		rc = wire_read(frame, &f->unsorted[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_STAFF_ROW && what == ASK_STAFF) {
		f->staff[1] = x_realloc(f->staff[1], n + 1, sizeof(*f->staff[1]));
		rc = wire_read(frame, &f->staff[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_CHANNEL_ROW && what == ASK_CHANNELS) {
		f->channels[1] = x_realloc(f->channels[1], n + 1, sizeof(*f->channels[1]));
		rc = wire_read(frame, &f->channels[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_RECENT_ROW && what == ASK_RECENT) {
		f->recent[1] = x_realloc(f->recent[1], n + 1, sizeof(*f->recent[1]));
		rc = wire_read(frame, &f->recent[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_RULE_ROW && what == ASK_RULES) {
		f->rules[1] = x_realloc(f->rules[1], n + 1, sizeof(*f->rules[1]));
		rc = wire_read(frame, &f->rules[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_SAVED_ROW && what == ASK_SAVED) {
		f->saved[1] = x_realloc(f->saved[1], n + 1, sizeof(*f->saved[1]));
		rc = wire_read(frame, &f->saved[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_OUTAGE_ROW && what == ASK_OUTAGES) {
		f->outages[1] = x_realloc(f->outages[1], n + 1, sizeof(*f->outages[1]));
		rc = wire_read(frame, &f->outages[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_LESSON) {
		struct wire_lesson lesson;
		enum action action;

		rc = wire_read(frame, &lesson, e);
		if (rc == RC_OK && action_find(lesson.action, &action))
			f->lesson_uses[action] =
			    (unsigned char)(lesson.uses > LESSON_USES ? LESSON_USES : lesson.uses);
	} else if (frame->message == MESSAGE_LETTER && what == ASK_LETTERS) {
		f->letters[1] = x_realloc(f->letters[1], n + 1, sizeof(*f->letters[1]));
		rc = wire_read(frame, &f->letters[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_VERIFY_END && what == ASK_LETTERS) {
		struct wire_verify_end end;

		rc = wire_read(frame, &end, e);
		f->model.has_more_letters = rc == RC_OK && end.next[0] != '\0';
	} else if (frame->message == MESSAGE_FIGURE) {
		struct figure_row **rows = what == ASK_BOARD ? &f->board[1] : &f->today[1];

		*rows = x_realloc(*rows, n + 1, sizeof(**rows));
		rc = wire_read(frame, *rows + n, e);
		f->arriving[what]++;
	}
	if (rc == RC_OK && frame->is_end)
		*news = NEWS_MODEL;
	return rc;
}

/* The lists that have come whole become what is shown. */
static void
show_rows(struct feed *f, enum feed_ask what)
{
	struct desk_model *m = &f->model;

	if (what == ASK_OUTBOX) {
		free(f->outbox[0]);
		m->outbox = f->outbox[0] = f->outbox[1];
		m->outbox_count = f->arriving[what];
		f->outbox[1] = NULL;
	} else if (what == ASK_HANDOVERS) {
		free(f->handovers[0]);
		m->handovers = f->handovers[0] = f->handovers[1];
		m->handover_count = f->arriving[what];
		f->handovers[1] = NULL;
	} else if (what == ASK_UNSORTED) {
		free(f->unsorted[0]);
		m->unsorted = f->unsorted[0] = f->unsorted[1];
		m->unsorted_count = f->arriving[what];
		f->unsorted[1] = NULL;
	} else if (what == ASK_STAFF) {
		free(f->staff[0]);
		m->staff = f->staff[0] = f->staff[1];
		m->staff_count = f->arriving[what];
		f->staff[1] = NULL;
	} else if (what == ASK_CHANNELS) {
		free(f->channels[0]);
		m->channels = f->channels[0] = f->channels[1];
		m->channel_count = f->arriving[what];
		f->channels[1] = NULL;
	} else if (what == ASK_RECENT) {
		free(f->recent[0]);
		m->recent = f->recent[0] = f->recent[1];
		m->recent_count = f->arriving[what];
		f->recent[1] = NULL;
	} else if (what == ASK_RULES) {
		free(f->rules[0]);
		m->rules = f->rules[0] = f->rules[1];
		m->rule_count = f->arriving[what];
		f->rules[1] = NULL;
	} else if (what == ASK_SAVED) {
		free(f->saved[0]);
		m->saved = f->saved[0] = f->saved[1];
		m->saved_count = f->arriving[what];
		f->saved[1] = NULL;
	} else if (what == ASK_LETTERS) {
		free(f->letters[0]);
		m->letters = f->letters[0] = f->letters[1];
		m->letter_count = f->arriving[what];
		f->letters[1] = NULL;
	} else if (what == ASK_OUTAGES) {
		free(f->outages[0]);
		m->outages = f->outages[0] = f->outages[1];
		m->outage_count = f->arriving[what];
		f->outages[1] = NULL;
	} else if (what == ASK_LESSONS) {
		m->lesson_uses = f->lesson_uses;
	} else if (what == ASK_BOARD) {
		free(f->board[0]);
		m->board = f->board[0] = f->board[1];
		m->board_count = f->arriving[what];
		f->board[1] = NULL;
	} else if (what == ASK_TODAY) {
		free(f->today[0]);
		m->today = f->today[0] = f->today[1];
		m->today_count = f->arriving[what];
		f->today[1] = NULL;
	}
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
	enum rc rc;

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
	if (what == ASK_LIST)
		rc = take_list(f, frame, &news, e);
	else if (what == ASK_CASE)
		rc = take_case(f, frame, &news, e);
	else if (what == ASK_WHY)
		rc = take_why(f, frame, &news, e);
	else if (what == ASK_REPORT)
		rc = feed_take_report(f, frame, &news, e);
	else if (what == ASK_WAITS)
		rc = feed_take_waits(f, frame, &news, e);
	else if (what == ASK_ANSWERS || what == ASK_QUESTIONS)
		rc = feed_take_answers(f, (enum feed_ask)what, frame, &news, e);
	else if (what == ASK_CONSULT)
		rc = feed_take_consult(f, frame, &news, e);
	else if (what == ASK_CALL)
		rc = feed_take_call(f, frame, &news, e);
	else if (what == ASK_LETTER)
		rc = take_letter(f, frame, &news, e);
	else if (what == ASK_RELEASES || what == ASK_RELEASE)
		rc = feed_take_release(f, (enum feed_ask)what, frame, &news, e);
	else if (what == ASK_BATCHES || what == ASK_BATCH_ITEMS)
		rc = feed_take_batches(f, (enum feed_ask)what, frame, &news, e);
	else if (what == ASK_CALENDAR)
		rc = take_calendar(f, frame, &news, e);
	else if (what == ASK_RAW)
		rc = take_raw(f, frame, &news, e);
	else if (what == ASK_MARKED)
		rc = feed_take_marked(f, frame, &news, e);
	else if (feed_is_national((enum feed_ask)what))
		rc = feed_take_national(f, (enum feed_ask)what, frame, &news, e);
	else if (what == ASK_MATCHES)
		rc = feed_take_matches(f, frame, &news, e);
	else
		rc = take_row(f, (enum feed_ask)what, frame, &news, e);
	if (rc != RC_OK)
		return NEWS_TROUBLE;
	if (frame->is_end) {
		if (what != ASK_LIST && what != ASK_BATCH_ITEMS)
			f->tags[what] = 0;
		show_rows(f, (enum feed_ask)what);
	}
	return news;
}
