/* SPDX-License-Identifier: ISC */
#include "console/rules/by_hand.h"

#include <string.h>

#include "console/rules/workflow.h"

#define CLERKS (ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_SUPERVISOR))

/* Discarding needs a reason of the first of two people only, and what is
 * unsorted stays open until the second: the office looks after both. */
const struct by_hand_info by_hand_table[BY_HAND__COUNT] = {
	[BY_HAND_NONE] = { "", "", 0, { NULL }, "", false },
	[BY_HAND_MESSAGE_RETRY] = { "outbox retry", "message-retry", CLERKS,
	    { "waiting", "parked", "held" }, "waiting", false },
	[BY_HAND_MESSAGE_HOLD] = { "outbox hold", "message-hold", ROLE_BIT(ROLE_SUPERVISOR),
	    { "waiting", "parked", NULL }, "held", true },
	[BY_HAND_MESSAGE_CANCEL] = { "outbox cancel", "message-cancel", ROLE_BIT(ROLE_SUPERVISOR),
	    { "waiting", "parked", "held" }, "cancelled", true },
	[BY_HAND_UNSORTED_RETRY] = { "unsorted retry", "", CLERKS, { "open", NULL, NULL }, "done",
	    false },
	[BY_HAND_UNSORTED_DISCARD] = { "unsorted discard", "", CLERKS, { "open", NULL, NULL }, "",
	    false },
	/* The bytes may hold anything: only who answers for the sorting looks. */
	[BY_HAND_UNSORTED_SHOW] = { "unsorted show", "", ROLE_BIT(ROLE_SUPERVISOR), { NULL }, "",
	    false },
	/* A clock stands still for many: who answers for the office says so. */
	[BY_HAND_OUTAGE_BEGIN] = { "outage begin", "", ROLE_BIT(ROLE_SUPERVISOR), { NULL }, "on",
	    true },
	[BY_HAND_OUTAGE_END] = { "outage end", "", ROLE_BIT(ROLE_SUPERVISOR),
	    { "on", NULL, NULL }, "over", false },
	[BY_HAND_OUTAGE_RECORD] = { "outage record", "", ROLE_BIT(ROLE_SUPERVISOR), { NULL },
	    "over", true },
	/* Whose a letter is, its own table says (rules/letter.c). */
	[BY_HAND_LETTER_SEND] = { "letters send", "", CLERKS, { "owed", NULL, NULL }, "sent", false },
	[BY_HAND_LETTER_SKIP] = { "letters skip", "", CLERKS, { "owed", NULL, NULL }, "skipped",
	    true },
	/* What applicants are asked is for who answers for the office. */
	[BY_HAND_FORM_RETIRE] = { "forms retire", "", ROLE_BIT(ROLE_SUPERVISOR),
	    { "coming", "holds", "left-out" }, "retired", true },
	[BY_HAND_LETTER_PUBLIC] = { "letters public", "", CLERKS, { "owed", NULL, NULL }, "skipped",
	    true },
	/* Where no source says who waits; of the regions that the office answers for. */
	[BY_HAND_WAITS_SET] = { "waits set", "", CLERKS, { NULL }, "", false },
	/* Whose a consultation is, and when one may be ended, consult.c says. */
	[BY_HAND_CONSULT_ADD] = { "consult add", "", CLERKS, { NULL }, "waiting", false },
	[BY_HAND_CONSULT_NEXT] = { "consult next", "", CLERKS, { "waiting", "later", NULL },
	    "called", false },
	[BY_HAND_CONSULT_START] = { "consult start", "", CLERKS, { "called", NULL, NULL },
	    "serving", false },
	[BY_HAND_CONSULT_HOLD] = { "consult hold", "", CLERKS, { "serving", NULL, NULL }, "held",
	    false },
	[BY_HAND_CONSULT_RESUME] = { "consult resume", "", CLERKS, { "held", NULL, NULL },
	    "serving", false },
	[BY_HAND_CONSULT_DONE] = { "consult done", "", CLERKS, { "serving", "held", NULL }, "done",
	    false },
	[BY_HAND_CONSULT_ABSENT] = { "consult no-show", "", CLERKS, { "called", NULL, NULL },
	    "no-show", false },
	[BY_HAND_CONSULT_LATER] = { "consult later", "", CLERKS, { "waiting", "called", "serving" },
	    "later", false },
	[BY_HAND_CONSULT_LINK] = { "consult link", "consultation", CLERKS, { NULL }, "", false },
	[BY_HAND_CONSULT_LEFT] = { "consult left", "", CLERKS, { "waiting", "later", NULL }, "left",
	    false },
	[BY_HAND_CONSULT_SAY] = { "consult say", "", CLERKS, { "called", "serving", "held" }, "",
	    true },
	[BY_HAND_CONSULT_WARN] = { "consult warn", "", CLERKS, { "serving", "held", NULL }, "",
	    false },
	[BY_HAND_CONSULT_END] = { "consult end", "", CLERKS, { "serving", "held", NULL }, "ended",
	    false },
	[BY_HAND_WAITS_ALERT] = { "waits alert", "", ROLE_BIT(ROLE_SUPERVISOR), { NULL }, "",
	    false },
	/* Whole cases, unmasked: policy_carry says the same. */
	[BY_HAND_EXPORT] = { "export", "", ROLE_BIT(ROLE_SUPERVISOR), { NULL }, "", true },
};

enum by_hand
by_hand_find(const char *verb)
{
	for (int hand = BY_HAND_NONE + 1; hand < BY_HAND__COUNT; hand++)
		if (str_eq(by_hand_table[hand].verb, verb))
			return (enum by_hand)hand;
	return BY_HAND_NONE;
}

const char *
by_hand_what(enum by_hand hand)
{
	const char *blank = strchr(by_hand_table[hand].verb, ' ');

	return blank != NULL ? blank + 1 : "";
}

enum role
by_hand_role(enum by_hand hand)
{
	bool is_supervised = (by_hand_table[hand].roles & ROLE_BIT(ROLE_SUPERVISOR)) != 0;

	return is_supervised ? ROLE_SUPERVISOR : ROLE_OFFICER;
}

struct verdict
by_hand_judge_role(enum by_hand hand, enum role role)
{
	if ((by_hand_table[hand].roles & ROLE_BIT(role)) == 0)
		return verdict_refuse(REASON_NO_RIGHT, role_name(by_hand_role(hand)));
	return VERDICT_ALLOWED;
}

struct verdict
by_hand_judge(enum by_hand hand, enum role role, const char *state)
{
	const struct by_hand_info *info = &by_hand_table[hand];
	struct verdict v = by_hand_judge_role(hand, role);

	if (v.reason != REASON_NONE || info->from[0] == NULL)
		return v;
	for (size_t i = 0; i < BY_HAND_FROM_MAX; i++)
		if (info->from[i] != NULL && str_eq(info->from[i], state))
			return VERDICT_ALLOWED;
	return verdict_refuse(str_starts(info->verb, "consult ") ? REASON_CONSULT_STATE :
	    REASON_MESSAGE_STATE, state);
}
