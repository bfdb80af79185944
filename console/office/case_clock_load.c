/* SPDX-License-Identifier: ISC */
/* The events of a case's clock, from what the store keeps of it. */
#include <stdlib.h>

#include "console/office/case_clock_inside.h"
#include "console/rules/agency.h"
#include "console/rules/catalogue.h"

#define PAUSES_MAX 64

static bool
is_open(enum state state)
{
	return state_table[state].is_open;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void
clock_event_add(struct clock_events *to, struct clock_event event)
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

struct clock_event
clock_event_receipt(const struct case_record *c, int64_t id, int64_t at)
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
		clock_event_add(out, begun);
		if (rows[i].to.number != 0)
			clock_event_add(out, (struct clock_event){ .id = rows[i].ended_event,
			    .kind = CLOCK_EVENT_PAUSE_ENDED, .of = rows[i].begun_event,
			    .at = instant_make(rows[i].to, 0) });
	}
	return rc;
}

bool
clock_event_extension(struct clock_events *to, int64_t id, const char *period)
{
	struct clock_event event = { .id = id, .kind = CLOCK_EVENT_EXTENDED };

	if (!period_parse(period, &event.period))
		return false;
	clock_event_add(to, event);
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
		if (!clock_event_extension(out, rows[i].event_id, rows[i].period))
			return err_set(e, RC_STORAGE, "case %lld was extended by \"%s\", which is "
			    "no period", (long long)c->row.id, rows[i].period);
	}
	return rc;
}

static void
take_correction(void *arg, const struct correction_row *row)
{
	clock_event_add(arg, (struct clock_event){ .id = row->decided_event,
	    .kind = CLOCK_EVENT_CORRECTED, .of = row->of_event, .at = row->to_at });
}

void
clock_event_outage(void *events, const struct case_outage *o)
{
	clock_event_add(events, (struct clock_event){ .id = -o->outage_id,
	    .kind = CLOCK_EVENT_OUTAGE, .at = o->from_at, .until_at = o->until_at });
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
		clock_event_add(t->out, clock_event_receipt(t->c, m->event_id, m->effective_at));
	}
	event.at = later(event.at, t->received_at);
	if ((before == STATE_ARRIVED && after == STATE_RECEIVED) ||
	    str_eq(m->kind, op_table[OP_EXTEND].name) || str_eq(m->kind, EVENT_LETTER_PROGRESS) ||
	    str_eq(m->kind, EVENT_LETTER_MOVED)) {
		event.kind = CLOCK_EVENT_ANNOUNCED;
		event.until_at = m->due_after;
		clock_event_add(t->out, event);
	}
	if ((before == STATE_CONSULTING) != (after == STATE_CONSULTING)) {
		event.kind = CLOCK_EVENT_HANDED;
		event.party = after == STATE_CONSULTING ? party_of(m->agency) : PARTY_DESK;
		clock_event_add(t->out, event);
	}
	if (is_open(before) && !is_open(after)) {
		event.kind = CLOCK_EVENT_COMPLETED;
		clock_event_add(t->out, event);
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
		rc = store_case_outage_list(office->store, c->row.id, clock_event_outage, out, e);
	if (rc == RC_OK)
		rc = store_move_list(office->store, c->row.id, take_move, &taking, e);
	if (rc == RC_OK)
		rc = store_correction_approved(office->store, c->row.id, take_correction, out, e);
	if (rc != RC_OK)
		clock_events_release(out);
	return rc;
}
