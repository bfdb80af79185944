/* SPDX-License-Identifier: ISC */
/*
 * filter: what is wrong with a filter, in the language of who typed it. The
 * office that refused it may speak another one.
 */
#ifndef DESK_FILTER_H
#define DESK_FILTER_H

#include "console/wire/messages.h"
#include "storage/base.h"

/* The sentence for a filter that the office refused in end: our own reading of
 * query, or the office's words where we find nothing wrong. The caller frees. */
char *filter_fault(const char *query, const struct wire_list_end *end);
/* Reads a query before the office is asked. RC_USAGE: e has a sentence with what
 * the query is of ("--query"; NULL = the filter), the column and the fault, and
 * points at the place in the query. */
MUST_USE enum rc filter_check(const char *what, const char *query, struct err *e);

#endif
