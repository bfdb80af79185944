/* SPDX-License-Identifier: ISC */
/*
 * wait_estimate: how long who comes to a desk now will wait: a range from the
 * median to the 90th percentile, with how many waits it rests on and how old
 * they are. Pure: it is given the desk's log and a time.
 *
 * THE METHOD
 *
 * 1. What the queue says. Somebody who comes now finds people ahead (of the
 *    same or a higher priority, for the tasks of the servers who could take
 *    them), servers at work and servers free. With n ahead, s servers, a mean
 *    service time t and a mean patience p, the (k+1)-th of those ahead leaves
 *    the line after 1 / (s/t + k/p) on average: served, or gone. The sum over
 *    k = 0 … n is the conditional mean wait of an Erlang-A desk (Palm). Each of
 *    those ahead counts with the service time of their own task. With a server
 *    free it is the time in which a hand reaches the key. t by task (drawn
 *    towards the mean of all tasks while there are few), p and s are read from
 *    the newest part of the log. This is the scale of a wait: what a clerk
 *    would say looking at the hall. It is written down for everybody who comes.
 *
 * 2. What came of it before. Of the waits that came true, the newest first, the
 *    ratio of wait to scale is taken; waits that began under like conditions (a
 *    server free, a short line, a long one; the same task; the same time of
 *    day) weigh more, old ones less. The median and the 90th percentile of these
 *    ratios, times the scale now, are the range. Nothing is assumed about the
 *    shape of the distribution; whatever the model of step 1 does not know
 *    (breaks, a slow system, a hard morning) is in the ratios.
 *
 * 3. What the estimates themselves were worth. The desk changes and nobody says
 *    so. Each estimate was written down with its wait; where fewer of the
 *    newest waits held the 90th percentile than nine in ten, a higher one is
 *    taken, and a lower one where more did; the median likewise (adaptive
 *    conformal inference, Gibbs and Candès 2021, on the log-odds, with the share
 *    of a window in place of the last error).
 *
 * Who gave up before being called has no wait that came true and is in no
 * ratio; they shorten the line of those behind, which is in step 1. With fewer
 * than WAIT_SAMPLES_LEAST waits of like conditions those of all conditions are
 * taken; with fewer of these too there is no range, and it is said that there
 * is none.
 */
#ifndef RULES_WAIT_ESTIMATE_H
#define RULES_WAIT_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WAIT_SAMPLES_LEAST 20	/* fewer waits say nothing */
#define WAIT_ANY_TASK (-1)	/* whatever one comes for */
#define WAIT_LOG_MOST 1000	/* visits that an estimate looks at: the newest */

/* Where one who comes stands. */
struct wait_place {
	int32_t task;		/* any number, the same for the same task */
	int32_t ahead;		/* people who are called before */
	int32_t servers;	/* at work, who could take them; >= 1 */
	int32_t busy;		/* … of these, with somebody */
	int64_t scale_ms;	/* the wait that this comes to; 0 = never written down */
};

/* What was said of a wait. */
struct wait_range {
	int64_t p50_sec, p90_sec;	/* -1 = too few waits to say */
	int32_t samples;	/* waits it rests on, or that there are */
	int64_t age_sec;	/* of the newest of them; -1 = there is none */
};

/* One visit to a desk, as its log has it; instants in seconds, 0 = not yet or
 * never. */
struct wait_visit {
	int64_t came_at;	/* began to wait */
	int64_t called_at;
	int64_t gone_at;	/* from the desk, or from the line */
	int64_t server;		/* who called, or put it off; 0 = nobody */
	int32_t priority;	/* a higher one is called first */
	struct wait_place place;	/* written down when they came */
	int64_t p50_sec, p90_sec;	/* what they were told; -1 = nothing */
};

/* What a server can take; one that is not listed takes everything. */
struct wait_skill {
	int64_t server;
	int32_t task;
};

/* How ranges that were told have held, of the waits that came true. */
struct wait_calibration {
	int64_t told;		/* waits that came true after a range was told */
	int64_t untold;		/* … for which there were too few waits to tell one */
	int64_t held50, held90;	/* of told: not longer than the median, than the 90th */
};

/* The desk as an estimate sees it; all borrowed. */
struct wait_desk {
	const struct wait_visit *visits;	/* oldest first, those at the desk now too */
	size_t count;
	const struct wait_skill *skills;
	size_t skill_count;
	struct wait_calibration hours;	/* of what was told of hours before they began */
	int64_t now_at;
};

/* Step 1: the place of one who comes now for a task, with a priority. */
void wait_place_of(const struct wait_desk *desk, int32_t task, int32_t priority,
    struct wait_place *out);

/* Steps 2 and 3: the range from there. */
void wait_estimate(const struct wait_desk *desk, const struct wait_place *place,
    struct wait_range *out);

/* The same of the ranges that visitors were told. */
void wait_calibrate(const struct wait_visit *visits, size_t count, struct wait_calibration *out);

/* Per mille of told, -1 where nothing was. */
int64_t wait_held_per_mille(int64_t held, int64_t told);

#endif
