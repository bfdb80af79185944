/* SPDX-License-Identifier: ISC */
/*
 * tally_map: numbers by office, kind, time and person, in memory. Knows no
 * table and no rule. Entries keep their place until the map is cleared.
 */
#ifndef STORAGE_TALLY_MAP_H
#define STORAGE_TALLY_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "storage/tally.h"

struct tally_entry {
	char office[12];
	enum tally_kind kind;
	int64_t at;
	int64_t who;
	int64_t count;
};

/* Zeroed is empty. */
struct tally_map {
	struct tally_entry *entries;	/* owned, in the order they came */
	size_t count, cap;
	uint32_t *slots;		/* owned: place in entries + 1, 0 = free */
	size_t slot_count;		/* a power of two, or 0 */
};

/* Adds delta to the entry of the key; makes it where there is none. Returns
 * its place in entries. */
size_t tally_map_add(struct tally_map *m, const struct tally_entry *key, int64_t delta);

/* The entry of the key; NULL where there is none. */
const struct tally_entry *tally_map_find(const struct tally_map *m,
    const struct tally_entry *key);

void tally_map_clear(struct tally_map *m);	/* keeps its memory */
void tally_map_release(struct tally_map *m);

#endif
