/* SPDX-License-Identifier: ISC */
/* holidays preview, apply, changes and office hours: what a change of the
 * calendar moves, tried and made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/desk/holidays_read.h"
#include "console/desk/verbs.h"
#include "storage/instant.h"
#include "storage/text.h"

#define PAGE_CASES 500
#define DAY_MINUTES (24 * 60)

static const struct column move_columns[] = {
	{ .key = "case_id" },
	{ .key = "case", .title = N_("Case"), .cells_max = 24 },
	{ .key = "due_at", .title = N_("Due now") },
	{ .key = "moved_to", .title = N_("Due then") },
	{ .key = "announced_at", .title = N_("Applicant was told") },
};
#define MOVE_COLUMN_COUNT (sizeof(move_columns) / sizeof(move_columns[0]))

/* A page of moves on its way, of a preview or of a change that was made. */
struct moving {
	struct writer *writer;
	struct wire_verify_end end;
	struct calendar_change_row change;
	int64_t checked, found, last_id;
};

static void
write_move(struct moving *m, int64_t case_id, const char *number, int64_t from_at, int64_t to_at,
    int64_t announced_at)
{
	m->found++;
	writer_row(m->writer, (const struct value[]){ value_number(case_id), value_text(number),
	    value_instant(from_at), value_instant(to_at), value_instant(announced_at) });
}

static enum rc
take_moves(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct moving *m = arg;
	struct wire_difference d;
	struct wire_move move;
	enum rc rc = RC_OK;

	if (frame->message == MESSAGE_VERIFY_END) {
		rc = wire_read(frame, &m->end, e);
	} else if (frame->message == MESSAGE_CALENDAR_CHANGE) {
		rc = wire_read(frame, &m->change, e);
	} else if (frame->message == MESSAGE_DIFFERENCE) {
		rc = wire_read(frame, &d, e);
		if (rc == RC_OK)
			write_move(m, d.case_id, d.number, d.stored_at, d.counted_at,
			    d.announced_at);
	} else if (frame->message == MESSAGE_MOVE) {
		rc = wire_read(frame, &move, e);
		if (rc == RC_OK) {
			m->last_id = move.id;
			write_move(m, move.case_id, move.number, move.due_before, move.due_after,
			    move.announced_at);
		}
	}
	return rc;
}

/* The change that the command line asks for; words own what it borrows. */
static enum rc
read_change(struct call *call, struct wire_calendar_change *ask, struct buf *entries,
    struct err *e)
{
	const struct options *o = &call->options;
	enum rc rc = RC_OK;
	int64_t year = 0;

	ask->limit = PAGE_CASES;
	ask->wants_proposed = options_has(o, OPT_PROPOSED);
	rc = call_fill(ask->reason, sizeof(ask->reason), options_value(o, OPT_TEXT),
	    say(N_("the reason")), e);
	if (rc == RC_OK)
		rc = options_number(o, OPT_YEAR, 1, 9999, &year, e);
	if (rc == RC_OK && o->operand_count == 0 && !ask->wants_proposed)
		return err_set(e, RC_USAGE, say(N_("`minwon %s` needs %s: see `minwon help %s`")),
		    call->verb->name, "FILE | --proposed", call->verb->name);
	if (rc == RC_OK && o->operand_count > 0)
		rc = holidays_read_file(o->operands[0], (int32_t)year, entries, e);
	ask->entries = buf_str(entries);
	return rc;
}

/* Lists what the change would move. */
static int
preview(struct call *call, struct wire_calendar_change *ask)
{
	struct moving m = { .checked = 0 };
	struct err e = { 0 };
	enum rc rc;

	m.writer = call_writer(call, move_columns, MOVE_COLUMN_COUNT);
	do {
		m.end = (struct wire_verify_end){ .next = "" };
		rc = link_ask(call->link, MESSAGE_HOLIDAYS_PREVIEW, ask, take_moves, &m, &e);
		m.checked += m.end.checked;
		(void)str_fill(ask->after, sizeof(ask->after), m.end.next);
	} while (rc == RC_OK && m.end.next[0] != '\0' && !sink_is_broken(&call->out));
	if (rc != RC_OK) {
		writer_drop(m.writer);
		return call_fail(&e);
	}
	writer_close(m.writer);
	sink_flush(&call->out);
	call_say(say(N_("%lld open case(s), %lld would move; nothing was changed")),
	    (long long)m.checked, (long long)m.found);
	return 0;
}

