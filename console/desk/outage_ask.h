/* SPDX-License-Identifier: ISC */
/*
 * outage_ask: makes the request about an outage of the words that a command
 * line or a dialog has for it. Knows no screen and no link.
 */
#ifndef DESK_OUTAGE_ASK_H
#define DESK_OUTAGE_ASK_H

#include "console/wire/messages.h"
#include "storage/base.h"

/* As a person wrote them; NULL or "" = not said. */
struct outage_words {
	const char *which;	/* begin, record: a channel or all; end: its id */
	const char *from, *until;
	const char *reason, *evidence;
};

/* what is begin, end or record. RC_USAGE names what cannot be read. */
MUST_USE enum rc outage_ask_fill(struct wire_outage *ask, const char *what,
    const struct outage_words *words, struct err *e);

#endif
