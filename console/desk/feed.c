/* SPDX-License-Identifier: ISC */
#include "console/desk/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "storage/clock.h"
#include "storage/text.h"

#define OUTBOX_ROWS 200
#define CLOCK_SLACK_SEC 120	/* closer to the wall clock than this: it is it */

static const char *const sort_words[SORT__COUNT] = {
	[SORT_DUE] = "due",
	[SORT_ARRIVED] = "arrived",
};

void
feed_init(struct feed *f, struct link *link)
{
	*f = (struct feed){ .link = link };
	f->list.total = f->model.queue.total = -1;
	f->model.link = LINK_WAITING;
	f->model.queue.query = f->query;
	f->model.queue.query_fault = f->query_fault;
	f->is_shown[ASK_LIST] = f->is_due[ASK_LIST] = true;
	f->is_shown[ASK_STAFF] = f->is_due[ASK_STAFF] = true;
	f->is_refilling = f->is_other_list = true;
	f->want_rows = FEED_PAGE_ROWS;
}

void
feed_release(struct feed *f)
{
	feed_list_release(&f->list);
	feed_list_release(&f->fresh);
	case_reader_release(&f->detail);
	case_reader_release(&f->reading);
	free(f->incoming);
	for (size_t i = 0; i < 2; i++) {
		free(f->outbox[i]);
		free(f->unsorted[i]);
		free(f->staff[i]);
	}
}

void
feed_clock(struct feed *f)
{
	if (f->has_wall_clock)
		f->model.now_at = clock_wall();
}

void
feed_welcome(struct feed *f)
{
	const struct wire_welcome *w = link_welcome(f->link);
	int64_t lead_sec = w->now_at - clock_wall();

	f->model.who = w->who;
	f->model.is_practice = w->is_practice;
	f->model.now_at = w->now_at;
	f->model.link = LINK_UP;
	f->has_wall_clock = lead_sec > -CLOCK_SLACK_SEC && lead_sec < CLOCK_SLACK_SEC;
	feed_refresh(f);
}

void
feed_lost(struct feed *f)
{
	for (size_t i = 0; i < ASK__COUNT; i++)
		f->tags[i] = 0;
	f->is_seeking_end = false;
	f->model.link = LINK_RECONNECTING;
}

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

/* Begins to read the window again from a page on, until it has rows. */
static void
refill(struct feed *f, size_t from, size_t rows)
{
	feed_list_release(&f->fresh);
	feed_list_begin(&f->fresh, &f->list, from);
	f->is_refilling = true;
	f->want_rows = rows < FEED_PAGE_ROWS ? FEED_PAGE_ROWS : rows;
	f->is_due[ASK_LIST] = true;
	f->tags[ASK_LIST] = 0;
}

static void
other_list(struct feed *f)
{
	struct feed_list none = { .total = -1 };

	feed_list_release(&f->fresh);
	f->fresh = none;
	f->is_refilling = f->is_other_list = true;
	f->is_seeking_end = false;
	f->want_rows = FEED_PAGE_ROWS;
	f->is_due[ASK_LIST] = true;
	f->tags[ASK_LIST] = 0;
}

void
feed_query(struct feed *f, const char *query)
{
	(void)str_fill(f->query, sizeof(f->query), str_or_empty(query));
	f->query_fault[0] = '\0';
	other_list(f);
}

void
feed_sort(struct feed *f, enum queue_sort sort)
{
	f->model.queue.sort = sort;
	other_list(f);
}

void
feed_rows_first(struct feed *f)
{
	refill(f, 0, FEED_PAGE_ROWS);
}

void
feed_rows_forward(struct feed *f)
{
	if (f->is_refilling || f->list.next[0] == '\0')
		return;
	f->is_due[ASK_LIST] = true;
}

void
feed_rows_back(struct feed *f)
{
	if (!f->is_refilling && f->list.from > 0)
		refill(f, f->list.from - 1, FEED_WINDOW_ROWS);
}

void
feed_rows_last(struct feed *f)
{
	f->is_seeking_end = true;
	feed_rows_forward(f);
}

void
feed_open(struct feed *f, int64_t case_id)
{
	if (f->open_id != case_id)
		feed_close(f);
	f->open_id = case_id;
	f->is_due[ASK_CASE] = f->is_shown[ASK_CASE] = true;
	f->tags[ASK_CASE] = 0;
}

void
feed_close(struct feed *f)
{
	f->open_id = 0;
	f->model.detail = NULL;
	f->is_due[ASK_CASE] = f->is_shown[ASK_CASE] = false;
	f->tags[ASK_CASE] = 0;
	case_reader_release(&f->detail);
	case_reader_release(&f->reading);
}

void
feed_want(struct feed *f, enum feed_ask ask)
{
	f->is_shown[ask] = f->is_due[ask] = true;
}

