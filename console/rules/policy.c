/* SPDX-License-Identifier: ISC */
#include "console/rules/policy.h"

#include <string.h>

#include "console/rules/escalation.h"
#include "console/rules/extension.h"
#include "storage/text.h"

/* A supplement period is reasonable (Act §22①); longer than this it is a slip
 * of the finger. */
#define SUPPLEMENT_DAYS_MOST 90
#define SUPPLEMENT_EXTENSIONS_MOST 2	/* Decree §24② */
#define NOBODY_IN_PARTICULAR (-1)	/* a staff id that no actor has */

bool
policy_lease_stands(const struct case_facts *facts, int64_t now_at)
{
	return facts->lease_holder_id != 0 && facts->lease_until_at > now_at;
}

bool
policy_is_holder(const struct actor *actor, const struct case_facts *facts, int64_t now_at)
{
	return actor->staff_id != 0 && actor->staff_id == facts->lease_holder_id &&
	    policy_lease_stands(facts, now_at);
}

static bool
is_same_office(const struct actor *actor, const struct case_facts *facts)
{
	return actor->office[0] != '\0' && str_eq(actor->office, facts->office);
}

/* The states actor may start op in. An officer has approve only to decide
 * alone, yet in APPROVAL hears who must approve instead of WRONG_STATE. */
static bool
is_state_right(const struct actor *actor, const struct case_facts *facts, enum op op)
{
	unsigned int from = op_table[op].from;

	if (actor->role == ROLE_OFFICER)
		from |= op_table[op].final_from;
	if (facts->is_handed_over && op == OP_RETURN)
		from = facts->is_transfer ? STATE_BIT(STATE_ARRIVED) :
		    STATE_BIT(STATE_ARRIVED) | STATE_BIT(STATE_RECEIVED) |
		    STATE_BIT(STATE_ASSIGNED) | STATE_BIT(STATE_IN_PROGRESS);
	return (from & STATE_BIT(facts->state)) != 0;
}

/* Leases: HELD where somebody else's stands in the way, then NOT_HOLDER. */
static struct verdict
judge_lease(const struct actor *actor, const struct case_facts *facts, enum op op, int64_t now_at)
{
	const struct op_info *o = &op_table[op];
	bool is_alone = (o->final_from & STATE_BIT(facts->state)) != 0;
	bool is_return = op == OP_RETURN && facts->is_handed_over;
	bool needs_lease = ((o->needs & NEED_LEASE) != 0 && !is_return) || is_alone;

	if (policy_is_holder(actor, facts, now_at))
		return VERDICT_ALLOWED;
	if (op == OP_RELEASE && actor->role == ROLE_SUPERVISOR)
		return policy_lease_stands(facts, now_at) ? VERDICT_ALLOWED :
		    verdict_refuse(REASON_NOT_HELD, "");
	if ((needs_lease || is_return || (o->needs & NEED_NO_OTHER_LEASE) != 0) &&
	    policy_lease_stands(facts, now_at))
		return verdict_refuse(REASON_HELD, facts->lease_holder_name);
	if (needs_lease)
		return verdict_refuse(REASON_NOT_HOLDER, "");
	return VERDICT_ALLOWED;
}

/* Four eyes (design.md 4): a draft is approved by a supervisor other than the
 * drafter; without a draft only the holder of a 전결 service decides. */
static struct verdict
judge_approval(const struct actor *actor, const struct case_facts *facts)
{
	if (facts->state != STATE_APPROVAL)
		return facts->final_by == FINAL_BY_OFFICER ? VERDICT_ALLOWED :
		    verdict_refuse(REASON_NEEDS_APPROVER, "");
	if (facts->draft_by_id != 0 && facts->draft_by_id == actor->staff_id)
		return verdict_refuse(REASON_OWN_DRAFT, "");
	if (actor->role != ROLE_SUPERVISOR)
		return verdict_refuse(REASON_NEEDS_APPROVER, "");
	if (facts->draft_outcome == OUTCOME_NONE || facts->draft_by_id == 0)
		return verdict_refuse(REASON_NO_DRAFT, "");
	return VERDICT_ALLOWED;
}

