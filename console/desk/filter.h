/* SPDX-License-Identifier: ISC */
/*
 * filter: what is wrong with a filter, in the language of who typed it. The
 * office that refused it may speak another one.
 */
#ifndef DESK_FILTER_H
#define DESK_FILTER_H

#include "console/wire/messages.h"

/* The sentence for a filter that the office refused in end: our own reading of
 * query, or the office's words where we find nothing wrong. The caller frees. */
char *filter_fault(const char *query, const struct wire_list_end *end);

#endif
