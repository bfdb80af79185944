/* SPDX-License-Identifier: ISC */
/*
 * wait: what a waiting figure is worth, and in which order offices stand. Pure.
 */
#ifndef RULES_WAIT_H
#define RULES_WAIT_H

#include "storage/base.h"
#include "storage/record.h"

/* Figures change by the minute: after ten nobody should rely on one. */
#define WAIT_STALE_SEC (10 * 60)

/* Sources that are no channels. */
#define WAIT_SOURCE_CSO "cso"		/* the public service of 민원실 figures */
#define WAIT_SOURCE_TYPED "typed"	/* somebody of the office typed it */
#define WAIT_SOURCE_CSV "csv"		/* … or read it from a file */
#define WAIT_SOURCE_DESK "desk"		/* the office's own consultation desk */

/* Whether figures of that source are the office's own, which no channel brings. */
bool wait_source_is_own(const char *source);

/* Appends what the source is called: its own name, or the channel's. */
void wait_source_words(struct buf *out, const char *source);

/* Of two sources that speak of the same desk and task, is that of a shown before b? The
 * newer one that says how many wait (-1 = it has none); of two of the same time one
 * that was measured before one that was typed or read from a file. */
bool wait_goes_before(const char *a, int64_t a_at, const char *b, int64_t b_at);

/* What a desk and its task are compared by between sources: their names without
 * blanks and marks. "" where either has none. */
void wait_place(char *to, size_t cap, const char *desk, const char *task);

/* Numbers for a desk and a task that have only names: the same for the same names. */
void wait_typed_numbers(struct wait_row *row);

/* Names of the own consultation desk and its tasks in the reader's language; other
 * rows stay as they are. */
void wait_row_names(struct wait_row *row);

/* Appends the names of sources that stand with blanks between. */
void wait_sources_words(struct buf *out, const char *codes);

enum wait_worth {
	WAIT_FRESH,
	WAIT_STALE,	/* it was so, or nobody says when; shown with its age */
	WAIT_NO_DATA,	/* 자료 없음: nobody says */
	WAIT__COUNT
};

enum wait_worth wait_worth_of(const struct wait_row *row, int64_t now_at);
const char *wait_worth_name(enum wait_worth worth);	/* stable: fresh, stale, no-data */
const char *wait_worth_label(enum wait_worth worth);	/* in the current language */

/* Seconds since the figure was so; 0 where it is said to be of a little later.
 * -1 where nobody says, or it is said to be of much later. */
int64_t wait_age_sec(const struct wait_row *row, int64_t now_at);

/* Whether the source has answered well since without naming the figure again: it was
 * so, and is kept until it is forgotten. */
bool wait_is_gone(const struct wait_row *row);

/* Appends an age: "3 min", "3 h 25 min", "2 d 4 h". */
void wait_age_words(struct buf *out, int64_t age_sec);

/* Appends a number, or 자료 없음 for -1. */
void wait_number_words(struct buf *out, int64_t number);

enum wait_sort {
	WAIT_BY_OFFICE,
	WAIT_BY_WAITING,	/* the most first; what is not known last */
	WAIT_BY_ESTIMATE,	/* the longest first; what cannot be told last */
	WAIT_BY_AGE,		/* the freshest first */
	WAIT_SORT__COUNT
};
const char *wait_sort_label(enum wait_sort sort);
const char *wait_sort_name(enum wait_sort sort);	/* stable: office, wait, estimate, age */
bool wait_sort_find(const char *name, enum wait_sort *out);

/* Has the row a range that can be relied on now? */
bool wait_has_range(const struct wait_row *row, int64_t now_at);

/* Is the row, which is not out of date, over the limit? */
bool wait_is_over(const struct wait_row *row, const struct wait_limit *limit, int64_t now_at);

/* Reads a limit as it is typed: "30분/20명", "30m", "20 people", "0" for none; minutes
 * where only a number is written. False where it is none. */
#define WAIT_LIMIT_MOST 10000
bool wait_limit_read(const char *text, struct wait_limit *out);

/* Appends it: "from 30 min or 20 people on", or that there is none. */
void wait_limit_words(struct buf *out, const struct wait_limit *limit);

/* The cases whose applicants may be called then. */
#define WAIT_CALL_QUERY "state:supplement not channel:counter not channel:phone"

/* Is it quiet, so that there is time to call somebody? Nobody waits at the own desk,
 * and in the hall (-1 = nobody says) at most one for each counter. */
bool wait_is_quiet(int64_t desk_waiting, int64_t hall_waiting, int64_t hall_counters);

#endif
