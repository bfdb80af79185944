/* SPDX-License-Identifier: ISC */
/*
 * wait_sources: a waiting figure as the office takes it, whoever says it: with its
 * past, and beside what other sources say of the same desk and task.
 */
#ifndef OFFICE_WAIT_SOURCES_H
#define OFFICE_WAIT_SOURCES_H

#include "console/office/office.h"

/* Takes a figure; its place is filled in. Of several sources the newest that says how
 * many wait is shown from then on, and names the others. */
MUST_USE enum rc wait_take(struct office *office, struct wait_row *row, struct err *e);

/* Brings the figures of the offices' own consultation desks up to now; writes only
 * where something changed, or once a minute. */
MUST_USE enum rc wait_own_desks(struct office *office, struct err *e);

#endif