/* Lists what a change has moved, waiting for what it still will. */
static enum rc
list_moves(struct call *call, struct moving *m, int64_t change_id, struct err *e)
{
	struct wire_calendar_moves ask = { .change_id = change_id, .limit = PAGE_CASES };
	enum rc rc;

	do {
		m->end = (struct wire_verify_end){ .next = "" };
		rc = link_ask(call->link, MESSAGE_CALENDAR_MOVES, &ask, take_moves, m, e);
		ask.after_id = m->last_id;
		m->checked = m->end.checked;
	} while (rc == RC_OK && m->end.next[0] != '\0' && !sink_is_broken(&call->out));
	return rc;
}

/* Makes the change and lists what it moved. */
static int
apply(struct call *call, const struct wire_calendar_change *ask)
{
	struct moving m = { .checked = 0 };
	struct err e = { 0 };
	enum rc rc = link_ask(call->link, MESSAGE_CALENDAR_APPLY, ask, take_moves, &m, &e);

	if (rc == RC_OK && m.change.id == 0) {
		call_say(say(N_("the calendar is so already; nothing was changed")));
		return 0;
	}
	if (rc == RC_OK) {
		m.writer = call_writer(call, move_columns, MOVE_COLUMN_COUNT);
		rc = list_moves(call, &m, m.change.id, &e);
	}
	if (rc != RC_OK) {
		if (m.writer != NULL)
			writer_drop(m.writer);
		return call_fail(&e);
	}
	writer_close(m.writer);
	sink_flush(&call->out);
	call_say(say(N_("change %lld made: %lld open case(s) counted again, %lld moved")),
	    (long long)m.change.id, (long long)m.checked, (long long)m.found);
	return 0;
}

int
verb_holidays_preview(struct call *call)
{
	struct wire_calendar_change ask = { .limit = PAGE_CASES };
	struct buf entries = { 0 };
	struct err e = { 0 };
	int status = read_change(call, &ask, &entries, &e) == RC_OK ? preview(call, &ask) :
	    call_fail(&e);

	buf_release(&entries);
	return status;
}

int
verb_holidays_apply(struct call *call)
{
	struct wire_calendar_change ask = { .limit = PAGE_CASES };
	struct buf entries = { 0 };
	struct err e = { 0 };
	int status = read_change(call, &ask, &entries, &e) == RC_OK ? apply(call, &ask) :
	    call_fail(&e);

	buf_release(&entries);
	return status;
}

static const struct column change_columns[] = {
	{ .key = "id", .title = N_("Change"), .is_right = true },
	{ .key = "at", .title = N_("When") },
	{ .key = "by", .title = N_("Who") },
	{ .key = "checked" },
	{ .key = "moved", .title = N_("Moved"), .is_right = true },
	{ .key = "is_done" },
	{ .key = "entries", .title = N_("What"), .cells_max = 48 },
	{ .key = "reason", .title = N_("Reason"), .cells_max = 30 },
};

static enum rc
take_change(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct calendar_change_row c;
	enum rc rc;

	if (frame->message != MESSAGE_CALENDAR_CHANGE)
		return RC_OK;
	rc = wire_read(frame, &c, e);
	if (rc == RC_OK)
		writer_row(arg, (const struct value[]){ value_number(c.id), value_instant(c.at),
		    value_text(c.by), value_number(c.checked), value_number(c.moved),
		    value_bool(c.is_done, ""), value_text(c.entries), value_text(c.reason) });
	return rc;
}

int
verb_holidays_changes(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_page page = { .limit = PAGE_CASES };
	struct moving m = { .checked = 0 };
	struct err e = { 0 };
	int64_t id = 0, limit = PAGE_CASES;
	enum rc rc = options_number(o, OPT_COUNT, 0, PAGE_CASES, &limit, &e);

	if (rc == RC_OK && o->operand_count > 0 && !parse_int(o->operands[0], 1, INT64_MAX, &id))
		rc = err_set(&e, RC_USAGE, say(N_("“%s” is no number of a change: see `minwon "
		    "holidays changes`")), o->operands[0]);
	if (rc != RC_OK)
		return call_fail(&e);
	page.limit = (int32_t)limit;
	if (id != 0) {
		m.writer = call_writer(call, move_columns, MOVE_COLUMN_COUNT);
		rc = list_moves(call, &m, id, &e);
	} else {
		m.writer = call_writer(call, change_columns,
		    sizeof(change_columns) / sizeof(change_columns[0]));
		rc = link_ask(call->link, MESSAGE_CALENDAR_CHANGES, &page, take_change, m.writer,
		    &e);
	}
	if (rc != RC_OK) {
		writer_drop(m.writer);
		return call_fail(&e);
	}
	writer_close(m.writer);
	return 0;
}

