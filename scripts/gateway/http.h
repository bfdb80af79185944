/* SPDX-License-Identifier: ISC */
/*
 * http: the relay's door on the loopback. The only user of libmicrohttpd: it
 * takes requests apart, hands them to the contract and delivers the answers,
 * whole or broken, in one thread. It knows no store and no JSON.
 */
#ifndef GATEWAY_HTTP_H
#define GATEWAY_HTTP_H

#include "scripts/gateway/contract.h"
#include "scripts/gateway/links.h"

struct http;

/* How the door treats its visitors. */
struct http_setup {
	int64_t bytes_per_sec;	/* of each answer; 0 does not slow it down */
	int64_t drop_every_ms;	/* close older connections; 0 = never */
	bool may_flood;		/* answers may have a flood of header fields */
};

/* Listens on 127.0.0.1. Port 0 takes a free one; *port is the one taken. relay
 * is the caller's and outlives the door. */
MUST_USE enum rc http_open(struct relay *relay, const struct http_setup *setup, uint16_t *port,
    struct http **out, struct err *e);

/* Serves until stop_fd is readable (RC_OK) or the relay must stop. */
MUST_USE enum rc http_serve(struct http *h, int stop_fd, struct err *e);

/* Closes the door; *traffic (may be NULL) is what went through it. */
void http_close(struct http *h, struct traffic *traffic);

#endif
