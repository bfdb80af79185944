/* SPDX-License-Identifier: ISC */
/*
 * kinds: which control sequences a program sent to its terminal, each kind once.
 * It reads the bytes with libvterm's parser and knows no screen.
 */
#ifndef TESTS_TUI_KINDS_H
#define TESTS_TUI_KINDS_H

#include "storage/base.h"

struct kinds;

struct kinds *kinds_new(void);
void kinds_free(struct kinds *k);	/* NULL is fine */

/* Takes in the next bytes of the output; a sequence may be cut anywhere. */
void kinds_read(struct kinds *k, const char *bytes, size_t len);

/* Appends the kinds seen so far, one a line, as pty_kinds says. */
void kinds_list(const struct kinds *k, struct buf *out);

/* Appends those that no terminal's driver sends by itself, hidden characters
 * ("HIDDEN 202E") and bytes that are no UTF-8 among them, and adds their number to
 * *count. */
void kinds_beyond_driver(const struct kinds *k, struct buf *out, int *count);

#endif
