/* SPDX-License-Identifier: ISC */
/*
 * case_read: puts the frames of one case together again: summary, answers,
 * timeline, what is allowed, and the pieces of long texts.
 */
#ifndef DESK_CASE_READ_H
#define DESK_CASE_READ_H

#include "console/wire/wire.h"

/* The case being read; zeroed to start. detail is owned, with all its texts. */
struct case_reader {
	struct case_detail detail;
	char **open_text;	/* the long text that a piece goes on with */
	bool has_case;		/* the summary has come */
};

/* Takes one frame of an answer to show or log; others than its own kinds are
 * passed over. */
MUST_USE enum rc case_reader_take(struct case_reader *r, const struct wire_frame *frame,
    struct err *e);

void case_reader_release(struct case_reader *r);

#endif
