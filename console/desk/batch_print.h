/* SPDX-License-Identifier: ISC */
/*
 * batch_print: batches and what became of their cases, as lines: for people, for
 * spreadsheets, and as the JSON objects that scripts read.
 */
#ifndef DESK_BATCH_PRINT_H
#define DESK_BATCH_PRINT_H

#include "console/desk/output.h"
#include "console/desk/verbs.h"

extern const struct column batch_columns[];
extern const size_t batch_column_count;
void batch_print(struct writer *w, const struct batch_row *row);

/* The result lines of one run, in the call's format. */
struct batch_lines {
	struct call *call;
	struct writer *writer;	/* NULL: JSON Lines with the problem as an object */
	bool is_undo;
	int64_t good, bad, waiting;
};

/* Begins. RC_USAGE where --fields names what is not there. */
MUST_USE enum rc batch_lines_begin(struct batch_lines *lines, struct call *call, bool is_undo,
    struct err *e);
void batch_lines_add(struct batch_lines *lines, const struct batch_item_row *row);
void batch_lines_end(struct batch_lines *lines);

/* The whole sentence of why not, in the current language. */
void batch_sentence(struct buf *out, const struct batch_item_row *row);

#endif
