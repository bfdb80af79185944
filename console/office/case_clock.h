/* SPDX-License-Identifier: ISC */
/*
 * case_clock: the statutory clock of one case, folded from what the store
 * keeps of it: receipt, pauses, extensions, hand-overs and completion. due_at
 * in the row is a cache of it.
 */
#ifndef OFFICE_CASE_CLOCK_H
#define OFFICE_CASE_CLOCK_H

#include "console/office/office.h"
#include "console/rules/case_clock.h"

/* The events of one clock. Zeroed is a valid empty one. */
struct clock_events {
	struct clock_event *events;	/* owned */
	size_t count;
	int64_t end_event;		/* the event that closed the case, 0 = none */
};
void clock_events_release(struct clock_events *events);

/* Reads the events of c's clock; none where the case was never received or its
 * service is unknown. */
MUST_USE enum rc case_clock_load(struct office *office, const struct case_record *c,
    struct clock_events *out, struct err *e);

/* Folds the clock of c as of the office's now; *out is released by the caller.
 * Before the receipt only due_at is set: the end of the time to receive. */
MUST_USE enum rc case_clock_of(struct office *office, const struct case_record *c,
    struct case_clock *out, struct err *e);

/* The same by another calendar than the office's. */
MUST_USE enum rc case_clock_by(struct office *office, const struct calendar *calendar,
    const struct case_record *c, struct case_clock *out, struct err *e);

/* Sets due_at and outage_at of c to what they are once the outage is, or is
 * changed, on its clock. Writes nothing. */
MUST_USE enum rc case_clock_stop(struct office *office, struct case_record *c,
    const struct case_outage *o, struct err *e);

/* Sets received_at, completed_at, due_at, paused_from and outage_at of c to what
 * they are once the time of event of_event is to_at. RC_INVALID says why its
 * clock cannot be so. Writes nothing. */
MUST_USE enum rc case_clock_correct(struct office *office, struct case_record *c,
    int64_t of_event, int64_t to_at, struct err *e);

/* Puts the outages that the receipt fell into on c's clock, by event_id. */
MUST_USE enum rc case_clock_attach(struct office *office, const struct case_record *c,
    int64_t event_id, struct err *e);

/* A change that may concern the clock. The caller sets from, at and
 * extension; what begins or ends, case_clock_before finds out. */
struct clock_change {
	enum state from;
	int64_t at;
	struct extension_record *extension;	/* more time, borrowed; NULL = none */
	bool begins_pause, ends_pause;
	struct day pause_day;	/* its first or last day */
};

/* Sets due_at, paused_from and extensions of c to what they are after the
 * change. Called before c is written. */
MUST_USE enum rc case_clock_before(struct office *office, struct case_record *c,
    struct clock_change *change, struct err *e);

/* Begins or ends the pause and keeps the extension, by the event that did it.
 * Called after the event is written. */
MUST_USE enum rc case_clock_after(struct office *office, const struct case_record *c,
    const struct clock_change *change, int64_t event_id, struct err *e);

#endif
