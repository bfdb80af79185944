/* SPDX-License-Identifier: ISC */
/*
 * bulk_map: what the columns and words of another system mean, from a mapping
 * file. Included by bulk_*.c only.
 */
#ifndef DESK_BULK_MAP_H
#define DESK_BULK_MAP_H

#include "console/desk/bulk.h"

/* The member that a foreign column is; BULK_COLUMN_NONE where the map has no word
 * of it. */
int bulk_map_column(const struct bulk_map *map, const char *column);

/* Our word for a foreign one of a member; the same where the map has none. */
const char *bulk_map_word(const struct bulk_map *map, int member, const char *word);

/* The member of that name, BULK_COLUMN_NONE where there is none; and
 * its name, NULL behind the last one. */
int bulk_member_find(const char *name);
const char *bulk_member_name(int member);

#endif
