/* SPDX-License-Identifier: ISC */
/*
 * relay_waits: the relay's waiting figures as bytes (relay.openapi.yaml,
 * /v1/wait-times). Opens no socket, reads no clock.
 */
#ifndef CHANNEL_RELAY_WAITS_H
#define CHANNEL_RELAY_WAITS_H

#include "console/wire/messages.h"
#include "storage/base.h"

#define RELAY_WAITS_MAX 2000	/* rows of one answer */

struct relay_waits {
	struct wait_row *rows;	/* owned */
	size_t count;
	size_t spoilt;		/* rows without a desk or a task: left out */
};

/* Appends the address of a region's figures, below waits_url. */
void relay_waits_url(struct buf *out, const char *waits_url, const char *region);

/* Reads an answer about that region. A number that is missing, negative or no
 * number is one that was not said (-1); digits in quotes are a number. A region
 * that reports nothing has no rows, which is well. RC_INVALID: it is no such
 * answer, or about another region. The caller releases out either way. */
MUST_USE enum rc relay_waits_read(const char *body, size_t len, const char *source,
    const char *region, struct relay_waits *out, struct err *e);
void relay_waits_release(struct relay_waits *w);

#endif