/* One correction at a time, and never decided by who asked for it. */
static struct verdict
judge_correction(const struct actor *actor, const struct case_facts *facts, enum op op)
{
	if (op == OP_CORRECT_TIME)
		return facts->correction_by_id == 0 ? VERDICT_ALLOWED :
		    verdict_refuse(REASON_CORRECTION_WAITS, "");
	if (facts->correction_by_id == 0)
		return verdict_refuse(REASON_NO_CORRECTION, "");
	if (op == OP_APPROVE_TIME && facts->correction_by_id == actor->staff_id)
		return verdict_refuse(REASON_SECOND_PERSON, "");
	return VERDICT_ALLOWED;
}

/* Decree §24②③, §25①: longer at most twice and before the end; after a missed
 * period one more demand, and only when that is missed too the papers go back. */
static struct verdict
judge_supplement(const struct case_facts *facts, enum op op, int64_t now_at)
{
	bool is_missed = now_at >= instant_make((struct day){ facts->supplement_due.number + 1 }, 0);
	char due[16];

	if (facts->state != STATE_SUPPLEMENT || facts->supplement_due.number == 0)
		return VERDICT_ALLOWED;
	day_format(facts->supplement_due, due);
	if (op == OP_SUPPLEMENT_EXTEND && is_missed)
		return verdict_refuse(REASON_SUPPLEMENT_OVER, due);
	if (op == OP_SUPPLEMENT_EXTEND)
		return facts->supplement_extensions < SUPPLEMENT_EXTENSIONS_MOST ?
		    VERDICT_ALLOWED : verdict_refuse(REASON_SUPPLEMENT_THIRD, "");
	if (op != OP_SUPPLEMENT && op != OP_RETURN)
		return VERDICT_ALLOWED;
	if (!is_missed)
		return verdict_refuse(REASON_SUPPLEMENT_RUNS, due);
	if (op == OP_SUPPLEMENT && facts->is_supplement_again)
		return verdict_refuse(REASON_SUPPLEMENT_TWICE, "");
	if (op == OP_RETURN && !facts->is_supplement_again)
		return verdict_refuse(REASON_SUPPLEMENT_ONCE_MORE, "");
	return VERDICT_ALLOWED;
}

/* 수리간주 (식품위생법 §37⑬): the report is accepted by law. What would undo that,
 * or put it off, cannot be done any more; issuing what belongs to it can. */
static struct verdict
judge_deemed(const struct case_facts *facts, enum op op)
{
	static const unsigned int undoing = 1u << OP_REFUSE | 1u << OP_SUPPLEMENT |
	    1u << OP_EXTEND | 1u << OP_WITHDRAW | 1u << OP_RETURN;
	bool is_refusal = op == OP_APPROVE && facts->state == STATE_APPROVAL &&
	    facts->draft_outcome == OUTCOME_REFUSE;
	char text[32];

	if (facts->deemed_at == 0 || ((undoing & 1u << op) == 0 && !is_refusal))
		return VERDICT_ALLOWED;
	instant_format_official(facts->deemed_at, text);
	return verdict_refuse(REASON_DEEMED, text);
}

/* What another office asks here is accepted (접수), answered (결재) or returned
 * (반려); everything that speaks to an applicant is that office's to do. */
static struct verdict
judge_handed_over(const struct case_facts *facts, enum op op)
{
	static const int64_t others = OP_BIT(OP_DRAFT) | OP_BIT(OP_SEND_BACK) | OP_BIT(OP_REFUSE) |
	    OP_BIT(OP_ESCALATE) | OP_BIT(OP_RESUME) | OP_BIT(OP_SUPPLEMENT) |
	    OP_BIT(OP_SUPPLEMENT_EXTEND) | OP_BIT(OP_WITHDRAW) | OP_BIT(OP_EXTEND) |
	    OP_BIT(OP_CORRECT);

	return facts->is_handed_over && (others & OP_BIT(op)) != 0 ?
	    verdict_refuse(REASON_HANDED_OVER, "") : VERDICT_ALLOWED;
}

