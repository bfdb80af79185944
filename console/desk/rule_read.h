/* SPDX-License-Identifier: ISC */
/*
 * rule_read: a command about a rule that acts by itself, as a message: for the
 * shell and for the screen's command line.
 */
#ifndef DESK_RULE_READ_H
#define DESK_RULE_READ_H

#include "console/desk/options.h"
#include "console/wire/messages.h"

/* Reads the change that a verb ("rules add") asks for. before is the rule as it
 * is, for "rules change"; NULL = not known. RC_USAGE says what is wrong. */
MUST_USE enum rc rule_change_read(struct wire_rule_change *ask, const char *verb,
    const struct options *o, const struct auto_rule *before, struct err *e);

#endif
