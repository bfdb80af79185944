/* SPDX-License-Identifier: ISC */
/*
 * feed_list: the window on the list of cases, filled page by page. Knows
 * cursors and rows; not who asks, nor who shows them.
 *
 * The office's pages are keyset pages: a cursor names where a page begins, so
 * any page seen once can be asked for again. The window is the pages from
 * page `from` on; the rows before it are only counted.
 */
#ifndef DESK_FEED_LIST_H
#define DESK_FEED_LIST_H

#include "console/wire/messages.h"

#define FEED_FIRST_ROWS 64	/* of another list: a tall screen, soon */
#define FEED_PAGE_ROWS 200
#define FEED_WINDOW_ROWS 600

struct feed_page {
	char after[96];		/* cursor it begins behind; "" = the list's start */
	size_t rows;
};

struct feed_list {
	struct case_row *rows;	/* of the window; owned */
	size_t count;
	struct feed_page *pages;/* all pages up to the window's end; owned */
	size_t page_count;
	size_t from;		/* the window's first page */
	char next[96];		/* cursor behind the window; "" = the list's end */
	int64_t total;		/* -1 = unknown */
};

void feed_list_release(struct feed_list *l);

/* Begins a window at a page that of knows, in an empty list. */
void feed_list_begin(struct feed_list *l, const struct feed_list *of, size_t from);

/* Adds a page that was asked for behind cursor l->next. */
void feed_list_add(struct feed_list *l, const struct case_row *rows, size_t count,
    const struct wire_list_end *end);

/* Lets go of pages at the start while the window is larger than it may be. */
void feed_list_trim(struct feed_list *l);

/* The index of rows[0] in the whole list. */
int64_t feed_list_first(const struct feed_list *l);

#endif
