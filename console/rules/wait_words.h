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

/* The narrowest form, of whole minutes: "3-12 min"; "-" where there is none. */
void wait_words_band(struct buf *out, int64_t p50_sec, int64_t p90_sec);

/* What is told of a row: the range with what it rests on, or why there is none. */
void wait_words_row(struct buf *out, const struct wait_row *row, int64_t now_at);

/* The busiest hour of this weekday: "10 to 11 o'clock (Mondays, 5 days)", or that the
 * days are too few. */
void wait_words_busiest(struct buf *out, const struct wait_row *row, int64_t now_at);

/* What a kind of way is called: those of the consultation desk, or online. */
const char *wait_way_label(const char *kind);

/* "2 wait, longest 12 min; half 3 min, nine in ten 9 min (40)" */
void wait_words_way(struct buf *out, const struct wait_way *way);

/* The span from the half to nine in ten, of minutes or days: "3 min - 2 d 4 h". */
void wait_words_spans(struct buf *out, int64_t p50_sec, int64_t p90_sec);

/* That it is time to call an online applicant, and which; "" where it is not. */
void wait_words_call(struct buf *out, const struct wait_head *head);

/* Appends a wait of the plan: a span, "—", or that the line would only grow. */
void wait_words_plan(struct buf *out, int64_t sec);

/* Appends the sentence of what-if: "14 to 16 o'clock with 1 more: 12 min instead
 * of 20 min". */
void wait_words_change(struct buf *out, const struct consult_figures *f);

/* What was told, and is held against the waits that came true. */
enum wait_told {
	WAIT_TOLD_COMERS,	/* to everybody who came to the own desk */
	WAIT_TOLD_HOURS,	/* of the hours of the day before they began */
	WAIT_TOLD_OUTSIDE,	/* of other desks, by the pace of the number they call */
	WAIT_TOLD__COUNT
};

/* Appends one line of the calibration: what was told, and in how many of how many waits
 * it held; with fewer than WAIT_SAMPLES_LEAST that they are too few. */
void wait_words_calibration(struct buf *out, enum wait_told told,
    const struct consult_figures *f);

/* Appends the satisfaction of 30 days: "4.2 of 5 (31)". */
void wait_words_rating(struct buf *out, int64_t sum, int64_t count);

#endif
