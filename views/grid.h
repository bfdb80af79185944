/* SPDX-License-Identifier: ISC */
/*
 * grid: a rectangle of character cells, the only thing a view draws on. It
 * knows widths and meanings, no terminal and no colour: console/desk/term.c
 * turns it into one, the golden tests into text.
 */
#ifndef VIEWS_GRID_H
#define VIEWS_GRID_H

#include "storage/base.h"

/* What a cell means. The terminal decides how that looks; every meaning that
 * matters is also said by a sign or a word, never by colour alone. */
enum style {
	STYLE_NORMAL,
	STYLE_TITLE,	/* the bar at the top */
	STYLE_HEADING,	/* column and section heads */
	STYLE_SELECTED,	/* the row or choice the cursor is on */
	STYLE_DIM,	/* not available, or beside the point */
	STYLE_OK,	/* done, saved */
	STYLE_NOTICE,	/* due soon */
	STYLE_WARN,	/* due today, somebody else holds it */
	STYLE_DANGER,	/* overdue, failed */
	STYLE_MASKED,	/* hidden from this reader */
	STYLE_LAYER,	/* set by a region, not by the centre */
	STYLE_KEY,	/* the key in a key bar */
	STYLE_LABEL,	/* what the key does; a name before a value */
	STYLE_BANNER,	/* the practice banner */
	STYLE_INPUT,	/* a field being typed into */
	STYLE_FRAME,	/* borders of a dialog */
	STYLE__COUNT
};

#define CELL_BYTES 32	/* one grapheme: at most 5 code points */

/* One cell. The left half of a wide character has width 2, its right half
 * width 0 and no text; everything else has width 1. */
struct cell {
	char text[CELL_BYTES];
	unsigned char width;
	unsigned char style;
};

/* Rows and columns count from 0. The cursor is where the terminal's own
 * cursor goes: input methods and screen readers follow it. */
struct grid {
	int rows;
	int cols;
	int cursor_row;
	int cursor_col;
	struct cell *cells;	/* owned, rows * cols */
};

void grid_init(struct grid *g, int rows, int cols);	/* blank cells */
void grid_release(struct grid *g);

/* Gives the grid another size and blanks it. */
void grid_resize(struct grid *g, int rows, int cols);

/* Blanks all cells and puts the cursor at the top left. */
void grid_clear(struct grid *g);

/* The cell at row, col; NULL outside. Valid until the grid is resized. */
const struct cell *grid_at(const struct grid *g, int row, int col);

/* Writes text from row, col, through tsafe and NFC, at most cols cells and
 * never beyond the right border; what does not fit ends in "…". A wide
 * character of which one half is overwritten is blanked whole first. Returns
 * the cells written; outside the grid nothing happens. */
int grid_put(struct grid *g, int row, int col, int cols, enum style style, const char *text);

/* As grid_put, then blanks of the same style up to exactly cols cells. */
int grid_fit(struct grid *g, int row, int col, int cols, enum style style, const char *text);

/* As grid_fit, with the text at the right end. */
int grid_fit_right(struct grid *g, int row, int col, int cols, enum style style, const char *text);

/* Blanks rows x cols cells in a style. */
void grid_fill(struct grid *g, int row, int col, int rows, int cols, enum style style);

/* Gives cells another style, leaving their text. */
void grid_restyle(struct grid *g, int row, int col, int cols, enum style style);

/* Puts the cursor there, clamped to the grid. */
void grid_cursor(struct grid *g, int row, int col);

/* A line of frame around rows x cols cells, inside blanked, with a title. */
void grid_frame(struct grid *g, int row, int col, int rows, int cols, const char *title);

/* The first and last column (inclusive) in which a row of b differs from a
 * row of a, widened to whole characters of both. False if the rows are the
 * same. The grids must have the same size. */
bool grid_row_changes(const struct grid *a, const struct grid *b, int row, int *first, int *last);

/* Makes to a copy of from, resizing it where needed. */
void grid_copy(struct grid *to, const struct grid *from);

/* Appends the text of the grid, one line a row, trailing blanks dropped. */
void grid_dump(const struct grid *g, struct buf *out);

/* Appends one letter per cell for its style ('.' for normal), trailing dots
 * dropped, one line a row; then "cursor ROW COL". For golden tests. */
void grid_dump_styles(const struct grid *g, struct buf *out);

#endif
