/* SPDX-License-Identifier: ISC */
/*
 * dialog: how an op starts on the screen: refused with its reason, done at
 * once, or asked about first.
 */
#ifndef VIEWS_DIALOG_H
#define VIEWS_DIALOG_H

#include "views/view.h"

/* The intent that starts op on a case. allowed is the office's word on it,
 * NULL where it has not said (lists): then only role and state are looked at. */
struct intent dialog_start(const struct desk_model *m, enum op op, const struct case_row *row,
    const struct allowed *allowed);

/* Makes an open dialog go out with another version of its case. */
void dialog_revise(void *state, int64_t version);

/* Has anything been typed into it? */
bool dialog_has_text(const void *state);

#endif
