/* SPDX-License-Identifier: ISC */
#include "console/office/case_clock.h"

#include <stdlib.h>

#include "console/office/calendars.h"
#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"

#define PAUSES_MAX 64

/* Ids of events that are about to be written: after all that are stored. */
#define PENDING_ID (INT64_MAX - 8)

static bool
stands_still(enum state state)
{
	return state_table[state].clock == CLOCK_PAUSED;
}

static bool
is_open(enum state state)
{
	return state_table[state].is_open;
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

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void
add_event(struct clock_events *to, struct clock_event event)
{
	to->events = x_realloc(to->events, to->count + 1, sizeof(*to->events));
	to->events[to->count++] = event;
}

void
clock_events_release(struct clock_events *events)
{
	free(events->events);
	*events = (struct clock_events){ 0 };
}

/* The statutory period of the case's service. */
static struct period
period_of(const struct case_record *c)
{
	const struct service_info *service = service_find(c->row.service);
	struct period period;

	if (service == NULL || !period_parse(service->period, &period))
		return (struct period){ PERIOD_NONE, 0 };
	return period;
}

/* Whether its law takes silence for acceptance. */
static bool
is_deemed_service(const struct case_record *c)
{
	const struct service_info *service = service_find(c->row.service);

	return service != NULL && service->is_deemed_accepted;
}

static struct clock_event
receipt_of(const struct case_record *c, int64_t id, int64_t at)
{
	const struct service_info *service = service_find(c->row.service);

	return (struct clock_event){ .id = id, .kind = CLOCK_EVENT_RECEIVED, .at = at,
		.period = period_of(c),
		.calendar_days = service != NULL ? service->calendar_days : 0 };
}

static enum rc
load_pauses(struct office *office, const struct case_record *c, struct clock_events *out,
    struct err *e)
{
	struct pause_record rows[PAUSES_MAX];
	size_t count = 0;
	enum rc rc = store_pause_list(office->store, c->row.id, rows, PAUSES_MAX, &count, e);

	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		struct clock_event begun = { .id = rows[i].begun_event,
			.kind = CLOCK_EVENT_PAUSE_BEGAN, .at = instant_make(rows[i].from, 0) };

		if (!pause_find(rows[i].reason, &begun.reason))
			return err_set(e, RC_STORAGE, "case %lld has a pause for \"%s\", which no "
			    "rule knows", (long long)c->row.id, rows[i].reason);
		add_event(out, begun);
		if (rows[i].to.number != 0)
			add_event(out, (struct clock_event){ .id = rows[i].ended_event,
			    .kind = CLOCK_EVENT_PAUSE_ENDED, .of = rows[i].begun_event,
			    .at = instant_make(rows[i].to, 0) });
	}
	return rc;
}

/* False where period is none. */
static bool
add_extension(struct clock_events *to, int64_t id, const char *period)
{
	struct clock_event event = { .id = id, .kind = CLOCK_EVENT_EXTENDED };

	if (!period_parse(period, &event.period))
		return false;
	add_event(to, event);
	return true;
}

static enum rc
load_extensions(struct office *office, const struct case_record *c, struct clock_events *out,
    struct err *e)
{
	struct extension_record rows[EXTENSIONS_MOST];
	size_t count = 0;
	enum rc rc = store_extension_list(office->store, c->row.id, rows, EXTENSIONS_MOST, &count,
	    e);

	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		if (!add_extension(out, rows[i].event_id, rows[i].period))
			return err_set(e, RC_STORAGE, "case %lld was extended by \"%s\", which is "
			    "no period", (long long)c->row.id, rows[i].period);
	}
	return rc;
}

/* An outage's id cannot be an event's: nothing ever corrects it. */
static struct clock_event
outage_event(const struct case_outage *o)
{
	return (struct clock_event){ .id = -o->outage_id, .kind = CLOCK_EVENT_OUTAGE,
		.at = o->from_at, .until_at = o->until_at };
}

static void
take_correction(void *arg, const struct correction_row *row)
{
	add_event(arg, (struct clock_event){ .id = row->decided_event,
	    .kind = CLOCK_EVENT_CORRECTED, .of = row->of_event, .at = row->to_at });
}

static void
take_outage(void *arg, const struct case_outage *o)
{
	add_event(arg, outage_event(o));
}

/* Moves on their way into events. */
struct move_taking {
	const struct case_record *c;
	struct clock_events *out;
	int64_t received_at;
};

