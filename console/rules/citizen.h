/* SPDX-License-Identifier: ISC */
/*
 * citizen: what becomes of a case when a citizen or a ministry says something
 * about it, whatever the desk was doing: one outcome for each kind of event and
 * each state. Pure. Supplements and changes follow 민원 처리에 관한 법률 §22.
 */
#ifndef RULES_CITIZEN_H
#define RULES_CITIZEN_H

#include "storage/base.h"
#include "storage/record.h"

/* The kinds of events that the relay's contract has about a known case. */
enum citizen_event {
	CITIZEN_SUPPLEMENTED,	/* 보완 */
	CITIZEN_WITHDRAWN,	/* 취하 */
	CITIZEN_UPDATED,	/* 변경 */
	CITIZEN_ACKNOWLEDGED,	/* the ministry has the question */
	CITIZEN_ACCEPTED,	/* it works on it */
	CITIZEN_ANSWERED,
	CITIZEN_RETURNED,
	CITIZEN_SATISFACTION,
	CITIZEN__COUNT
};

enum citizen_outcome {
	CITIZEN_FILES,		/* filed; the case stays where it is */
	CITIZEN_SHOWS,		/* the same, and the case shows what changed */
	CITIZEN_STANDS,		/* filed on a closed case, whose decision stands */
	CITIZEN_RESUMES,	/* work again; a stopped clock goes on */
	CITIZEN_PASSES,		/* filed; a transferred case is the receiver's now */
	CITIZEN_UNDRAFTS,	/* the draft goes back to its author */
	CITIZEN_WITHDRAWS,	/* the case is withdrawn */
	CITIZEN_OUTCOME__COUNT
};

struct citizen_info {
	const char *kind;	/* in the contract, without kr.relay and version */
	const char *event;	/* as event_label() knows it */
	const char *instant;	/* the member of its data that says when */
};
extern const struct citizen_info citizen_table[CITIZEN__COUNT];

/* Finds by kind; false if there is none. */
bool citizen_find(const char *kind, enum citizen_event *out);

/* is_deemed: the law took silence for acceptance (수리간주). */
enum citizen_outcome citizen_outcome(enum citizen_event event, enum state state, bool is_deemed);

/* The outcome in a sentence, a msgid. */
const char *citizen_outcome_sentence(enum citizen_outcome outcome);

#endif
