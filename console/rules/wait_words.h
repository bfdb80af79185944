/* SPDX-License-Identifier: ISC */
/*
 * wait_words: how a wait reads: a range with what it rests on, or that there is
 * too little to say. Pure.
 */
#ifndef RULES_WAIT_WORDS_H
#define RULES_WAIT_WORDS_H

#include "storage/base.h"
#include "storage/record.h"

/* Appends "3 min", "<1 min", "1 h 5 min". */
void wait_words_span(struct buf *out, int64_t sec);

/* Appends "5 to 12 min (40 waits)", or that the waits are too few to say. */
void wait_words_range(struct buf *out, int64_t p50_sec, int64_t p90_sec, int64_t samples);

/* The same where there is little room: "5 min to 12 min (40)". */
void wait_words_short(struct buf *out, int64_t p50_sec, int64_t p90_sec, int64_t samples);

/* Appends a wait of the plan: a span, "—", or that the line would only grow. */
void wait_words_plan(struct buf *out, int64_t sec);

/* Appends the sentence of what-if: "14 to 16 o'clock with 1 more: 12 min instead
 * of 20 min". */
void wait_words_change(struct buf *out, const struct consult_figures *f);

/* Appends the calibration: of how many waits the ranges held. */
void wait_words_calibration(struct buf *out, const struct consult_figures *f);

/* Appends the satisfaction of 30 days: "4.2 of 5 (31)". */
void wait_words_rating(struct buf *out, int64_t sum, int64_t count);

#endif
