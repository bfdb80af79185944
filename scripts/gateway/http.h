/* SPDX-License-Identifier: ISC */
/*
 * http: the relay's door on the loopback. The only user of libmicrohttpd: it
 * takes requests apart, hands them to the contract and delivers the answers,
 * whole or broken, in one thread. It knows no store and no JSON.
 */
#ifndef GATEWAY_HTTP_H
#define GATEWAY_HTTP_H

#include "scripts/gateway/contract.h"

struct http;

/* Listens on 127.0.0.1. Port 0 takes a free one; *port is the one taken.
 * bytes_per_sec slows each answer down; 0 does not. relay is the caller's and
 * outlives the door. */
MUST_USE enum rc http_open(struct relay *relay, int64_t bytes_per_sec, uint16_t *port,
    struct http **out, struct err *e);

/* Serves until stop_fd is readable (RC_OK) or the relay must stop. */
MUST_USE enum rc http_serve(struct http *h, int stop_fd, struct err *e);

void http_close(struct http *h);

#endif
