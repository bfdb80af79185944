/* SPDX-License-Identifier: ISC */
/*
 * queue_preview: the selected case beside the list, where the screen is wide. It
 * shows what the list's own row says, masked as that is, and asks for nothing:
 * looking at it is no opening of the case.
 */
#ifndef VIEWS_QUEUE_PREVIEW_H
#define VIEWS_QUEUE_PREVIEW_H

#include "views/model.h"

/* Cells that the list has; what is right of them is the preview's. */
int queue_preview_list_cols(const struct desk_model *m);

/* Draws it, from a row of the grid on; row may be NULL. */
void queue_preview_draw(const struct desk_model *m, struct grid *g, int top,
    const struct case_row *row);

#endif
