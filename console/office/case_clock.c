/* SPDX-License-Identifier: ISC */
#include "console/office/case_clock.h"

#include <stdlib.h>

#include "console/office/calendars.h"
#include "console/office/case_clock_inside.h"
#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"

/* Ids of events that are about to be written: after all that are stored. */
#define PENDING_ID (INT64_MAX - 8)

static bool
stands_still(enum state state)
{
	return state_table[state].clock == CLOCK_PAUSED;
}

/* Why the clock stands still in a state (domain.md A4). */
static enum pause_reason
reason_of(enum state state)
{
	return state == STATE_SUPPLEMENT ? PAUSE_SUPPLEMENT : PAUSE_TEST;
}

static struct day
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d;
}

/* Whether its law takes silence for acceptance. */
static bool
is_deemed_service(const struct case_record *c)
{
	const struct service_info *service = service_find(c->row.service);

	return service != NULL && service->is_deemed_accepted;
}

static enum rc
fold(struct office *office, const struct calendar *calendar, const struct case_record *c,
    const struct clock_events *events, struct case_clock *out, struct err *e)
{
	if (events->count > 0)
		return case_clock_fold(out, calendar, events->events, events->count, office->now_at,
		    e);
	out->due_at = out->first_due_at = deadline_due(calendar, PERIOD_RECEIVE, c->row.arrived_at);
	return RC_OK;
}

/* By the calendar of the case's office; of a case that ended, as it stood
 * then. */
static enum rc
fold_then(struct office *office, const struct case_record *c, const struct clock_events *events,
    struct case_clock *out, struct err *e)
{
	const struct calendar *calendar = NULL;
	struct office_calendar then;
	bool is_now = true;
	enum rc rc = calendars_as_of(office, c->office, events->end_event, &then, &is_now, e);

	if (rc == RC_OK)
		rc = calendar_of_office(office, c->office, &calendar, e);
	if (rc == RC_OK)
		rc = fold(office, is_now ? calendar : &then.calendar, c, events, out, e);
	office_calendar_release(&then);
	return rc;
}

enum rc
case_clock_of(struct office *office, const struct case_record *c, struct case_clock *out,
    struct err *e)
{
	struct clock_events events;
	enum rc rc = case_clock_load(office, c, &events, e);

	*out = (struct case_clock){ 0 };
	if (rc == RC_OK)
		rc = fold_then(office, c, &events, out, e);
	clock_events_release(&events);
	return rc;
}

enum rc
case_clock_by(struct office *office, const struct calendar *calendar,
    const struct case_record *c, struct case_clock *out, struct err *e)
{
	struct clock_events events;
	enum rc rc = case_clock_load(office, c, &events, e);

	*out = (struct case_clock){ 0 };
	if (rc == RC_OK)
		rc = fold(office, calendar, c, &events, out, e);
	clock_events_release(&events);
	return rc;
}

/* Since when an outage stops the clock; 0 = none does. */
static int64_t
outage_since(const struct clock_events *events)
{
	int64_t since_at = 0;

	for (size_t i = 0; i < events->count; i++) {
		const struct clock_event *x = &events->events[i];

		if (x->kind == CLOCK_EVENT_OUTAGE && x->until_at == 0 &&
		    (since_at == 0 || x->at < since_at))
			since_at = x->at;
	}
	return since_at;
}

enum rc
case_clock_stop(struct office *office, struct case_record *c, const struct case_outage *o,
    struct err *e)
{
	struct clock_events events = { 0 };
	struct case_clock clock = { 0 };
	const struct calendar *calendar = NULL;
	size_t kept = 0;
	enum rc rc = calendar_of_office(office, c->office, &calendar, e);

