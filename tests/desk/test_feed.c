/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "console/desk/feed.h"
#include "console/desk/feed_part.h"
#include "storage/text.h"
#include "tests/desk/played_office.h"

/* A feed on a played office. Its first requests are the list (tag 2) and the
 * staff (tag 3). */
struct world {
	struct played_office office;
	struct link *link;
	struct feed feed;
};

static void
begin(struct world *w)
{
	struct wire_frame frame;

	played_start(&w->office);
	w->link = played_link(&w->office);
	feed_init(&w->feed, w->link);
	feed_welcome(&w->feed);
	assert_int_equal(feed_tick(&w->feed), -1);
	assert_int_equal(link_pump(w->link, NULL), RC_OK);
	played_hear(&w->office, &frame);
	assert_int_equal(frame.message, MESSAGE_HELLO);
}

static void
end(struct world *w)
{
	feed_release(&w->feed);
	link_close(w->link);
	played_end(&w->office);
}

/* Sends what is due and takes what has come; returns the last news. */
static enum feed_news
turn(struct world *w)
{
	enum feed_news last = NEWS_NONE;
	struct wire_frame frame;
	struct err e;

	assert_int_equal(link_pump(w->link, NULL), RC_OK);
	while (link_take(w->link, &frame, NULL) == RC_OK) {
		enum feed_news news = feed_take(&w->feed, &frame, &e);

		last = news != NEWS_NONE ? news : last;
	}
	(void)feed_tick(&w->feed);
	assert_int_equal(link_pump(w->link, NULL), RC_OK);
	return last;
}

/* The next list request: where it begins. Other requests are passed over. */
static int64_t
hear_list(struct world *w, const char *query, const char *after)
{
	struct wire_frame frame;
	struct wire_list list;

	do {
		played_hear(&w->office, &frame);
	} while (frame.message != MESSAGE_LIST);
	assert_int_equal(wire_read(&frame, &list, NULL), RC_OK);
	assert_string_equal(list.query, query);
	assert_string_equal(list.after, after);
	return frame.tag;
}

/* Answers with rows first … last and the cursor behind them. */
static void
say_page(struct world *w, int64_t tag, int64_t first, int64_t last, const char *next)
{
	struct wire_list_end page_end = { .total = -1 };

	for (int64_t id = first; id <= last; id++) {
		struct case_row row = { .id = id };

		played_say(&w->office, MESSAGE_CASE_ROW, tag, false, &row);
	}
	(void)str_fill(page_end.next, sizeof(page_end.next), next);
	played_say(&w->office, MESSAGE_LIST_END, tag, true, &page_end);
}

static void
assert_window(const struct world *w, int64_t first_index, int64_t first_id, size_t count,
    bool has_before, bool has_after)
{
	const struct queue_model *q = &w->feed.model.queue;

	assert_int_equal(q->count, count);
	assert_int_equal(q->first, first_index);
	assert_int_equal(q->has_before, has_before);
	assert_int_equal(q->has_after, has_after);
	if (count > 0)
		assert_int_equal(q->rows[0].id, first_id);
}

static void
the_first_page_fills_the_window(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	say_page(&w, hear_list(&w, "", ""), 1, 200, "c200");
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_window(&w, 0, 1, 200, false, true);
	end(&w);
}

static void
a_page_that_came_short_is_followed_by_the_next(void **state)
{
	struct world w;

	(void)state;
	begin(&w);
	say_page(&w, hear_list(&w, "", ""), 1, 3, "c3");
	assert_int_equal(turn(&w), NEWS_NONE);
	say_page(&w, hear_list(&w, "", "c3"), 4, 5, "");
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_window(&w, 0, 1, 5, false, false);
	assert_int_equal(w.feed.model.queue.total, 5);
	end(&w);
}

/* Forward until the window is full, then its start goes; back brings it
 * again by the cursor that was kept. */
