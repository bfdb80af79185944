/* SPDX-License-Identifier: ISC */
#include "console/rules/need.h"

#include "console/rules/workflow.h"
#include "storage/text.h"

#define BIT(state) (1u << (state))

const struct need_state_info need_state_table[NEED_STATE__COUNT] = {
	[NEED_PROPOSED] = { "proposed", N_("Proposed"),
	    N_("An officer wrote it down. Only the own office sees it, until its supervisor "
	    "seconds it."), 0 },
	[NEED_REGISTERED] = { "registered", N_("Registered"),
	    N_("It stands in every office's list; each office can second it once."), 0 },
	[NEED_ACCEPTED] = { "accepted", N_("Accepted"),
	    N_("The ministry takes it on and has no date yet."),
	    BIT(NEED_REGISTERED) | BIT(NEED_DECLINED) },
	[NEED_PLANNED] = { "planned", N_("Planned"),
	    N_("The ministry names the date; a later one can follow."),
	    BIT(NEED_REGISTERED) | BIT(NEED_ACCEPTED) | BIT(NEED_PLANNED) | BIT(NEED_DECLINED) },
	[NEED_DECLINED] = { "declined", N_("Declined"),
	    N_("The ministry says why not; it can still accept it later."),
	    BIT(NEED_REGISTERED) | BIT(NEED_ACCEPTED) | BIT(NEED_PLANNED) },
	[NEED_DONE] = { "done", N_("Done"),
	    N_("The ministry says what was done. That is the end."),
	    BIT(NEED_REGISTERED) | BIT(NEED_ACCEPTED) | BIT(NEED_PLANNED) },
};

bool
need_state_find(const char *name, enum need_state *out)
{
	for (int s = 0; s < NEED_STATE__COUNT; s++) {
		if (str_eq(need_state_table[s].name, name)) {
			*out = (enum need_state)s;
			return true;
		}
	}
	return false;
}

const char *
need_state_label(enum need_state state)
{
	return say(need_state_table[state].label);
}

bool
need_may_follow(enum need_state from, enum need_state to)
{
	return (need_state_table[to].after & BIT(from)) != 0;
}

static const struct {
	const char *name;
	const char *label;
	const char *help;
} task_states[TASK_STATE__COUNT] = {
	[TASK_OPEN] = { "open", N_("Not begun"), N_("Its owner has not said anything yet.") },
	[TASK_IN_PROGRESS] = { "in-progress", N_("Under way"),
	    N_("Its owner works on it and says how it stands.") },
	[TASK_DONE] = { "done", N_("Done"), N_("Its owner says that it is done. That is the end.") },
};

const char *
task_state_name(enum task_state state)
{
	return task_states[state].name;
}

const char *
task_state_label(enum task_state state)
{
	return say(task_states[state].label);
}

const char *
task_state_help(enum task_state state)
{
	return say(task_states[state].help);
}

bool
task_state_find(const char *name, enum task_state *out)
{
	for (int s = 0; s < TASK_STATE__COUNT; s++) {
		if (str_eq(task_states[s].name, name)) {
			*out = (enum task_state)s;
			return true;
		}
	}
	return false;
}

#define CLERKS (ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_SUPERVISOR))

/* Who does what. One row per act. */
static const struct {
	unsigned int roles;	/* ROLE_BIT set */
	bool is_local;		/* of an office that serves people … */
	bool is_ministry;	/* … and of one that answers */
} acts[NEED_ACT__COUNT] = {
	[NEED_ADD] = { CLERKS, true, false },
	[NEED_SECOND] = { ROLE_BIT(ROLE_SUPERVISOR), true, false },
	[NEED_ANSWER] = { ROLE_BIT(ROLE_SUPERVISOR), false, true },
	[NEED_TASK_UPDATE] = { ROLE_BIT(ROLE_SUPERVISOR), true, true },
};

static struct verdict
judge_answer(const struct need_facts *facts, int to, bool has_date)
{
	enum need_state next = (enum need_state)to;

	if (!need_may_follow(facts->state, next))
		return verdict_refuse(REASON_NEED_STATE, need_state_table[facts->state].name);
	return next == NEED_PLANNED && !has_date ? verdict_refuse(REASON_NEEDS_DATE, "") :
	    VERDICT_ALLOWED;
}

struct verdict
need_judge(enum need_act act, const struct need_actor *actor, const struct need_facts *facts,
    int to, bool has_date)
{
	if ((acts[act].roles & ROLE_BIT(actor->role)) == 0)
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (actor->is_ministry && !acts[act].is_ministry)
		return verdict_refuse(REASON_NEED_LOCAL, "");
	if (!actor->is_ministry && !acts[act].is_local)
		return verdict_refuse(REASON_NEED_MINISTRY, "");
	switch (act) {
	case NEED_ADD:
		break;
	case NEED_SECOND:
		if (facts->is_seconded)
			return verdict_refuse(REASON_NEED_SECONDED, "");
		if (facts->state == NEED_DONE)
			return verdict_refuse(REASON_NEED_STATE, need_state_table[NEED_DONE].name);
		break;
	case NEED_ANSWER:
		return judge_answer(facts, to, has_date);
	case NEED_TASK_UPDATE:
		if (!facts->is_owner)
			return verdict_refuse(REASON_TASK_OWNER, "");
		if (facts->task == TASK_DONE)
			return verdict_refuse(REASON_NEED_STATE, task_state_name(TASK_DONE));
		if (to == TASK_OPEN)
			return verdict_refuse(REASON_BAD_VALUE, "state");
		break;
	case NEED_ACT__COUNT:
		break;
	}
	return VERDICT_ALLOWED;
}

bool
task_is_late(const struct task_row *task, struct day today)
{
	return !str_eq(task->state, task_states[TASK_DONE].name) &&
	    task->due.number < today.number;
}
