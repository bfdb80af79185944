/* SPDX-License-Identifier: ISC */
/*
 * drop_row: one row of a table as the item that the office takes. A part of
 * drop_read; pure.
 */
#ifndef CHANNEL_DROP_ROW_H
#define CHANNEL_DROP_ROW_H

#include "console/channel/drop_read.h"

/* A column of the heading. */
struct drop_column {
	char *heading;		/* owned; no two are the same */
	char *key;		/* owned: what its answer is called, if it is one */
	size_t column;		/* from 1 */
	int member;		/* enum drop_member, COLUMN_MAP_NONE = not mapped */
	const char *name;	/* of the form's field; "" = none */
};

/* Reads a row that has a cell for each column into out, whose line is set. */
void drop_row_read(struct drop_row *out, const struct csv_row *row,
    const struct drop_column *columns, size_t count, const struct column_map *map,
    const struct drop_defaults *defaults);

/* Makes out of bytes that cannot be read what 미분류 keeps of them. */
void drop_row_spoil(struct drop_row *out, const char *bytes, size_t len, const char *why);

#endif
