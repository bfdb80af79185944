/* SPDX-License-Identifier: ISC */
/*
 * pty: a program on a terminal of our own, and what a person in front of it
 * would see. It never sleeps:
 * it waits for the program's idle mark, or until the screen says something.
 */
#ifndef TESTS_TUI_PTY_H
#define TESTS_TUI_PTY_H

#include <sys/types.h>

#include "storage/base.h"

#define PTY_LIMIT_MS 15000	/* longer than anything a working program does */

struct pty;

/* What to start. */
struct pty_program {
	const char *const *argv;	/* ends with NULL; argv[0] is the file */
	const char *const *env;		/* NAME=VALUE sets, NAME unsets; NULL ends; may be NULL */
	int rows, cols;
	bool is_ambiguous_wide;	/* a terminal that gives ① and ★ two cells */
};

/* One cell as the terminal holds it. The right half of a wide character is an
 * empty text of width 0. */
struct pty_cell {
	char text[40];
	int width;
	bool is_bold, is_reverse, is_underlined;
	bool has_colour;	/* other than the terminal's own two */
	int ink;		/* its colour's place in the palette; -1 = the terminal's own */
};

/* Starts the program with MINWON_IDLE_FD set to its end of the idle pipe. The
 * caller closes. */
MUST_USE enum rc pty_open(const struct pty_program *program, struct pty **out, struct err *e);

/* Kills the program if it still runs, and frees; NULL is fine. */
void pty_close(struct pty *p);

/* Types bytes, as the keyboard would send them. */
void pty_send(struct pty *p, const char *bytes);

/* Reads all output until the program has painted and consumed all input since
 * the last pty_send. False if it did not within PTY_LIMIT_MS, or ended. */
MUST_USE bool pty_settle(struct pty *p);

/* Reads output until holds has said so of the screen, and then to the end of
 * the painting; false after limit_ms. */
MUST_USE bool pty_wait(struct pty *p, bool (*holds)(const struct pty *p, const void *arg),
    const void *arg, int limit_ms);

/* Until the text stands on some row, or on none. */
MUST_USE bool pty_wait_text(struct pty *p, const char *text, int limit_ms);
MUST_USE bool pty_wait_gone(struct pty *p, const char *text, int limit_ms);

/* Reads output until the program ends by itself; its wait status. False after
 * limit_ms. */
MUST_USE bool pty_wait_end(struct pty *p, int *status, int limit_ms);

/* Sends a signal to the program. */
void pty_signal(struct pty *p, int signal);

/* The first child of the program: of the console, the screen that its guard
 * watches. 0 if it has none. */
pid_t pty_child(const struct pty *p);

/* Breaks the line, as a lost connection does, and waits for the program's end.
 * Only pty_close may follow. False if it was not there any more. */
MUST_USE bool pty_hang_up(struct pty *p);

/* Gives the terminal another size; the program gets SIGWINCH. */
void pty_resize(struct pty *p, int rows, int cols);

/* Tells the program another size, and leaves the terminal as large as it is:
 * libvterm 0.1.4 dies of bytes that were meant for a larger one. */
void pty_tell_size(struct pty *p, int rows, int cols);

int pty_rows(const struct pty *p);
int pty_cols(const struct pty *p);

/* Appends a row's text without the blanks at its end. */
void pty_row(const struct pty *p, int row, struct buf *out);

/* Appends all rows, one a line. */
void pty_dump(const struct pty *p, struct buf *out);

/* Where the text stands first, in cells; false if nowhere. row and col may be
 * NULL. */
bool pty_find(const struct pty *p, const char *text, int *row, int *col);

struct pty_cell pty_cell(const struct pty *p, int row, int col);

void pty_cursor(const struct pty *p, int *row, int *col);
bool pty_is_cursor_on(const struct pty *p);
bool pty_is_alternate(const struct pty *p);

/* Does the terminal's driver echo and edit lines, as a shell expects it? */
bool pty_is_cooked(const struct pty *p);

/* Bytes received since the start. */
size_t pty_bytes(const struct pty *p);

/* Bytes the terminal was made to answer: 0 unless it was asked something. */
size_t pty_answered(const struct pty *p);

/* Appends the kinds of control sequences received so far, each once, one a
 * line: "CSI ?…h", "ESC (B", "OSC", "CTRL 07". Parameters of CSI are left out
 * but for a leader. */
void pty_kinds(const struct pty *p, struct buf *out);

/* As kinds_beyond_driver; what the terminal was made to answer counts too. */
void pty_kinds_beyond_driver(const struct pty *p, struct buf *out, int *count);

/* For many pictures in a row: as pty_settle and pty_wait, but they return at once;
 * the last bytes of a painting may still be on the way. */
MUST_USE bool pty_wait_mark(struct pty *p);
MUST_USE bool pty_until(struct pty *p, bool (*holds)(const struct pty *p, const void *arg),
    const void *arg, int limit_ms);

#endif
