/* SPDX-License-Identifier: ISC */
/*
 * token: tokens of OAuth2 client credentials (RFC 6749 4.4): asked for at the
 * channel's token_url, kept in memory alone, renewed before they are over.
 * Knows nothing of what they open.
 */
#ifndef CHANNEL_TOKEN_H
#define CHANNEL_TOKEN_H

#include "console/channel/config.h"
#include "console/channel/http.h"

/* Zeroed is a channel that has none yet. */
struct token {
	char text[1024];
	char source[65];	/* hash of the credentials it was had for */
	int64_t renew_at_ms;	/* at 80 % of its life */
	int64_t over_at_ms;
};

/* Makes sure that t holds a token that is good at now_ms, asking for one where
 * needed. One that is still good is kept where asking for the next fails.
 * RC_REFUSED: the credentials or the address are refused; RC_NETWORK: no usable
 * answer came. answer holds what was heard;
 * what it cost is added to meter. */
MUST_USE enum rc token_need(struct token *t, const struct channel_config *c, struct http *h,
    int64_t now_ms, struct http_meter *meter, struct http_answer *answer, struct err *e);

/* Forgets it, for instance because it was refused. */
void token_forget(struct token *t);

#endif
