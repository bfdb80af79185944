/* SPDX-License-Identifier: ISC */
/*
 * need_ask: what was typed about a need or a joint task, in the shell or on the
 * command line of the screen, as requests. Knows options and requests; no
 * screen.
 */
#ifndef DESK_NEED_ASK_H
#define DESK_NEED_ASK_H

#include "console/desk/options.h"
#include "console/wire/messages.h"

/* A request about a need or a task; the texts are owned. */
struct need_ask {
	enum message message;	/* MESSAGE_NEED_CHANGE or MESSAGE_TASK_CHANGE */
	struct wire_need need;
	struct wire_task task;
	struct buf text, workaround;
};

/* Fills the request of a verb ("needs add") from what was typed after it.
 * RC_USAGE with a sentence. Release it in any case. */
MUST_USE enum rc need_ask_read(struct need_ask *ask, const char *verb, const struct options *o,
    struct err *e);
void need_ask_release(struct need_ask *ask);

/* The record that goes with ask->message. */
const void *need_ask_record(const struct need_ask *ask);

/* Is it a verb that changes a need or a task? */
bool need_ask_is_verb(const char *verb);

#endif
