/* SPDX-License-Identifier: ISC */
/*
 * form_release: a form or a layer that somebody wants to hold from a day on:
 * judged over what it would stand on, and put into the store. Who may is decided
 * by whoever asks (form_desk.c for clerks, arrival_form.c for channels).
 */
#ifndef OFFICE_FORM_RELEASE_H
#define OFFICE_FORM_RELEASE_H

#include "console/office/forms.h"
#include "console/rules/form_lint.h"

/* What is to be released. Texts are the caller's. */
struct form_candidate {
	struct form_release_row row;	/* service, layer, version, from, is_whole, source, at,
					 * reason set; id and counts filled */
	const char *body;
	int64_t by_id;			/* 0 = a channel */
};

/* Judges it, tells each finding, and counts the fields that it changes into its
 * row. *findings is how many there are; then nothing may be released. */
MUST_USE enum rc form_release_judge(struct office *office, struct form_candidate *c,
    form_finding found, void *arg, size_t *findings, struct err *e);

/* Puts it into the store, judged. The same version with the same bytes is there
 * already: *is_new false, the row's id its number. RC_CONFLICT: the version is
 * there with other bytes. */
MUST_USE enum rc form_release_add(struct office *office, struct form_candidate *c, bool *is_new,
    struct err *e);

/* The form of a layer's place as it holds on a day, and as it would without one
 * release or with only those up to it. before and after are the caller's to
 * release (form_release). */
MUST_USE enum rc form_release_sides(struct office *office, const struct form_release_row *row,
    struct form *before, struct form *after, struct err *e);

/* Fills row->state from the day: coming, holds, replaced, retired, left-out. */
MUST_USE enum rc form_release_state(struct office *office, struct form_release_row *row,
    struct err *e);

#endif
