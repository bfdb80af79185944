/* SPDX-License-Identifier: ISC */
/* How an op, or what is done by hand, begins: refused, done at once, or asked
 * about by its dialog. */
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/dialog.h"
#include "views/dialog_spec.h"
#include "views/words.h"

static struct intent
refuse(enum reason reason, const char *detail)
{
	return (struct intent){ .kind = INTENT_REFUSED, .reason = reason, .detail = detail };
}

struct intent
dialog_start_op(const struct desk_model *m, enum op op, const struct case_row *row,
    const struct allowed *allowed)
{
	const struct op_info *info = &op_table[op];
	enum reason reason = REASON_NO_RIGHT;

	if (allowed != NULL && !allowed->is_allowed) {
		if (!reason_find(allowed->reason, &reason))
			reason = REASON_NO_RIGHT;
		return refuse(reason, allowed->detail);
	}
	if (allowed == NULL && !(info->roles & ROLE_BIT(m->who.role)))
		return refuse(REASON_NO_RIGHT, role_name(op_role(op)));
	if (allowed == NULL && !((info->from | info->final_from) & STATE_BIT(row->state)))
		return row->state == STATE_ARRIVED ? refuse(REASON_NOT_RECEIVED, "") :
		    refuse(REASON_WRONG_STATE, state_name(row->state));
	if (op == OP_CORRECT)
		return (struct intent){ .kind = INTENT_ENTRY, .case_id = row->id };
	if (dialog_spec_of(action_of_op(op)) == NULL)
		return (struct intent){ .kind = INTENT_ACT, .op = op, .case_id = row->id,
			.version = row->version };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action_of_op(op), .id = row->id, .version = row->version,
		    .number = words_number(row) } };
}

struct intent
dialog_start_marks(const struct desk_model *m, enum action action)
{
	enum op op = action_table[action].op;

	if ((op_table[op].roles & ROLE_BIT(m->who.role)) == 0)
		return refuse(REASON_NO_RIGHT, role_name(op_role(op)));
	if (op == OP_CORRECT)
		return refuse(REASON_ONE_BY_ONE, "");
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action, .is_marks = true } };
}

struct intent
dialog_start_hand(const struct desk_model *m, enum action action, const struct hand_row *row)
{
	enum by_hand hand = action_table[action].hand;
	struct verdict verdict = by_hand_judge(hand, m->who.role, row->state);

	if (verdict.reason == REASON_NO_RIGHT)
		return refuse(verdict.reason, role_name(by_hand_role(hand)));
	if (verdict.reason != REASON_NONE)
		return refuse(verdict.reason, words_outbox(row->state));
	if (hand == BY_HAND_UNSORTED_SHOW)
		return (struct intent){ .kind = INTENT_PUSH, .push = &view_raw,
			.arg = { .action = action, .id = row->id } };
	if (dialog_spec_of(action) == NULL)
		return (struct intent){ .kind = INTENT_BY_HAND, .hand = hand, .id = row->id };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action, .id = row->id, .number = row->number } };
}

struct intent
dialog_start_desk(enum action action, int64_t id, const char *number)
{
	if (dialog_spec_of(action) == NULL)
		return (struct intent){ .kind = INTENT_BY_HAND, .hand = action_table[action].hand,
			.id = id };
	return (struct intent){ .kind = INTENT_PUSH, .push = &view_dialog,
		.arg = { .action = action, .id = id, .number = number } };
}