void
feed_refresh(struct feed *f)
{
	for (size_t i = 0; i < ASK__COUNT; i++)
		f->is_due[i] = f->is_shown[i];
	if (!f->is_refilling || f->tags[ASK_LIST] == 0)
		refill(f, f->list.from, f->list.count);
}

bool
feed_is_awaited(const struct feed *f)
{
	bool is_case_to_come = f->open_id != 0 && f->model.detail == NULL;

	return f->model.link == LINK_UP && (f->is_other_list || is_case_to_come);
}

static void
ask_list(struct feed *f)
{
	struct wire_list list = { .limit = FEED_PAGE_ROWS };

	(void)str_fill(list.query, sizeof(list.query), f->query);
	(void)str_fill(list.sort, sizeof(list.sort), sort_words[f->model.queue.sort]);
	(void)str_fill(list.after, sizeof(list.after),
	    f->is_refilling ? f->fresh.next : f->list.next);
	f->incoming_count = 0;
	f->tags[ASK_LIST] = link_send(f->link, MESSAGE_LIST, &list);
}

static void
ask_case(struct feed *f)
{
	struct wire_show show = { .is_refresh = f->detail.has_case };

	(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)f->open_id);
	case_reader_release(&f->reading);
	f->tags[ASK_CASE] = link_send(f->link, MESSAGE_SHOW, &show);
}

static void
ask(struct feed *f, enum feed_ask what)
{
	struct wire_page page = { .limit = OUTBOX_ROWS };

	f->is_due[what] = false;
	f->arriving[what] = 0;
	switch (what) {
	case ASK_LIST:
		ask_list(f);
		break;
	case ASK_CASE:
		ask_case(f);
		break;
	case ASK_OUTBOX:
		f->tags[what] = link_send(f->link, MESSAGE_OUTBOX_LIST, &page);
		break;
	case ASK_UNSORTED:
		f->tags[what] = link_send(f->link, MESSAGE_UNSORTED_LIST, &page);
		break;
	case ASK_STAFF:
		f->tags[what] = link_send(f->link, MESSAGE_STAFF_LIST, &(struct wire_ok){ 0 });
		break;
	case ASK__COUNT:
		break;
	}
}

int
feed_tick(struct feed *f)
{
	int64_t now_ms = clock_monotonic_ms();
	int64_t left_ms = f->asked_at_ms + FEED_PAUSE_MS - now_ms;

	if (f->model.link == LINK_RECONNECTING || link_fd(f->link) < 0)
		return -1;
	if (f->has_changes && left_ms <= 0 && f->tags[ASK_LIST] == 0) {
		f->has_changes = false;
		f->asked_at_ms = now_ms;
		feed_refresh(f);
	}
	for (size_t i = 0; i < ASK__COUNT; i++)
		if (f->is_due[i] && f->tags[i] == 0)
			ask(f, (enum feed_ask)i);
	if (!f->has_changes)
		return -1;
	return left_ms > 0 ? (int)left_ms : FEED_PAUSE_MS;
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
	bool has_more = end->next[0] != '\0';

	f->tags[ASK_LIST] = 0;
	if (end->fault_column > 0) {
		(void)snprintf(f->query_fault, sizeof(f->query_fault), "%d: %s",
		    end->fault_column, end->fault);
		f->is_refilling = f->is_other_list = false;
		return NEWS_MODEL;
	}
	feed_list_add(to, f->incoming, f->incoming_count, end);
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
	if (has_more && (f->incoming_count == 0 || f->is_seeking_end))
		f->is_due[ASK_LIST] = true;
	else
		f->is_seeking_end = false;
	feed_list_trim(&f->list);
	show_list(f);
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
	return RC_OK;
}

/* The three plain lists: a row goes behind those on their way; at the end they
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
	} else if (frame->message == MESSAGE_UNSORTED_ROW && what == ASK_UNSORTED) {
		f->unsorted[1] = x_realloc(f->unsorted[1], n + 1, sizeof(*f->unsorted[1]));
		rc = wire_read(frame, &f->unsorted[1][n], e);
		f->arriving[what]++;
	} else if (frame->message == MESSAGE_STAFF_ROW && what == ASK_STAFF) {
		f->staff[1] = x_realloc(f->staff[1], n + 1, sizeof(*f->staff[1]));
		rc = wire_read(frame, &f->staff[1][n], e);
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
	}
}

/* The request failed: what was shown stays. */
static enum feed_news
take_trouble(struct feed *f, enum feed_ask what, const struct wire_frame *frame, struct err *e)
{
	(void)!link_told(frame, e);
	f->tags[what] = 0;
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
	else
		rc = take_row(f, (enum feed_ask)what, frame, &news, e);
	if (rc != RC_OK)
		return NEWS_TROUBLE;
	if (frame->is_end) {
		if (what != ASK_LIST)
			f->tags[what] = 0;
		show_rows(f, (enum feed_ask)what);
	}
	return news;
}
