/* SPDX-License-Identifier: ISC */
/*
 * queue_draw: what stands around the rows of the queue: filter and order above
 * them, message and keys below, and the words where there is no row. Knows no
 * cursor and no key.
 */
#ifndef VIEWS_QUEUE_DRAW_H
#define VIEWS_QUEUE_DRAW_H

#include "views/model.h"

/* The filter's line; at is the cursor's row in the window, -1 = there is none. */
void queue_draw_filter(const struct desk_model *m, struct grid *g, int64_t at);

/* The message line has room for what is wrong with the filter, else for what
 * the selected row (NULL = none) had to cut. */
void queue_draw_message(const struct desk_model *m, struct grid *g,
    const struct case_row *selected);

/* Why there is nothing here, and what to do about it, from a row on. */
void queue_draw_empty(const struct desk_model *m, struct grid *g, int row);

/* The key bar; another one while cases are marked. Dimmed is what the selected
 * row (NULL = none), or no marked one, allows; its key still says why. */
void queue_draw_keys(const struct desk_model *m, struct grid *g,
    const struct case_row *selected);

#endif
