/* SPDX-License-Identifier: ISC */
/*
 * tally: the maintained figures of the board. Each change of a case moves
 * them in memory; they are written once, when the transaction commits, so
 * that no board ever counts cases. Knows tables, not rules: what a due means
 * in a state is asked of the rule that the office hands in.
 */
#ifndef STORAGE_TALLY_H
#define STORAGE_TALLY_H

#include "storage/base.h"
#include "storage/record.h"

struct store;

/* What is counted, and under which time. */
enum tally_kind {
	TALLY_OPEN,		/* open cases; under 0 */
	TALLY_ARRIVED,		/* under the civil day of arrival; nobody's */
	TALLY_RECEIVED,		/* under the civil day of receipt; nobody's */
	TALLY_DECIDED,		/* under the civil day of the decision */
	/* Open cases with a due that lapses with its day, and those whose due
	 * lapses to the minute; each of them under the civil day, the hour and the
	 * instant of the due, so that any stretch of time is few rows. */
	TALLY_DAYS_DAY,
	TALLY_DAYS_HOUR,
	TALLY_DAYS_AT,
	TALLY_HOURS_DAY,
	TALLY_HOURS_HOUR,
	TALLY_HOURS_AT,
	TALLY__COUNT
};

/* What a due counts as while a case of that service is in that state. */
typedef enum due_kind (*due_rule)(enum state state, const char *service);

/* Sets the rule, and counts everything again where the store was last counted
 * by another one: fingerprint (never 0) says which rule it is. Without this
 * call dues are not counted. One transaction of its own. */
MUST_USE enum rc store_tally_start(struct store *s, due_rule rule, int64_t fingerprint,
    struct err *e);

/* One figure of a kind: cases of a person (0 = nobody). */
typedef void (*tally_taker)(void *arg, int64_t who, int64_t count);

/* Calls each for the figures of the kind from one time to another, both
 * included; perhaps several times for one person. What this transaction has
 * changed counts. */
MUST_USE enum rc store_tally_read(struct store *s, const char *office, enum tally_kind kind,
    int64_t from, int64_t to, tally_taker each, void *arg, struct err *e);

/* The same for the cases of a kind of due that are due from one instant to
 * another, both included; from 0 = from ever. DUE_STILL has none. */
MUST_USE enum rc store_tally_due(struct store *s, const char *office, enum due_kind kind,
    int64_t from_at, int64_t to_at, tally_taker each, void *arg, struct err *e);

/* What the tally does not keep, because it is little and lies on an index. */
enum store_count_of {
	COUNT_UNRECEIVED,	/* arrivals whose limit is at or before an instant */
	COUNT_ESCALATED,	/* escalated cases that no ministry has confirmed */
	COUNT_RAISED,		/* open cases reported to the superior */
	COUNT_HANDOVER_LATE,	/* whose hand-over was not acknowledged before at */
	COUNT_DEEMED,		/* open cases that were deemed accepted */
	COUNT_MISMATCH,		/* open cases that do not fit their form */
	COUNT_MESSAGES_WAITING,	/* messages on their way */
	COUNT_MESSAGES_PARKED,
	COUNT_UNSORTED,		/* unsorted things nobody has dealt with */
	COUNT__COUNT
};

/* Counts an office's; counting ends at most. at is for COUNT_UNRECEIVED. */
MUST_USE enum rc store_count_some(struct store *s, const char *office, enum store_count_of what,
    int64_t at, int64_t most, int64_t *count, struct err *e);

/* How many figures differ from what counting the cases gives. Reads every
 * case: for checks only. */
MUST_USE enum rc store_tally_wrong(struct store *s, int64_t *wrong, struct err *e);

#endif
