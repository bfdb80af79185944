/* SPDX-License-Identifier: ISC */
/*
 * by_hand: what staff may do to a message that will not go, to a thing that
 * would not become a case, to an outage and at the consultation desk: who,
 * from which states, into which. The office obeys the table; screens dim by it. Knows no store and no
 * screen.
 */
#ifndef RULES_BY_HAND_H
#define RULES_BY_HAND_H

#include "console/rules/verdict.h"
#include "storage/record.h"

enum by_hand {
	BY_HAND_NONE,
	BY_HAND_MESSAGE_RETRY,
	BY_HAND_MESSAGE_HOLD,
	BY_HAND_MESSAGE_CANCEL,
	BY_HAND_UNSORTED_RETRY,
	BY_HAND_UNSORTED_DISCARD,
	BY_HAND_UNSORTED_SHOW,
	BY_HAND_OUTAGE_BEGIN,
	BY_HAND_OUTAGE_END,
	BY_HAND_OUTAGE_RECORD,
	BY_HAND_LETTER_SEND,
	BY_HAND_LETTER_SKIP,
	BY_HAND_LETTER_PUBLIC,
	BY_HAND_FORM_RETIRE,
	BY_HAND_WAITS_SET,
	BY_HAND_CONSULT_ADD,
	BY_HAND_CONSULT_NEXT,
	BY_HAND_CONSULT_START,
	BY_HAND_CONSULT_HOLD,
	BY_HAND_CONSULT_RESUME,
	BY_HAND_CONSULT_DONE,
	BY_HAND_CONSULT_ABSENT,
	BY_HAND_CONSULT_LATER,
	BY_HAND_CONSULT_LINK,
	BY_HAND_CONSULT_LEFT,
	BY_HAND_CONSULT_SAY,
	BY_HAND_CONSULT_WARN,
	BY_HAND_CONSULT_END,
	BY_HAND_WAITS_ALERT,
	BY_HAND_EXPORT,
	BY_HAND__COUNT
};

#define BY_HAND_FROM_MAX 3

/* One row per thing to do. */
struct by_hand_info {
	const char *verb;	/* as typed: "outbox hold" */
	const char *event;	/* on the case's timeline; "" = none */
	unsigned int roles;	/* ROLE_BIT set */
	const char *from[BY_HAND_FROM_MAX];	/* states; none = any */
	const char *to;		/* "" = the state stays */
	bool needs_reason;
};

extern const struct by_hand_info by_hand_table[BY_HAND__COUNT];

/* The row of a verb ("outbox hold"); BY_HAND_NONE if there is none. */
enum by_hand by_hand_find(const char *verb);

/* The verb's second word: "hold". */
const char *by_hand_what(enum by_hand hand);

/* The role that may do it whatever it is: for who asks in vain. */
enum role by_hand_role(enum by_hand hand);

/* May that role do it, and to something in that state? */
struct verdict by_hand_judge_role(enum by_hand hand, enum role role);
struct verdict by_hand_judge(enum by_hand hand, enum role role, const char *state);

#endif
