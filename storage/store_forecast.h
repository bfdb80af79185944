/* SPDX-License-Identifier: ISC */
/*
 * store_forecast: what was told of hours before they began, and what came of it;
 * and how ranges told of other desks have held. As store.h has it: RC_STORAGE
 * with a sentence when the database fails.
 */
#ifndef STORAGE_STORE_FORECAST_H
#define STORAGE_STORE_FORECAST_H

#include "storage/store.h"

/* One hour of one office's consultation desk; instants and seconds. */
struct forecast_record {
	int64_t hour_at, told_at;
	int64_t p50_sec, p90_sec;	/* -1 = too few waits to tell */
	int64_t samples;
	int64_t waits, held50, held90;	/* once settled */
};

/* Writes one down; of an hour that is written down already nothing changes. */
MUST_USE enum rc store_forecast_add(struct store *s, const char *office,
    const struct forecast_record *f, struct err *e);

/* Is any written down of an hour that begins later than an instant? */
MUST_USE enum rc store_forecast_has(struct store *s, const char *office, int64_t after_at,
    bool *out, struct err *e);

/* Those that are not settled, of hours that began before an instant, oldest first. */
MUST_USE enum rc store_forecast_open(struct store *s, const char *office, int64_t before_at,
    void (*each)(void *arg, const struct forecast_record *f), void *arg, struct err *e);

/* Writes what came of the hour. */
MUST_USE enum rc store_forecast_settle(struct store *s, const char *office,
    const struct forecast_record *f, int64_t at, struct err *e);

/* Forgets hours that began before an instant. */
MUST_USE enum rc store_forecast_forget(struct store *s, const char *office, int64_t before_at,
    struct err *e);

/* The visits of an office that came from an instant on and before another. */
MUST_USE enum rc store_visit_between(struct store *s, const char *office, int64_t from_at,
    int64_t until_at,
    void (*each)(void *arg, int64_t came_at, int64_t called_at, int64_t gone_at), void *arg,
    struct err *e);

/* Ranges held against waits. */
struct held_sum {
	int64_t hours;		/* hours that were told; 0 for other desks */
	int64_t told, held50, held90;	/* waits of these, and how many held */
	int64_t untold;		/* waits of hours for which there was too little to tell */
};
MUST_USE enum rc store_forecast_sum(struct store *s, const char *office, struct held_sum *out,
    struct err *e);

/* Of the newest hours that were told and began before an instant; untold stays 0. */
MUST_USE enum rc store_forecast_newest(struct store *s, const char *office, int64_t before_at,
    int64_t limit, struct held_sum *out, struct err *e);

/* Of the waiting figures of other desks that are shown, all together. */
MUST_USE enum rc store_wait_held(struct store *s, struct held_sum *out, struct err *e);

#endif
