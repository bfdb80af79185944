/* SPDX-License-Identifier: ISC */
/*
 * output_fields: --fields of a list: some of its columns, in an order of one's
 * own. Only output.c includes this.
 */
#ifndef DESK_OUTPUT_FIELDS_H
#define DESK_OUTPUT_FIELDS_H

#include "console/desk/output.h"

#define FIELDS_MAX 64

/* Leaves of the writer's columns those its options name; nothing where they
 * name none. They have been checked. */
void fields_pick(struct writer *w);

#endif
