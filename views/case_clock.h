/* SPDX-License-Identifier: ISC */
/*
 * case_clock: how a case stands with its statutory clock, in words and as a
 * bar: what is left, and in whose hands its time went.
 */
#ifndef VIEWS_CASE_CLOCK_H
#define VIEWS_CASE_CLOCK_H

#include "storage/record.h"
#include "views/grid.h"
#include "views/page.h"

/* Appends what is left: of the period once they reply, while the clock stands
 * still; else the working time to the due. A case that 수리간주 threatens says
 * so. Exact, it is to the minute; else as short as in a list. Nothing where
 * nothing runs. */
void case_clock_left(struct buf *out, const struct case_detail *c, bool is_exact);

/* Appends "desk 3 h, applicant 2 d": every party with working time in the
 * case's life; with marks before the names, those of the bar. */
void case_clock_ledger(struct buf *out, const struct case_detail *c, bool has_marks);

/* Writes the limits around the statutory period, nearest steps first: when each
 * ends, what it is, whether it was kept, and its article. */
void case_clock_limits(struct page *p, const struct case_detail *c, int64_t now_at);

/* Appends one of them as a line of text. */
void case_clock_limit(struct buf *out, const struct limit_row *row, int64_t now_at);

/* Draws bar and words on one row. */
void case_clock_draw(const struct case_detail *c, struct grid *g, int row);

#endif
