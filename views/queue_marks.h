/* SPDX-License-Identifier: ISC */
/*
 * queue_marks: the marks of the queue: their keys, and those that the filter
 * hides, pinned above the list.
 */
#ifndef VIEWS_QUEUE_MARKS_H
#define VIEWS_QUEUE_MARKS_H

#include "views/queue_columns.h"
#include "views/view.h"

/* Rows between the filter and the heads of the columns; 0 = nothing is pinned. */
int queue_pinned_rows(const struct desk_model *m);

void queue_pinned_draw(const struct queue_layout *l, const struct desk_model *m, struct grid *g,
    int row);

/* The intent of an action with marks on the selected case (0 = none). */
struct intent queue_mark(enum action action, int64_t case_id);

/* Is it one of them? */
bool queue_is_mark(enum action action);

#endif
