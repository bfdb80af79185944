/* SPDX-License-Identifier: ISC */
/*
 * answer_ask: what was typed about questions and answers, in the shell or on the
 * command line of the screen, as requests. Knows options and requests; no screen.
 */
#ifndef DESK_ANSWER_ASK_H
#define DESK_ANSWER_ASK_H

#include "console/desk/options.h"
#include "console/wire/message_knowledge.h"

/* A request; its answer is owned. */
struct answer_ask {
	enum message message;	/* KNOWLEDGE_CHANGE, KNOWLEDGE_NOTE or QUESTION_CHANGE */
	struct wire_knowledge_change change;
	struct wire_knowledge_note note;
	struct wire_question question;
	struct buf text;
};

/* Fills the request of a verb ("answers add") from what was typed after it.
 * RC_USAGE with a sentence. Release it in any case. */
MUST_USE enum rc answer_ask_read(struct answer_ask *ask, const char *verb,
    const struct options *o, struct err *e);
void answer_ask_release(struct answer_ask *ask);

/* The record that goes with ask->message. */
const void *answer_ask_record(const struct answer_ask *ask);

/* Is it a verb that changes something? */
bool answer_ask_is_verb(const char *verb);

/* What is looked for: operands as words, --region by code or name, --service, --layer,
 * -n. RC_USAGE names what is none. */
MUST_USE enum rc answer_search_read(struct wire_knowledge_ask *ask, const struct options *o,
    struct err *e);

#endif
