/* SPDX-License-Identifier: ISC */
/*
 * links: the connections that are open, how old they are and how many bytes
 * they carried, as the kernel counts them (heads and bodies, not the packets'
 * own frames). It drops those that are too old, as a bad line does.
 */
#ifndef GATEWAY_LINKS_H
#define GATEWAY_LINKS_H

#include "storage/base.h"

/* What all connections carried. */
struct traffic {
	int64_t sent;		/* bytes */
	int64_t received;	/* bytes */
	int64_t connections;
};

/* The open connections. Zeroed is none. */
struct links {
	struct link *open;
	struct traffic traffic;
};

/* A connection opened and closed. link_open returns what link_close takes; the
 * socket stays the caller's and is still open at link_close. */
struct link *link_open(struct links *l, int fd, int64_t now_ms);
void link_close(struct links *l, struct link *link);

/* Shuts every connection that is older than max_ms. Returns the milliseconds
 * until the next one is, -1 if there is none. */
int64_t links_drop_older(struct links *l, int64_t max_ms, int64_t now_ms);

#endif
