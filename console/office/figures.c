/* SPDX-License-Identifier: ISC */
/* The figures of the board and of the day, from the maintained tally; the few
 * that it does not keep are counted on an index, up to a bound. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/rules/figure.h"
#include "console/rules/wait.h"
#include "storage/instant.h"
#include "storage/store_consult.h"
#include "storage/store_typing.h"
#include "storage/store_wait.h"
#include "storage/tally.h"
#include "storage/text.h"

#define HOUR_MINUTES 60
#define COUNT_MOST 1000		/* counting on an index ends there */
#define TYPED_MOST 20		/* as many numbers as a query of a figure holds */

/* One person's row of the board; staff_id 0 is the cases of nobody. */
struct person {
	int64_t staff_id;
	char login[40];
	char name[64];
	int64_t counts[FIGURE__COUNT];
};

struct figures {
	struct request *r;
	struct person *people;	/* owned */
	size_t count;
	int64_t totals[FIGURE__COUNT];
	bool is_more[FIGURE__COUNT];
	struct buf typed;	/* numbers of the cases the reader has typed for, by commas */
	char next_opening[32];	/* when the next working day begins, as a query has it */
};

/* A figure being read from the tally. */
struct reading {
	struct figures *f;
	enum figure figure;
};

static struct person *
person_of(struct figures *f, int64_t staff_id)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->people[i].staff_id == staff_id)
			return &f->people[i];
	f->people = x_realloc(f->people, f->count + 1, sizeof(*f->people));
	f->people[f->count] = (struct person){ .staff_id = staff_id };
	return &f->people[f->count++];
}

static void
take_staff(void *arg, const struct staff_record *staff)
{
	struct figures *f = arg;
	struct person *p;

	if (staff->row.role != ROLE_OFFICER || !staff->row.is_enabled)
		return;
	p = person_of(f, staff->row.id);
	(void)str_fill(p->login, sizeof(p->login), staff->row.login);
	(void)str_fill(p->name, sizeof(p->name), staff->row.name);
}

static void
take_count(void *arg, int64_t who, int64_t count)
{
	struct reading *reading = arg;
	enum figure figure = reading->figure;

	reading->f->totals[figure] += count;
	if (figure == FIGURE_OPEN && who == 0)
		reading->f->totals[FIGURE_UNOWNED] += count;
	if (figure_table[figure].is_personal && who != 0)
		person_of(reading->f, who)->counts[figure] += count;
}

static enum rc
read_tally(struct figures *f, enum figure figure, enum tally_kind kind, int64_t from, int64_t to,
    struct err *e)
{
	struct reading reading = { f, figure };

	if (from > to)
		return RC_OK;
	return store_tally_read(f->r->office->store, f->r->actor.office, kind, from, to,
	    take_count, &reading, e);
}

static int64_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

static int64_t
day_start(int64_t number)
{
	return instant_make((struct day){ (int32_t)number }, 0);
}

static enum rc
read_due(struct figures *f, enum figure figure, enum due_kind kind, int64_t from_at,
    int64_t to_at, struct err *e)
{
	struct reading reading = { f, figure };

	if (from_at > to_at)
		return RC_OK;
	return store_tally_due(f->r->office->store, f->r->actor.office, kind, from_at, to_at,
	    take_count, &reading, e);
}

/* Dues that have not lapsed, up to an instant. A due by days lapses with its
 * day, one to the hour at once. */
static enum rc
read_coming(struct figures *f, enum figure figure, int64_t to_at, struct err *e)
{
	int64_t now_at = f->r->office->now_at;
	enum rc rc = read_due(f, figure, DUE_DAYS, day_start(day_of(now_at)), to_at, e);

	return rc == RC_OK ? read_due(f, figure, DUE_HOURS, now_at, to_at, e) : rc;
}

static enum rc
read_overdue(struct figures *f, struct err *e)
{
	int64_t now_at = f->r->office->now_at;
	enum rc rc = read_due(f, FIGURE_OVERDUE, DUE_DAYS, 0, day_start(day_of(now_at)) - 1, e);

	return rc == RC_OK ? read_due(f, FIGURE_OVERDUE, DUE_HOURS, 0, now_at - 1, e) : rc;
}

/* When the next working day opens. */
static int64_t
next_opening(const struct request *r)
{
	const struct calendar *c = r->calendar;
	struct day next = { (int32_t)day_of(r->office->now_at) + 1 };

	return instant_make(calendar_next_workday(c, next), c->hours.open_minute * 60);
}

static enum rc
read_states(struct figures *f, int64_t states[STATE__COUNT], struct err *e)
{
	enum rc rc = store_counters(f->r->office->store, f->r->actor.office, states, e);

	f->totals[FIGURE_APPROVALS] = states[STATE_APPROVAL];
	return rc;
}

