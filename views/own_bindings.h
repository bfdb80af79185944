/* SPDX-License-Identifier: ISC */
/*
 * own_bindings: a clerk's own keys, line by line, laid over the table. It says what
 * is wrong with a line and where two of them meet; reads no file.
 */
#ifndef VIEWS_OWN_BINDINGS_H
#define VIEWS_OWN_BINDINGS_H

#include "views/bindings.h"

/* One line that was understood. */
struct own_row {
	struct binding binding;	/* its key is owned */
	int line;
};

struct own_bindings {
	struct own_row *rows;	/* owned, in the order of the file */
	size_t count;
	struct binding *merged;	/* owned: what bindings_use was given */
};

/* Takes one line: its words are view, key, action ("none" takes a key away).
 * RC_INVALID: it is not understood, e says what to write instead; nothing of it is
 * kept. */
MUST_USE enum rc own_bindings_take(struct own_bindings *o, int line, char *const words[],
    int count, struct err *e);

/* Lets them hold before the table. A later line wins over an earlier one. */
void own_bindings_use(struct own_bindings *o);

/* Appends a sentence a line on what meets what, each beginning with where ":"
 * line: the same key twice, a key that a narrower place has for itself, an action
 * that is left without a key. Call after own_bindings_use. Returns how many. */
size_t own_bindings_conflicts(const struct own_bindings *o, const char *where, struct buf *out);

/* The table holds again; frees. */
void own_bindings_release(struct own_bindings *o);

#endif
