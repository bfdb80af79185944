/* SPDX-License-Identifier: ISC */
/*
 * cso: who waits at the civil offices, as the public service tells it (B551982/cso_v2,
 * domain.md C1), asked for every minute or as the channel file says, where it has it;
 * the offices themselves once a day. What goes wrong leaves what the office has,
 * with why.
 */
#ifndef CHANNEL_CSO_H
#define CHANNEL_CSO_H

#include "console/channel/sync.h"

/* The section of the channel file, the name to ask for it by, and the source of
 * its figures. */
#define CSO_CHANNEL "cso"

/* Appends the address of a page of the offices or of who waits: what stands at
 * base, asked for with the key. */
void cso_url(struct buf *out, const char *base, const char *key, bool is_offices, int64_t page,
    int64_t rows);

/* The service's part of a round, where the channel file has it. What goes wrong
 * is in the report to the office and beside the figures. RC_NETWORK: the office is
 * lost. */
MUST_USE enum rc cso_due(struct sync *s, const struct wire_wake *wake, struct err *e);

#endif
