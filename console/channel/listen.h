/* SPDX-License-Identifier: ISC */
/*
 * listen: between rounds, where somebody watches: every feed that had an end is
 * asked for what follows, and the relay holds the question until there is
 * something. Nothing is handed in here: what was heard asks for a round.
 */
#ifndef CHANNEL_LISTEN_H
#define CHANNEL_LISTEN_H

#include "console/channel/sync.h"

#define LISTEN_HOLD_MS 50000	/* the contract allows a minute */
#define LISTEN_HELD_MS 10000	/* a question that ends sooner is not asked again … */
#define LISTEN_LEAST_MS 2000	/* … nor is one for so short a time */
#define LISTEN_FEEDS_MAX 32

/* Listens until something is new, the office says something, or until_ms. True:
 * wake is the round that is wanted. A feed whose relay does not hold questions,
 * or has nothing new after all, is not listened to before the next round of
 * everything. False: there is nothing (more) to listen to. */
MUST_USE bool listen_feeds(struct sync *s, int64_t until_ms, struct wire_wake *wake);

/* Before a round: t's feed is listened to only if it is on. is_whole: it is a
 * round of everything. */
void listen_forget(struct sync *s, const struct target *t, bool is_whole);

#endif
