/* SPDX-License-Identifier: ISC */
/*
 * mark_words: what a list and a dialog say of the marked cases: how many, of
 * which states and services, and what the rules say of an op on them.
 */
#ifndef VIEWS_MARK_WORDS_H
#define VIEWS_MARK_WORDS_H

#include "views/model.h"
#include "views/page.h"

/* Appends "12 marked". */
void mark_count(struct buf *out, size_t count);

/* How many marks the list's filter does not hold. */
size_t mark_outside(const struct desk_model *m);

/* Writes the sums of a dialog, with a blank line after them. */
void mark_lines(const struct desk_model *m, struct page *p);

/* The mark of a case; NULL where it has none. */
const struct mark *mark_of(const struct desk_model *m, int64_t case_id);

#endif
