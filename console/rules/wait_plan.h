/* SPDX-License-Identifier: ISC */
/*
 * wait_plan: the hours of a desk: how long people wait in each of them, and how
 * long they would with one more or one fewer at the desk. Pure: it is given
 * the desk's log and a time.
 *
 * THE METHOD. Of the days in the log it takes, for each hour of the day, how
 * many came, how many worked at the desk, and the waits. The range of an hour
 * is the median and the 90th percentile of its waits, the newest counted
 * twice; fewer than WAIT_SAMPLES_LEAST say nothing. Waits of one bad morning are
 * alike, and the desk changes: of what was told of hours ahead (rules/wait_forecast.h)
 * fewer of the newest PLAN_HELD_HOURS held than said, and by as much as that a higher
 * percentile is taken, or a lower one (as rules/wait_estimate.h, step 3). For what-if the hour is an
 * Erlang-A desk in steady state (rules/erlang.h): its arrivals, its servers (a
 * part of one between two whole numbers in proportion), the mean service time
 * and the mean patience of the log; without anybody who gave up, Erlang-C. What
 * the model says for the servers there are is held against the mean wait that
 * was; the quotient, which is what the model does not know (breaks, rush within
 * the hour), carries over to the other number of servers.
 */
#ifndef RULES_WAIT_PLAN_H
#define RULES_WAIT_PLAN_H

#include "console/rules/wait_estimate.h"
#include "storage/record.h"

#define PLAN_HOURS 24
#define PLAN_STAFF_MOST 9
#define PLAN_HELD_HOURS 180	/* some twenty days */
#define PLAN_UNKNOWN (-1)	/* too few waits to say, or nobody left at the desk */
#define PLAN_ENDLESS (-2)	/* the line would grow as long as the hour lasts */

/* Of an hour with too few waits only their number is worth showing: its means go. */
void wait_plan_hide_thin(struct plan_hour *hour);

/* All hours, staff_more (-9 to 9) people added in each. */
void wait_plan(const struct wait_desk *desk, int staff_more, struct plan_hour out[PLAN_HOURS]);

/* What it comes to from one hour (included) to another (not included), each hour
 * by how many come in it; unknown where all of them together have too few waits. */
struct plan_change {
	int32_t samples;
	int64_t wait_sec, then_sec;	/* as of an hour */
};
void wait_plan_change(const struct plan_hour hours[PLAN_HOURS], int from_hour, int until_hour,
    struct plan_change *out);

#endif
