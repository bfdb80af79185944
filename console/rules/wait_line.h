/* SPDX-License-Identifier: ISC */
/*
 * wait_line: waiting figures as lines of text, so that hundreds travel in one
 * request: the members of a wait_row that a source says, with tabs between. Pure.
 */
#ifndef RULES_WAIT_LINE_H
#define RULES_WAIT_LINE_H

#include "storage/base.h"
#include "storage/record.h"

/* Appends a row. Tabs and line ends in its texts become blanks. */
void wait_line_add(struct buf *out, const struct wait_row *row);

/* Takes the first line of *at, which goes on behind it; the row has no source, no
 * taken_at and no error. RC_INVALID names what is wrong with the line. */
MUST_USE enum rc wait_line_take(const char **at, struct wait_row *row, struct err *e);

#endif
