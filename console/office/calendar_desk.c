/* SPDX-License-Identifier: ISC */
/* The calendar at the desk's door: told, tried, changed. Any of the office's
 * staff may look and try; a supervisor changes it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendar_change.h"
#include "console/office/calendars.h"
#include "console/office/case_clock.h"
#include "console/office/session.h"
#include "console/rules/holidays_file.h"
#include "storage/instant.h"
#include "storage/text.h"

#define LIMIT_MAX 500

void
calendars_tell(struct request *r, const struct office_calendar *c)
{
	for (size_t i = 0; i < c->row_count; i++)
		request_tell(r, MESSAGE_HOLIDAY, false, &c->rows[i]);
	for (size_t i = 0; i < c->lunch_row_count; i++)
		request_tell(r, MESSAGE_LUNCH, false, &c->lunch_rows[i]);
}

/* Proposals that the calendar does not follow yet. */
struct proposals {
	const struct office_calendar *calendar;
	struct holiday_row *rows;	/* owned */
	size_t count;
};

static void
keep_proposal(void *arg, const struct holiday_row *h)
{
	struct proposals *p = arg;

	if (office_calendar_has(p->calendar, h))
		return;
	p->rows = x_realloc(p->rows, p->count + 1, sizeof(*p->rows));
	p->rows[p->count++] = *h;
}

static enum rc
open_proposals(struct request *r, struct proposals *p, struct err *e)
{
	enum rc rc = calendars_get(r->office, r->actor.office, &p->calendar, e);

	if (rc == RC_OK)
		rc = store_proposal_list(r->office->store, r->actor.office, keep_proposal, p, e);
	return rc;
}

