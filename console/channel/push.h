/* SPDX-License-Identifier: ISC */
/*
 * push: what the office has to say goes to the channels, each message as the
 * bytes that were stored, and the office hears what became of it.
 */
#ifndef CHANNEL_PUSH_H
#define CHANNEL_PUSH_H

#include "console/channel/sync.h"

#define PUSH_LEASE_COUNT 8	/* few, so that no lease lapses unsent */
#define PUSH_ROUND_SEC 300

/* Sends what is due to the channel until nothing is, and counts it in the
 * round's reports. *has_more: the time was over first. RC_NETWORK: the office is
 * lost. */
MUST_USE enum rc push_due(struct sync *s, struct round *r, const char *channel, bool *has_more,
    struct err *e);

#endif
