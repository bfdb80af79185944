/* SPDX-License-Identifier: ISC */
/*
 * ask: one call to a channel as who we are: with our token, once more where it
 * was refused, and what comes back judged by its signature. Knows nothing of
 * what is asked.
 */
#ifndef CHANNEL_ASK_H
#define CHANNEL_ASK_H

#include "console/channel/sync.h"

/* Asks as http_ask does; token and ca_file of request are filled in here. A
 * 200 answer to a GET of a channel with keys counts only with its signature:
 * RC_REFUSED says what is wrong with it, or with our credentials. A body that
 * request takes as it comes is judged by who takes it. */
MUST_USE enum rc ask_channel(struct sync *s, const struct channel_config *c,
    struct http_request *request, struct http_answer *answer, struct err *e);

#endif
