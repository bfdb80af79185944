/* SPDX-License-Identifier: ISC */
/*
 * flag_read: the marked answers of a case as the items of a demand. Knows the
 * link; no screen.
 */
#ifndef DESK_FLAG_READ_H
#define DESK_FLAG_READ_H

#include "console/desk/link.h"

/* Appends the item of each marked answer of the case, one a line. RC_USAGE where
 * none is marked; else as link_ask. */
MUST_USE enum rc flag_items(struct link *link, const char *number, struct buf *items,
    struct err *e);

#endif
