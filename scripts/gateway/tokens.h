/* SPDX-License-Identifier: ISC */
/*
 * tokens: who may call the relay: whoever brings the standing token, or one of
 * the tokens handed out to the client by OAuth 2.0 client credentials. Tokens
 * live in memory and end with the process. Knows no socket and no clock.
 */
#ifndef GATEWAY_TOKENS_H
#define GATEWAY_TOKENS_H

#include "storage/base.h"

/* What a caller may come with. Strings are the caller's and may be NULL or ""
 * where that way in is closed. */
struct token_rules {
	const char *standing;	/* the static token */
	const char *client;	/* ID:SECRET */
	int64_t life_sec;	/* of a token handed out */
};

struct tokens;
struct tokens *tokens_new(const struct token_rules *rules);
void tokens_free(struct tokens *t);

enum token_state {
	TOKEN_GOOD,
	TOKEN_MISSING,	/* none was brought */
	TOKEN_WRONG,
	TOKEN_OVER	/* it was good once */
};

/* What the Authorization header (may be NULL) is worth now. */
enum token_state tokens_check(const struct tokens *t, const char *header, int64_t now_at);

/* Hands out a token for what a body of application/x-www-form-urlencoded and
 * the Authorization header (may be NULL) ask for; appends the answer's JSON to
 * out and returns its status, 200, 400 or 401. */
int tokens_issue(struct tokens *t, const char *header, const char *form, int64_t now_at,
    struct buf *out);

#endif
