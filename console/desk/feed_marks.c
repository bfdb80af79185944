/* SPDX-License-Identifier: ISC */
/* Marks as the feed keeps them true: set from the window, asked about again
 * with every refresh. */
#include "console/desk/feed_part.h"
#include "console/desk/order.h"
#include "storage/text.h"

#define MATCHES_PAGE 500

/* The model shows what the marks are now. */
static void
show_marks(struct feed *f)
{
	f->model.marked = (struct mark_model){ f->marks.marks, f->marks.count };
	f->is_shown[ASK_MARKED] = f->marks.count > 0;
}

/* Where in the window a case is; its count where it is not there. */
static size_t
find_row(const struct feed *f, int64_t case_id)
{
	size_t i = 0;

	while (i < f->list.count && f->list.rows[i].id != case_id)
		i++;
	return i;
}

bool
feed_mark(struct feed *f, int64_t case_id)
{
	size_t at = find_row(f, case_id);
	bool is_done = true;

	if (marks_has(&f->marks, case_id)) {
		marks_remove(&f->marks, case_id);
	} else if (at < f->list.count) {
		is_done = marks_add(&f->marks, &f->list.rows[at]);
		if (is_done)
			f->marks.last_id = case_id;
	}
	show_marks(f);
	return is_done;
}

bool
feed_mark_range(struct feed *f, int64_t case_id)
{
	size_t from = find_row(f, f->marks.last_id), to = find_row(f, case_id);
	bool has_room = true;

	if (f->marks.last_id == 0 || from == f->list.count || to == f->list.count)
		return false;
	if (from > to) {
		size_t end = from;

		from = to;
		to = end;
	}
	for (size_t i = from; i <= to && has_room; i++)
		has_room = marks_add(&f->marks, &f->list.rows[i]);
	f->is_mark_limit = !has_room;
	f->marks.last_id = case_id;
	show_marks(f);
	return true;
}

void
feed_mark_matches(struct feed *f)
{
	f->matches_next[0] = '\0';
	f->is_mark_limit = false;
	f->is_due[ASK_MATCHES] = true;
	f->tags[ASK_MATCHES] = 0;
}

void
feed_mark_none(struct feed *f)
{
	marks_release(&f->marks);
	f->is_due[ASK_MATCHES] = false;
	f->tags[ASK_MATCHES] = 0;
	show_marks(f);
}

void
feed_unmark(struct feed *f, int64_t case_id)
{
	marks_remove(&f->marks, case_id);
	show_marks(f);
}

void
feed_see_marks(struct feed *f)
{
	marks_see(&f->marks, f->list.rows, f->list.count);
	show_marks(f);
}

/* Asks anew, whatever is on its way. */
static void
ask_anew(struct feed *f)
{
	f->is_due[ASK_MARKED] = f->marks.count > 0;
	f->tags[ASK_MARKED] = 0;
}

void
feed_judge(struct feed *f, enum op op)
{
	f->is_judging = true;
	f->judged_op = op;
	marks_forget_verdicts(&f->marks);
	ask_anew(f);
}

void
feed_judge_end(struct feed *f)
{
	if (!f->is_judging)
		return;
	f->is_judging = false;
	ask_anew(f);
}

void
feed_ask_marked(struct feed *f, enum feed_ask what)
{
	struct wire_marked ask = { .has_op = f->is_judging, .op = f->judged_op };
	struct buf ids = { 0 };

	if (f->marks.count == 0)
		return;
	marks_ids(&f->marks, &ids);
	ask.ids = buf_str(&ids);
	(void)str_fill(ask.query, sizeof(ask.query), f->query);
	f->tags[what] = link_send(f->link, MESSAGE_MARKED, &ask);
	buf_release(&ids);
}

void
feed_ask_matches(struct feed *f, enum feed_ask what)
{
	struct wire_list list = { .limit = MATCHES_PAGE };

	(void)str_fill(list.query, sizeof(list.query), f->query);
	(void)str_fill(list.sort, sizeof(list.sort), order_name(f->model.queue.sort));
	(void)str_fill(list.after, sizeof(list.after), f->matches_next);
	f->tags[what] = link_send(f->link, MESSAGE_LIST, &list);
}

enum rc
feed_take_marked(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct wire_marked_row about;
	struct case_row row;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_CASE_ROW) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK)
			marks_see(&f->marks, &row, 1);
	} else if (frame->message == MESSAGE_MARKED_ROW) {
		rc = wire_read(frame, &about, e);
		if (rc == RC_OK)
			marks_judge(&f->marks, &about, f->is_judging);
	}
	if (rc == RC_OK && frame->is_end) {
		show_marks(f);
		*news = NEWS_MODEL;
	}
	return rc;
}

enum rc
feed_take_matches(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e)
{
	struct wire_list_end end;
	struct case_row row;
	enum rc rc = RC_OK;

	(void)what;
	if (frame->message == MESSAGE_CASE_ROW) {
		rc = wire_read(frame, &row, e);
		if (rc == RC_OK && !marks_add(&f->marks, &row))
			f->is_mark_limit = true;
	} else if (frame->message == MESSAGE_LIST_END) {
		rc = wire_read(frame, &end, e);
		if (rc != RC_OK)
			return rc;
		(void)str_fill(f->matches_next, sizeof(f->matches_next), end.next);
		show_marks(f);
		f->is_due[ASK_MATCHES] = end.next[0] != '\0' && !f->is_mark_limit;
		*news = f->is_due[ASK_MATCHES] ? NEWS_MODEL : NEWS_MARKED;
	}
	return rc;
}