/* What both screens have. */
static enum rc
read_common(struct figures *f, int64_t states[STATE__COUNT], struct err *e)
{
	int64_t today = day_of(f->r->office->now_at);
	enum rc rc = read_states(f, states, e);

	if (rc == RC_OK)
		rc = read_tally(f, FIGURE_ARRIVED, TALLY_ARRIVED, today, today, e);
	if (rc == RC_OK)
		rc = read_tally(f, FIGURE_RECEIVED, TALLY_RECEIVED, today, today, e);
	if (rc == RC_OK)
		rc = read_tally(f, FIGURE_DECIDED, TALLY_DECIDED, today, today, e);
	return rc == RC_OK ? read_overdue(f, e) : rc;
}

/* Who waits for a consultation, and how content applicants were. */
static enum rc
read_desk(struct figures *f, struct err *e)
{
	struct office *office = f->r->office;
	int64_t since_at = office->now_at - INT64_C(86400) * RATED_DAYS;
	struct satisfaction_sum sum = { 0 };
	enum rc rc = store_consult_waiting(office->store, f->r->actor.office, office->now_at,
	    COUNT_MOST + 1, &f->totals[FIGURE_CONSULT], e);

	if (rc == RC_OK)
		rc = store_satisfaction_sum(office->store, f->r->actor.office, since_at, false,
		    &sum, e);
	f->is_more[FIGURE_CONSULT] = f->totals[FIGURE_CONSULT] > COUNT_MOST;
	f->totals[FIGURE_RATED] = sum.count;
	f->totals[FIGURE_RATED_LOW] = sum.low;
	return rc;
}

/* Waits over the office's alert; nothing is counted where none is set. */
static enum rc
read_waits(struct figures *f, struct err *e)
{
	struct store *store = f->r->office->store;
	struct wait_limit limit;
	int64_t total;
	enum rc rc = store_wait_alert(store, f->r->actor.office, &limit, e);

	if (rc != RC_OK || (limit.minutes == 0 && limit.people == 0))
		return rc;
	return store_wait_count(store, "", f->r->office->now_at - WAIT_STALE_SEC, &limit, &total,
	    &f->totals[FIGURE_WAITS_OVER], e);
}

static enum rc
read_board(struct figures *f, struct err *e)
{
	struct office *office = f->r->office;
	enum rc rc = read_tally(f, FIGURE_OPEN, TALLY_OPEN, 0, 0, e);

	if (rc == RC_OK)
		rc = read_desk(f, e);
	return rc != RC_OK ? rc : read_coming(f, FIGURE_AT_RISK,
	    calendar_add_minutes(f->r->calendar, office->now_at,
	    calendar_day_minutes(f->r->calendar)), e);
}

static enum rc
count_bounded(struct figures *f, enum figure figure, enum store_count_of what, int64_t at,
    struct err *e)
{
	enum rc rc = store_count_some(f->r->office->store, f->r->actor.office, what, at,
	    COUNT_MOST + 1, &f->totals[figure], e);

	f->is_more[figure] = f->totals[figure] > COUNT_MOST;
	if (f->is_more[figure])
		f->totals[figure] = COUNT_MOST;
	return rc;
}

/* A case once, however many of its dialogs have text. */
static void
take_typed(void *arg, const struct scratch_row *row)
{
	struct figures *f = arg;
	char *once;

	if (row->number[0] == '\0')
		return;
	once = x_asprintf(",%s,", row->number);
	if (f->totals[FIGURE_TYPED] == TYPED_MOST) {
		f->is_more[FIGURE_TYPED] = true;
	} else if (strstr(buf_str(&f->typed), once) == NULL) {
		/* Between commas, so that no number is found in another. */
		buf_puts(&f->typed, f->typed.len == 0 ? once : once + 1);
		f->totals[FIGURE_TYPED]++;
	}
	free(once);
}

/* The numbers without the commas around them; a number that is none where
 * there is nothing, so that the list is as empty as the figure. */
static char *
typed_numbers(const struct figures *f)
{
	return f->typed.len < 2 ? x_strdup("-") : x_strndup(f->typed.data + 1, f->typed.len - 2);
}

