/* SPDX-License-Identifier: ISC */
/*
 * store: what the reference relay remembers: feeds, requests, escalations,
 * effects and the answers given under each idempotency key, kept for ever.
 * The only user of SQLite in the relay; it knows no HTTP and reads no JSON.
 */
#ifndef GATEWAY_STORE_H
#define GATEWAY_STORE_H

#include "storage/base.h"

struct store;

/* Opens or makes the store in the file path; NULL keeps it in memory. */
MUST_USE enum rc store_open(const char *path, struct store **out, struct err *e);
void store_close(struct store *s);

/* Whether the store outlives the process. */
bool store_is_file(const struct store *s);

/* One transaction around several calls. store_rollback without one is fine. */
MUST_USE enum rc store_begin(struct store *s, struct err *e);
MUST_USE enum rc store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

/* The run that filled the feeds. RC_NOT_FOUND before the first. */
MUST_USE enum rc store_run(struct store *s, int64_t *seed, int64_t *count, int64_t *until_at,
    struct err *e);
MUST_USE enum rc store_set_run(struct store *s, int64_t seed, int64_t count, int64_t until_at,
    struct err *e);

/* The number the next event will get. */
MUST_USE enum rc store_next_event(struct store *s, int64_t *number, struct err *e);

/* Appends the bytes as the next element of one feed. With is_once, nothing
 * happens where that feed has the same bytes already. */
MUST_USE enum rc store_add_event(struct store *s, const char *channel, const char *jurisdiction,
    const void *bytes, size_t len, bool is_once, struct err *e);

/* Calls element for at most limit elements of a feed after the given number,
 * oldest first; *last is the number of the last one, untouched if none. */
MUST_USE enum rc store_page(struct store *s, const char *channel, const char *jurisdiction,
    int64_t after, int64_t limit, void (*element)(void *arg, const void *bytes, size_t len),
    void *arg, int64_t *last, struct err *e);

/* The number before the limit elements that end at number at, so that
 * store_page from there repeats them. */
MUST_USE enum rc store_page_before(struct store *s, const char *channel, const char *jurisdiction,
    int64_t at, int64_t limit, int64_t *after, struct err *e);

/* Whether more than keep elements of the feed stand after the given number. */
MUST_USE enum rc store_is_gone(struct store *s, const char *channel, const char *jurisdiction,
    int64_t after, int64_t keep, bool *is_gone, struct err *e);

/* One request, escalation or set of answers: its JSON and version. Adding a known one changes
 * nothing; setting gives it the next version. RC_NOT_FOUND if unknown. */
enum store_kind {
	STORE_REQUEST,
	STORE_ESCALATION,
	STORE_ANSWERS,		/* of a request, by field */
	STORE_NEED,		/* what an office needs from a central system */
	STORE_TASK,		/* a joint task of the central and local offices */
	STORE_CONSULTATION,	/* of somebody handed over to talk */
	STORE__KIND_COUNT
};
MUST_USE enum rc store_add(struct store *s, enum store_kind kind, const char *channel,
    const char *id, const char *state, struct err *e);
MUST_USE enum rc store_get(struct store *s, enum store_kind kind, const char *channel,
    const char *id, struct buf *state, int64_t *version, struct err *e);
MUST_USE enum rc store_set(struct store *s, enum store_kind kind, const char *channel,
    const char *id, const char *state, struct err *e);

/* Calls take for every document of a kind in a channel, by id; stops at a
 * failure. state is the callee's until it returns. */
MUST_USE enum rc store_each(struct store *s, enum store_kind kind, const char *channel,
    enum rc (*take)(void *arg, const char *id, const char *state, struct err *e), void *arg,
    struct err *e);

/* One accepted effect. The strings belong to whoever made the struct. */
struct effect {
	int64_t number;		/* counts from 1; set by store_add_effect */
	int64_t at;
	const char *channel;
	const char *kind;	/* status, decision, escalation */
	const char *request_id;
	const char *key;	/* without its quotes */
	const char *body_sha256;
	const char *body;
};

/* Writes the effect down and gives it its number. */
MUST_USE enum rc store_add_effect(struct store *s, struct effect *effect, struct err *e);

/* The number of the latest effect, 0 before the first. */
MUST_USE enum rc store_last_effect(struct store *s, int64_t *number, struct err *e);

/* Calls take for every effect above number, in order; stops at a failure. */
MUST_USE enum rc store_effects_after(struct store *s, int64_t number,
    enum rc (*take)(void *arg, const struct effect *effect, struct err *e), void *arg,
    struct err *e);

/* What was answered under a key. target is method and path. */
struct kept_answer {
	char target[300];
	char body_sha256[65];
	int64_t status;
	char etag[32];
	char location[200];
	struct buf body;	/* released by the caller */
};

/* The first answer given under the key. RC_NOT_FOUND if the key is new. */
MUST_USE enum rc store_answer(struct store *s, const char *channel, const char *key,
    struct kept_answer *out, struct err *e);

/* Keeps an answer for ever; a second one under the same key is not kept. */
MUST_USE enum rc store_keep_answer(struct store *s, const char *channel, const char *key,
    const struct kept_answer *answer, struct err *e);

/* One attachment, known in its channel by the SHA-256 of its bytes. */
struct stored_file {
	char name[256];
	char media_type[100];
	struct buf bytes;	/* released by the caller */
};

/* Keeps a file; a known one stays as it is. */
MUST_USE enum rc store_add_file(struct store *s, const char *channel, const char *sha256,
    const struct stored_file *file, struct err *e);

/* RC_NOT_FOUND if the channel has none. */
MUST_USE enum rc store_file(struct store *s, const char *channel, const char *sha256,
    struct stored_file *out, struct err *e);

#endif