struct verdict
policy_op(const struct actor *actor, const struct case_facts *facts, enum op op, int64_t now_at)
{
	struct verdict v;

	if (!is_same_office(actor, facts))
		return verdict_refuse(REASON_UNKNOWN_CASE, "");
	if (!actor->is_enabled)
		return verdict_refuse(REASON_NO_RIGHT, "");
	if ((op_table[op].roles & ROLE_BIT(actor->role)) == 0)
		return verdict_refuse(REASON_NO_RIGHT, role_name(op_role(op)));
	v = judge_handed_over(facts, op);
	if (v.reason != REASON_NONE)
		return v;
	if (!is_state_right(actor, facts, op))
		return facts->state == STATE_ARRIVED ? verdict_refuse(REASON_NOT_RECEIVED, "") :
		    verdict_refuse(REASON_WRONG_STATE, state_name(facts->state));
	v = judge_lease(actor, facts, op, now_at);
	if (v.reason == REASON_NONE)
		v = judge_deemed(facts, op);
	if (v.reason == REASON_NONE)
		v = judge_supplement(facts, op, now_at);
	if (v.reason != REASON_NONE)
		return v;
	if (op == OP_NEXT && facts->state == STATE_ASSIGNED &&
	    facts->assignee_id != actor->staff_id)
		return verdict_refuse(REASON_OTHER_ASSIGNEE, facts->assignee_name);
	if (op == OP_CORRECT_TIME || op == OP_APPROVE_TIME || op == OP_REJECT_TIME)
		return judge_correction(actor, facts, op);
	if (op == OP_SETTLE && facts->raised_at == 0)
		return verdict_refuse(REASON_NOT_RAISED, "");
	return op == OP_APPROVE ? judge_approval(actor, facts) : VERDICT_ALLOWED;
}

int64_t
policy_ops(const struct actor *actor, const struct case_facts *facts, int64_t now_at)
{
	struct case_facts kind = *facts;
	int64_t ops = 0;

	/* The unknown at its best: somebody else's draft to say yes, no demand. */
	kind.draft_by_id = NOBODY_IN_PARTICULAR;
	kind.draft_outcome = OUTCOME_COMPLETE;
	kind.supplement_due = (struct day){ 0 };
	for (int op = 0; op < OP__COUNT; op++)
		/* Most ops end here, and lists are long. */
		if ((op_table[op].roles & ROLE_BIT(actor->role)) != 0 &&
		    is_state_right(actor, facts, (enum op)op) &&
		    policy_op(actor, &kind, (enum op)op, now_at).reason == REASON_NONE)
			ops |= OP_BIT(op);
	return ops;
}

struct verdict
policy_read(const struct actor *actor, const struct case_facts *facts)
{
	if (!is_same_office(actor, facts))
		return verdict_refuse(REASON_UNKNOWN_CASE, "");
	if (!actor->is_enabled)
		return verdict_refuse(REASON_NO_RIGHT, "");
	return VERDICT_ALLOWED;
}

bool
policy_unmasked(const struct actor *actor, const struct case_facts *facts, int64_t now_at)
{
	if (policy_read(actor, facts).reason != REASON_NONE || actor->role == ROLE_AUDITOR)
		return false;
	return policy_is_holder(actor, facts, now_at) ||
	    (actor->role == ROLE_SUPERVISOR && facts->state == STATE_APPROVAL);
}

/* Whether nothing in s would be seen on paper: blanks of any kind, marks,
 * Hangul fillers. */
static bool
is_blank(const char *s)
{
	static const uint32_t blanks[] = { 0xa0, 0x1680, 0x2800, 0x3000, 0x115f, 0x1160, 0x3164,
		0xffa0 };
	size_t len = str_empty(s) ? 0 : strlen(s);

	while (len > 0) {
		uint32_t cp = 0;
		size_t n = utf8_decode(s, len, &cp);
		bool is_seen = n > 0 && cp > ' ' && (cp < 0x2000 || cp > 0x200f) &&
		    text_cp_width(cp) > 0;

		for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
			is_seen = is_seen && cp != blanks[i];
		if (is_seen)
			return false;
		s += n > 0 ? n : 1;
		len -= n > 0 ? n : 1;
	}
	return true;
}

