/* SPDX-License-Identifier: ISC */
/*
 * wait_history: a waiting figure as the office takes it: the newest one of its
 * task, what the day was like, and how long who comes now will wait. Knows the
 * rules and the store; not who brings the figure.
 */
#ifndef OFFICE_WAIT_HISTORY_H
#define OFFICE_WAIT_HISTORY_H

#include "storage/store.h"

/* Takes a figure, in place of store_wait_put. An older one than there is changes
 * nothing; one that does not say how many wait is kept without a past. */
MUST_USE enum rc wait_history_take(struct store *store, const struct wait_row *row,
    struct err *e);

#endif
