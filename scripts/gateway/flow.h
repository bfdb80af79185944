/* SPDX-License-Identifier: ISC */
/*
 * flow: the bytes of an answer on their way: whole or cut, at once or at a
 * pace, with or without an end. Pure; whoever sends them brings the clock.
 */
#ifndef GATEWAY_FLOW_H
#define GATEWAY_FLOW_H

#include "scripts/gateway/contract.h"

#define FLOW_PACE_MS 20	/* how often a slowed answer moves on */

struct flow {
	struct buf body;
	size_t end;		/* bytes to send; behind the body they are blanks */
	bool is_broken_off;	/* end by an error, not by the end of the stream */
	int64_t bytes_per_sec;	/* 0 = at once */
	int64_t started_ms;
};

/* Starts an answer; takes the body. */
void flow_start(struct flow *f, enum delivery delivery, struct buf *body, int64_t bytes_per_sec,
    int64_t now_ms);
void flow_release(struct flow *f);

enum flow_step {
	FLOW_BYTES,	/* *len bytes were written */
	FLOW_WAIT,	/* none yet */
	FLOW_END,	/* all is sent */
	FLOW_BREAK	/* no more, though more was promised */
};

/* Writes what comes after pos into to, at most max bytes. */
enum flow_step flow_next(const struct flow *f, size_t pos, int64_t now_ms, char *to, size_t max,
    size_t *len);

#endif
