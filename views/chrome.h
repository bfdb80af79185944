/* SPDX-License-Identifier: ISC */
/*
 * chrome: what every full view has around its own part: the title bar at the
 * top, the message line and the key bar at the bottom.
 */
#ifndef VIEWS_CHROME_H
#define VIEWS_CHROME_H

#include "views/view.h"

#define CHROME_TOP 1	/* rows of the title bar */
#define CHROME_BOTTOM 2	/* rows of message line and key bar */

/* One entry of a key bar: an action, and whether it can be done now. */
struct bar_entry {
	enum action action;
	bool is_off;
};

/* Title bar: program, practice banner, title; who and the office's clock. */
void chrome_title(const struct desk_model *m, struct grid *g, const char *title);

/* Message line: the model's message, else fallback; the link's state at the
 * right end unless it is up. */
void chrome_message(const struct desk_model *m, struct grid *g, const char *fallback);

/* A message longer than its line, whole: on so many rows above the key bar as it
 * takes, over what is there. Does nothing to one that fits. */
void chrome_long_message(const struct desk_model *m, struct grid *g);

/* Key bar: as many entries as fit, in order; entries without a key in the
 * view are left out. */
void chrome_keys(struct grid *g, enum view_id view, const struct bar_entry *entries,
    size_t count);

/* Rows between title bar and message line on the model's screen, at least 1. */
int chrome_body_rows(const struct desk_model *m);

/* What pages share: how far a list of lines is scrolled. */
struct scroll {
	int top;
};

/* Moves by the action (up, down, page, home, end) so that the last line stays
 * in reach. False if the action is no movement. */
bool scroll_move(struct scroll *s, enum action action, int lines, int rows);

/* The top as it may be drawn now. */
int scroll_top(const struct scroll *s, int lines, int rows);

/* What the view does with actions that every full view has: back, help,
 * command, sent, unsorted, today, board, refresh, quit. INTENT_NONE for all others. */
struct intent chrome_key(enum view_id view, enum action action);

#endif
