/* SPDX-License-Identifier: ISC */
/*
 * queue_columns: what the queue says of a case, column by column, and how wide
 * each is on this screen. Knows rows and cells; no cursor, no key.
 */
#ifndef VIEWS_QUEUE_COLUMNS_H
#define VIEWS_QUEUE_COLUMNS_H

#include "views/model.h"

#define QUEUE_COLUMN_COUNT 11

#define QUEUE_MARK "#"	/* before a marked case, beside the cursor's place */

/* Cells of each column; 0 = not shown. */
struct queue_layout {
	enum role preset;
	int all_cols;
	int cols[QUEUE_COLUMN_COUNT];
};

/* Lays the columns that a role looks at out on so many cells, in the current
 * language. */
void queue_columns_fit(struct queue_layout *l, enum role preset, int cols);

/* Draws the heads into a row of the grid. */
void queue_columns_heads(const struct queue_layout *l, struct grid *g, int row);

/* Draws one case, with the sign of its urgency in front. */
void queue_columns_case(const struct queue_layout *l, const struct desk_model *m,
    struct grid *g, int row, const struct case_row *shown);

/* Cells that the bar of the selected row covers, from the left border on. */
int queue_columns_selected(const struct queue_layout *l);

#endif
