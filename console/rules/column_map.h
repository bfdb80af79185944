/* SPDX-License-Identifier: ISC */
/*
 * column_map: what the columns and words of another system mean. Lines of
 * `COLUMN = MEMBER`, and `MEMBER: WORD = OURS` where the other system has words
 * of its own; # begins a remark. Which members there are is its reader's. Pure.
 */
#ifndef RULES_COLUMN_MAP_H
#define RULES_COLUMN_MAP_H

#include "storage/base.h"

#define COLUMN_MAP_NONE (-1)

/* A column (to: its member as it was written), or a word of a member. */
struct column_map_entry {
	char *from;	/* owned */
	char *to;	/* owned */
	int member;
	bool is_word;
};

struct column_map {
	struct column_map_entry *entries;	/* owned */
	size_t count;
};

/* Adds the lines of a UTF-8 text; find gives the member of a name, or
 * COLUMN_MAP_NONE. False at the first line that is neither kind: *line is its
 * number, from 1. */
bool column_map_add(struct column_map *map, const char *text, int (*find)(const char *name),
    int *line);
void column_map_release(struct column_map *map);

/* What a foreign column is; NULL where the map has no word of it. */
const struct column_map_entry *column_map_column(const struct column_map *map,
    const char *column);

/* Our word for a foreign one of a member; the same where the map has none. */
const char *column_map_word(const struct column_map *map, int member, const char *word);

#endif
