/* SPDX-License-Identifier: ISC */
/*
 * case_print: a case as a row of a list, as a page of text, as one JSON
 * object. The keys are stable; scripts live on them.
 */
#ifndef DESK_CASE_PRINT_H
#define DESK_CASE_PRINT_H

#include "console/desk/output.h"
#include "storage/record.h"

extern const struct column case_columns[];
extern const size_t case_column_count;	/* without "allowed", the last one */
extern const size_t case_column_all;

/* One row for case_columns. now_at is the office's clock. allowed is what the
 * rules say of every op, OP__COUNT of them; NULL = it was not asked. */
void case_print_row(struct writer *w, const struct case_row *row, int64_t now_at,
    const struct allowed *allowed);

/* The flags of a row by name, blanks between (rules/case_flag.h). */
void case_flags(struct buf *out, const struct case_row *row, int64_t now_at);

extern const struct column event_columns[];
extern const size_t event_column_count;
void event_print_row(struct writer *w, const struct timeline_event *event);

/* The whole case: for people, and as one JSON object with a line end. */
void case_print_text(struct buf *out, const struct case_detail *detail, int64_t now_at);
void case_print_json(struct buf *out, const struct case_detail *detail, int64_t now_at);

#endif
