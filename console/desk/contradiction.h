/* SPDX-License-Identifier: ISC */
/*
 * contradiction: options that cannot both be meant, as a table, so that a
 * command says so and does nothing instead of choosing one. Knows no office.
 */
#ifndef DESK_CONTRADICTION_H
#define DESK_CONTRADICTION_H

#include "console/desk/options.h"

/* RC_USAGE names two options of a verb, or an option and an operand, that
 * contradict each other; is_csv: its results are written as CSV. */
MUST_USE enum rc contradiction_check(const char *verb, const struct options *o, bool is_csv,
    struct err *e);

#endif
