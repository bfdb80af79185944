/* SPDX-License-Identifier: ISC */
/*
 * dialog: how an op, or a thing done by hand, starts on the screen: refused
 * with its reason, done at once, or asked about first.
 */
#ifndef VIEWS_DIALOG_H
#define VIEWS_DIALOG_H

#include "views/view.h"

/* The intent that starts op on a case. allowed is the office's word on it,
 * NULL where it has not said (lists): then only role and state are looked at. */
struct intent dialog_start_op(const struct desk_model *m, enum op op, const struct case_row *row,
    const struct allowed *allowed);

/* The intent that asks about an op on every marked case. */
struct intent dialog_start_marks(const struct desk_model *m, enum action action);

/* A message or an unsorted thing as a dialog must know it; borrowed. */
struct hand_row {
	int64_t id;
	const char *state;
	const char *number;	/* what a title calls it */
};

/* The intent that starts an action with a hand on such a row. */
struct intent dialog_start_hand(const struct desk_model *m, enum action action,
    const struct hand_row *row);

/* The intent that starts something at the consultation desk, on row id; 0 = on none.
 * number must outlive the intent's use. */
struct intent dialog_start_desk(enum action action, int64_t id, const char *number);

/* Makes an open dialog go out with another version of its case. */
void dialog_revise(void *state, int64_t version);

/* Inserts text at the caret of the field that is typed into, as one step. */
void dialog_insert(void *state, const struct desk_model *m, const char *text);

/* Where nothing is typed yet, an open demand to supplement begins with text: it
 * is the clerk's once a key changes it. */
void dialog_begin(void *state, const char *text);

/* Has anything been typed into it? */
bool dialog_has_text(const void *state);

#endif
