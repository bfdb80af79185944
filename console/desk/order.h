/* SPDX-License-Identifier: ISC */
/*
 * order: the words for the orders of the list, as the command line, the screen
 * and the wire have them. Knows words only.
 */
#ifndef DESK_ORDER_H
#define DESK_ORDER_H

#include "views/model.h"

/* "due", "arrived", "new", "service", "region", "state" or "decided". */
const char *order_name(enum queue_sort order);

/* Finds an order by its word, "slack" for "due" too; false if there is none. */
bool order_find(const char *word, enum queue_sort *out);

#endif
