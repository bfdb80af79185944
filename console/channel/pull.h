/* SPDX-License-Identifier: ISC */
/*
 * pull: one feed, from its cursor to its end, page by page into the office. A
 * page goes in whole or not at all, and no page can block the next.
 */
#ifndef CHANNEL_PULL_H
#define CHANNEL_PULL_H

#include "console/channel/sync.h"

#define PULL_PAGE_ITEMS 100	/* asked for first; then as many as … */
#define PULL_PAGE_MS 4000	/* … come in so long … */
#define PULL_PAGE_ITEMS_MAX 500	/* … and the contract allows */
#define PULL_PAGE_TRIES 3
#define PULL_LOOPS_MAX 3	/* pages in a row whose cursor was seen before */
#define PULL_CHANNEL_SEC 120	/* of a round, shared by the channel's feeds */

/* Hands in what is new. What goes wrong is in t's report; RC_NETWORK: the
 * office is lost. */
MUST_USE enum rc pull_feed(struct sync *s, struct target *t, struct err *e);

/* Asks for a page of one and hands nothing in. What goes wrong is in t's
 * report. */
void pull_try(struct sync *s, struct target *t);

#endif
