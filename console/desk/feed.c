/* SPDX-License-Identifier: ISC */
#include "console/desk/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/order.h"
#include "storage/clock.h"
#include "storage/text.h"

#define LETTER_ROWS 200
#define OUTBOX_ROWS 200
#define RECENT_ROWS 50
#define MINUTE_SEC 60
#define OPEN_BY_NUMBER INT64_C(-1)

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
	for (size_t i = 0; i < 2; i++) {
		free(f->handovers[i]);
		free(f->outbox[i]);
		free(f->unsorted[i]);
		free(f->staff[i]);
		free(f->channels[i]);
		free(f->saved[i]);
		free(f->rules[i]);
		free(f->recent[i]);
		free(f->outages[i]);
		free(f->letters[i]);
		buf_release(&f->letter[i]);
		free(f->releases[i]);
		free(f->release_changes[i]);
		calendar_reader_release(&f->calendar[i]);
		free(f->board[i]);
		free(f->today[i]);
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
	f->is_due[ASK_WHY] = f->is_due[ASK_WHY] || f->tags[ASK_WHY] != 0;
	f->is_due[ASK_CALL] = f->is_due[ASK_CALL] || f->tags[ASK_CALL] != 0;
	f->is_due[ASK_RAW] = f->is_due[ASK_RAW] || f->tags[ASK_RAW] != 0;
	f->is_due[ASK_ANSWERS] = f->is_due[ASK_ANSWERS] || f->tags[ASK_ANSWERS] != 0;
	f->is_due[ASK_NEED] = f->is_due[ASK_NEED] || f->tags[ASK_NEED] != 0;
	f->model.is_reconciling = false;
	f->is_due[ASK_LETTER] = f->is_due[ASK_LETTER] || f->tags[ASK_LETTER] != 0;
	f->is_due[ASK_RELEASE] = f->is_due[ASK_RELEASE] || f->tags[ASK_RELEASE] != 0;
	f->is_due[ASK_MATCHES] = f->is_due[ASK_MATCHES] || f->tags[ASK_MATCHES] != 0;
	for (size_t i = 0; i < ASK__COUNT; i++)
		f->tags[i] = 0;
	f->is_seeking_end = false;
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
ask_list(struct feed *f)
{
	bool is_first = f->is_other_list && f->fresh.count == 0;
	struct wire_list list = { .limit = is_first ? FEED_FIRST_ROWS : FEED_PAGE_ROWS };

	(void)str_fill(list.query, sizeof(list.query), f->query);
	(void)str_fill(list.sort, sizeof(list.sort), order_name(f->model.queue.sort));
	(void)str_fill(list.after, sizeof(list.after),
	    f->is_refilling ? f->fresh.next : f->list.next);
	f->incoming_count = 0;
	f->tags[ASK_LIST] = link_send(f->link, MESSAGE_LIST, &list);
}

static void
ask_case(struct feed *f)
{
	struct wire_show show = { .is_refresh = f->detail.has_case };

	if (f->open_id == OPEN_BY_NUMBER)
		(void)str_fill(show.number, sizeof(show.number), f->open_number);
	else
		(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)f->open_id);
	case_reader_release(&f->reading);
	f->tags[ASK_CASE] = link_send(f->link, MESSAGE_SHOW, &show);
}

static void
ask_why(struct feed *f)
{
	struct wire_show show = { .number = "" };

	(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)f->why_id);
	why_reader_release(&f->why);
	f->tags[ASK_WHY] = link_send(f->link, MESSAGE_WHY, &show);
}

