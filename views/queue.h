/* SPDX-License-Identifier: ISC */
/* queue: what the stack must know of the queue view's state. */
#ifndef VIEWS_QUEUE_H
#define VIEWS_QUEUE_H

#include "views/view.h"

/* The id of the case the cursor is on; 0 = none. */
int64_t queue_selected(const void *state, const struct desk_model *m);

/* As view_stack_step, from the case that is open. */
struct intent queue_step(void *state, const struct desk_model *m, int64_t from_id, int by);

#endif
