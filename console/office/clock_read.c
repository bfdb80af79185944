/* SPDX-License-Identifier: ISC */
/* Reading clocks: why a case is due when it is, by which calendar, and whether
 * what is stored is what the events come to. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendars.h"
#include "console/office/case_clock.h"
#include "storage/text.h"

#define VERIFY_LIMIT_MAX 500

static void
tell_clock_event(struct request *r, const struct clock_event *event)
{
	const struct wire_clock_event told = { .id = event->id, .kind = (int32_t)event->kind,
		.at = event->at, .until_at = event->until_at, .of = event->of,
		.unit = (int32_t)event->period.unit, .count = event->period.count, .calendar_days = event->calendar_days,
		.reason = (int32_t)event->reason, .party = (int32_t)event->party };

	request_tell(r, MESSAGE_CLOCK_EVENT, false, &told);
}

/* The calendar by which the case is counted. */
static enum rc
tell_calendar(struct request *r, const struct case_record *c, int64_t end_event, struct err *e)
{
	const struct office_calendar *now = NULL;
	struct office_calendar then;
	bool is_now = true;
	enum rc rc = calendars_as_of(r->office, c->office, end_event, &then, &is_now, e);

	if (rc == RC_OK && is_now)
		rc = calendars_get(r->office, c->office, &now, e);
	if (rc == RC_OK)
		calendars_tell(r, is_now ? now : &then);
	office_calendar_release(&then);
	return rc;
}

enum rc
handle_why(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct clock_events events = { 0 };
	struct case_record c;
	struct wire_show ask;
	char subject[40];
	int64_t id = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = request_find_case(r, ask.number, &id, e);
	if (rc == RC_OK)
		rc = store_case_get(r->office->store, id, &c, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, id);
		rc = request_record(r, subject, "why", e);
	}
	if (rc == RC_OK)
		rc = case_clock_load(r->office, &c, &events, e);
	if (rc == RC_OK)
		rc = tell_calendar(r, &c, events.end_event, e);
	for (size_t i = 0; rc == RC_OK && i < events.count; i++)
		tell_clock_event(r, &events.events[i]);
	if (rc == RC_OK)
		request_tell_ok(r);
	clock_events_release(&events);
	return rc;
}

/* A page of cases on its way: read first, folded after the walk has ended. */
struct verifying {
	struct request *r;
	struct walk walk;
	struct case_record *cases;	/* owned */
	size_t count;
};

static bool
keep_case(void *arg, const struct case_record *c)
{
	struct verifying *v = arg;

	v->walk.after_key = walk_key(&v->walk, c);
	v->walk.after_id = c->row.id;
	v->cases[v->count++] = *c;
	return true;
}

static enum rc
verify_case(struct request *r, const struct case_record *c, struct err *e)
{
	struct wire_difference d = { .case_id = c->row.id, .stored_at = c->row.due_at };
	struct case_clock clock = { 0 };
	struct err why = { 0 };
	enum rc rc = case_clock_of(r->office, c, &clock, &why);

	if (rc != RC_OK && rc != RC_INVALID) {
		*e = why;
		return rc;
	}
	str_fill(d.number, sizeof(d.number),
	    c->row.receipt_no[0] != '\0' ? c->row.receipt_no : c->row.external_id);
	d.counted_at = clock.first_due_at;
	if (rc == RC_INVALID)
		str_fill(d.fault, sizeof(d.fault), why.text);
	else if (clock.received_at != c->row.received_at ||
	    (c->completed_at != 0 && clock.completed_at != c->completed_at))
		str_fill(d.fault, sizeof(d.fault),
		    say(N_("the stored receipt or completion is not the events'")));
	if (d.fault[0] != '\0' || d.counted_at != d.stored_at)
		request_tell(r, MESSAGE_DIFFERENCE, false, &d);
	case_clock_release(&clock);
	return RC_OK;
}

/* Every case of the office, newest first, a page a request. */
enum rc
handle_audit_verify(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct verifying v = { .r = r, .walk = { .order = WALK_NEW, .office = r->actor.office } };
	struct wire_verify_end end = { .checked = 0 };
	struct wire_verify ask;
	int64_t seen = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (r->actor.role == ROLE_OFFICER)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	if (ask.limit < 1 || ask.limit > VERIFY_LIMIT_MAX)
		return request_refuse_for(r, REASON_BAD_VALUE, "limit");
	walk_start(&v.walk);
	if (!str_empty(ask.after) && !walk_place_parse(ask.after, &v.walk))
		return request_refuse_for(r, REASON_BAD_VALUE, "after");
	if (str_empty(ask.after))
		rc = request_record(r, "clocks", "audit-verify", e);
	v.cases = x_zalloc((size_t)ask.limit, sizeof(*v.cases));
	if (rc == RC_OK)
		rc = store_walk(r->office->store, &v.walk, ask.limit, keep_case, &v, &seen, e);
	for (size_t i = 0; rc == RC_OK && i < v.count; i++)
		rc = verify_case(r, &v.cases[i], e);
	if (rc == RC_OK) {
		end.checked = (int32_t)v.count;
		if (seen == ask.limit)
			walk_place_format(end.next, &v.walk);
		request_tell(r, MESSAGE_VERIFY_END, true, &end);
	}
	free(v.cases);
	return rc;
}
