/* SPDX-License-Identifier: ISC */
/*
 * signature: whether an answer is what the channel said, now and for the first
 * time (Standard Webhooks: HMAC-SHA-256 over "id.timestamp.body"). Pure but
 * for what it remembers; the caller brings the time.
 */
#ifndef CHANNEL_SIGNATURE_H
#define CHANNEL_SIGNATURE_H

#include "console/channel/config.h"

#define SIGNATURE_WINDOW_SEC 300

/* The ids taken within the window. Zeroed is none. */
struct signature_memory {
	struct signature_seen {
		char id[65];	/* hash of the id */
		int64_t at;	/* its timestamp */
	} *seen;		/* owned */
	size_t count, cap;
};

void signature_memory_release(struct signature_memory *m);

/* What came beside a body; "" = the header is missing. */
struct signature_claim {
	const char *id;
	const char *timestamp;
	const char *signature;
};

/* Judges len bytes of body by the keys of c at now_at, the office's clock, and
 * remembers the id. RC_REFUSED says what is wrong: unsigned, signed under no
 * key of ours, too old or too new, or seen before. */
MUST_USE enum rc signature_check(const struct channel_config *c, struct signature_memory *m,
    const struct signature_claim *claim, const void *body, size_t len, int64_t now_at,
    struct err *e);

#endif
