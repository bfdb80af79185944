/* SPDX-License-Identifier: ISC */
/*
 * explain: the arithmetic of a due time, day by day and with the articles, as
 * lines of text for `minwon why` and the case screen. It counts by itself, one
 * day after the other, so that its last line is a second computation of what
 * the clock says. Pure.
 */
#ifndef RULES_EXPLAIN_H
#define RULES_EXPLAIN_H

#include "console/rules/case_clock.h"

/* Appends the explanation in the current language, one line per day; returns
 * the due instant that its last line names (0 without a period). */
int64_t explain_due(struct buf *out, const struct calendar *c, const struct case_clock *clock);

/* The law by which a period is counted. */
const char *period_law(struct period p);

#endif
