/* SPDX-License-Identifier: ISC */
/*
 * files: attachments that events announced are fetched and handed in by
 * pieces, as they come; none is held whole. What is not the announced size and
 * SHA-256 is thrown away.
 */
#ifndef CHANNEL_FILES_H
#define CHANNEL_FILES_H

#include "console/channel/sync.h"

#define FILES_LEASE_COUNT 4	/* few, so that no lease lapses unused */
#define FILES_ROUND_SEC 120

/* Fetches what the office wants of the channel until it wants no more, and
 * counts it in the round's reports. *has_more: the time was over first.
 * RC_NETWORK: the office is lost. */
MUST_USE enum rc files_due(struct sync *s, struct round *r, const char *channel, bool *has_more,
    struct err *e);

#endif
