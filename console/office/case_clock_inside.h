/* SPDX-License-Identifier: ISC */
/*
 * case_clock_inside: events of a clock as case_clock_load.c makes them of what is stored,
 * and case_clock.c of what is about to be. Included by these two only.
 */
#ifndef OFFICE_CASE_CLOCK_INSIDE_H
#define OFFICE_CASE_CLOCK_INSIDE_H

#include "console/office/case_clock.h"

/* Puts an event behind the others. */
void clock_event_add(struct clock_events *to, struct clock_event event);

/* The receipt of c at an instant, with the statutory period of its service. */
struct clock_event clock_event_receipt(const struct case_record *c, int64_t id, int64_t at);

/* Adds an extension by period, as period_parse reads it; false where it is none. */
bool clock_event_extension(struct clock_events *to, int64_t id, const char *period);

/* Adds an outage to events, a struct clock_events. Its id cannot be an event's: nothing
 * ever corrects it. */
void clock_event_outage(void *events, const struct case_outage *o);

#endif
