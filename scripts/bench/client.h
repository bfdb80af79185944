/* SPDX-License-Identifier: ISC */
/*
 * client: one connection at an office's desk door for the programs that
 * measure: a request out, frames in, nothing in between.
 */
#ifndef BENCH_CLIENT_H
#define BENCH_CLIENT_H

#include "console/wire/wire.h"

#define CLIENT_LIMIT_MS 30000

struct client {
	int fd;			/* 0 = not open */
	struct buf in, out, memory;
	double asked_at;	/* ms; the caller's */
	bool is_waiting;	/* the caller's */
};

/* Connects to the socket at path and plays login. RC_NETWORK where nobody
 * listens or answers, RC_REFUSED where the office does not welcome the login. */
MUST_USE enum rc client_open(struct client *c, const char *path, const char *login,
    struct err *e);
void client_close(struct client *c);

/* Sends one request whole, tagged 1. */
MUST_USE enum rc client_send(struct client *c, enum message message, const void *record,
    struct err *e);

/* Waits for the next frame that is no push. Its texts live until the next. */
MUST_USE enum rc client_take(struct client *c, struct wire_frame *frame, struct err *e);

#endif
