/* SPDX-License-Identifier: ISC */
/* queue: what the stack must know of the queue view's state. */
#ifndef VIEWS_QUEUE_H
#define VIEWS_QUEUE_H

#include "views/model.h"

/* The id of the case the cursor is on; 0 = none. */
int64_t queue_selected(const void *state, const struct desk_model *m);

#endif
