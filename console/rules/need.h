/* SPDX-License-Identifier: ISC */
/*
 * need: what offices need of central systems (제도개선·기능 수요) and the joint
 * tasks (공동 과제) of the central and local offices: their states, what may
 * follow what, and who may do it. Pure.
 *
 * Whoever works at a desk finds what is wrong (민원 처리에 관한 법률 §39①); the head
 * of the office passes it on (§39②). So officers propose inside the office, and a
 * supervisor's second makes it the office's: only then does it leave. A second is
 * an office's, not a person's. What a ministry says, its supervisor says.
 */
#ifndef RULES_NEED_H
#define RULES_NEED_H

#include "console/rules/verdict.h"
#include "storage/record.h"

/* The channel that needs and joint tasks travel through, whatever the office's
 * others are: the ministry that answers runs it. */
#define NATIONAL_CHANNEL "gov24"

enum need_state {
	NEED_PROPOSED,		/* inside the office */
	NEED_REGISTERED,	/* every office sees it */
	NEED_ACCEPTED,
	NEED_PLANNED,		/* with a date */
	NEED_DECLINED,
	NEED_DONE,
	NEED_STATE__COUNT
};

/* One row per state; the manual is made from it. */
struct need_state_info {
	const char *name;	/* stable: store, contract, command line */
	const char *label;	/* N_() */
	const char *help;	/* N_(): what it means and who makes it so */
	unsigned int after;	/* 1u << state: those that it may follow */
};
extern const struct need_state_info need_state_table[NEED_STATE__COUNT];

bool need_state_find(const char *name, enum need_state *out);
const char *need_state_label(enum need_state state);	/* in the current language */

/* May a ministry's answer make a need that is in one state be in the other? */
bool need_may_follow(enum need_state from, enum need_state to);

enum task_state {
	TASK_OPEN,
	TASK_IN_PROGRESS,
	TASK_DONE,
	TASK_STATE__COUNT
};
const char *task_state_name(enum task_state state);
const char *task_state_label(enum task_state state);
const char *task_state_help(enum task_state state);
bool task_state_find(const char *name, enum task_state *out);

/* What can be done to them. */
enum need_act {
	NEED_ADD,
	NEED_SECOND,
	NEED_ANSWER,
	NEED_TASK_UPDATE,
	NEED_ACT__COUNT
};

/* Who acts. */
struct need_actor {
	enum role role;
	bool is_ministry;	/* of an office that answers, and seconds nothing */
};

/* What it is done to. */
struct need_facts {
	enum need_state state;
	bool is_seconded;	/* by the actor's office */
	enum task_state task;
	bool is_owner;		/* of the task: the actor's office */
};

/* May actor do it? to is the state an answer or an update leads to; has_date: the
 * answer says until when. */
struct verdict need_judge(enum need_act act, const struct need_actor *actor,
    const struct need_facts *facts, int to, bool has_date);

/* Is the task late: not done, and its day gone? */
bool task_is_late(const struct task_row *task, struct day today);

#endif
