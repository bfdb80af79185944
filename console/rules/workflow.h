/* SPDX-License-Identifier: ISC */
/*
 * workflow: the case's states and the ops that move it, as two const tables.
 * `minwon workflow`, the help, the policy and the tests are made from them.
 */
#ifndef RULES_WORKFLOW_H
#define RULES_WORKFLOW_H

#include "storage/base.h"
#include "storage/record.h"

/* What the statutory clock does while a case is in a state. */
enum clock_effect {
	CLOCK_RECEIVE_LIMIT,	/* the 8 working hours to receive it run */
	CLOCK_RUNNING,
	CLOCK_PAUSED,
	CLOCK_STOPPED,
	CLOCK__COUNT
};

struct state_info {
	const char *label_ko;	/* 처리중: the word clerks use and type */
	const char *label_en;
	enum clock_effect clock;
	bool is_open;
};

/* Bit sets over enum state and enum role. */
#define STATE_BIT(s) (1u << (s))
#define OP_BIT(op) (INT64_C(1) << (op))
#define ROLE_BIT(r) (1u << (r))

/* What an op asks for; bits of op_info.needs. */
enum op_need {
	NEED_LEASE = 1 << 0,		/* only the lease holder */
	NEED_NO_OTHER_LEASE = 1 << 1,	/* nobody else may hold it */
	NEED_TEXT = 1 << 2,
	NEED_OUTCOME = 1 << 3,
	NEED_ASSIGNEE = 1 << 4,
	NEED_REASONS = 1 << 5,		/* reasons and remedies */
	NEED_AGENCY = 1 << 6,
	NEED_PERIOD = 1 << 7,		/* calendar days, counted by 민법 */
	NEED_MORE = 1 << 8,		/* a period, and a lawful reason by name */
	NEED_TIME = 1 << 9,		/* an event, its true time and what shows it */
	NEED_ANSWERS = 1 << 10		/* answers, field=value, and the applicant's consent */
};

struct op_info {
	const char *name;	/* verb, event kind and action: "send-back" */
	const char *label_ko;	/* 반송 */
	const char *label_en;
	unsigned int roles;	/* ROLE_BIT set that may ever do it */
	unsigned int from;	/* STATE_BIT set it starts in */
	unsigned int final_from;/* further states, for the holding officer where
				 * final_by is officer (전결) */
	unsigned int needs;	/* enum op_need set */
	enum state to;		/* where it leads; STATE__COUNT = stays; what
				 * final_by and the draft change: op_target */
	const char *outbox_kind;/* message it sends (op_message says when), or "" */
	const char *law;	/* article behind it, or "" */
	const char *help;	/* N_() sentence for help and man pages */
};

extern const struct state_info state_table[STATE__COUNT];
extern const struct op_info op_table[OP__COUNT];

/* Finds by stable name, Korean label or English label (English in either
 * case); false if there is none. */
bool state_find(const char *word, enum state *out);
bool op_find(const char *name, enum op *out);

/* The highest role that may ever do op: whom to ask for it. */
enum role op_role(enum op op);

/* Where op leads a case that stands in from: approve follows the outcome of
 * the draft, refuse is final where final_by is officer, escalate waits for a second
 * person where draft_outcome is OUTCOME_ESCALATE. from itself where op moves
 * nothing. */
enum state op_target(enum op op, enum state from, enum final_by final_by,
    enum outcome draft_outcome);

/* The kind of message op sends to the channel when it leads to the state to,
 * "" for none: a decision is sent only when it is final. */
const char *op_message(enum op op, enum state to);

/* The label in the current language. */
const char *state_label(enum state state);
const char *op_label(enum op op);

/* Roles and outcomes: the label in the current language, and finding by stable
 * name or label. Stable names are in storage/record.h. */
const char *role_label(enum role role);
bool role_find(const char *word, enum role *out);

const char *outcome_label(enum outcome outcome);
bool outcome_find(const char *word, enum outcome *out);

/* The label of a kind of event: of an op, of the arrival, or of what a citizen
 * or a ministry said; the kind itself where it is none of these. */
const char *event_label(const char *kind);

/* Appends the whole machine as text in the current language: a heading, then
 * one line per op and starting state (from, op, who, to), for `minwon workflow`
 * and the documentation. */
void workflow_print(struct buf *out);

#endif
