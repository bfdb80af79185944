/* SPDX-License-Identifier: ISC */
/*
 * wait_ask: the request about a typed waiting figure, of words as they were typed on a
 * command line, in a dialog or in a table. Knows no screen and no link.
 */
#ifndef DESK_WAIT_ASK_H
#define DESK_WAIT_ASK_H

#include "console/wire/messages.h"
#include "storage/base.h"

/* What a figure is typed of, in the order of a table's columns. */
enum wait_word {
	WAIT_WORD_REGION,	/* code or name; "" = the office's own */
	WAIT_WORD_DESK,
	WAIT_WORD_TASK,
	WAIT_WORD_WAITING,	/* a number; none, 없음 or - takes back what was typed before */
	WAIT_WORD_CALLED,	/* a number, "" or - = not said */
	WAIT_WORD_COUNTERS,
	WAIT_WORD_AT,		/* "" = now; 10:15 = today */
	WAIT_WORD__COUNT
};

/* The name of a word, and the word of a name or of what clerks call a column;
 * COLUMN_MAP_NONE where there is none. */
const char *wait_word_name(enum wait_word word);
int wait_word_find(const char *name);

/* Fills the request; words are NULL or "" where nothing was typed. now_at is for an
 * hour of today. RC_USAGE names what cannot be read, *word which it is. */
MUST_USE enum rc wait_ask_fill(struct wire_wait_set *ask,
    const char *const words[WAIT_WORD__COUNT], int64_t now_at, enum wait_word *word,
    struct err *e);

#endif
