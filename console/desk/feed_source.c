/* SPDX-License-Identifier: ISC */
/* Who asks for each thing that the feed keeps, and who takes its answer. */
#include <stdio.h>
#include <string.h>

#include "console/desk/feed_part.h"
#include "console/desk/order.h"
#include "storage/text.h"

#define LETTER_ROWS 200

static void
ask_list(struct feed *f, enum feed_ask what)
{
	bool is_first = f->is_other_list && f->fresh.count == 0;
	struct wire_list list = { .limit = is_first ? FEED_FIRST_ROWS : FEED_PAGE_ROWS };

	(void)str_fill(list.query, sizeof(list.query), f->query);
	(void)str_fill(list.sort, sizeof(list.sort), order_name(f->model.queue.sort));
	(void)str_fill(list.after, sizeof(list.after),
	    f->is_refilling ? f->fresh.next : f->list.next);
	f->incoming_count = 0;
	f->tags[what] = link_send(f->link, MESSAGE_LIST, &list);
}

static void
ask_case(struct feed *f, enum feed_ask what)
{
	struct wire_show show = { .is_refresh = f->detail.has_case };

	if (f->open_id == OPEN_BY_NUMBER)
		(void)str_fill(show.number, sizeof(show.number), f->open_number);
	else
		(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)f->open_id);
	case_reader_release(&f->reading);
	f->tags[what] = link_send(f->link, MESSAGE_SHOW, &show);
}

static void
ask_why(struct feed *f, enum feed_ask what)
{
	struct wire_show show = { .number = "" };

	(void)snprintf(show.number, sizeof(show.number), "%lld", (long long)f->why_id);
	why_reader_release(&f->why);
	f->tags[what] = link_send(f->link, MESSAGE_WHY, &show);
}

static void
ask_raw(struct feed *f, enum feed_ask what)
{
	buf_clear(&f->raw[1]);
	f->tags[what] = link_send(f->link, MESSAGE_UNSORTED_SHOW,
	    &(struct wire_number){ .number = f->raw_id });
}

static void
ask_letters(struct feed *f, enum feed_ask what)
{
	f->tags[what] = link_send(f->link, MESSAGE_LETTER_LIST,
	    &(struct wire_verify){ .limit = LETTER_ROWS });
}

static void
ask_letter(struct feed *f, enum feed_ask what)
{
	buf_clear(&f->letter[1]);
	f->tags[what] = link_send(f->link, MESSAGE_LETTER_SHOW,
	    &(struct wire_number){ .number = f->letter_id });
}

static void
ask_releases(struct feed *f, enum feed_ask what)
{
	f->tags[what] = link_send(f->link, MESSAGE_FORM_RELEASES,
	    &(struct wire_form_ask){ .limit = LETTER_ROWS });
}

static void
ask_release(struct feed *f, enum feed_ask what)
{
	f->tags[what] = link_send(f->link, MESSAGE_FORM_RELEASE_SHOW,
	    &(struct wire_number){ .number = f->release_id });
}

static void
ask_calendar(struct feed *f, enum feed_ask what)
{
	calendar_reader_release(&f->calendar[1]);
	f->tags[what] = link_send(f->link, MESSAGE_CALENDAR, &(struct wire_calendar){ false });
}

static void
ask_figures(struct feed *f, enum feed_ask what)
{
	struct wire_figures figures = { .screen = "" };

	(void)str_fill(figures.screen, sizeof(figures.screen),
	    what == ASK_BOARD ? "board" : "today");
	f->tags[what] = link_send(f->link, MESSAGE_FIGURES, &figures);
}

static void
ask_lessons(struct feed *f, enum feed_ask what)
{
	memset(f->lesson_uses, 0, sizeof(f->lesson_uses));
	f->tags[what] = link_send(f->link, MESSAGE_LESSON_LIST, &(struct wire_ok){ 0 });
}

const struct feed_source feed_sources[ASK__COUNT] = {
	[ASK_LIST] = { ask_list, feed_take_list },
	[ASK_CASE] = { ask_case, feed_take_case },
	[ASK_OUTBOX] = { feed_rows_ask, feed_rows_take },
	[ASK_HANDOVERS] = { feed_rows_ask, feed_rows_take },
	[ASK_UNSORTED] = { feed_rows_ask, feed_rows_take },
	[ASK_STAFF] = { feed_rows_ask, feed_rows_take },
	[ASK_WHY] = { ask_why, feed_take_why },
	[ASK_CALL] = { feed_ask_call, feed_take_call },
	[ASK_RAW] = { ask_raw, feed_take_raw },
	[ASK_CHANNELS] = { feed_rows_ask, feed_rows_take },
	[ASK_RECENT] = { feed_rows_ask, feed_rows_take },
	[ASK_SAVED] = { feed_rows_ask, feed_rows_take },
	[ASK_RULES] = { feed_rows_ask, feed_rows_take },
	[ASK_ANSWERS] = { feed_ask_answers, feed_take_answers },
	[ASK_QUESTIONS] = { feed_ask_answers, feed_take_answers },
	[ASK_MARKED] = { feed_ask_marked, feed_take_marked },
	[ASK_MATCHES] = { feed_ask_matches, feed_take_matches },
	[ASK_OUTAGES] = { feed_rows_ask, feed_rows_take },
	[ASK_BATCHES] = { feed_rows_ask, feed_rows_take },
	[ASK_BATCH_ITEMS] = { feed_ask_batch_items, feed_take_batch_items },
	[ASK_LETTERS] = { ask_letters, feed_take_letters },
	[ASK_LETTER] = { ask_letter, feed_take_letter },
	[ASK_RELEASES] = { ask_releases, feed_rows_take },
	[ASK_RELEASE] = { ask_release, feed_take_release },
	[ASK_CALENDAR] = { ask_calendar, feed_take_calendar },
	[ASK_BOARD] = { ask_figures, feed_rows_take },
	[ASK_TODAY] = { ask_figures, feed_rows_take },
	[ASK_WAITS] = { feed_ask_waits, feed_take_waits },
	[ASK_CONSULT] = { feed_ask_consult, feed_take_consult },
	[ASK_NEEDS] = { feed_ask_national, feed_take_national },
	[ASK_TASKS] = { feed_ask_national, feed_take_national },
	[ASK_NEED] = { feed_ask_national, feed_take_national },
	[ASK_RECONCILE] = { feed_ask_national, feed_rows_take },
	[ASK_RECONCILE_CASES] = { feed_ask_national, feed_rows_take },
	[ASK_RECONCILE_ROUND] = { feed_ask_national, feed_take_national },
	[ASK_REPORT] = { feed_ask_report, feed_take_report },
	[ASK_LESSONS] = { ask_lessons, feed_take_lessons },
};