/* In whose hands a case is that was handed to the agency. */
static enum party
party_of(const char *agency)
{
	const struct agency_info *info = agency_find(agency);

	return info != NULL && !info->is_ministry ? PARTY_OTHER_DEPARTMENT : PARTY_MINISTRY;
}

/* What a move of state means to the clock. What an applicant was told of the
 * due goes out with the receipt and with each extension. */
static void
take_move(void *arg, const struct move_record *m)
{
	struct move_taking *t = arg;
	struct clock_event event = { .id = m->event_id, .at = m->effective_at };
	enum state before = STATE_ARRIVED, after = STATE_ARRIVED;
	bool has_both = state_by_name(m->state_before, &before) &&
	    state_by_name(m->state_after, &after);

	if (!has_both)
		return;
	if (before == STATE_ARRIVED && after == STATE_RECEIVED) {
		t->received_at = m->effective_at;
		add_event(t->out, receipt_of(t->c, m->event_id, m->effective_at));
	}
	event.at = later(event.at, t->received_at);
	if ((before == STATE_ARRIVED && after == STATE_RECEIVED) ||
	    str_eq(m->kind, op_table[OP_EXTEND].name) || str_eq(m->kind, EVENT_LETTER_PROGRESS) ||
	    str_eq(m->kind, EVENT_LETTER_MOVED)) {
		event.kind = CLOCK_EVENT_ANNOUNCED;
		event.until_at = m->due_after;
		add_event(t->out, event);
	}
	if ((before == STATE_CONSULTING) != (after == STATE_CONSULTING)) {
		event.kind = CLOCK_EVENT_HANDED;
		event.party = after == STATE_CONSULTING ? party_of(m->agency) : PARTY_DESK;
		add_event(t->out, event);
	}
	if (is_open(before) && !is_open(after)) {
		event.kind = CLOCK_EVENT_COMPLETED;
		add_event(t->out, event);
		t->out->end_event = m->event_id;
	}
}

/* Pauses first: their ends refer to them by id, which other events of the same
 * row share. */
enum rc
case_clock_load(struct office *office, const struct case_record *c, struct clock_events *out,
    struct err *e)
{
	struct move_taking taking = { .c = c, .out = out };
	enum rc rc;

	*out = (struct clock_events){ 0 };
	if (c->row.received_at == 0 && is_open(c->row.state))
		return RC_OK;
	if (c->row.received_at == 0) {
		/* It ended before anybody received it: only when matters. */
		rc = store_move_list(office->store, c->row.id, take_move, &taking, e);
		out->count = 0;
		return rc;
	}
	rc = load_pauses(office, c, out, e);
	if (rc == RC_OK)
		rc = load_extensions(office, c, out, e);
	if (rc == RC_OK)
		rc = store_case_outage_list(office->store, c->row.id, take_outage, out, e);
	if (rc == RC_OK)
		rc = store_move_list(office->store, c->row.id, take_move, &taking, e);
	if (rc == RC_OK)
		rc = store_correction_approved(office->store, c->row.id, take_correction, out, e);
	if (rc != RC_OK)
		clock_events_release(out);
	return rc;
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
		add_event(&events, outage_event(o));
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
	add_event(m->events, outage_event(o));
}

enum rc
case_clock_correct(struct office *office, struct case_record *c, int64_t of_event, int64_t to_at,
    struct err *e)
{
	struct clock_events events = { 0 };
	struct case_clock clock = { 0 };
	enum rc rc = case_clock_load(office, c, &events, e);

	add_event(&events, (struct clock_event){ .id = PENDING_ID, .kind = CLOCK_EVENT_CORRECTED,
	    .of = of_event, .at = to_at });
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
		add_event(events, receipt_of(c, PENDING_ID, c->row.received_at));
	if (change->begins_pause)
		add_event(events, (struct clock_event){ .id = PENDING_ID,
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
			add_event(events, (struct clock_event){ .id = PENDING_ID,
			    .kind = CLOCK_EVENT_PAUSE_ENDED, .of = events->events[i].id,
			    .at = instant_make(change->pause_day, 0) });
	}
	if (change->extension != NULL)
		(void)add_extension(events, PENDING_ID, change->extension->period);
}

/* A reply may say that it came before the demand went out; the pause then is
 * that one day. */
static void
set_pause(struct clock_change *change, const struct case_record *c)
{
	bool stood = stands_still(change->from), stands = stands_still(c->row.state);

	change->begins_pause = !stood && stands;
	change->ends_pause = stood && !stands;
	change->pause_day = day_of(later(change->at, c->row.received_at));
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
		    c->row.received_at, take_outage, &events, e);
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
