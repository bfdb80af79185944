/* SPDX-License-Identifier: ISC */
/*
 * drop_claim: one claimed file, from its bytes to its place in the archive: begun,
 * or gone on with where a crash or the end of a round's time left it. A part of
 * drop.
 */
#ifndef CHANNEL_DROP_CLAIM_H
#define CHANNEL_DROP_CLAIM_H

#include "console/channel/drop_table.h"
#include "console/channel/sync.h"

/* The folder of a channel in one round. */
struct dropping {
	struct sync *sync;
	struct target *target;
	struct drop_plan plan;
	struct drop_folder folder;
	char cursor[136];	/* where the office is: CLAIM ROWS NAME of what came last */
	int64_t end_ms;		/* then the rest is left to the next round */
	int done, failed, waiting, left;	/* files */
	char last[96];		/* the last one that was read, and its charset */
	struct buf trouble;	/* what somebody must look at; owned */
	bool is_over;		/* no further file in this round */
};

/* Notes something that somebody must look at: "NAME: why". The first one stays. */
void dropping_trouble(struct dropping *d, const char *name, const char *why);

/* Does what is left to do with work/NAME. RC_NETWORK: the office is lost. */
MUST_USE enum rc drop_claim_work(struct dropping *d, const char *name, struct err *e);

/* Ends a journal whose file is in the archive already. */
void drop_claim_tidy(struct dropping *d, const char *journal_name);

#endif
