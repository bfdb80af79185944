/* SPDX-License-Identifier: ISC */
/*
 * wait_forecast: whether what was told of the hours of a desk before they began
 * has come true. Pure: it is given the hours as rules/wait_plan.h tells them, the
 * visits of an hour, and a time.
 *
 * THE METHOD. What is told of an hour to come is the range of the waits that began
 * in that hour of days before. It is written down once, when it is told first on
 * its day (the hours are shown, or somebody joins the line), for every hour of the
 * day that has not begun: at most 24 rows a day and desk. Until the hour begins it
 * stays as it was, since no wait of the hour is added before that and percentiles
 * follow what held on days before (rules/wait_plan.h), so that what was told first
 * is what everybody was told. The range is of the desk as a whole,
 * whatever the task, as it is told.
 *
 * It is settled when the hour is over and nobody who came in it waits any more:
 * of those who were called it is counted how many waited no longer than was
 * told. Who gave up or was put off before being called has no wait that came
 * true. Who still waits FORECAST_GIVE_UP_SEC after the hour began counts with the
 * wait so far: it was longer than anything that was told. An hour in which nobody
 * came says nothing.
 */
#ifndef RULES_WAIT_FORECAST_H
#define RULES_WAIT_FORECAST_H

#include <stdbool.h>
#include <stdint.h>

#include "console/rules/wait_plan.h"

#define FORECAST_HOUR_SEC 3600
#define FORECAST_GIVE_UP_SEC (24 * 3600)
#define FORECAST_KEPT_SEC ((int64_t)92 * 24 * 3600)	/* a quarter of a year */

/* An hour that was told. */
struct wait_forecast {
	int64_t hour_at;		/* when it begins */
	int64_t p50_sec, p90_sec;	/* -1 = too few waits to tell */
	int64_t waits, held50, held90;	/* counted so far */
	int64_t waiting;		/* still in the line */
};

/* When the day of an instant begins. What held of hours before that is what the hours of
 * the day are told with: so they stay the same all day. */
int64_t forecast_day_at(int64_t now_at);

/* When an hour of the plan begins that is still to come on the day of now_at; -1
 * where it has begun, or nobody ever came in it and nothing is told of it. */
int64_t forecast_hour_at(const struct plan_hour *hour, int64_t now_at);

/* Counts a visit that came in the hour; called_at and gone_at 0 = not yet. */
void forecast_count(struct wait_forecast *f, int64_t came_at, int64_t called_at,
    int64_t gone_at, int64_t now_at);

/* Have the waits of the hour come true, after all its visits were counted? */
bool forecast_is_settled(const struct wait_forecast *f, int64_t now_at);

#endif
