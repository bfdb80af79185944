/* SPDX-License-Identifier: ISC */
/*
 * forms: the forms of the office: which one holds for a service in a region on a
 * day, out of catalogue and releases, and which one a case came with. Resolved
 * ones are kept in memory. No handler and no right is known here.
 */
#ifndef OFFICE_FORMS_H
#define OFFICE_FORMS_H

#include "console/office/office.h"
#include "console/rules/form_stack.h"

/* Which form is wanted. */
struct form_wish {
	const char *service;
	const char *region;	/* code as received; it may have ended; "" = the centre's form */
	const char *office;	/* whose own layer goes over it; "" = nobody's */
	const char *hint;	/* which part of a split region: its code or an address; or NULL */
	struct day on;
};

/* A form, resolved. It lives until the next call of forms_…; who needs it longer
 * shares its form (form_share). */
struct office_form {
	char key[112];		/* "" = nothing is here */
	int64_t kept_id;	/* as cases are pinned to it; 0 = to none yet */
	struct form form;
	struct form_step steps[FORM_STEPS_MAX];	/* with what was left out */
	size_t step_count;
	char *text;		/* owned: the steps, as they are kept */
	struct cJSON *read;	/* owned: what the steps point into */
};

/* The form that holds. RC_NOT_FOUND where the centre has none. */
MUST_USE enum rc forms_in_force(struct office *office, const struct form_wish *wish,
    const struct office_form **out, struct err *e);

/* The same, kept in the store so that a case can be pinned to it: its number. 0
 * where the service has no form. */
MUST_USE enum rc forms_pin(struct office *office, const struct form_wish *wish, int64_t *kept_id,
    struct err *e);

/* The form that a case came with, whatever has been released since; a case from
 * before forms were kept has the one that held on the day it arrived.
 * RC_NOT_FOUND where its service has none. */
MUST_USE enum rc forms_of_case(struct office *office, const struct case_record *c,
    const struct office_form **out, struct err *e);

/* The form for an application that is typed in at the desk, of the day it arrived;
 * refuses where it can be none: no form, an invented one in a real office, a
 * region whose parts have different forms. */
MUST_USE enum rc forms_for_desk(struct request *r, const char *service, const char *region,
    int64_t arrived_at, const struct office_form **out, struct err *e);

/* Does it matter which part of a split region is meant? *parts gets "28125 제물포구,
 * 28155 영종구" where the forms of the parts differ and the hint names none. */
MUST_USE enum rc forms_is_split(struct office *office, const struct form_wish *wish,
    char parts[96], bool *is_split, struct err *e);

/* Releases have changed, or what was written is undone: nothing that was resolved
 * is right any more. */
void forms_forget(struct office *office);

#endif
