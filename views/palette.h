/* SPDX-License-Identifier: ISC */
/*
 * palette: what a line that is being typed as a command could become: a word
 * the command line knows, a saved view, or a case in sight. Pure.
 */
#ifndef VIEWS_PALETTE_H
#define VIEWS_PALETTE_H

#include "views/model.h"

#define PALETTE_MOST 8		/* candidates at most */
#define PALETTE_TEXT_BYTES 128

struct candidate {
	char text[PALETTE_TEXT_BYTES];	/* the whole line */
	const char *help;		/* what it does, or the case's title; borrowed */
};

/* The candidates for what was typed, words before cases; at most PALETTE_MOST.
 * Words are found by their beginning, also by that of their label, and as the
 * keys that were pressed in Hangul mode; cases by a piece of their number or
 * title, also behind others that the line names. */
size_t palette_find(const struct desk_model *m, const char *typed,
    struct candidate out[PALETTE_MOST]);

/* The command that was meant by a whole word: its text where the label, or the
 * keys pressed in Hangul mode, were typed; else typed itself. */
const char *palette_meant(const struct desk_model *m, const char *typed);

#endif
