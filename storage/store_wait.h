/* SPDX-License-Identifier: ISC */
/*
 * store_wait: what was before a waiting figure, and from where on a wait is too
 * long. As store.h has it: RC_STORAGE with a sentence when the database fails.
 */
#ifndef STORAGE_STORE_WAIT_H
#define STORAGE_STORE_WAIT_H

#include "storage/store.h"

/* What goes with a figure of a task; the texts are those of rules/wait_pace. */
struct wait_series {
	int64_t id;		/* 0 = nothing is kept yet */
	char pace[400];
	int64_t p50_sec, p90_sec, samples;
	int64_t busy_hour, busy_days;
	int64_t told, held50, held90;	/* written only: the pace has them */
};

/* Of the figure with that source, region, desk and task, which must be there. */
MUST_USE enum rc store_wait_series(struct store *s, const struct wait_row *of,
    struct wait_series *out, struct err *e);
MUST_USE enum rc store_wait_series_set(struct store *s, const struct wait_row *of,
    const struct wait_series *series, struct err *e);

/* What changes less often; both texts are owned by the caller. RC_NOT_FOUND. */
MUST_USE enum rc store_wait_past(struct store *s, int64_t series, char **past, char **today,
    struct err *e);

/* Writes it, under a new number where *series is 0. */
MUST_USE enum rc store_wait_past_set(struct store *s, int64_t *series, const char *past,
    const char *today, struct err *e);

/* A day that is over; what is older than a day is forgotten. */
MUST_USE enum rc store_wait_day_add(struct store *s, int64_t series, int64_t day,
    const char *hours, int64_t forget_before, struct err *e);

/* The days of one weekday, the newest first: those that are a whole number of weeks
 * from a day. */
MUST_USE enum rc store_wait_days(struct store *s, int64_t series, int64_t day,
    void (*each)(void *arg, int64_t day, const char *hours), void *arg, struct err *e);

/* A part of the list in an order (office, waiting, estimate, age): limit rows from
 * first on (0 = the first). What is out of date since stale_at has no estimate. */
struct wait_window {
	const char *region;	/* "" = all */
	const char *order;
	int64_t stale_at;
	int64_t first, limit;
};
MUST_USE enum rc store_wait_window(struct store *s, const struct wait_window *w,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e);

/* From where on a wait is too long for an office. */
MUST_USE enum rc store_wait_alert(struct store *s, const char *office, struct wait_limit *out,
    struct err *e);
MUST_USE enum rc store_wait_alert_set(struct store *s, const char *office,
    const struct wait_limit *limit, struct err *e);

/* Rows of the list, and of these how many are over the limit and not out of date. */
MUST_USE enum rc store_wait_count(struct store *s, const char *region, int64_t stale_at,
    const struct wait_limit *limit, int64_t *total, int64_t *over, struct err *e);

/* The region after (step > 0) or before one by code, of those with rows; "" stands
 * before the first and behind the last. */
MUST_USE enum rc store_wait_region(struct store *s, char region[12], int step, struct err *e);

/* Waits of the ways since an instant, by kind and length: consultations, and
 * "online" for how long applications waited for being received. */
MUST_USE enum rc store_wait_ways(struct store *s, const char *office, int64_t since_at,
    void (*each)(void *arg, const char *kind, int64_t wait_sec), void *arg, struct err *e);

/* Online applications that wait for their applicant, and for an officer; counted up to
 * most. */
MUST_USE enum rc store_wait_online(struct store *s, const char *office, int64_t most,
    int64_t *supplements, int64_t *arrived, int64_t *oldest_at, struct err *e);

/* People and counters of the figures of the regions an office answers for that are not
 * out of date; -1 = nobody says. */
MUST_USE enum rc store_wait_hall(struct store *s, const char *office, int64_t stale_at,
    int64_t *waiting, int64_t *counters, struct err *e);

#endif