	if (rc == RC_OK)
		rc = case_clock_load(office, c, &events, e);
	for (size_t i = 0; rc == RC_OK && i < events.count; i++)
		if (events.events[i].kind != CLOCK_EVENT_OUTAGE ||
		    events.events[i].id != -o->outage_id)
			events.events[kept++] = events.events[i];
	events.count = kept;
	if (rc == RC_OK) {
		clock_event_outage(&events, o);
		rc = case_clock_fold(&clock, calendar, events.events, events.count,
		    office->now_at, e);
	}
	if (rc == RC_OK) {
		c->row.due_at = clock.first_due_at;
		c->row.outage_at = outage_since(&events);
	}
	case_clock_release(&clock);
	clock_events_release(&events);
	return rc;
}

/* The first day of the pause that has been open longest; 0 = none is. */
static struct day
paused_since(const struct case_clock *clock)
{
	for (size_t i = 0; i < clock->pause_count; i++)
		if (clock->pauses[i].is_open)
			return clock->pauses[i].from;
	return (struct day){ 0 };
}

/* Outages that a new time of receipt meets; those on the clock already stay. */
struct meeting {
	struct clock_events *events;
};

static void
meet_outage(void *arg, const struct case_outage *o)
{
	struct meeting *m = arg;

	for (size_t i = 0; i < m->events->count; i++)
		if (m->events->events[i].kind == CLOCK_EVENT_OUTAGE &&
		    m->events->events[i].id == -o->outage_id)
			return;
	clock_event_outage(m->events, o);
}

enum rc
case_clock_correct(struct office *office, struct case_record *c, int64_t of_event, int64_t to_at,
    struct err *e)
{
	struct clock_events events = { 0 };
	struct case_clock clock = { 0 };
	enum rc rc = case_clock_load(office, c, &events, e);

	clock_event_add(&events, (struct clock_event){ .id = PENDING_ID,
	    .kind = CLOCK_EVENT_CORRECTED, .of = of_event, .at = to_at });
	if (rc == RC_OK)
		rc = fold_then(office, c, &events, &clock, e);
	/* The outages that case_clock_attach will attach: also one that was recorded
	 * when the case was closed already. */
	if (rc == RC_OK && clock.received_at != c->row.received_at) {
		rc = store_outage_since(office->store, c->office, c->row.channel,
		    clock.received_at, meet_outage, &(struct meeting){ &events }, e);
		case_clock_release(&clock);
		if (rc == RC_OK)
			rc = fold_then(office, c, &events, &clock, e);
	}
	if (rc == RC_OK) {
		c->row.received_at = clock.received_at;
		c->completed_at = c->completed_at != 0 ? clock.completed_at : 0;
		c->row.due_at = clock.first_due_at;
		c->row.paused_from = paused_since(&clock);
		c->row.outage_at = outage_since(&events);
	}
	case_clock_release(&clock);
	clock_events_release(&events);
	return rc;
}

/* What the change will have written, for the fold that comes before it. */
static void
add_pending(struct clock_events *events, const struct case_record *c,
    const struct clock_change *change)
{
	size_t stored = events->count;

	if (change->from == STATE_ARRIVED)
		clock_event_add(events, clock_event_receipt(c, PENDING_ID, c->row.received_at));
	if (change->begins_pause)
		clock_event_add(events, (struct clock_event){ .id = PENDING_ID,
		    .kind = CLOCK_EVENT_PAUSE_BEGAN, .reason = reason_of(c->row.state),
		    .at = instant_make(change->pause_day, 0) });
	for (size_t i = 0; change->ends_pause && i < stored; i++) {
		bool has_ended = false;

		if (events->events[i].kind != CLOCK_EVENT_PAUSE_BEGAN)
			continue;
		for (size_t j = 0; j < stored; j++)
			has_ended = has_ended || (events->events[j].kind ==
			    CLOCK_EVENT_PAUSE_ENDED && events->events[j].of ==
			    events->events[i].id);
		if (!has_ended)
			clock_event_add(events, (struct clock_event){ .id = PENDING_ID,
			    .kind = CLOCK_EVENT_PAUSE_ENDED, .of = events->events[i].id,
			    .at = instant_make(change->pause_day, 0) });
	}
	if (change->extension != NULL)
		(void)clock_event_extension(events, PENDING_ID, change->extension->period);
}

