/* SPDX-License-Identifier: ISC */
/*
 * lines: a file or standard input, line by line, whatever bytes are in it.
 */
#ifndef DESK_LINES_H
#define DESK_LINES_H

#include "storage/base.h"

struct line_reader {
	int fd;
	size_t max;		/* bytes of one line */
	struct buf ahead;	/* read and not yet handed out */
	size_t from;		/* where the next line starts in it */
	bool is_at_end;
	int64_t number;		/* of the line handed out last, from 1 */
};

/* path "-" is standard input. RC_USAGE names a file that cannot be read. */
MUST_USE enum rc line_reader_open(struct line_reader *r, const char *path, size_t max,
    struct err *e);

/* The next line without its line end, in line. RC_NOT_FOUND at the end;
 * RC_INVALID for a line longer than max, which is passed over whole: the one
 * after it can be read; RC_USAGE when reading fails. */
MUST_USE enum rc line_reader_next(struct line_reader *r, struct buf *line, struct err *e);

void line_reader_close(struct line_reader *r);

/* Nothing but blanks: skipped in JSON Lines, though counted. */
bool line_is_blank(const struct buf *line);

#endif
