/* SPDX-License-Identifier: ISC */
#include "console/rules/undo.h"

/* One row per op (domain.md A, B2). The receipt starts the statutory period and
 * its number stands in the register (시행령 §6); a demand, an extension and a
 * question to a ministry have been told to others; withdrawal, return and
 * decision close the case (법 §22②, §27; 시행령 §25①). A draft that nobody has
 * approved can be called back, and so can a hand-over inside the office. */
const struct undo_info undo_table[OP__COUNT] = {
	[OP_RECEIVE] = { .reason = REASON_UNDO_RECEIPT },
	[OP_ASSIGN] = { .gives_back = UNDO_STATE | UNDO_ASSIGNEE },
	[OP_CLAIM] = { .gives_back = UNDO_LEASE },
	[OP_RELEASE] = { .reason = REASON_UNDO_NOTHING },
	[OP_NEXT] = { .gives_back = UNDO_STATE | UNDO_ASSIGNEE | UNDO_LEASE },
	[OP_NOTE] = { .reason = REASON_UNDO_RECORD },
	[OP_DRAFT] = { .gives_back = UNDO_STATE },
	[OP_SEND_BACK] = { .gives_back = UNDO_STATE },
	[OP_APPROVE] = { .reason = REASON_UNDO_FINAL },
	[OP_REFUSE] = { .gives_back = UNDO_STATE },
	[OP_ESCALATE] = { .reason = REASON_UNDO_TOLD },
	[OP_RESUME] = { .reason = REASON_UNDO_RECORD },
	[OP_SUPPLEMENT] = { .reason = REASON_UNDO_TOLD },
	[OP_WITHDRAW] = { .reason = REASON_UNDO_FINAL },
	[OP_EXTEND] = { .reason = REASON_UNDO_TOLD },
	[OP_SUPPLEMENT_EXTEND] = { .reason = REASON_UNDO_TOLD },
	[OP_RETURN] = { .reason = REASON_UNDO_FINAL },
	[OP_CORRECT] = { .reason = REASON_UNDO_RECORD },
	[OP_CORRECT_TIME] = { .reason = REASON_UNDO_RECORD },
	[OP_APPROVE_TIME] = { .reason = REASON_UNDO_RECORD },
	[OP_REJECT_TIME] = { .reason = REASON_UNDO_RECORD },
	[OP_SETTLE] = { .reason = REASON_UNDO_RECORD },
};

struct verdict
undo_judge(const struct actor *actor, enum op op, enum state after)
{
	const struct undo_info *undo = &undo_table[op];

	if (!actor->is_enabled || (op_table[op].roles & ROLE_BIT(actor->role)) == 0)
		return verdict_refuse(REASON_NO_RIGHT, role_name(op_role(op)));
	if (undo->reason == REASON_UNDO_FINAL || !state_table[after].is_open)
		return verdict_refuse(REASON_UNDO_FINAL, state_name(after));
	if (undo->gives_back == 0)
		return verdict_refuse(undo->reason == REASON_NONE ? REASON_UNDO_RECORD :
		    undo->reason, "");
	return VERDICT_ALLOWED;
}