enum rc
handle_calendar(struct request *r, const struct wire_frame *f, struct err *e)
{
	const struct office_calendar *calendar = NULL;
	struct proposals open = { .count = 0 };
	struct wire_calendar ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK && ask.is_proposed)
		rc = open_proposals(r, &open, e);
	for (size_t i = 0; rc == RC_OK && i < open.count; i++)
		request_tell(r, MESSAGE_HOLIDAY, false, &open.rows[i]);
	free(open.rows);
	if (rc == RC_OK && !ask.is_proposed) {
		rc = calendars_get(r->office, r->actor.office, &calendar, e);
		if (rc == RC_OK)
			calendars_tell(r, calendar);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* A change as it was asked for: only what is not so already. */
struct change {
	const struct office_calendar *now;
	struct holiday_row *rows;	/* owned */
	size_t count;
	struct lunch_row lunch;
	bool has_lunch;
	struct buf words;		/* one line for people per entry */
};

static void
change_release(struct change *c)
{
	free(c->rows);
	buf_release(&c->words);
}

static void
add_entry(struct change *c, const struct holiday_row *h)
{
	char date[16];

	/* A day of another region's ordinance is none here. */
	if (office_calendar_has(c->now, h) || !str_starts(c->now->office, h->region))
		return;
	for (size_t i = 0; i < c->count; i++)
		if (c->rows[i].day.number == h->day.number)
			return;
	c->rows = x_realloc(c->rows, c->count + 1, sizeof(*c->rows));
	c->rows[c->count++] = *h;
	day_format(h->day, date);
	buf_printf(&c->words, "%s%s %s", c->words.len > 0 ? "\n" : "", date,
	    str_eq(h->kind, HOLIDAY_CANCELLED) ? "공휴일 아님" : h->name_ko);
}

/* The lunch asked for; refused outside what 지방공무원 복무규정 §2② allows. */
static enum rc
read_lunch(struct request *r, const struct wire_calendar_change *ask, struct change *c)
{
	struct day today;
	int32_t second;

	if (ask->lunch_minute == 0)
		return RC_OK;
	if (ask->lunch_minute < LUNCH_FIRST_MINUTE || ask->lunch_minute > LUNCH_LAST_MINUTE)
		return request_refuse_for(r, REASON_BAD_VALUE, "lunch");
	instant_split(r->office->now_at, &today, &second);
	c->lunch = (struct lunch_row){ .from = today, .minute = ask->lunch_minute };
	if (!str_empty(ask->lunch_from) && (!day_parse(ask->lunch_from, &c->lunch.from) ||
	    c->lunch.from.number < today.number))
		return request_refuse_for(r, REASON_BAD_VALUE, "from");
	c->has_lunch = calendar_lunch(&c->now->calendar, c->lunch.from) != ask->lunch_minute;
	if (c->has_lunch) {
		char date[16];

		day_format(c->lunch.from, date);
		buf_printf(&c->words, "%s%s부터 점심시간 %02d:%02d", c->words.len > 0 ? "\n" : "",
		    date, (int)ask->lunch_minute / 60, (int)ask->lunch_minute % 60);
	}
	return RC_OK;
}

static enum rc
read_change(struct request *r, const struct wire_calendar_change *ask, struct change *c,
    struct err *e)
{
	struct proposals open = { .count = 0 };
	const char *lines = ask->entries;
	struct holiday_row h;
	bool is_whole = true;
	enum rc rc = calendars_get(r->office, r->actor.office, &c->now, e);

	if (rc == RC_OK)
		rc = read_lunch(r, ask, c);
	if (rc == RC_OK && ask->wants_proposed)
		rc = open_proposals(r, &open, e);
	for (size_t i = 0; rc == RC_OK && i < open.count; i++)
		add_entry(c, &open.rows[i]);
	free(open.rows);
	while (rc == RC_OK && is_whole && holiday_entry_next(&lines, &h, &is_whole))
		if (is_whole)
			add_entry(c, &h);
	return rc == RC_OK && !is_whole ? request_refuse_for(r, REASON_BAD_VALUE, "days") : rc;
}

/* Open cases of a page, tried by another calendar. */
struct trying {
	struct walk walk;
	struct case_record *cases;	/* owned */
	size_t count;
};

static bool
keep_case(void *arg, const struct case_record *c)
{
	struct trying *t = arg;

	t->walk.after_key = walk_key(&t->walk, c);
	t->walk.after_id = c->row.id;
	t->cases[t->count++] = *c;
	return true;
}

static enum rc
try_case(struct request *r, const struct calendar *calendar, const struct case_record *c,
    struct err *e)
{
	struct wire_difference d = { .case_id = c->row.id, .stored_at = c->row.due_at };
	struct case_clock clock = { 0 };
	struct err why = { 0 };
	enum rc rc = case_clock_by(r->office, calendar, c, &clock, &why);

	if (rc == RC_INVALID)
		return RC_OK;	/* audit verify names it */
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	if (clock.first_due_at != c->row.due_at) {
		str_fill(d.number, sizeof(d.number),
		    c->row.receipt_no[0] != '\0' ? c->row.receipt_no : c->row.external_id);
		d.counted_at = clock.first_due_at;
		d.announced_at = clock.announced_at;
		request_tell(r, MESSAGE_DIFFERENCE, false, &d);
	}
	case_clock_release(&clock);
	return RC_OK;
}

static enum rc
try_page(struct request *r, const struct wire_calendar_change *ask,
    const struct calendar *calendar, struct err *e)
{
	struct trying t = { .walk = { .order = WALK_OPEN, .office = r->actor.office } };
	struct wire_verify_end end = { .checked = 0 };
	int64_t seen = 0;
	enum rc rc;

	walk_start(&t.walk);
	if (!str_empty(ask->after) && !walk_place_parse(ask->after, &t.walk))
		return request_refuse_for(r, REASON_BAD_VALUE, "after");
	t.cases = x_zalloc((size_t)ask->limit, sizeof(*t.cases));
	rc = store_walk(r->office->store, &t.walk, ask->limit, keep_case, &t, &seen, e);
	for (size_t i = 0; rc == RC_OK && i < t.count; i++)
		rc = try_case(r, calendar, &t.cases[i], e);
	if (rc == RC_OK) {
		end.checked = (int32_t)t.count;
		if (seen == ask->limit)
			walk_place_format(end.next, &t.walk);
		request_tell(r, MESSAGE_VERIFY_END, true, &end);
	}
	free(t.cases);
	return rc;
}

/* Which open cases would be due on another day after the change; nothing is
 * changed. */
enum rc
handle_holidays_preview(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct office_calendar then = { .row_count = 0 };
	struct wire_calendar_change ask;
	struct change change = { .count = 0 };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.limit < 1 || ask.limit > LIMIT_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "limit");
	rc = read_change(r, &ask, &change, e);
	if (rc == RC_OK && str_empty(ask.after))
		rc = request_record(r, "open cases", "holidays-preview", e);
	if (rc == RC_OK) {
		calendars_try(change.now, change.rows, change.count,
		    change.has_lunch ? &change.lunch : NULL, &then);
		rc = try_page(r, &ask, &then.calendar, e);
	}
	office_calendar_release(&then);
	change_release(&change);
	return rc;
}

static enum rc
write_change(struct request *r, const struct wire_calendar_change *ask,
    const struct change *change, struct calendar_change_row *row, struct err *e)
{
	struct store *store = r->office->store;
	enum rc rc = store_change_add(store, r->actor.office, r->office->now_at, r->who.row.id,
	    buf_str(&change->words), ask->reason, &row->id, e);
	char subject[48];

	for (size_t i = 0; rc == RC_OK && i < change->count; i++)
		rc = store_holiday_add(store, r->actor.office, &change->rows[i], r->who.row.id,
		    r->office->now_at, e);
	if (rc == RC_OK && change->has_lunch)
		rc = store_lunch_add(store, r->actor.office, &change->lunch, r->who.row.id,
		    r->office->now_at, e);
	snprintf(subject, sizeof(subject), "calendar change %" PRId64, row->id);
	if (rc == RC_OK)
		rc = request_record(r, subject, "calendar-apply", e);
	return rc;
}

