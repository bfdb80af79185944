/* SPDX-License-Identifier: ISC */
/*
 * store_inside: what the files of the store share and nobody else sees.
 */
#ifndef STORAGE_STORE_INSIDE_H
#define STORAGE_STORE_INSIDE_H

#include "storage/db.h"
#include "storage/store.h"

/* Offices × states one transaction may touch before it writes at once. */
#define DELTA_MAX 256

struct counter_delta {
	char office[12];
	char state[16];
	int delta;
};

struct store {
	struct db *db;
	struct counter_delta deltas[DELTA_MAX];
	size_t delta_count;
	struct counter_delta kept[DELTA_MAX];	/* as before the request */
	size_t kept_count;
};

#endif
