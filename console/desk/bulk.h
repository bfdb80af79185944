/* SPDX-License-Identifier: ISC */
/*
 * bulk: one line of `minwon bulk` read into an act. Knows JSON, no office.
 */
#ifndef DESK_BULK_H
#define DESK_BULK_H

#include "console/wire/messages.h"
#include "storage/base.h"

#define BULK_LINE_BYTES_MAX (256 * 1024)

/* One line read; the act borrows its long texts. Zeroed to start. */
struct bulk_line {
	struct wire_act act;
	struct buf text, reasons, remedies;
};

/* Reads {"op","case", and by the options' names "text", "outcome", "reason",
 * "remedy", "assignee", "agency", "op_key", "version"}; reason and remedy are
 * a text or an array of texts. Even where it fails, op and case are filled as
 * far as they could be read, for the result line: op as written in op_word
 * (cut to fit). RC_INVALID or RC_USAGE names what is wrong. */
MUST_USE enum rc bulk_line_read(struct bulk_line *b, const char *bytes, size_t len,
    char *op_word, size_t op_cap, struct err *e);

void bulk_line_release(struct bulk_line *b);

#endif
