/* SPDX-License-Identifier: ISC */
/*
 * form_check: what was handed in against the form it was handed in on
 * (서식불일치). Nothing is ever refused for it: the desk sees what is missing or
 * wrong and asks for it (보완, Act §22). Pure.
 */
#ifndef RULES_FORM_CHECK_H
#define RULES_FORM_CHECK_H

#include "console/rules/form.h"

/* Room for what form_check keeps of a form that is judged by more than once: its
 * schema, compiled when it is first asked for. One form holds it at first. */
struct form_judge *form_judge_new(void);

/* One form more, or one less: true when that was the last one, and the room is
 * gone. */
void form_judge_hold(struct form_judge *judge);
bool form_judge_leave(struct form_judge *judge);

/* Judges the answers by the form's schema, formats asserted. rows are those of
 * form_answers for the same answers: what is wrong with one is put into its
 * fault and fault_detail. Returns how many faults there are, those that belong
 * to no row counted too. A form that is no schema finds nothing. */
size_t form_check(const struct form *f, const struct cJSON *attributes, struct answer *rows,
    size_t row_count);

#endif
