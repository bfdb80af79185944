/* SPDX-License-Identifier: ISC */
/*
 * faults: which misfortune strikes which request. Pure; the same seed and the
 * same order of requests give the same misfortunes. It knows nothing of what
 * a request is.
 */
#ifndef GATEWAY_FAULTS_H
#define GATEWAY_FAULTS_H

#include "storage/base.h"

enum fault {
	FAULT_SERVER,		/* 5xx: an error, nothing done */
	FAULT_TOO_MANY,		/* 429: asked to come back later, nothing done */
	FAULT_HTML,		/* 200 with an HTML page, nothing done */
	FAULT_SLOW,		/* the answer waits; its key is in flight meanwhile */
	FAULT_DUPLICATE,	/* events twice in a page, or an earlier page again */
	FAULT_CUT,		/* Content-Length says more than what is sent */
	FAULT_CUT_CLOSE,	/* a body without length or chunks, cut short */
	FAULT_DROP_AFTER,	/* accepted and ledgered, then no answer at all */
	FAULT_IGNORE_KEYS,	/* positive control: keys are not looked at */
	FAULT_TOO_MANY_DATE,	/* 429 whose Retry-After is an HTTP date */
	FAULT_TOO_MANY_LIE,	/* 429 that asks to come back in 2037 */
	FAULT_ENDLESS,		/* a body that never ends */
	FAULT_BOMB,		/* a small gzip body that unpacks to 1 GiB */
	FAULT_HEADERS,		/* the true answer under a flood of fields */
	FAULT_DRIP,		/* the true answer, a few bytes a second */
	FAULT_BAD_SIGNATURE,	/* a signature of other bytes */
	FAULT_OLD_SIGNATURE,	/* a good signature of ten minutes ago */
	FAULT_REPLAY,		/* an earlier signed page of the feed once more */
	FAULT_REDIRECT,		/* 302 to another host */
	FAULT_LOOP,		/* the next cursor is the one asked for */
	FAULT_WRONG_BYTES,	/* an attachment that is not the one asked for */
	FAULT_NO_RANGES,	/* a Range is not looked at */
	FAULT__COUNT
};

/* How often each fault strikes, in percent of requests, and the seed. */
struct fault_plan {
	uint64_t seed;
	int percent[FAULT__COUNT];
};

/* What strikes one request. */
struct fault_hits {
	bool is_hit[FAULT__COUNT];
};

/* The word of a fault in a list, and what it does, for --help. */
const char *fault_name(enum fault fault);
const char *fault_help(enum fault fault);

/* Reads a list as --fault takes it, "cut=10,5xx=5,ignore-keys", into plan; a
 * word without a number strikes always. RC_USAGE names the wrong word. */
MUST_USE enum rc faults_parse(const char *list, struct fault_plan *plan, struct err *e);

/* Draws for the request with the given number. */
struct fault_hits faults_draw(const struct fault_plan *plan, uint64_t request_no);

#endif