static void
the_window_moves_over_a_long_list(void **state)
{
	struct world w;
	char after[16] = "", next[16];
	int64_t id = 1;

	(void)state;
	begin(&w);
	for (int page = 1; page <= 12; page++, id += 200) {
		(void)snprintf(next, sizeof(next), "c%d", page);
		say_page(&w, hear_list(&w, "", after), id, id + 199, next);
		assert_int_equal(turn(&w), NEWS_MODEL);
		memcpy(after, next, sizeof(after));
		feed_rows_forward(&w.feed);
		(void)turn(&w);
	}
	assert_true(w.feed.model.queue.count <= FEED_WINDOW_ROWS + FEED_PAGE_ROWS);
	assert_true(w.feed.model.queue.has_before);
	assert_int_equal(w.feed.model.queue.rows[0].id, w.feed.model.queue.first + 1);
	end(&w);
}

static void
another_query_starts_at_the_top_and_its_fault_is_shown(void **state)
{
	struct wire_list_end fault = { .total = -1, .fault_column = 7, .fault = "no value" };
	struct world w;

	(void)state;
	begin(&w);
	say_page(&w, hear_list(&w, "", ""), 1, 5, "");
	(void)turn(&w);
	feed_query(&w.feed, "state:");
	(void)turn(&w);
	played_say(&w.office, MESSAGE_LIST_END, hear_list(&w, "state:", ""), true, &fault);
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_string_equal(w.feed.model.queue.query_fault, "column 7: There is nothing to look for here. Write a value.");
	assert_int_equal(w.feed.model.queue.count, 5);
	feed_query(&w.feed, "전입");
	assert_string_equal(w.feed.model.queue.query_fault, "");
	(void)turn(&w);
	say_page(&w, hear_list(&w, "전입", ""), 3, 3, "");
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_window(&w, 0, 3, 1, false, false);
	end(&w);
}

