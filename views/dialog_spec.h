/* SPDX-License-Identifier: ISC */
/*
 * dialog_spec: what the dialogs ask, as one table by action. Knows no key and
 * no cell.
 */
#ifndef VIEWS_DIALOG_SPEC_H
#define VIEWS_DIALOG_SPEC_H

#include "console/rules/consult.h"
#include "views/actions.h"

/* What a field fills in struct act_input. */
enum slot {
	SLOT_NONE,
	SLOT_TEXT,
	SLOT_REASONS,
	SLOT_REMEDIES,
	SLOT_AGENCY,
	SLOT_PROPOSAL,
	SLOT_DISCLOSE,
	SLOT_PERIOD,
	SLOT_SERVICE,
	SLOT_REGION,
	SLOT_CHANNEL,
	SLOT_FROM,
	SLOT_UNTIL,
	SLOT_EVIDENCE,
	SLOT_AT,
	SLOT_WHO,
	SLOT_CONTACT,
	SLOT_CASE,
	SLOT_DESK,	/* a waiting figure, as typed */
	SLOT_DESK_TASK,
	SLOT_WAITING,
	SLOT_CALLED,
	SLOT_COUNTERS,
	SLOT_FILE,
	SLOT_OUTCOME,
	SLOT_ASSIGNEE,
	SLOT_GROUND,
	SLOT_CONSENT,
	SLOT_EVENT,
	SLOT_HANDOVER,	/* kind of a hand-over */
	SLOT_RETURN,	/* why one is returned */
	SLOT_KIND,	/* words of the consultation desk, from here on */
	SLOT_TASK,
	SLOT_PRIORITY,
	SLOT_RESULT,
	SLOT_ABUSE,
	SLOT__COUNT
};

#define LINE_SLOTS SLOT_OUTCOME	/* slots below it are typed text */
#define FIELDS_MAX 6
#define CORRECTABLES 6	/* events whose time counts (rules/correction.h) */

/* One field: its slot, its name and its rows on the screen. Texts of more
 * than one row take line ends; a list shows its choices in them. */
struct field {
	enum slot slot;
	const char *label;
	int rows;
};

/* One dialog. A question with no field is a confirmation. */
struct dialog_spec {
	const char *question;
	struct field fields[FIELDS_MAX];
};

/* The action's dialog; NULL where it asks nothing and is done at once. */
const struct dialog_spec *dialog_spec_of(enum action action);

/* The same where it is about every marked case: there is always a question. */
const struct dialog_spec *dialog_spec_of_marks(enum action action);

/* How many fields it has. */
int dialog_field_count(const struct dialog_spec *spec);

/* The slot's stable name in a text that is kept. */
const char *dialog_slot_name(enum slot slot);

/* Bytes that a text field of the action may have: what the office takes. */
size_t dialog_field_bytes(enum action action, enum slot slot);

/* Is the field typed text? */
bool slot_is_text(enum slot slot);

/* Is the field a list, whose choices up and down go through? */
bool slot_is_list(enum slot slot);

/* Is it a choice of words of the consultation desk, and of which? */
bool slot_is_word(enum slot slot);
enum consult_words slot_words(enum slot slot);

/* Is it typed to find a row of the catalogue? */
bool slot_is_pick(enum slot slot);

#endif
