/* SPDX-License-Identifier: ISC */
/*
 * finish: what happens to a good answer before it leaves: 304 where the reader
 * has it, the part that was asked for, signature, content coding, and the faults of those. Knows no store
 * and no socket.
 */
#ifndef GATEWAY_FINISH_H
#define GATEWAY_FINISH_H

#include "scripts/gateway/contract.h"

/* The latest signed page, for the replay fault. Zeroed is none; released with
 * finisher_release. */
struct finisher {
	char feed[200];
	struct reply page;
};
void finisher_release(struct finisher *f);

/* What the answer is to. */
struct finish_case {
	const struct call *call;
	const struct fault_hits *hits;
	const struct sign_keys *keys;
	bool is_feed;
};

/* Finishes a 200 answer to a GET; other answers stay as they are. */
void finish_reply(struct finisher *f, const struct finish_case *c, struct reply *reply);

/* Whether If-None-Match (may be NULL) names the ETag, by weak comparison. */
bool etag_matches(const char *if_none_match, const char *etag);

/* An instant as HTTP writes it: Mon, 23 Nov 2026 00:00:00 GMT. */
void http_date(int64_t at, char to[40]);

#endif
