/* SPDX-License-Identifier: ISC */
/*
 * output_table: the inside of a writer, and the one format that must see all
 * rows before it writes the first: the table with aligned cells. Included by
 * output.c and output_table.c only.
 */
#ifndef DESK_OUTPUT_TABLE_H
#define DESK_OUTPUT_TABLE_H

#include "console/desk/output.h"

struct writer_ops {
	void (*begin)(struct writer *w);	/* may be NULL */
	void (*row)(struct writer *w, const struct value *values);
	void (*end)(struct writer *w);		/* may be NULL */
};

struct writer {
	const struct writer_ops *ops;
	enum format format;
	struct sink *sink;
	const struct column *columns;
	size_t count;
	struct writer_options options;
	struct column *picked;	/* what --fields leaves of the columns; owned */
	size_t *places;		/* … and where its values stand in a row; owned */
	char **cells;		/* table: cell_count texts, row by row; owned */
	size_t cell_count;
};

/* Keeps a row; writes heading and rows. */
void output_table_row(struct writer *w, const struct value *values);
void output_table_end(struct writer *w);

#endif
