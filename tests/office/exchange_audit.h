/* SPDX-License-Identifier: ISC */
/*
 * exchange_audit: what store, relay and ledger of a finished run say about each
 * other, by key. It reads the files only, and knows no rule of the office.
 */
#ifndef TESTS_EXCHANGE_AUDIT_H
#define TESTS_EXCHANGE_AUDIT_H

#include "tests/office/office_harness.h"

/* Events that a test injects have such ids: the relay served them without
 * having played them. */
#define INJECTED_ID "injected-"

/* What the audit counts; all but the sizes must be 0. */
struct findings {
	int64_t cases, messages, effects, events;	/* sizes */
	int64_t cases_missing, cases_foreign, cases_other, unsorted;
	int64_t events_missing, events_twice, ratings_missing;
	int64_t unsent, missing, twice, foreign, relay_differs, relay_versions;
	int64_t bodies_differ;		/* keys under which different bodies were sent */
	int64_t order_wrong;		/* messages that overtook one of their case */
	int64_t kinds_wrong;		/* e.g. anything behind a decision */
	int64_t decisions_wrong;	/* a decision where there is none, or none where there is */
	int64_t pauses_wrong;		/* the clock stands still and should not, or runs */
	int64_t counters_wrong;
};

void audit(const struct place *place, struct findings *f);

/* Prints what is not 0 and should be; true where there is nothing. */
bool findings_are_well(const struct findings *f);

/* Writes the place's ledger to path with two messages of one case in each
 * other's place: what an audit of the order must notice. */
void ledger_copy_swapped(const struct place *place, const char *path);

#endif