/* HH:MM as minutes after midnight. */
static bool
read_minute(const char *word, int32_t *out)
{
	int64_t hour, minute;
	char text[3] = "";

	if (strlen(word) != 5 || word[2] != ':')
		return false;
	memcpy(text, word, 2);
	if (!parse_int(text, 0, 23, &hour) || !parse_int(word + 3, 0, 59, &minute))
		return false;
	*out = (int32_t)(hour * 60 + minute);
	return *out < DAY_MINUTES;
}

static const struct column hours_columns[] = {
	{ .key = "from", .title = N_("From") },
	{ .key = "open", .title = N_("Open") },
	{ .key = "lunch", .title = N_("Lunch") },
	{ .key = "lunch_end", .title = N_("Lunch ends") },
	{ .key = "close", .title = N_("Close") },
};

static void
write_hours(struct writer *w, const char *from, const struct calendar *c, int32_t lunch)
{
	const int32_t minutes[] = { c->hours.open_minute, lunch,
		lunch + c->hours.lunch_end_minute - c->hours.lunch_minute, c->hours.close_minute };
	char words[4][16];

	for (size_t i = 0; i < 4; i++)
		(void)snprintf(words[i], sizeof(words[i]), "%02d:%02d", (int)(minutes[i] / 60),
		    (int)(minutes[i] % 60));
	writer_row(w, (const struct value[]){ value_text(from), value_text(words[0]),
	    value_text(words[1]), value_text(words[2]), value_text(words[3]) });
}

static enum rc
take_hours(void *arg, const struct wire_frame *frame, struct err *e)
{
	return calendar_reader_take(arg, frame, e);
}

static int
show_hours(struct call *call)
{
	struct calendar_reader reader = { .row_count = 0 };
	struct err e = { 0 };
	struct calendar c;
	struct writer *w;
	enum rc rc = link_ask(call->link, MESSAGE_CALENDAR, &(struct wire_calendar){ false },
	    take_hours, &reader, &e);

	if (rc != RC_OK) {
		calendar_reader_release(&reader);
		return call_fail(&e);
	}
	c = calendar_reader_end(&reader);
	w = call_writer(call, hours_columns, sizeof(hours_columns) / sizeof(hours_columns[0]));
	write_hours(w, "", &c, c.hours.lunch_minute);
	for (size_t i = 0; i < reader.lunch_count; i++) {
		char date[16];

		day_format(reader.lunches[i].from, date);
		write_hours(w, date, &c, reader.lunches[i].minute);
	}
	writer_close(w);
	calendar_reader_release(&reader);
	return 0;
}

int
verb_office_hours(struct call *call)
{
	const struct options *o = &call->options;
	struct wire_calendar_change ask = { .limit = PAGE_CASES, .entries = "" };
	const char *lunch = options_value(o, OPT_LUNCH), *from = options_value(o, OPT_FROM);
	struct day day;
	struct err e = { 0 };

	if (lunch == NULL && !options_has(o, OPT_FROM) && !options_has(o, OPT_APPLY))
		return show_hours(call);
	if (lunch == NULL || !read_minute(lunch, &ask.lunch_minute) ||
	    ask.lunch_minute < LUNCH_FIRST_MINUTE || ask.lunch_minute > LUNCH_LAST_MINUTE)
		(void)err_set(&e, RC_USAGE, say(N_("--lunch wants the time lunch begins, from 11:00 "
		    "to 13:00 (지방공무원 복무규정 §2②)")));
	else if (from != NULL && !day_parse(from, &day))
		(void)err_set(&e, RC_USAGE, say(N_("--from wants a day: write 2026-12-31")));
	else
		(void)!call_fill(ask.reason, sizeof(ask.reason), options_value(o, OPT_TEXT),
		    say(N_("the reason")), &e);
	if (e.rc != RC_OK)
		return call_fail(&e);
	(void)str_fill(ask.lunch_from, sizeof(ask.lunch_from), str_or_empty(from));
	return options_has(o, OPT_APPLY) ? apply(call, &ask) : preview(call, &ask);
}
