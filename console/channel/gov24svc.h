/* SPDX-License-Identifier: ISC */
/*
 * gov24svc: 정부24's list of public benefits (domain.md C3), asked for once a day
 * where the channel file has it, page by page. It has no feed and belongs to no
 * region; the office keeps what it says beside its catalogue.
 */
#ifndef CHANNEL_GOV24SVC_H
#define CHANNEL_GOV24SVC_H

#include "console/channel/sync.h"

/* The section of the channel file, and the name to ask for it by. */
#define GOV24SVC_CHANNEL "gov24svc"

/* Appends the address of a page: what stands at base, asked for with the key. */
void gov24svc_url(struct buf *out, const char *base, const char *key, int64_t page);

/* The list's part of a round. What goes wrong is in the report to the office.
 * RC_NETWORK: the office is lost. */
MUST_USE enum rc gov24svc_due(struct sync *s, const struct wire_wake *wake, struct err *e);

#endif
