/* SPDX-License-Identifier: ISC */
/*
 * drop_maps: the mappings of drop folders that come with the program: which
 * columns an export has and what they are here. Data, in the words of a mapping
 * file (rules/column_map.h).
 */
#ifndef CHANNEL_DROP_MAPS_H
#define CHANNEL_DROP_MAPS_H

/* The text of a built-in mapping; NULL where the name is none's. */
const char *drop_map_text(const char *name);

#endif
