/* SPDX-License-Identifier: ISC */
/*
 * calendar_change: what a change of an office's calendar does to its open
 * cases: each due that moves becomes an event with the old and the new one.
 * Goes through them in batches; a batch is one transaction.
 */
#ifndef OFFICE_CALENDAR_CHANGE_H
#define OFFICE_CALENDAR_CHANGE_H

#include "console/office/office.h"

/* Counts the next batch of open cases again, of the oldest change that is not
 * done; clears office->is_recounting when none is left. */
MUST_USE enum rc calendar_change_step(struct office *office, struct err *e);

/* Counts one case again now, if a change of its office's calendar is under
 * way: so that what is about to happen to it starts from the right due. c is
 * as read, and is written where its due moves. */
MUST_USE enum rc calendar_change_case(struct office *office, struct case_record *c,
    struct err *e);

#endif
