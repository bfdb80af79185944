/* SPDX-License-Identifier: ISC */
/*
 * case_clock: the statutory clock of one case as a fold over what happened to
 * it. Due time, state and the time ledger come from the events, the calendar
 * and a given now, and from nothing else; what a store keeps of them is a
 * cache. Pure.
 */
#ifndef RULES_CASE_CLOCK_H
#define RULES_CASE_CLOCK_H

#include "console/rules/extension.h"
#include "console/rules/workflow.h"

enum clock_event_kind {
	CLOCK_EVENT_RECEIVED,		/* at; period; calendar_days */
	CLOCK_EVENT_PAUSE_BEGAN,	/* at; reason */
	CLOCK_EVENT_PAUSE_ENDED,	/* at; of: the event that began it */
	CLOCK_EVENT_EXTENDED,		/* period: by how much */
	CLOCK_EVENT_HANDED,		/* at; party: in whose hands from then on */
	CLOCK_EVENT_OUTAGE,		/* at, until_at (0 = still on) */
	CLOCK_EVENT_ANNOUNCED,		/* until_at: the due the applicant was told */
	CLOCK_EVENT_CORRECTED,		/* of: an event; at: when it truly was */
	CLOCK_EVENT_COMPLETED,		/* at: the decision's approval */
	CLOCK_EVENT__COUNT
};

/* One thing that happened to the clock. id is the stored event's: unique, and
 * larger for what was entered later. */
struct clock_event {
	int64_t id;
	enum clock_event_kind kind;
	int64_t at;
	int64_t until_at;
	int64_t of;
	struct period period;
	int32_t calendar_days;	/* the limit of the service's own law; 0 = none */
	enum pause_reason reason;
	enum party party;
};

/* What the events come to. Zeroed is a valid empty one. */
struct case_clock {
	struct period period;
	int32_t calendar_days;
	int64_t received_at;
	int64_t completed_at;		/* 0 = still open */
	struct pause *pauses;		/* owned; by day */
	size_t pause_count;
	struct outage *outages;		/* owned */
	size_t outage_count;
	struct period more[EXTENSIONS_MOST];
	size_t more_count;
	int64_t due_steps[1 + EXTENSIONS_MOST];	/* before and after each extension */

	/* The legal due; 0 = no statutory period. While a pause or an outage
	 * is open it is the earliest there can be: as if it ended where it
	 * began. It depends on the events alone, never on now. */
	int64_t due_at;
	/* The due by the service's own law, which counts calendar days and knows
	 * no extension (domain.md A3 (b)); 0 = none. The earlier of both warns. */
	int64_t calendar_due_at;
	int64_t first_due_at;
	int64_t announced_at;		/* what the applicant was told last; 0 = nothing */
	int64_t reply_due_at;		/* the first due if the reply came now; first_due_at
					 * if none is waited for */
	enum clock_effect state;	/* CLOCK_RUNNING, CLOCK_PAUSED or CLOCK_STOPPED */
	bool is_overdue;
	int64_t left;			/* while paused: deadline_left from the pause on */
	int64_t slack_minutes;		/* working minutes to the first due, negative when late;
					 * from the completion once there is one, from the
					 * reply while paused */
	int64_t ledger[PARTY__COUNT];	/* working minutes by party … */
	int64_t life_minutes;		/* … and their exact sum, receipt to end */
};

/* Folds count events, in any order, into *out. RC_INVALID names the event that
 * cannot be (an end without a beginning, a third extension, a time before the
 * receipt …); *out is then empty. */
MUST_USE enum rc case_clock_fold(struct case_clock *out, const struct calendar *c,
    const struct clock_event *events, size_t count, int64_t now_at, struct err *e);
void case_clock_release(struct case_clock *clock);

/* What does not count, as the due was counted; borrows from clock. */
struct pauses case_clock_off(const struct case_clock *clock);

#endif