static void
ask(struct feed *f, enum feed_ask what)
{
	struct wire_page page = { .limit = OUTBOX_ROWS };
	struct wire_figures figures = { .screen = "" };

	f->is_due[what] = false;
	(void)str_fill(page.state, sizeof(page.state),
	    what == ASK_OUTBOX ? f->outbox_state : f->unsorted_state);
	(void)str_fill(figures.screen, sizeof(figures.screen),
	    what == ASK_BOARD ? "board" : "today");
	f->arriving[what] = 0;
	switch (what) {
	case ASK_LIST:
		ask_list(f);
		break;
	case ASK_CASE:
		ask_case(f);
		break;
	case ASK_HANDOVERS:
		f->tags[what] = link_send(f->link, MESSAGE_HANDOVER_LIST,
		    &(struct wire_page){ .limit = OUTBOX_ROWS });
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
	case ASK_WHY:
		ask_why(f);
		break;
	case ASK_REPORT:
		feed_ask_report(f);
		break;
	case ASK_RAW:
		buf_clear(&f->raw[1]);
		f->tags[what] = link_send(f->link, MESSAGE_UNSORTED_SHOW,
		    &(struct wire_number){ .number = f->raw_id });
		break;
	case ASK_CALL:
		feed_ask_call(f);
		break;
	case ASK_CHANNELS:
		f->tags[what] = link_send(f->link, MESSAGE_CHANNEL_LIST, &(struct wire_ok){ 0 });
		break;
	case ASK_RECENT:
		f->tags[what] = link_send(f->link, MESSAGE_RECENT,
		    &(struct wire_page){ .limit = RECENT_ROWS });
		break;
	case ASK_RULES:
		f->tags[what] = link_send(f->link, MESSAGE_RULE_LIST, &(struct wire_ok){ 0 });
		break;
	case ASK_SAVED:
		f->tags[what] = link_send(f->link, MESSAGE_SAVED_LIST, &(struct wire_ok){ 0 });
		break;
	case ASK_MARKED:
		feed_ask_marked(f);
		break;
	case ASK_MATCHES:
		feed_ask_matches(f);
		break;
	case ASK_BATCHES:
	case ASK_BATCH_ITEMS:
		feed_ask_batches(f, what);
		break;
	case ASK_LETTERS:
		f->tags[what] = link_send(f->link, MESSAGE_LETTER_LIST,
		    &(struct wire_verify){ .limit = LETTER_ROWS });
		break;
	case ASK_LETTER:
		buf_clear(&f->letter[1]);
		f->tags[what] = link_send(f->link, MESSAGE_LETTER_SHOW,
		    &(struct wire_number){ .number = f->letter_id });
		break;
	case ASK_RELEASES:
		f->tags[what] = link_send(f->link, MESSAGE_FORM_RELEASES,
		    &(struct wire_form_ask){ .limit = LETTER_ROWS });
		break;
	case ASK_RELEASE:
		f->tags[what] = link_send(f->link, MESSAGE_FORM_RELEASE_SHOW,
		    &(struct wire_number){ .number = f->release_id });
		break;
	case ASK_CALENDAR:
		calendar_reader_release(&f->calendar[1]);
		f->tags[what] = link_send(f->link, MESSAGE_CALENDAR,
		    &(struct wire_calendar){ false });
		break;
	case ASK_OUTAGES:
		f->tags[what] = link_send(f->link, MESSAGE_OUTAGE_LIST, &page);
		break;
	case ASK_NEEDS:
	case ASK_TASKS:
	case ASK_NEED:
	case ASK_RECONCILE:
	case ASK_RECONCILE_CASES:
	case ASK_RECONCILE_ROUND:
		feed_ask_national(f, what);
		break;
	case ASK_LESSONS:
		memset(f->lesson_uses, 0, sizeof(f->lesson_uses));
		f->tags[what] = link_send(f->link, MESSAGE_LESSON_LIST, &(struct wire_ok){ 0 });
		break;
	case ASK_WAITS:
		feed_ask_waits(f);
		break;
	case ASK_ANSWERS:
	case ASK_QUESTIONS:
		feed_ask_answers(f, what);
		break;
	case ASK_CONSULT:
		feed_ask_consult(f);
		break;
	case ASK_BOARD:
	case ASK_TODAY:
		f->tags[what] = link_send(f->link, MESSAGE_FIGURES, &figures);
		break;
	case ASK__COUNT:
		break;
	}
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
