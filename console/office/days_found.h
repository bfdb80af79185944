/* SPDX-License-Identifier: ISC */
/*
 * days_found: lists of holidays from outside, compared with what the office
 * knows. They propose; a supervisor applies (calendar_change.h).
 */
#ifndef OFFICE_DAYS_FOUND_H
#define OFFICE_DAYS_FOUND_H

#include "console/office/office.h"

/* Compares a list of one year with the calendar of an office ("" = the whole
 * country's) and the decree's rules, and proposes the days that only the list
 * has. Tells every day of the three as day-found where is_told. */
MUST_USE enum rc days_compare(struct request *r, const char *office,
    const struct wire_days *days, bool is_told, struct err *e);

/* A holiday that a channel published (contract: Holiday): it becomes a proposal
 * for every office. RC_INVALID names the member that is missing or wrong. */
MUST_USE enum rc day_published(struct office *office, const char *channel, const char *data,
    size_t len, struct err *e);

#endif
