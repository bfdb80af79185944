/* SPDX-License-Identifier: ISC */
/*
 * complete: what the last word of a command line could become, for the shells.
 * Everything comes from the tables of verbs and options; only cases, staff and
 * names that the office keeps are asked of an office that runs already.
 */
#ifndef DESK_COMPLETE_H
#define DESK_COMPLETE_H

#include "storage/base.h"

struct verb;

/* What a place of a command line wants, by the word help shows for it: "CASE",
 * "SERVICE", "ko|en". It borrows from the tables, from argv and from
 * itself. */
struct completion {
	bool wants_verb;	/* first word, or the second of a two-word verb */
	const char *first;	/* then: the first word of it; NULL = none yet */
	const struct verb *verb;	/* whose options are known; NULL = none yet */
	bool wants_option;
	const char *wants;	/* a value or an operand; NULL = nothing more */
	const char *word;	/* what is there of it */
	const char *before;	/* of "--option=": what stands before the value; or "" */
	size_t before_len;
	char operand[64];	/* what wants points at, of an operand */
};

/* Finds what the last of the words wants; count may be 0. */
void completion_find(struct completion *c, int count, char *const words[]);

/* Appends candidates, a line each: the word, a tab, what it is. A last line
 * ":files" means that names of files complete it too. store and socket (may be
 * NULL) say where an office may run. */
void completion_list(struct buf *out, const struct completion *c, const char *store,
    const char *socket);

/* The script that makes a shell ask: bash, zsh or fish; NULL for others. */
const char *completion_script(const char *shell);

#endif
