/* SPDX-License-Identifier: ISC */
/*
 * entry_state: what the files of the editor of answers share: what it holds, and
 * where it stands. Included by view_entry.c and entry_*.c only.
 */
#ifndef VIEWS_ENTRY_STATE_H
#define VIEWS_ENTRY_STATE_H

#include "views/line.h"
#include "views/view.h"

/* What the last key brought that must be said. */
enum entry_notice {
	ENTRY_SAYS_NOTHING,
	ENTRY_SAYS_BIRTH,	/* more of a resident number than may be typed */
	ENTRY_SAYS_FULL,	/* there is no room for more */
	ENTRY_SAYS_ROWS,	/* no more entries */
	ENTRY_SAYS_FAULTS,	/* once more hands it in as it is */
	ENTRY_SAYS_UNCHANGED	/* there is nothing to set right */
};

struct entry_state {
	struct entry en;
	enum action action;	/* ACTION_NEW or ACTION_CORRECT */
	int64_t version;	/* of the case that is set right */
	size_t focus;
	struct line line;	/* the text of the focused field, where it is typed */
	enum entry_notice notice;
	bool is_discarding;
	char patch[ACT_LINES_MAX + 1];	/* what goes out of a correction */
};

#define ENTRY_PARAGRAPH_ROWS 4

#define REDRAW ((struct intent){ .kind = INTENT_REDRAW })

struct entry_field *entry_focused(struct entry_state *s);

/* The next choice of the focused field, or the one before. */
struct intent entry_choose_next(struct entry_state *s, int by);

/* A letter in a field that is chosen from: the place of a choice, or how it begins;
 * with the Hangul input on, the key that was meant. */
struct intent entry_choose_key(struct entry_state *s, struct key key);

/* Is the field typed into, or chosen from? */
bool entry_is_typed(const struct entry_field *f);

/* The cells of a paragraph on this screen. */
struct line_box entry_box(const struct desk_model *m);

/* The region that an address begins with by name or initials, as it is written out;
 * nothing where none or more than one is meant. */
void entry_region(struct buf *out, const char *typed);

void entry_draw(const void *state, const struct desk_model *m, struct grid *g);

#endif
