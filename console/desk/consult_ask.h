/* SPDX-License-Identifier: ISC */
/*
 * consult_ask: what is done at the consultation desk, from words as they were
 * typed, on a command line or in a dialog.
 */
#ifndef DESK_CONSULT_ASK_H
#define DESK_CONSULT_ASK_H

#include "console/desk/options.h"
#include "console/rules/by_hand.h"
#include "console/wire/messages.h"

/* As typed; NULL or "" = not. */
struct consult_typed {
	int64_t id;
	const char *kind, *task, *priority, *result;
	const char *who, *contact, *number, *at, *text;
};

/* Reads them from a command line, operands and options; they borrow from it. */
MUST_USE enum rc consult_typed_read(struct consult_typed *typed, enum by_hand hand,
    const struct options *options, struct err *e);
MUST_USE enum rc consult_id_read(const char *word, int64_t *id, struct err *e);

/* "15:30" is today's; anything else a whole instant. NULL or "" leaves *at. */
MUST_USE enum rc consult_time_read(int64_t *at, const char *word, int64_t now_at,
    struct err *e);

/* Fills the request, with a fresh op-key; at may be an hour of today ("15:30").
 * RC_USAGE names what is no word of a table, no time or too long. */
MUST_USE enum rc consult_ask_fill(struct wire_consult *ask, enum by_hand hand,
    const struct consult_typed *typed, int64_t now_at, struct err *e);

#endif
