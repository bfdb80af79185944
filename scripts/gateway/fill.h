/* SPDX-License-Identifier: ISC */
/*
 * fill: puts applications, and elements that a test injects, into the feeds of
 * an empty store. A filled store is kept as it is.
 */
#ifndef GATEWAY_FILL_H
#define GATEWAY_FILL_H

#include "scripts/gateway/applications.h"
#include "scripts/gateway/play.h"
#include "scripts/gateway/store.h"

/* What a new store is filled with, and what is read and written besides. */
struct filling {
	struct run run;			/* seed and count are -1 where not asked for */
	const struct play *play;	/* what happens between the applications */
	const char *inject_path;	/* may be NULL */
	const char *release_path;	/* may be NULL */
	const char *dump_path;		/* may be NULL */
};

/* Fills the store in one transaction. Injected elements stand among the
 * events of their feed in a new store, after them in an old one, and once;
 * releases of forms after all of them, each in the feeds that it is for.
 * RC_CONFLICT if the store was filled with another seed or count. */
MUST_USE enum rc fill_store(struct store *store, const struct filling *filling, struct err *e);

#endif
