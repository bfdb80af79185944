/* SPDX-License-Identifier: ISC */
/*
 * term_bytes: what is sent to the terminal past curses: the end of a screen, also
 * of one that another process had open. Included by term.c and term_bytes.c only.
 */
#ifndef DESK_TERM_BYTES_H
#define DESK_TERM_BYTES_H

#include "storage/base.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* Writes the bytes as they are. */
void term_send_bytes(const char *bytes);

/* Appends what blanks every row by itself: where there is no alternate screen,
 * clearing the whole would push it into what can be scrolled back to. The
 * terminal's description must be loaded. */
void term_add_blank_rows(struct buf *out);

/* Appends what drops the lines that scrolled off. */
void term_add_forget_scrolled(struct buf *out);

#endif
