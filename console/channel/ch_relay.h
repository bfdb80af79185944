/* SPDX-License-Identifier: ISC */
/*
 * ch_relay: the central relay's contract (relay.openapi.yaml) as bytes: what
 * to ask, and what the answers mean. It opens no socket, reads no clock and
 * decides nothing about services or regions; the office does.
 */
#ifndef CHANNEL_CH_RELAY_H
#define CHANNEL_CH_RELAY_H

#include "console/wire/messages.h"
#include "storage/base.h"

/* A page with more elements than this is treated as one that cannot be
 * split: nobody asked for so many. */
#define RELAY_PAGE_ITEMS_MAX 1000

/* The longest raw bytes that fit a frame of the sync door beside the rest. */
#define RELAY_RAW_MAX (8 * 1024 * 1024 - 64 * 1024)

#define RELAY_FEED_ACCEPT "application/cloudevents-batch+json, application/problem+json"

/* Appends the path and query, below the channel's base, of the page after
 * cursor ("" = from the beginning). */
void relay_feed_path(struct buf *out, const char *region, const char *cursor, int limit);

/* Whether the media type (lower case, no parameters) is a JSON one. */
bool relay_is_json(const char *media_type);

/* What to call an answer of that media type in a sentence. */
const char *relay_type_name(const char *media_type);

/* Reads lastEventId out of the rel=next of Link fields. False where there is
 * none, or one that does not fit a cursor of printable ASCII. */
bool relay_next_cursor(const char *link, char *cursor, size_t cap);

/* The elements of one page, in order. */
struct relay_page {
	struct wire_intake_item *items;	/* owned; each raw points into the body */
	size_t count;
};

/* Takes a page of the feed of channel and region apart and judges each
 * element: what is wrong with one is its fault and hides no other. False when
 * the page cannot be split (then out is empty). The body must outlive out;
 * the caller releases out. */
MUST_USE bool relay_page_read(const char *body, size_t len, const char *channel,
    const char *region, struct relay_page *out);
void relay_page_release(struct relay_page *p);

/* The one item that stands for a page of one that cannot be split (reason
 * unreadable) or not be swallowed (too-large): its bytes as far as they go,
 * known by the cursor that the page named. raw points into body. */
struct wire_intake_item relay_spoilt_item(const char *body, size_t len, const char *cursor,
    bool is_too_large);

/* How to hand one message to the relay. */
struct relay_call {
	bool is_new;		/* POST, else PATCH */
	const char *content_type;	/* static */
	char path[128];		/* below the channel's base */
};

/* Fills call for an outgoing row. RC_INVALID names what cannot be sent: an
 * unknown kind, an id or op-key with other bytes than [0-9A-Za-z._:-]. */
MUST_USE enum rc relay_call_for(const struct wire_outgoing *row, struct relay_call *call,
    struct err *e);

enum relay_verdict {
	RELAY_SENT,	/* the relay has it */
	RELAY_RETRY,	/* try again later */
	RELAY_REST,	/* not tried: its channel rests */
	RELAY_PARK,	/* a person must look at it */
	RELAY__COUNT
};

/* The verdict's word on the wire. */
const char *relay_verdict_name(enum relay_verdict verdict);

/* What a whole answer to such a call means. Appends to detail what the problem
 * says (safe to show, at most 199 bytes), or nothing. */
enum relay_verdict relay_judge(int status, const char *media_type, const char *body, size_t len,
    struct buf *detail);

/* Appends what a problem document (RFC 9457) says: title and detail, safe to
 * show, at most max bytes; nothing if it is none. */
void relay_problem(struct buf *out, const char *body, size_t len, size_t max);

#endif
