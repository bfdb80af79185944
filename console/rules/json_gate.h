/* SPDX-License-Identifier: ISC */
/*
 * json_gate: nothing reaches cJSON that has not passed here. RFC 8259 grammar,
 * RFC 7493 (I-JSON) and limits: valid UTF-8, no duplicate keys, no \u0000, no
 * lone surrogate, no trailing bytes, no integer beyond ±(2^53−1), finite
 * numbers, depth ≤ 32, members ≤ 10,000. Non-characters pass (tsafe marks
 * them).
 */
#ifndef RULES_JSON_GATE_H
#define RULES_JSON_GATE_H

#include "storage/base.h"

struct cJSON;

#define JSON_DEPTH_MAX 32
#define JSON_MEMBERS_MAX 10000
#define JSON_EVENT_BYTES_MAX (1024 * 1024)
#define JSON_PAGE_BYTES_MAX (8 * 1024 * 1024)

/* Why bytes were refused: a stable word and where. */
struct json_fault {
	const char *word;	/* "duplicate-key", "utf-8", "depth" …; static */
	size_t offset;
	size_t line, column;	/* from 1; column in bytes */
};

/* What a fault's word means, in the reader's language; the word itself if it
 * is none of ours. */
const char *json_fault_label(const char *word);

/* Whether len bytes pass; where not and fault is not NULL, why. */
bool json_check(const char *bytes, size_t len, size_t max_bytes, struct json_fault *fault);

/* A document to be looked at: its tree, whose nodes and texts lie together, so
 * that it costs a fraction of one that may be changed. */
struct json_view {
	const struct cJSON *root;
	struct json_tree *tree;		/* owned */
};

/* Checks and parses in one pass. RC_INVALID says what is wrong, at which line
 * and column; out then holds nothing. The caller releases; a view may be
 * released twice. */
MUST_USE enum rc json_view_open(const char *bytes, size_t len, size_t max_bytes,
    struct json_view *out, struct err *e);
void json_view_release(struct json_view *v);

/* The same with a tree that may be changed. The caller frees with cJSON_Delete. */
MUST_USE enum rc json_parse(const char *bytes, size_t len, size_t max_bytes, struct cJSON **out,
    struct err *e);

/* Finds the elements of a top-level array tolerantly: broken elements do not
 * hide good ones. Calls element for each, in order, with its bytes. Returns
 * false when the page cannot be split at all (no array, unbalanced to its
 * end); elements found before that have been reported and must not be used. */
bool json_split(const char *bytes, size_t len,
    void (*element)(void *arg, const char *bytes, size_t len), void *arg);

/* Readers for objects that passed the gate. They return NULL / false where the
 * member is missing or of another type. */
const char *json_text(const struct cJSON *object, const char *key);
bool json_integer(const struct cJSON *object, const char *key, int64_t *out);
const struct cJSON *json_member(const struct cJSON *object, const char *key);

#endif
