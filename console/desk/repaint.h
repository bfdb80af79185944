/* SPDX-License-Identifier: ISC */
/*
 * repaint: a page of lines painted over the one before on a terminal, as a command
 * that stays shows it. Knows the few control sequences that takes, which every
 * terminal has; not what stands on the page. No screen of its own, no hidden
 * cursor, no colour: wherever it is interrupted nothing is to be undone.
 */
#ifndef DESK_REPAINT_H
#define DESK_REPAINT_H

#include "console/desk/output.h"

/* Can what is written to fd be painted over? A terminal that is not dumb. */
bool repaint_can(int fd);

/* Appends the bytes that paint a text of lines on rows x cols cells: over whatever is
 * there, each line cut at the edge, and below it nothing. The last row stays free for
 * the cursor; lines for which there is no room are counted in the last line. is_first:
 * what stood there before goes away as by `clear`. */
void repaint_page(struct buf *out, const char *text, int rows, int cols, bool is_first);

/* Writes what is pending in the sink to its terminal, as one page: signals that end
 * the program wait as long as that takes. */
void repaint_write(struct sink *s, bool is_first);

/* From here on another size of the terminal, or going on after a stop, ends the wait.
 * Once, before the first page. */
void repaint_begin(void);

/* Waits so long, or until one of the two. */
void repaint_wait(int timeout_ms);

#endif