struct verdict
policy_input(enum op op, const struct op_input *input)
{
	unsigned int needs = op_table[op].needs;
	struct period period;
	enum extension_reason ground;

	if ((needs & NEED_OUTCOME) != 0 && input->outcome == OUTCOME_REFUSE)
		needs |= NEED_REASONS;
	if ((needs & NEED_TEXT) != 0 && is_blank(input->text))
		return verdict_refuse(REASON_NEEDS_TEXT, "");
	if ((needs & NEED_OUTCOME) != 0 && input->outcome == OUTCOME_NONE)
		return verdict_refuse(REASON_NEEDS_OUTCOME, "");
	if ((needs & NEED_OUTCOME) != 0 && input->outcome == OUTCOME_ESCALATE)
		return verdict_refuse(REASON_BAD_VALUE, "outcome");
	if ((needs & NEED_REASONS) != 0 && is_blank(input->reasons))
		return verdict_refuse(REASON_NEEDS_REASONS, "");
	if ((needs & NEED_REASONS) != 0 && is_blank(input->remedies))
		return verdict_refuse(REASON_NEEDS_REMEDIES, "");
	if ((needs & NEED_ASSIGNEE) != 0 && is_blank(input->assignee))
		return verdict_refuse(REASON_NEEDS_ASSIGNEE, "");
	if ((needs & NEED_AGENCY) != 0 && is_blank(input->agency))
		return verdict_refuse(REASON_NEEDS_AGENCY, "");
	if ((needs & NEED_MORE) != 0 && (!period_parse(str_or_empty(input->period), &period) ||
	    period.unit == PERIOD_NONE))
		return verdict_refuse(REASON_BAD_VALUE, "period");
	if ((needs & NEED_MORE) != 0 && !extension_find(input->reasons, &ground))
		return verdict_refuse(REASON_BAD_VALUE, "reason");
	if ((needs & NEED_ANSWERS) != 0 && is_blank(input->reasons))
		return verdict_refuse(REASON_BAD_VALUE, "set");
	if ((needs & NEED_TIME) != 0 && is_blank(input->event))
		return verdict_refuse(REASON_BAD_VALUE, "event");
	if ((needs & NEED_TIME) != 0 && input->at == 0)
		return verdict_refuse(REASON_BAD_VALUE, "at");
	if ((needs & NEED_TIME) != 0 && is_blank(input->evidence))
		return verdict_refuse(REASON_BAD_VALUE, "evidence");
	if ((needs & NEED_PERIOD) != 0 && (!period_parse(str_or_empty(input->period), &period) ||
	    period.unit != PERIOD_DAYS || period.count < 1 || period.count > SUPPLEMENT_DAYS_MOST))
		return verdict_refuse(REASON_BAD_VALUE, "period");
	return VERDICT_ALLOWED;
}

struct verdict
policy_hop_input(enum op op, const struct op_input *input)
{
	const struct return_reason *reason;

	if (op == OP_APPROVE && is_blank(input->text))
		return verdict_refuse(REASON_NEEDS_TEXT, "");
	if (op == OP_RETURN && !return_reason_find(input->reasons, &reason))
		return verdict_refuse(REASON_BAD_VALUE, "reason");
	return VERDICT_ALLOWED;
}

bool
policy_sees_figures_of(const struct actor *actor, int64_t staff_id)
{
	return actor->is_enabled && (actor->role != ROLE_OFFICER || actor->staff_id == staff_id);
}

struct verdict
policy_saved_view(const struct actor *actor, bool is_shared)
{
	if (!actor->is_enabled || (is_shared && actor->role != ROLE_SUPERVISOR))
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	return VERDICT_ALLOWED;
}

struct verdict
policy_new(const struct actor *actor)
{
	if (!actor->is_enabled || actor->role == ROLE_AUDITOR)
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_OFFICER));
	return VERDICT_ALLOWED;
}

struct verdict
policy_carry(const struct actor *actor, bool needs_reason, const char *reason)
{
	if (!actor->is_enabled || actor->role != ROLE_SUPERVISOR)
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (needs_reason && is_blank(reason))
		return verdict_refuse(REASON_NEEDS_CARRY_REASON, "");
	return VERDICT_ALLOWED;
}
