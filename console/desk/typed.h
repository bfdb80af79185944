/* SPDX-License-Identifier: ISC */
/*
 * typed: a line that a clerk typed as a command, split as a shell would: at
 * blanks, with parts in quotes as one word. For the screen's command line and for
 * lines where there is no screen.
 */
#ifndef DESK_TYPED_H
#define DESK_TYPED_H

#define TYPED_WORDS_MAX 64

struct typed {
	char *memory;		/* owned */
	char *word[TYPED_WORDS_MAX];
	int count;
};

/* Splits; what is beyond TYPED_WORDS_MAX is left out. */
void typed_split(struct typed *t, const char *line);
void typed_release(struct typed *t);

#endif
