/* SPDX-License-Identifier: ISC */
/*
 * form_edit: answers set by a person, as lines "field = value" or as a JSON object,
 * made into the JSON that goes over what was submitted. A field is known by its name
 * or by its title; members.2.name is a field of the second entry of a list. Pure.
 */
#ifndef RULES_FORM_EDIT_H
#define RULES_FORM_EDIT_H

#include "console/rules/form.h"
#include "storage/record.h"

struct form_edit {
	const struct form *form;
	const struct cJSON *now;	/* the answers as they are; NULL = none yet */
	struct day today;		/* for dates typed short */
	bool keeps_wrong;		/* a value that is not of the field's type stays, as text */
};

/* Reads lines into patch, a JSON object with a member for each field, resident
 * numbers cut, and appends the fields' titles to titles, with commas between. Lines
 * that begin with { are such an object already. RC_INVALID: the sentence names the
 * line that has no "=", a field that the form does not have or that cannot be set in
 * one line, or a value that is not of the field's type; what says it in one word: the
 * field, or the line. */
MUST_USE enum rc form_edit(const struct form_edit *edit, const char *lines, struct buf *patch,
    struct buf *titles, char what[96], struct err *e);

#endif
