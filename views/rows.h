/* SPDX-License-Identifier: ISC */
/*
 * rows: a cursor on a list whose rows may take several lines. It stays on its
 * row, by id, when rows come and go. Knows neither what a row is nor what its
 * keys do.
 */
#ifndef VIEWS_ROWS_H
#define VIEWS_ROWS_H

#include "views/chrome.h"
#include "views/page.h"

#define ROWS_MARK_COLS 2	/* left of the rows, for the cursor's mark */

/* A list as its view describes it. */
struct rows {
	size_t (*count)(const struct desk_model *m);
	int64_t (*id)(const struct desk_model *m, size_t i);
	void (*write_head)(struct page *p, const struct desk_model *m);	/* stays on top */
	void (*write_row)(struct page *p, const struct desk_model *m, size_t i);
	int selected_cols;	/* cells of a row's first line that show the cursor */
	const char *empty;	/* N_(): what stands there when there is no row */
};

/* Where the cursor is; zeroed is at the first row. */
struct rows_cursor {
	int64_t id;
	size_t index;	/* where that was */
	size_t top;	/* the first row shown */
};

/* The row of the cursor. False if there is none. */
bool rows_selected(const struct rows *rows, const struct rows_cursor *c,
    const struct desk_model *m, size_t *index);

/* Moves by the action. False if the action is no movement. */
bool rows_move(const struct rows *rows, struct rows_cursor *c, const struct desk_model *m,
    enum action action);

/* The list has changed: stays on the row, or where it was. */
void rows_follow(const struct rows *rows, struct rows_cursor *c, const struct desk_model *m);

/* What a view of rows has for view_ops.cursor and .seek; the state is the cursor. */
int64_t rows_cursor_id(const void *state, const struct desk_model *m);
void rows_seek(void *state, const struct desk_model *m, int64_t id);

/* Draws head, rows and cursor between title bar and message line. */
void rows_draw(const struct rows *rows, const struct rows_cursor *c, const struct desk_model *m,
    struct grid *g);

#endif
