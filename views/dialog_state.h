/* SPDX-License-Identifier: ISC */
/*
 * dialog_state: what the dialog's files share: what it holds, and where it
 * stands on the screen. Included by view_dialog.c and dialog_*.c only.
 */
#ifndef VIEWS_DIALOG_STATE_H
#define VIEWS_DIALOG_STATE_H

#include "console/rules/escalation.h"
#include "console/rules/correction.h"
#include "console/rules/extension.h"
#include "views/dialog_spec.h"
#include "views/line.h"
#include "views/view.h"

struct dialog_state {
	enum action action;
	bool is_marks;			/* about every marked case, not about id */
	int64_t id;
	int64_t version;
	char number[72];
	int focus;			/* index of the field */
	bool is_begun;			/* it began with a text of ours, and nobody typed yet */
	bool is_discarding;		/* the key was pressed once: once more does it */
	struct line lines[LINE_SLOTS];	/* by slot */
	size_t picked[LINE_SLOTS];	/* of what matches the line, by slot */
	enum outcome outcome;
	enum extension_reason ground;	/* an allowed one */
	bool has_consent;
	enum correctable whose_time;
	size_t words[SLOT__COUNT - SLOT_KIND];	/* chosen, of the consultation desk's slots */
	enum escalation_kind kind;
	size_t return_reason;		/* index in return_reasons */
	char assignee[40];		/* login; keeps its place when the list changes */
};

/* The box of the dialog on this screen: its width inside, and how many rows a
 * text gets at most. */
struct dialog_box {
	int cols;
	int text_rows;
	int mark_rows;	/* that the sums of the marked cases take; 0 = it is about one */
};

struct dialog_box dialog_box_on(const struct dialog_state *s, const struct desk_model *m);

/* What this dialog asks. */
const struct dialog_spec *dialog_spec_here(const struct dialog_state *s);

/* The cells of a field of typed text. */
struct line_box dialog_field_box(const struct dialog_box *box, const struct field *field);

/* The row of the model's staff that stands chosen. */
size_t dialog_assignee(const struct dialog_state *s, const struct desk_model *m);

/* Draws the dialog over what is there. */
void dialog_draw(const void *state, const struct desk_model *m, struct grid *g);

#endif
