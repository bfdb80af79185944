/* SPDX-License-Identifier: ISC */
/*
 * specialdays: the public holiday service 특일정보 (domain.md C2), asked for
 * this year and the next, once a day. It has no feed and belongs to no region:
 * what it says goes to the office as a list, which proposes and moves nothing.
 */
#ifndef CHANNEL_SPECIALDAYS_H
#define CHANNEL_SPECIALDAYS_H

#include "console/channel/sync.h"

/* The section of the channel file, and the name to ask for it by. */
#define SPECIALDAYS_CHANNEL "specialdays"

/* Appends the address of a year's list: what stands at base, asked for with
 * the key. */
void specialdays_url(struct buf *out, const char *base, const char *key, int32_t year);

/* The service's part of a round, where the channel file has it. What goes wrong
 * is in the report to the office. RC_NETWORK: the office is lost. */
MUST_USE enum rc specialdays_due(struct sync *s, const struct wire_wake *wake, struct err *e);

#endif
