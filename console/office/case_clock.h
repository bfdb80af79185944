/* SPDX-License-Identifier: ISC */
/*
 * case_clock: the statutory clock of one case, computed from what the store
 * keeps of it: receipt, period and pauses. due_at in the row is a cache of it.
 */
#ifndef OFFICE_CASE_CLOCK_H
#define OFFICE_CASE_CLOCK_H

#include "console/office/office.h"

/* When c has come from a state whose clock stands still to one whose clock
 * runs: computes due_at into c with the open pause ending on the civil day of
 * at_at, which does not count either (APA-D §11 1호). Called before c is
 * written. */
MUST_USE enum rc case_clock_before(struct office *office, struct case_record *c,
    enum state from, int64_t at_at, struct err *e);

/* Begins or ends the pause that the change of state means, by the event that
 * did it. Called after the event is written. */
MUST_USE enum rc case_clock_after(struct office *office, const struct case_record *c,
    enum state from, int64_t at_at, int64_t event_id, struct err *e);

#endif
