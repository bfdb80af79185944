/* SPDX-License-Identifier: ISC */
#include "console/desk/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/feed_part.h"
#include "storage/clock.h"
#include "storage/text.h"

#define MINUTE_SEC 60

void
feed_init(struct feed *f, struct link *link)
{
	*f = (struct feed){ .link = link };
	f->list.total = f->model.queue.total = -1;
	f->model.link = LINK_WAITING;
	f->model.outbox_state = f->outbox_state;
	f->model.unsorted_state = f->unsorted_state;
	f->model.queue.query = f->query;
	f->model.queue.query_fault = f->query_fault;
	f->is_shown[ASK_LIST] = f->is_due[ASK_LIST] = true;
	f->is_shown[ASK_STAFF] = f->is_due[ASK_STAFF] = true;
	f->is_refilling = f->is_other_list = true;
	f->want_rows = FEED_FIRST_ROWS;
}

void
feed_release(struct feed *f)
{
	feed_waits_release(f);
	feed_national_release(f);
	feed_list_release(&f->list);
	feed_list_release(&f->fresh);
	case_reader_release(&f->detail);
	case_reader_release(&f->reading);
	why_reader_release(&f->why);
	buf_release(&f->why_text);
	report_release(&f->report.report);
	buf_release(&f->report_text);
	feed_call_release(f);
	feed_consult_release(f);
	feed_answers_release(f);
	marks_release(&f->marks);
	free(f->incoming);
	feed_batches_release(f);
	feed_rows_release(f);
	for (size_t i = 0; i < 2; i++) {
		buf_release(&f->letter[i]);
		free(f->release_changes[i]);
		calendar_reader_release(&f->calendar[i]);
		buf_release(&f->raw[i]);
	}
}

bool
feed_clock(struct feed *f)
{
	int64_t before_at = f->model.now_at;

	if (f->is_clock_real)
		f->model.now_at = clock_wall();
	if (f->model.now_at / MINUTE_SEC == before_at / MINUTE_SEC)
		return false;
	/* What is near its due is another each minute, though nothing changed. */
	f->is_due[ASK_BOARD] = f->is_due[ASK_BOARD] || f->is_shown[ASK_BOARD];
	f->is_due[ASK_TODAY] = f->is_due[ASK_TODAY] || f->is_shown[ASK_TODAY];
	f->is_due[ASK_WAITS] = f->is_due[ASK_WAITS] || f->is_shown[ASK_WAITS];
	f->is_due[ASK_CONSULT] = f->is_due[ASK_CONSULT] || f->is_shown[ASK_CONSULT];
	return true;
}

int
feed_minute_ms(const struct feed *f)
{
	return f->is_clock_real ? (int)(MINUTE_SEC - clock_wall() % MINUTE_SEC) * 1000 : -1;
}

void
feed_welcome(struct feed *f)
{
	const struct wire_welcome *w = link_welcome(f->link);

	if (f->model.who.id == 0)
		f->model.queue.columns = w->who.role;
	f->model.who = w->who;
	f->model.is_practice = w->is_practice;
	f->model.now_at = w->now_at;
	f->model.link = LINK_UP;
	f->is_clock_real = w->is_clock_real;
	f->is_due[ASK_LESSONS] = true;
	feed_refresh(f);
}

void
feed_lost(struct feed *f)
{
	/* These are read once, so nobody else would ask for them again. */
	static const enum feed_ask once[] = { ASK_WHY, ASK_CALL, ASK_RAW, ASK_ANSWERS, ASK_NEED,
		ASK_LETTER, ASK_RELEASE, ASK_MATCHES };

	for (size_t i = 0; i < sizeof(once) / sizeof(once[0]); i++)
		f->is_due[once[i]] = f->is_due[once[i]] || f->tags[once[i]] != 0;
	for (size_t i = 0; i < ASK__COUNT; i++)
		f->tags[i] = 0;
	f->is_seeking_end = false;
	f->model.is_reconciling = false;
	f->model.link = LINK_RECONNECTING;
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
	f->want_rows = FEED_FIRST_ROWS;
	f->is_due[ASK_LIST] = true;
	f->tags[ASK_LIST] = 0;
}

void
feed_query(struct feed *f, const char *query)
{
	(void)str_fill(f->query, sizeof(f->query), str_or_empty(query));
	f->query_fault[0] = '\0';
	f->is_due[ASK_MARKED] = f->marks.count > 0;
	f->tags[ASK_MARKED] = 0;
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
feed_open_number(struct feed *f, const char *number)
{
	feed_open(f, OPEN_BY_NUMBER);
	(void)str_fill(f->open_number, sizeof(f->open_number), number);
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
feed_read_once(struct feed *f, enum feed_ask ask)
{
	f->is_due[ask] = true;
}

void
feed_want(struct feed *f, enum feed_ask ask)
{
	f->is_shown[ask] = f->is_due[ask] = true;
}

void
feed_why(struct feed *f, int64_t case_id)
{
	f->why_id = case_id;
	f->model.why = NULL;
	f->is_due[ASK_WHY] = true;
	f->tags[ASK_WHY] = 0;
}

void
feed_raw(struct feed *f, int64_t id)
{
	feed_raw_close(f);
	f->raw_id = id;
	f->is_due[ASK_RAW] = true;
}

void
feed_letter(struct feed *f, int64_t id)
{
	f->letter_id = id;
	f->model.letter_row = NULL;
	f->model.letter_text = NULL;
	f->is_due[ASK_LETTER] = true;
	f->tags[ASK_LETTER] = 0;
}

void
feed_raw_close(struct feed *f)
{
	f->raw_id = 0;
	f->is_due[ASK_RAW] = false;
	f->tags[ASK_RAW] = 0;
	f->model.raw = NULL;
	f->model.raw_row = NULL;
	buf_release(&f->raw[0]);
	buf_release(&f->raw[1]);
}

void
feed_refresh(struct feed *f)
{
	f->has_changes = false;
	for (size_t i = 0; i < ASK__COUNT; i++)
		f->is_due[i] = f->is_due[i] || f->is_shown[i];
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
ask(struct feed *f, enum feed_ask what)
{
	f->is_due[what] = false;
	f->arriving[what] = 0;
	feed_sources[what].ask(f, what);
}

/* How long to wait between two refreshes: a window of several pages costs the
 * office as many times more, and fifty desks ask at once. */
static int64_t
pause_ms(const struct feed *f)
{
	int64_t pages = (int64_t)((f->list.count + FEED_PAGE_ROWS - 1) / FEED_PAGE_ROWS);

	return FEED_PAUSE_MS * (pages < 1 ? 1 : pages);
}

int
feed_tick(struct feed *f)
{
	int64_t now_ms = clock_monotonic_ms();
	int64_t left_ms = f->asked_at_ms + pause_ms(f) - now_ms;

	if (f->model.link == LINK_RECONNECTING || link_fd(f->link) < 0)
		return -1;
	if (f->has_changes && !f->is_still && left_ms <= 0 && f->tags[ASK_LIST] == 0) {
		f->asked_at_ms = now_ms;
		feed_refresh(f);
	}
	for (size_t i = 0; i < ASK__COUNT; i++)
		if (f->is_due[i] && f->tags[i] == 0)
			ask(f, (enum feed_ask)i);
	if (!f->has_changes || f->is_still)
		return -1;
	return left_ms > 0 ? (int)left_ms : FEED_PAUSE_MS;
}
