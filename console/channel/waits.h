/* SPDX-License-Identifier: ISC */
/*
 * waits: how many people wait at the offices of a channel's regions, asked
 * once a minute where the channel file says where, and handed to the office.
 * Nothing else of a round depends on it.
 */
#ifndef CHANNEL_WAITS_H
#define CHANNEL_WAITS_H

#include "console/channel/sync.h"

#define WAITS_EVERY_MS (55 * 1000)

/* Asks for the regions of the channel whose time has come. What goes wrong
 * there is told to the office beside the figures. RC_NETWORK: the office is
 * lost. */
MUST_USE enum rc waits_due(struct sync *s, const struct round *r, const char *channel,
    struct err *e);

#endif