/* Makes the change; the open cases follow in batches (calendar_change.h). What
 * is so already is left out; where nothing is left nothing is written. */
enum rc
handle_calendar_apply(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct calendar_change_row row = { .is_done = true };
	struct calendar_change undone;
	struct wire_calendar_change ask;
	struct change change = { .count = 0 };
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (r->office->is_faulty)
		return err_set(e, RC_STORAGE, say(N_("the store is read-only since a write failed: "
		    "tell the administrator")));
	rc = store_change_undone(r->office->store, r->actor.office, &undone, e);
	if (rc == RC_OK)
		return request_refuse_for(r, REASON_CALENDAR_BUSY, "");
	if (rc == RC_NOT_FOUND)
		rc = read_change(r, &ask, &change, e);
	if (rc == RC_OK && (change.count > 0 || change.has_lunch)) {
		rc = write_change(r, &ask, &change, &row, e);
		row.is_done = false;
		row.at = r->office->now_at;
		str_fill(row.entries, sizeof(row.entries), buf_str(&change.words));
	}
	change_release(&change);
	if (rc != RC_OK)
		return rc;
	if (row.id != 0) {
		r->office->has_new_calendar = true;
		r->office->is_recounting = true;
		calendars_forget(r->office);
	}
	str_fill(row.by, sizeof(row.by), r->who.row.login);
	request_tell(r, MESSAGE_CALENDAR_CHANGE, true, &row);
	return RC_OK;
}

struct telling {
	struct request *r;
	int64_t last_id, count;
};

static void
tell_move(void *arg, const struct calendar_move *m)
{
	struct telling *t = arg;
	struct wire_move told = { .id = m->id, .case_id = m->case_id,
		.due_before = m->due_before, .due_after = m->due_after,
		.announced_at = m->announced_at };

	str_fill(told.number, sizeof(told.number), m->number);
	request_tell(t->r, MESSAGE_MOVE, false, &told);
	t->last_id = m->id;
	t->count++;
}

struct finding_change {
	int64_t id;
	struct calendar_change_row row;
	bool is_found;
};

static void
find_change(void *arg, const struct calendar_change_row *c)
{
	struct finding_change *f = arg;

	if (c->id == f->id) {
		f->row = *c;
		f->is_found = true;
	}
}

/* What a change has moved so far. Whoever asks drives it on by a batch, and is
 * told next "" only when it is done and everything was told. */
enum rc
handle_calendar_moves(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct telling t = { .r = r };
	struct wire_verify_end end = { .checked = 0 };
	struct wire_calendar_moves ask;
	struct finding_change found;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.limit < 1 || ask.limit > LIMIT_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "limit");
	if (ask.change_id < 1 || ask.change_id == INT64_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "change");
	if (r->office->is_recounting && !r->office->is_faulty &&
	    r->actor.role == ROLE_SUPERVISOR)
		rc = calendar_change_step(r->office, e);
	found = (struct finding_change){ .id = ask.change_id };
	if (rc == RC_OK)
		rc = store_change_list(r->office->store, r->actor.office, ask.change_id + 1, 1,
		    find_change, &found, e);
	if (rc == RC_OK && !found.is_found)
		return request_refuse_for(r, REASON_BAD_VALUE, "change");
	t.last_id = ask.after_id;
	if (rc == RC_OK)
		rc = store_calendar_move_list(r->office->store, ask.change_id, ask.after_id,
		    ask.limit, tell_move, &t, e);
	if (rc != RC_OK)
		return rc;
	if (!found.row.is_done || t.count == ask.limit)
		snprintf(end.next, sizeof(end.next), "%" PRId64, t.last_id);
	end.checked = (int32_t)found.row.checked;
	request_tell(r, MESSAGE_VERIFY_END, true, &end);
	return RC_OK;
}

static void
tell_change(void *arg, const struct calendar_change_row *c)
{
	request_tell(arg, MESSAGE_CALENDAR_CHANGE, false, c);
}

enum rc
handle_calendar_changes(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = store_change_list(r->office->store, r->actor.office,
		    page.before_id == 0 ? INT64_MAX : page.before_id, request_page_limit(&page),
		    tell_change, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The proposal is not followed by this office; it stays in the store. */
enum rc
handle_proposal_dismiss(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct proposals open = { .count = 0 };
	struct wire_change ask;
	bool is_open = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (str_empty(ask.reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	rc = open_proposals(r, &open, e);
	for (size_t i = 0; i < open.count; i++)
		is_open = is_open || open.rows[i].id == ask.id;
	free(open.rows);
	if (rc == RC_OK && !is_open)
		return request_refuse_for(r, REASON_BAD_VALUE, "id");
	if (rc == RC_OK)
		rc = store_proposal_dismiss(r->office->store, ask.id, r->actor.office,
		    r->who.row.id, r->office->now_at, ask.reason, e);
	if (rc == RC_OK)
		rc = request_record(r, "holiday proposal", "proposal-dismiss", e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
