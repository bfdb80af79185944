/* SPDX-License-Identifier: ISC */
/*
 * page: a text longer than the screen. A view writes its lines from the first
 * to the last; what lies in the visible part lands on the grid, the rest is
 * only counted, so that one function both draws and measures.
 */
#ifndef VIEWS_PAGE_H
#define VIEWS_PAGE_H

#include "views/grid.h"

struct page {
	struct grid *g;		/* NULL = only count */
	int row;		/* where the visible part is */
	int col;
	int rows;
	int cols;
	int top;		/* first line shown */
	int line;		/* the line being written, from 0 */
};

/* Text in the current line from col (of the page) on, clipped to cols. Returns
 * the cells written, 0 where the line is out of sight. */
int page_put(struct page *p, int col, int cols, enum style style, const char *text);

/* Text from col on, wrapped to the page's right border, LF kept; the last of
 * its lines stays the current one. */
void page_wrap(struct page *p, int col, enum style style, const char *text);

/* Ends the current line. */
void page_next(struct page *p);

/* A heading on a line of its own; where the page has many rows, with a blank
 * line before it unless it is the first. */
void page_heading(struct page *p, const char *text);

#endif
