/* SPDX-License-Identifier: ISC */
/*
 * wait_pace: what can be told of a wait at somebody else's desk, of which only
 * figures are known: how many wait for a task, and which number is called. Pure:
 * it is given one figure after the other and what it kept of those before.
 *
 * THE METHOD. It is an estimate (추정), never what the desk itself promises.
 *
 * 1. Pace. Between two figures of a task the called number goes on by as many as
 *    were called. Only while people waited does that say how fast the desk works;
 *    of such times the people called and the seconds are summed, older ones
 *    fading (half in PACE_HALF_SEC), drawn towards the mean of the last days
 *    (half in PACE_LONG_SEC). People over seconds is the pace. A number that
 *    falls, leaps or comes after a gap of figures begins anew: nothing is counted
 *    across it. With n ahead the line says (n + 1) / pace: the scale.
 *
 * 2. What came of it. At the first figure of each ten minutes with people waiting
 *    it is written down which number must be called until the last of them is
 *    called, and the scale of that. When the number is reached the wait came
 *    true; where it was reached between two figures, in proportion. The ratios
 *    of wait to scale, the last PACE_RATIOS, give the median and the 90th
 *    percentile, whatever their distribution: breaks, no-shows and tasks of
 *    unequal length are in them.
 *
 * 3. What the ranges themselves were worth: each was written down too, and where
 *    fewer of the last ones held than they should, a higher percentile is taken
 *    (as rules/wait_estimate.h, step 3).
 *
 * With nobody ahead the range begins at 0: a counter may be free. With fewer than
 * WAIT_SAMPLES_LEAST waits that came true, without a called number, or without
 * anybody called while people waited, there is no range, and that is said. What
 * nobody can see from outside: people who hold tickets of several tasks, and a
 * count of people that a desk gives for several tasks together.
 */
#ifndef RULES_WAIT_PACE_H
#define RULES_WAIT_PACE_H

#include "console/rules/wait_estimate.h"
#include "storage/base.h"
#include "storage/record.h"

#define PACE_SLOT_SEC 600	/* the day is kept in such parts … */
#define PACE_SLOTS 144		/* … so many */
#define PACE_HOURS 24
#define PACE_PROBES 16		/* waits that are on their way at a time */
#define PACE_RATIOS 120
#define PACE_GAP_SEC (15 * 60)	/* figures further apart say nothing of between */
#define PACE_HALF_SEC 2400
#define PACE_LONG_SEC (3 * 8 * 3600)
#define PACE_PROBE_SEC (4 * 3600)	/* a wait that is longer has met the end of the day */

/* What changes with each figure. Zeroed it has seen none. */
struct wait_pace {
	int64_t at;		/* of the last figure; 0 = none yet */
	int64_t waiting;	/* then */
	int64_t called;		/* then; -1 = not said */
	int64_t served;		/* called since the first figure, breaks left out */
	int64_t busy_milli, busy_ms;	/* thousandths of people, and time; fading */
	int64_t long_milli, long_ms;
	int64_t slot;		/* which ten minutes, counted from 1970 */
	int64_t slot_count, slot_sum, slot_most, slot_served;	/* of it; served when it began */
	int64_t next_target;	/* served at which a wait comes true; 0 = none on its way */
	int64_t f50, f90;	/* thousandths of the scale; -1 = too few waits */
	int64_t samples;	/* waits that came true and are kept */
	int64_t told, held50, held90;	/* ranges held against waits, in all */
};

struct wait_probe {
	int64_t at;
	int64_t target;		/* served when it comes true */
	int64_t scale_ms;
	int64_t p50_ms, p90_ms;	/* -1 = no range was told */
};

struct wait_hour {
	int64_t count, sum, most, served;	/* figures; people waiting; people called */
};

/* What changes every ten minutes, or when a wait comes true. Zeroed it is empty. */
struct wait_past {
	struct wait_probe probes[PACE_PROBES];
	size_t probe_count;
	int32_t ratios[PACE_RATIOS];	/* per mille, oldest first */
	size_t ratio_count;
	int64_t miss50, miss90;	/* shares that held of the last ranges, fading, per million */
	int64_t ranges;		/* of which that is */
	int32_t day;		/* a day number; 0 = none yet */
	int32_t means[PACE_SLOTS];	/* people waiting, + 1; 0 = no figure */
	struct wait_hour hours[PACE_HOURS];
};

/* A day that is over, by the hour. */
struct wait_day {
	int32_t day;
	struct wait_hour hours[PACE_HOURS];
};

/* Is the past to be read before this figure is taken? */
bool pace_needs_past(const struct wait_pace *pace, const struct wait_row *row);

/* Takes a figure. past is NULL where pace_needs_past says no. True where a day has
 * ended: it is in *ended. A figure without a number of people, without a time, or
 * not newer than the last is none. */
bool pace_take(struct wait_pace *pace, struct wait_past *past, const struct wait_row *row,
    struct wait_day *ended);

/* The range for who comes now, as of the last figure. */
void pace_range(const struct wait_pace *pace, struct wait_range *out);

/* As text, to be kept; what cannot be read is empty. The day so far is a text of
 * its own. */
#define PACE_TEXT_MAX 399
void pace_write(const struct wait_pace *pace, char out[PACE_TEXT_MAX + 1]);
void pace_read(const char *text, struct wait_pace *out);
void pace_past_write(const struct wait_past *past, struct buf *out);
void pace_past_read(const char *text, const char *today, struct wait_past *out);

/* The day so far, past->day: people waiting in the mean of each ten minutes, two
 * digits of base 36 each, ".." = no figure; nothing after the last one. */
#define PACE_TODAY_MAX (2 * PACE_SLOTS)
void pace_today_write(const struct wait_past *past, char out[PACE_TODAY_MAX + 1]);

/* The people waiting in each slot of such a text; -1 = no figure. */
void pace_today_read(const char *today, int32_t out[PACE_SLOTS]);

/* A day's hours as text, and back; false where it is none. */
#define PACE_DAY_MAX (PACE_HOURS * 6)
void pace_day_write(const struct wait_day *day, char out[PACE_DAY_MAX + 1]);
bool pace_day_read(const char *text, struct wait_day *out);

/* The busiest hour of days alike (the same weekday): the one with most people
 * waiting in the mean. -1 where fewer than PACE_DAYS_LEAST days have figures, or
 * nobody ever waited. */
#define PACE_DAYS_LEAST 3
#define PACE_DAYS_KEPT 42	/* six weeks */
int pace_busiest_hour(const struct wait_day *days, size_t count);

#endif