/* A reply may say that it came before the demand went out; the pause then is
 * that one day. */
static void
set_pause(struct clock_change *change, const struct case_record *c)
{
	bool stood = stands_still(change->from), stands = stands_still(c->row.state);

	change->begins_pause = !stood && stands;
	change->ends_pause = stood && !stands;
	change->pause_day = day_of(change->at > c->row.received_at ? change->at :
	    c->row.received_at);
	if (change->ends_pause && change->pause_day.number < c->row.paused_from.number)
		change->pause_day = c->row.paused_from;
}

enum rc
case_clock_before(struct office *office, struct case_record *c, struct clock_change *change,
    struct err *e)
{
	struct clock_events events = { 0 };
	struct case_clock clock = { 0 };
	const struct calendar *calendar = NULL;
	enum rc rc;

	set_pause(change, c);
	/* Nobody received it: what runs is the time to receive. */
	if (c->row.received_at == 0)
		return RC_OK;
	if (change->from != STATE_ARRIVED && !change->begins_pause && !change->ends_pause &&
	    change->extension == NULL)
		return RC_OK;
	rc = calendar_of_office(office, c->office, &calendar, e);
	if (rc == RC_OK && change->from != STATE_ARRIVED)
		rc = case_clock_load(office, c, &events, e);
	else if (rc == RC_OK)
		rc = store_outage_since(office->store, c->office, c->row.channel,
		    c->row.received_at, clock_event_outage, &events, e);
	if (rc == RC_OK) {
		add_pending(&events, c, change);
		rc = case_clock_fold(&clock, calendar, events.events, events.count,
		    office->now_at, e);
	}
	if (rc == RC_OK) {
		if (change->from == STATE_ARRIVED)
			c->may_be_deemed = is_deemed_service(c);
		c->row.due_at = clock.first_due_at;
		c->row.paused_from.number = change->begins_pause ? change->pause_day.number :
		    change->ends_pause ? 0 : c->row.paused_from.number;
		c->row.extensions = (int32_t)clock.more_count;
		c->row.outage_at = outage_since(&events);
	}
	case_clock_release(&clock);
	clock_events_release(&events);
	return rc;
}

/* The outages that the receipt fell into, or that came before its end. */
struct attaching {
	struct case_outage *rows;	/* owned */
	size_t count;
};

static void
keep_outage(void *arg, const struct case_outage *o)
{
	struct attaching *a = arg;

	a->rows = x_realloc(a->rows, a->count + 1, sizeof(*a->rows));
	a->rows[a->count++] = *o;
}

enum rc
case_clock_attach(struct office *office, const struct case_record *c, int64_t event_id,
    struct err *e)
{
	struct attaching a = { .rows = NULL };
	enum rc rc = store_outage_since(office->store, c->office, c->row.channel,
	    c->row.received_at, keep_outage, &a, e);

	for (size_t i = 0; rc == RC_OK && i < a.count; i++)
		rc = store_case_outage_put(office->store, c->row.id, &a.rows[i], event_id, e);
	free(a.rows);
	return rc;
}

enum rc
case_clock_after(struct office *office, const struct case_record *c,
    const struct clock_change *change, int64_t event_id, struct err *e)
{
	if (change->from == STATE_ARRIVED && c->row.received_at != 0)
		return case_clock_attach(office, c, event_id, e);
	if (change->extension != NULL) {
		change->extension->event_id = event_id;
		return store_extension_add(office->store, c->row.id, change->extension, e);
	}
	if (change->ends_pause)
		return store_pause_end(office->store, c->row.id, change->pause_day, event_id, e);
	if (change->begins_pause)
		return store_pause_begin(office->store, c->row.id,
		    pause_table[reason_of(c->row.state)].name, change->pause_day, event_id, e);
	return RC_OK;
}
