/* SPDX-License-Identifier: ISC */
/*
 * listing: what a channel says it has of a stretch of time, asked for where the
 * office wants to hold it against its own (대사).
 */
#ifndef CHANNEL_LISTING_H
#define CHANNEL_LISTING_H

#include "console/channel/sync.h"

/* Asks the channel for every listing that the office wants of it and hands it
 * over. What goes wrong is told with it; RC_NETWORK: the office is lost. */
MUST_USE enum rc listing_due(struct sync *s, const struct round *r, const char *channel,
    struct err *e);

/* Reads one page of a listing: calls take for each application, fills the
 * channel's numbers into row and next with the place of the next page ("" = that
 * was all). False: it is none. */
bool listing_page_read(const char *body, size_t len, struct reconcile_row *row, char next[72],
    bool (*take)(void *arg, const struct reconcile_case *of), void *arg);

#endif