static enum rc
read_today(struct figures *f, struct err *e)
{
	struct office *office = f->r->office;
	int64_t opening_at = next_opening(f->r);
	int64_t near_at = calendar_add_minutes(f->r->calendar, office->now_at,
	    UNRECEIVED_NEAR_HOURS * HOUR_MINUTES);
	enum rc rc = read_coming(f, FIGURE_LAPSES, day_start(day_of(office->now_at) + 1) - 1, e);

	instant_format(opening_at, f->next_opening);
	f->next_opening[sizeof("2026-11-24T09:00") - 1] = '\0';
	if (rc == RC_OK)
		/* A query means the whole minute. */
		rc = read_coming(f, FIGURE_NEXT_OPENING, opening_at + 59, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_UNRECEIVED, COUNT_UNRECEIVED, near_at, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_DEEMED, COUNT_DEEMED, 0, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_MISMATCH, COUNT_MISMATCH, 0, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_RAISED, COUNT_RAISED, 0, e);
	if (rc == RC_OK)
		rc = store_scratch_list(f->r->office->store, f->r->actor.staff_id, take_typed, f, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_ESCALATED, COUNT_ESCALATED, 0, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_WAITING, COUNT_MESSAGES_WAITING, 0, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_PARKED, COUNT_MESSAGES_PARKED, 0, e);
	if (rc == RC_OK)
		rc = count_bounded(f, FIGURE_UNSORTED, COUNT_UNSORTED, 0, e);
	return rc;
}

static void
tell_figure(const struct figures *f, enum figure figure, const char *detail,
    const struct person *p, int64_t count)
{
	struct figure_row row = { .count = count, .is_more = p == NULL && f->is_more[figure] };

	(void)str_fill(row.name, sizeof(row.name), figure_table[figure].name);
	if (figure == FIGURE_STATE)
		(void)str_fill(row.state, sizeof(row.state), detail);
	if (p != NULL) {
		(void)str_fill(row.who, sizeof(row.who), p->login);
		(void)str_fill(row.who_name, sizeof(row.who_name), p->name);
	}
	figure_query(figure, detail, &row);
	request_tell(f->r, MESSAGE_FIGURE, false, &row);
}

/* The rows of people, as far as the reader may see them. Somebody who left but
 * still has cases is named too: they are to be given to others. */
static enum rc
tell_people(struct figures *f, struct err *e)
{
	for (size_t i = 0; i < f->count; i++) {
		struct person *p = &f->people[i];
		struct staff_record staff;

		if (!policy_sees_figures_of(&f->r->actor, p->staff_id))
			continue;
		if (p->login[0] == '\0') {
			enum rc rc = store_staff_by_id(f->r->office->store, p->staff_id, &staff, e);

			if (rc == RC_NOT_FOUND)
				continue;
			if (rc != RC_OK)
				return rc;
			(void)str_fill(p->login, sizeof(p->login), staff.row.login);
			(void)str_fill(p->name, sizeof(p->name), staff.row.name);
		}
		for (size_t k = 0; k < FIGURE__COUNT; k++)
			if (figure_table[k].is_personal)
				tell_figure(f, (enum figure)k, "", p, p->counts[k]);
	}
	return RC_OK;
}

static void
tell_board(const struct figures *f, const int64_t states[STATE__COUNT])
{
	for (size_t i = 0; i < FIGURE__COUNT; i++)
		if (i != FIGURE_STATE && figure_table[i].is_on_board)
			tell_figure(f, (enum figure)i, "", NULL, f->totals[i]);
	for (size_t s = 0; s < STATE__COUNT; s++)
		if (state_table[s].is_open)
			tell_figure(f, FIGURE_STATE, state_name((enum state)s), NULL, states[s]);
}

static void
tell_today(const struct figures *f)
{
	char *numbers = typed_numbers(f);

	for (size_t i = 0; i < FIGURES_OF_TODAY; i++)
		tell_figure(f, figure_today[i],
		    figure_today[i] == FIGURE_TYPED ? numbers : f->next_opening, NULL,
		    f->totals[figure_today[i]]);
	free(numbers);
}

enum rc
handle_figures(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_figures ask;
	struct figures figures = { .r = r };
	int64_t states[STATE__COUNT];
	enum rc rc = wire_read(f, &ask, e);
	bool is_board;

	if (rc != RC_OK)
		return rc;
	is_board = str_eq(ask.screen, "board");
	if (!is_board && !str_eq(ask.screen, "today"))
		return request_refuse_for(r, REASON_BAD_VALUE, "screen");
	if (is_board)
		rc = store_staff_list(r->office->store, r->actor.office, take_staff, &figures, e);
	if (rc == RC_OK)
		rc = read_common(&figures, states, e);
	if (rc == RC_OK)
		rc = count_bounded(&figures, FIGURE_HANDOVER_LATE, COUNT_HANDOVER_LATE,
		    r->office->now_at, e);
	if (rc == RC_OK)
		rc = read_waits(&figures, e);
	if (rc == RC_OK)
		rc = is_board ? read_board(&figures, e) : read_today(&figures, e);
	if (rc == RC_OK && is_board) {
		tell_board(&figures, states);
		rc = tell_people(&figures, e);
	} else if (rc == RC_OK) {
		tell_today(&figures);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	buf_release(&figures.typed);
	free(figures.people);
	return rc;
}
