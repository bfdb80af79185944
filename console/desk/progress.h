/* SPDX-License-Identifier: ISC */
/*
 * progress: how far something long is, with its rate and the time left, drawn
 * over itself on standard error where that is a terminal and nowhere else.
 */
#ifndef DESK_PROGRESS_H
#define DESK_PROGRESS_H

#include "storage/base.h"

struct progress {
	bool is_shown;
	int64_t began_ms, drawn_ms;
	int64_t from;		/* done before it began */
};

/* Begins; nothing is drawn yet. */
void progress_begin(struct progress *p, int64_t from);

/* at of total are done. Draws no more than ten times a second. */
void progress_draw(struct progress *p, int64_t at, int64_t total);

/* Wipes it away, before other words and at the end. */
void progress_wipe(struct progress *p);

/* The words alone: "1,234 / 20,000 [====    ] 812/s, 23 s left". Pure. */
void progress_words(struct buf *out, int64_t at, int64_t total, int64_t from,
    int64_t passed_ms);

#endif
