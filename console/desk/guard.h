/* SPDX-License-Identifier: ISC */
/*
 * guard: the parent that outlives the screen. It holds no data, opens nothing
 * and only waits: however the screen ends, by a signal that nobody can catch
 * too, the terminal is wiped and given back. Knows no office and no view.
 */
#ifndef DESK_GUARD_H
#define DESK_GUARD_H

#include "storage/base.h"

/* Splits the process in two. In the child, which is to become the screen, it
 * returns RC_AGAIN at once; the child is told with SIGTERM if the guard dies.
 * In the parent it returns RC_OK when the child has ended, with *status the exit
 * status to end with: the child's own, or 128 + the signal it died of. RC_NETWORK:
 * no second process can be started; there was never a child. */
MUST_USE enum rc guard_split(int *status, struct err *e);

#endif
