/* SPDX-License-Identifier: ISC */
#include "storage/record.h"

#include <stdlib.h>
#include <string.h>

static const char *const state_names[] = {
	[STATE_ARRIVED] = "arrived",
	[STATE_RECEIVED] = "received",
	[STATE_ASSIGNED] = "assigned",
	[STATE_IN_PROGRESS] = "in-progress",
	[STATE_CONSULTING] = "consulting",
	[STATE_SUPPLEMENT] = "supplement",
	[STATE_INSPECTION] = "inspection",
	[STATE_APPROVAL] = "approval",
	[STATE_COMPLETED] = "completed",
	[STATE_REFUSED] = "refused",
	[STATE_RETURNED] = "returned",
	[STATE_WITHDRAWN] = "withdrawn",
	[STATE_TRANSFERRED] = "transferred",
	[STATE_CLOSED] = "closed",
	[STATE_APPEAL] = "appeal",
};
static const char *const role_names[] = {
	[ROLE_OFFICER] = "officer",
	[ROLE_SUPERVISOR] = "supervisor",
	[ROLE_AUDITOR] = "auditor",
};
static const char *const outcome_names[] = {
	[OUTCOME_NONE] = "",
	[OUTCOME_COMPLETE] = "complete",
	[OUTCOME_REFUSE] = "refuse",
	[OUTCOME_ESCALATE] = "escalate",
};
static const char *const final_by_names[] = {
	[FINAL_BY_OFFICER] = "officer",
	[FINAL_BY_APPROVER] = "approver",
};
_Static_assert(sizeof(state_names) / sizeof(state_names[0]) == STATE__COUNT, "every state");
_Static_assert(sizeof(role_names) / sizeof(role_names[0]) == ROLE__COUNT, "every role");
_Static_assert(sizeof(outcome_names) / sizeof(outcome_names[0]) == OUTCOME__COUNT,
    "every outcome");
_Static_assert(sizeof(final_by_names) / sizeof(final_by_names[0]) == FINAL_BY__COUNT,
    "every final_by");

const char *
state_name(enum state state)
{
	return state_names[state];
}

const char *
role_name(enum role role)
{
	return role_names[role];
}

const char *
outcome_name(enum outcome outcome)
{
	return outcome_names[outcome];
}

const char *
final_by_name(enum final_by final_by)
{
	return final_by_names[final_by];
}

/* The index of name among count names; count if it is not there. */
static size_t
index_of(const char *name, const char *const *names, size_t count)
{
	size_t i = 0;

	while (i < count && strcmp(names[i], name) != 0)
		i++;
	return i;
}

bool
state_by_name(const char *name, enum state *out)
{
	*out = (enum state)index_of(name, state_names, STATE__COUNT);
	return *out != STATE__COUNT;
}

bool
role_by_name(const char *name, enum role *out)
{
	*out = (enum role)index_of(name, role_names, ROLE__COUNT);
	return *out != ROLE__COUNT;
}

bool
outcome_by_name(const char *name, enum outcome *out)
{
	*out = (enum outcome)index_of(name, outcome_names, OUTCOME__COUNT);
	return *out != OUTCOME__COUNT;
}

bool
final_by_by_name(const char *name, enum final_by *out)
{
	*out = (enum final_by)index_of(name, final_by_names, FINAL_BY__COUNT);
	return *out != FINAL_BY__COUNT;
}

void
answer_release(struct answer *a)
{
	if (a == NULL)
		return;
	free(a->value);
	memset(a, 0, sizeof(*a));
}

void
timeline_event_release(struct timeline_event *v)
{
	if (v == NULL)
		return;
	free(v->text);
	memset(v, 0, sizeof(*v));
}

void
case_detail_release(struct case_detail *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->answer_count; i++)
		answer_release(&c->answers[i]);
	for (size_t i = 0; i < c->event_count; i++)
		timeline_event_release(&c->events[i]);
	free(c->answers);
	free(c->events);
	free(c->draft_text);
	free(c->draft_reasons);
	free(c->draft_remedies);
	memset(c, 0, sizeof(*c));
}

void
call_sheet_release(struct call_sheet *s)
{
	if (s == NULL)
		return;
	free(s->items);
	memset(s, 0, sizeof(*s));
}
