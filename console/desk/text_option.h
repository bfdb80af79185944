/* SPDX-License-Identifier: ISC */
/*
 * text_option: --text of a command line, or standard input in its place. Knows
 * no verb and no office.
 */
#ifndef DESK_TEXT_OPTION_H
#define DESK_TEXT_OPTION_H

#include "console/desk/options.h"

/* Appends the text in NFC, without line ends at its end; "" where --text is not
 * given. RC_USAGE names what is wrong with it: over max bytes, no UTF-8. */
MUST_USE enum rc text_option_read(const struct options *o, size_t max, struct buf *out,
    struct err *e);

/* Is it valid UTF-8 of at most max bytes? RC_USAGE says what not, of name. */
MUST_USE enum rc text_check(const struct buf *b, size_t max, const char *name, struct err *e);

#endif
