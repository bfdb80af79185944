/* SPDX-License-Identifier: ISC */
/*
 * route: which operation of relay.openapi.yaml a method and a path mean. Pure.
 */
#ifndef GATEWAY_ROUTE_H
#define GATEWAY_ROUTE_H

#include "scripts/gateway/resource.h"

#define ALLOW_BYTES_MAX 32

/* One operation. It has read or write, never both. */
struct route {
	const char *method;
	const char *path;	/* {c} stands for a channel, {id} for an id */
	enum rc (*read)(const struct visit *v, struct reply *reply, struct err *e);
	enum rc (*write)(const struct visit *v, struct reply *reply, struct deed *deed,
	    struct err *e);
	const char *media_type;	/* of the body of a write */
	bool is_feed;
	bool is_public;		/* asks for no token and is never struck by a fault */
};

/* The operation, with the channel and the id that the path names ("" where it
 * names none). NULL if there is none; allow then lists the methods that the
 * path does take, "" if there is no such path. */
const struct route *route_find(const char *method, const char *path,
    char channel[CHANNEL_BYTES_MAX + 1], char id[ID_BYTES_MAX + 1], char allow[ALLOW_BYTES_MAX]);

#endif
