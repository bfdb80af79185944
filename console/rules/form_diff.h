/* SPDX-License-Identifier: ISC */
/*
 * form_diff: what differs between two forms of a service, field by field and
 * keyword by keyword, with the layer that set each. Pure.
 */
#ifndef RULES_FORM_DIFF_H
#define RULES_FORM_DIFF_H

#include "console/rules/form.h"

/* One difference; a is NULL where only b has the field, and the other way round.
 * was and is are JSON texts, NULL for nothing; all of it lives during the call. */
typedef void (*form_difference)(void *arg, const struct form_field *a,
    const struct form_field *b, const char *keyword, const char *was, const char *is);

/* Tells every difference, in the order of a's fields, then those that only b has
 * (keyword "field"). each may be NULL. */
struct form_diff_count {
	size_t added, changed, gone;	/* fields */
};
struct form_diff_count form_diff(const struct form *a, const struct form *b, form_difference each,
    void *arg);

#endif
