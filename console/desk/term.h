/* SPDX-License-Identifier: ISC */
/*
 * term: the terminal. The only file of the project that knows curses; takes
 * grids, gives keys. There is one terminal, so there is one of it.
 */
#ifndef DESK_TERM_H
#define DESK_TERM_H

#include "console/desk/theme.h"
#include "views/grid.h"
#include "views/key.h"

/* Can the terminal on descriptors 0 and 1 carry a screen? RC_REFUSED where it
 * cannot (no terminal, TERM unset, unknown or dumb). Call text_start first. */
MUST_USE enum rc term_check(struct err *e);

/* How the clerk wants it. */
struct term_plan {
	enum theme theme;
	bool has_mouse;
	bool is_plain;		/* frames are not drawn */
};

/* Takes the terminal over: alternate screen, raw keys, bracketed paste, mouse,
 * colours as the terminal has them and NO_COLOR allows. Fails as term_check. */
MUST_USE enum rc term_open(const struct term_plan *plan, struct err *e);

/* Wipes the screen and what scrolled off it, leaves the alternate screen, gives
 * the terminal back as it was. Harmless when it was not open. */
void term_close(void);

/* The same for a terminal that another process had open, its modes aside: they
 * are the caller's. */
void term_wipe(void);

/* The descriptor to poll for input. */
int term_fd(void);

/* The size in cells, asked from the terminal itself. */
void term_size(int *rows, int *cols);

/* The next key without waiting: RC_OK with a key, RC_AGAIN if there is none,
 * RC_NETWORK when the terminal is gone. Read until RC_AGAIN after each poll. */
MUST_USE enum rc term_key(struct key *key);

/* Shows the grid: only cells that changed since the last one are sent, and
 * the terminal's cursor goes to the grid's. */
void term_show(const struct grid *g);

/* Forgets what is on the screen: the next term_show sends everything. */
void term_redraw(void);

/* Says "painted and all input consumed": one byte to the descriptor that the
 * environment variable MINWON_IDLE_FD names, if any. Tests wait for it. Call
 * it before each poll. */
void term_idle(void);

#endif
