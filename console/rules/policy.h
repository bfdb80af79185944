/* SPDX-License-Identifier: ISC */
/*
 * policy: who may do and see what, as pure functions over plain facts. The
 * office asks before every op and every read; nobody else decides.
 */
#ifndef RULES_POLICY_H
#define RULES_POLICY_H

#include "console/rules/verdict.h"
#include "console/rules/workflow.h"
#include "storage/record.h"

/* Who asks. Read from the store at every request. */
struct actor {
	int64_t staff_id;
	enum role role;
	char office[12];
	bool is_enabled;
};

/* What policy must know of the case, loaded inside the transaction. Staff ids
 * are 0 for nobody. */
struct case_facts {
	enum state state;
	enum final_by final_by;
	char office[12];
	int64_t assignee_id;
	char assignee_name[64];
	int64_t lease_holder_id;	/* as stored, maybe lapsed */
	int64_t lease_until_at;
	char lease_holder_name[64];
	int64_t draft_by_id;
	enum outcome draft_outcome;
	struct day supplement_due;	/* of the demand that waits; 0 = none */
	int32_t supplement_extensions;	/* how often that was extended */
	bool is_supplement_again;	/* that is the second demand */
	int64_t deemed_at;		/* 수리간주 since; 0 = not */
	int64_t correction_by_id;	/* of the correction that waits */
	int64_t raised_at;		/* reported to the superior since; 0 = not */
	bool is_handed_over;		/* another office asks here: rules/escalation.h … */
	bool is_transfer;		/* … and gives the case away */
};

/* Whether a lease stands at now: it has ended at lease_until_at itself. */
bool policy_lease_stands(const struct case_facts *facts, int64_t now_at);
bool policy_is_holder(const struct actor *actor, const struct case_facts *facts, int64_t now_at);

/* May actor do op to this case now? Of several reasons the first of this order
 * is given: UNKNOWN_CASE (another office's, whatever the op), NO_RIGHT (also a
 * disabled actor), WRONG_STATE, HELD (somebody else holds it), NOT_HOLDER or
 * NOT_HELD (nobody does), then OTHER_ASSIGNEE, OWN_DRAFT, NEEDS_APPROVER,
 * NO_DRAFT. The op's inputs are judged by policy_input. */
struct verdict policy_op(const struct actor *actor, const struct case_facts *facts, enum op op,
    int64_t now_at);

/* The ops that policy_op may allow, one OP_BIT each, for a list: facts need no
 * draft and no supplement. What hangs on those alone (approving in APPROVAL;
 * demanding again, extending and returning in SUPPLEMENT) counts as allowed, so
 * that a bit missing is always a refusal. */
int64_t policy_ops(const struct actor *actor, const struct case_facts *facts, int64_t now_at);

/* May actor read the case at all (list, open, log)? */
struct verdict policy_read(const struct actor *actor, const struct case_facts *facts);

/* May actor see the figures of that colleague of the office? An officer sees
 * the office's and the own ones; who shares out the work and who checks it see
 * everybody's. */
bool policy_sees_figures_of(const struct actor *actor, int64_t staff_id);

/* Does actor see name, phone and address: the holder, and a supervisor while
 * the case is in APPROVAL (design.md 12). */
bool policy_unmasked(const struct actor *actor, const struct case_facts *facts, int64_t now_at);

/* May actor save, rename or delete a saved view: their own, or the whole office's? */
struct verdict policy_saved_view(const struct actor *actor, bool is_shared);

/* May actor take whole cases out, unmasked, or bring them in: who answers for the
 * office, and with a reason where one is asked for (개인정보의 안전성 확보조치 기준: the
 * reason of a download is recorded and reviewed). */
struct verdict policy_carry(const struct actor *actor, bool needs_reason, const char *reason);

/* May actor type an application in: who works at a desk. */
struct verdict policy_new(const struct actor *actor);

/* What a request carries for an op, already checked for size. */
struct op_input {
	const char *text;	/* note, draft text, question, reason */
	enum outcome outcome;
	const char *reasons;	/* one a line; extend, return: the reason's name */
	const char *remedies;	/* one a line */
	const char *assignee;	/* login */
	const char *agency;
	const char *period;	/* as period_parse reads it */
	const char *event;	/* whose time is to be set right */
	const char *evidence;
	int64_t at;		/* 0 = not said */
};

/* Are the op's own inputs complete? (A refusal needs reasons and remedies:
 * Act §27③, APA §23 and §26.) */
struct verdict policy_input(enum op op, const struct op_input *input);

/* The same of an op on what another office handed over: an answer has words, and
 * a return a reason by name. */
struct verdict policy_hop_input(enum op op, const struct op_input *input);

#endif