static void
the_order_shown_is_the_one_the_rows_came_in(void **state)
{
	static const struct { const char *told; enum queue_sort shown; } rows[] = {
		{ "new", SORT_NEW }, { "due", SORT_DUE }, { "arrived", SORT_ARRIVED },
		{ "", SORT_ARRIVED }, { "odd", SORT_ARRIVED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct wire_list_end page_end = { .total = 0 };
		struct world w;

		begin(&w);
		feed_sort(&w.feed, SORT_ARRIVED);
		(void)turn(&w);
		(void)hear_list(&w, "", "");
		(void)str_fill(page_end.order, sizeof(page_end.order), rows[i].told);
		played_say(&w.office, MESSAGE_LIST_END, hear_list(&w, "", ""), true, &page_end);
		assert_int_equal(turn(&w), NEWS_MODEL);
		assert_int_equal(w.feed.model.queue.order, rows[i].shown);
		assert_int_equal(w.feed.model.queue.sort, SORT_ARRIVED);
		end(&w);
	}
}

/* The played office is a practice one, whose clock stands. */
static void
only_a_real_clock_advances_between_two_welcomes(void **state)
{
	struct world w;
	int64_t now_at;

	(void)state;
	begin(&w);
	now_at = w.feed.model.now_at;
	assert_int_equal(feed_minute_ms(&w.feed), -1);
	assert_false(feed_clock(&w.feed));
	assert_int_equal(w.feed.model.now_at, now_at);
	w.feed.is_clock_real = true;
	assert_in_range(feed_minute_ms(&w.feed), 1000, 60000);
	assert_true(feed_clock(&w.feed));
	assert_int_not_equal(w.feed.model.now_at, now_at);
	end(&w);
}

/* An answer to a request that has been given up must not reach the list. */
static void
an_answer_to_the_filter_before_is_not_taken(void **state)
{
	struct world w;
	int64_t old;

	(void)state;
	begin(&w);
	old = hear_list(&w, "", "");
	feed_query(&w.feed, "x");
	(void)turn(&w);
	say_page(&w, old, 1, 5, "");
	assert_int_equal(turn(&w), NEWS_NONE);
	say_page(&w, hear_list(&w, "x", ""), 9, 9, "");
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_window(&w, 0, 9, 1, false, false);
	end(&w);
}

static void
a_change_reads_the_window_again_and_the_old_rows_stay_until_then(void **state)
{
	struct wire_number changes = { .number = 1 };
	struct world w;
	int64_t tag;

	(void)state;
	begin(&w);
	say_page(&w, hear_list(&w, "", ""), 1, 5, "");
	(void)turn(&w);
	w.feed.asked_at_ms = -FEED_PAUSE_MS;
	played_say(&w.office, MESSAGE_CHANGED, 0, true, &changes);
	(void)turn(&w);
	tag = hear_list(&w, "", "");
	assert_window(&w, 0, 1, 5, false, false);
	say_page(&w, tag, 2, 5, "");
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_window(&w, 0, 2, 4, false, false);
	end(&w);
}

/* Changes in a row are one refresh: after the first the feed asks to be called
 * again instead of sending. */
static void
changes_that_flow_are_gathered(void **state)
{
	struct wire_number changes = { .number = 1 };
	struct wire_frame frame;
	struct world w;
	int wait_ms;

	(void)state;
	begin(&w);
	say_page(&w, hear_list(&w, "", ""), 1, 5, "");
	(void)turn(&w);
	w.feed.asked_at_ms = INT64_MAX / 2;
	played_say(&w.office, MESSAGE_CHANGED, 0, true, &changes);
	played_say(&w.office, MESSAGE_CHANGED, 0, true, &changes);
	assert_int_equal(link_pump(w.link, NULL), RC_OK);
	while (link_take(w.link, &frame, NULL) == RC_OK)
		assert_int_equal(feed_take(&w.feed, &frame, NULL), NEWS_NONE);
	wait_ms = feed_tick(&w.feed);
	assert_true(wait_ms != -1);
	assert_true(w.feed.has_changes);
	assert_int_equal(w.feed.tags[ASK_LIST], 0);
	end(&w);
}

/* The next request of that kind; others are passed over. */
static int64_t
hear(struct world *w, enum message message)
{
	struct wire_frame frame;

	do {
		played_hear(&w->office, &frame);
	} while (frame.message != message);
	return frame.tag;
}

/* Looking at what was sent is recorded, so nothing looks again by itself. */
static void
what_was_sent_is_read_once_and_forgotten_when_closed(void **state)
{
	struct unsorted_row row = { .id = 4, .external_id = "G-1" };
	struct wire_piece first = { .text = "one " }, second = { .text = "two" };
	struct wire_ok ok = { 0 };
	struct world w;
	int64_t tag;

	(void)state;
	begin(&w);
	feed_raw(&w.feed, 4);
	(void)turn(&w);
	tag = hear(&w, MESSAGE_UNSORTED_SHOW);
	played_say(&w.office, MESSAGE_UNSORTED_ROW, tag, false, &row);
	played_say(&w.office, MESSAGE_PIECE, tag, false, &first);
	played_say(&w.office, MESSAGE_PIECE, tag, false, &second);
	assert_int_equal(turn(&w), NEWS_NONE);
	assert_null(w.feed.model.raw);
	played_say(&w.office, MESSAGE_OK, tag, true, &ok);
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_string_equal(w.feed.model.raw, "one two");
	assert_string_equal(w.feed.model.raw_row->external_id, "G-1");
	feed_refresh(&w.feed);
	(void)turn(&w);
	assert_int_equal(w.feed.tags[ASK_RAW], 0);
	feed_raw_close(&w.feed);
	assert_null(w.feed.model.raw);
	end(&w);
}

static void
the_channels_are_read_with_the_messages(void **state)
{
	struct channel_row row = { .code = "gov24", .is_enabled = true, .last_error = "away" };
	struct wire_ok ok = { 0 };
	struct world w;
	int64_t tag;

	(void)state;
	begin(&w);
	feed_want(&w.feed, ASK_CHANNELS);
	(void)turn(&w);
	tag = hear(&w, MESSAGE_CHANNEL_LIST);
	played_say(&w.office, MESSAGE_CHANNEL_ROW, tag, false, &row);
	played_say(&w.office, MESSAGE_OK, tag, true, &ok);
	assert_int_equal(turn(&w), NEWS_MODEL);
	assert_int_equal(w.feed.model.channel_count, 1);
	assert_string_equal(w.feed.model.channels[0].last_error, "away");
	end(&w);
}

static void
a_case_opens_when_it_is_whole_and_refreshes_without_a_new_record(void **state)
{
	struct answer answer = { .name = "a", .value = "one " };
	struct case_detail detail = { .row = { .id = 7, .version = 1 } };
	struct wire_piece piece = { .text = "two" };
	struct wire_ok ok = { 0 };
	struct wire_frame frame;
	struct wire_show show;
	struct world w;

	(void)state;
	begin(&w);
	feed_open(&w.feed, 7);
	(void)turn(&w);
	do {
		played_hear(&w.office, &frame);
	} while (frame.message != MESSAGE_SHOW);
	assert_int_equal(wire_read(&frame, &show, NULL), RC_OK);
	assert_false(show.is_refresh);
	played_say(&w.office, MESSAGE_CASE, frame.tag, false, &detail);
	played_say(&w.office, MESSAGE_ANSWER, frame.tag, false, &answer);
	played_say(&w.office, MESSAGE_PIECE, frame.tag, false, &piece);
	assert_int_equal(turn(&w), NEWS_NONE);
	assert_null(w.feed.model.detail);
	played_say(&w.office, MESSAGE_OK, frame.tag, true, &ok);
	assert_int_equal(turn(&w), NEWS_OPENED);
	assert_string_equal(w.feed.model.detail->answers[0].value, "one two");
	feed_refresh(&w.feed);
	(void)turn(&w);
	do {
		played_hear(&w.office, &frame);
	} while (frame.message != MESSAGE_SHOW);
	assert_int_equal(wire_read(&frame, &show, NULL), RC_OK);
	assert_true(show.is_refresh);
	feed_close(&w.feed);
	assert_null(w.feed.model.detail);
	end(&w);
}

static void
a_case_that_may_not_be_opened_says_why(void **state)
{
	struct wire_refused refused = { .reason = "unknown-case", .detail = "7" };
	struct wire_frame frame;
	struct world w;

	(void)state;
	begin(&w);
	feed_open(&w.feed, 7);
	(void)turn(&w);
	do {
		played_hear(&w.office, &frame);
	} while (frame.message != MESSAGE_SHOW);
	played_say(&w.office, MESSAGE_REFUSED, frame.tag, true, &refused);
	assert_int_equal(turn(&w), NEWS_TROUBLE);
	assert_null(w.feed.model.detail);
	assert_int_equal(w.feed.open_id, 0);
	end(&w);
}

static void
each_thing_has_who_asks_for_it_and_who_takes_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < ASK__COUNT; i++) {
		assert_non_null(feed_sources[i].ask);
		assert_non_null(feed_sources[i].take);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_page_fills_the_window),
		cmocka_unit_test(a_page_that_came_short_is_followed_by_the_next),
		cmocka_unit_test(the_window_moves_over_a_long_list),
		cmocka_unit_test(another_query_starts_at_the_top_and_its_fault_is_shown),
		cmocka_unit_test(the_order_shown_is_the_one_the_rows_came_in),
		cmocka_unit_test(only_a_real_clock_advances_between_two_welcomes),
		cmocka_unit_test(an_answer_to_the_filter_before_is_not_taken),
		cmocka_unit_test(a_change_reads_the_window_again_and_the_old_rows_stay_until_then),
		cmocka_unit_test(changes_that_flow_are_gathered),
		cmocka_unit_test(what_was_sent_is_read_once_and_forgotten_when_closed),
		cmocka_unit_test(the_channels_are_read_with_the_messages),
		cmocka_unit_test(a_case_opens_when_it_is_whole_and_refreshes_without_a_new_record),
		cmocka_unit_test(a_case_that_may_not_be_opened_says_why),
		cmocka_unit_test(each_thing_has_who_asks_for_it_and_who_takes_it),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests_name("feed", tests, NULL, NULL);
}
