/* SPDX-License-Identifier: ISC */
/* pty_inside: what pty.c and pty_see.c share. */
#ifndef TESTS_TUI_PTY_INSIDE_H
#define TESTS_TUI_PTY_INSIDE_H

#include <vterm.h>

#include "tests/tui/kinds.h"
#include "tests/tui/pty.h"

struct pty {
	pid_t pid;		/* 0 once it was waited for */
	int status;
	int fd;			/* our end */
	int slave;		/* the program's end, to ask for its modes */
	int idle;		/* readable when the program has painted; -1 = closed */
	int marks;		/* idle marks since the last pty_send */
	int rows, cols;
	bool is_ambiguous_wide;
	char tail[64];		/* the last character read, whose marks may come next */
	size_t tail_len;
	size_t bytes, answered;
	bool is_cursor_on, is_alternate;
	VTerm *terminal;
	VTermScreen *screen;
	struct kinds *kinds;	/* of the control sequences among the bytes */
};

#endif
