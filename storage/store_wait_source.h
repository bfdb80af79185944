/* SPDX-License-Identifier: ISC */
/*
 * store_wait_source: which of several sources of a waiting figure is shown, and the
 * figures that the office has itself. As store.h has it: RC_STORAGE with a sentence
 * when the database fails.
 */
#ifndef STORAGE_STORE_WAIT_SOURCE_H
#define STORAGE_STORE_WAIT_SOURCE_H

#include "storage/store.h"

/* Does another source than that of the row speak of its place? */
MUST_USE enum rc store_wait_has_rival(struct store *s, const struct wait_row *row, bool *has,
    struct err *e);

/* Each source of a place, by code, with the time of its newest figure that says how
 * many wait; -1 = it has none. */
MUST_USE enum rc store_wait_rivals(struct store *s, const char *region, const char *place,
    void (*each)(void *arg, const char *source, int64_t observed_at), void *arg,
    struct err *e);

/* Shows the figures of one source at a place, and names the others there. */
MUST_USE enum rc store_wait_settle(struct store *s, const char *region, const char *place,
    const char *shown, const char *others, struct err *e);

/* Forgets one figure, or all of a source that are older; what stood behind them is
 * shown again. */
MUST_USE enum rc store_wait_drop(struct store *s, const struct wait_row *row, struct err *e);
MUST_USE enum rc store_wait_drop_source(struct store *s, const char *source, int64_t before_at,
    struct err *e);

/* How the consultation desks of the offices stand now, by region and task, of those
 * with somebody there, or somebody who has left since an instant. */
MUST_USE enum rc store_wait_own_desks(struct store *s, int64_t since_at, int64_t now_at,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e);

/* The figures of a source as they were written, by region and task: their numbers
 * and times. */
MUST_USE enum rc store_wait_of_source(struct store *s, const char *source,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e);

#endif
