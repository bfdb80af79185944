/* SPDX-License-Identifier: ISC */
/*
 * form_fields: the fields of a form in order, read out of its merged schema, and
 * which layer set each. Pure; a part of form_stack.
 */
#ifndef RULES_FORM_FIELDS_H
#define RULES_FORM_FIELDS_H

#include "console/rules/form.h"

/* The form's schema is about to become merged by a layer: notes it as the layer
 * of every field that is another one then. */
void form_fields_note(struct form *f, const struct cJSON *merged, const char *layer);

/* The schema is as it will stay: makes the fields of it, with the layers noted. */
void form_fields_fill(struct form *f);

#endif
