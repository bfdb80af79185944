/* SPDX-License-Identifier: ISC */
/*
 * contract: what the relay answers to each call of relay.openapi.yaml. It
 * takes a call apart from any socket and returns an answer and the way it must
 * be delivered, so that the whole contract can be tested without HTTP. Each
 * effect is one transaction with its ledger line.
 */
#ifndef GATEWAY_CONTRACT_H
#define GATEWAY_CONTRACT_H

#include "scripts/gateway/faults.h"
#include "scripts/gateway/ledger.h"
#include "scripts/gateway/play.h"
#include "scripts/gateway/sign.h"
#include "scripts/gateway/store.h"
#include "scripts/gateway/tokens.h"

#define KEY_BYTES_MAX 128
#define ID_BYTES_MAX 64
#define CHANNEL_BYTES_MAX 23

/* One call, whole. Strings are NULL where the caller sent nothing. */
struct call {
	int64_t now_at;
	const char *method;
	const char *path;
	const char *authorization;
	const char *content_type;
	const char *key;		/* the Idempotency-Key header as sent */
	const char *if_match;
	const char *if_none_match;
	const char *accept_encoding;
	const char *range;
	const char *if_range;
	const char *jurisdiction_id;	/* query */
	const char *last_event_id;	/* query */
	const char *limit;		/* query */
	const char *timeout;		/* query, milliseconds */
	const char *start_date;		/* query */
	const char *end_date;		/* query */
	const char *after;		/* query */
	const char *service_key;	/* query */
	const char *page_no;		/* query */
	const char *num_of_rows;	/* query */
	const char *body;		/* ends with NUL */
	size_t body_len;
	bool is_last_try;		/* it has waited as long as it may */
};

/* How the answer travels. */
enum delivery {
	DELIVER_WHOLE,
	DELIVER_CUT,		/* Content-Length of the whole, half of the bytes */
	DELIVER_CUT_CLOSE,	/* neither length nor chunks, half of the bytes */
	DELIVER_NOTHING,	/* the connection is closed instead */
	DELIVER_LATER,		/* not yet: ask again when something happened or wait_ms are over */
	DELIVER_ENDLESS,	/* the body, and then blanks without end */
	DELIVER_FLOOD,		/* under a flood of header fields */
	DELIVER_DRIP,		/* a few bytes a second */
};

/* One answer. Released with reply_release. Fields that are empty are not
 * sent. */
struct reply {
	int status;
	const char *content_type;
	const char *content_encoding;
	const char *cache_control;
	const char *authenticate;	/* WWW-Authenticate */
	const char *accept_ranges;
	char etag[48];
	char location[200];
	char link[400];
	char allow[32];
	char retry_after[40];
	char disposition[900];
	char content_range[64];
	char webhook_id[40];
	char webhook_timestamp[24];
	char webhook_signature[SIGNATURE_BYTES_MAX];
	enum delivery delivery;
	int64_t wait_ms;	/* of DELIVER_LATER */
	struct buf body;
};
void reply_release(struct reply *reply);

/* What a relay stands on; all is the caller's and outlives the relay. ledger
 * may be NULL. */
struct relay_setup {
	struct store *store;
	struct ledger *ledger;
	const struct fault_plan *faults;
	struct tokens *tokens;
	const struct sign_keys *keys;
	const struct play *play;
	const char *cso_path, *cso_key;	/* options.h; may be NULL */
	int64_t keep;		/* events that a cursor may lie behind; 0 = any number */
	bool needs_if_match;
};

struct relay;
struct relay *relay_new(const struct relay_setup *setup);
void relay_free(struct relay *relay);

/* One call's turn, from the moment it is whole until it is answered. Its key
 * is in flight all that time. */
struct turn;

/* Begins the turn of a call: draws its faults and takes its key. *delay_ms is
 * how long to wait before relay_answer. End it with relay_end. */
struct turn *relay_begin(struct relay *relay, const struct call *call, int *delay_ms);

/* Answers the call. An error means that the relay must stop, because an
 * accepted effect could not be ledgered; reply is then not to be sent. e may
 * not be NULL. */
MUST_USE enum rc relay_answer(struct relay *relay, struct turn *turn, const struct call *call,
    struct reply *reply, struct err *e);

/* Ends the turn, answered or not, and frees it. */
void relay_end(struct relay *relay, struct turn *turn);

#endif
