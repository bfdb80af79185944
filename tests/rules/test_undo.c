/* SPDX-License-Identifier: ISC */
/* What of a batch can be taken back, op by op. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/rules/batch.h"
#include "console/rules/undo.h"

static void
every_op_is_taken_back_or_says_why_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++)
		assert_true((undo_table[i].gives_back != 0) !=
		    (undo_table[i].reason != REASON_NONE));
}

static void
nothing_that_others_were_told_is_taken_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++)
		if (op_table[i].outbox_kind[0] != '\0' && i != OP_REFUSE)
			assert_int_equal(undo_table[i].gives_back, 0);
}

static void
rights_and_decisions_hold(void **state)
{
	static const struct {
		enum role role;
		enum op op;
		enum state after;
		enum reason want;
	} rows[] = {
		{ ROLE_SUPERVISOR, OP_ASSIGN, STATE_ASSIGNED, REASON_NONE },
		{ ROLE_OFFICER, OP_ASSIGN, STATE_ASSIGNED, REASON_NO_RIGHT },
		{ ROLE_AUDITOR, OP_ASSIGN, STATE_ASSIGNED, REASON_NO_RIGHT },
		{ ROLE_OFFICER, OP_CLAIM, STATE_IN_PROGRESS, REASON_NONE },
		{ ROLE_OFFICER, OP_NEXT, STATE_IN_PROGRESS, REASON_NONE },
		{ ROLE_OFFICER, OP_DRAFT, STATE_APPROVAL, REASON_NONE },
		/* A refusal that still waits for approval, and one that is final. */
		{ ROLE_OFFICER, OP_REFUSE, STATE_APPROVAL, REASON_NONE },
		{ ROLE_OFFICER, OP_REFUSE, STATE_REFUSED, REASON_UNDO_FINAL },
		{ ROLE_SUPERVISOR, OP_APPROVE, STATE_COMPLETED, REASON_UNDO_FINAL },
		{ ROLE_OFFICER, OP_WITHDRAW, STATE_WITHDRAWN, REASON_UNDO_FINAL },
		{ ROLE_SUPERVISOR, OP_RECEIVE, STATE_RECEIVED, REASON_UNDO_RECEIPT },
		{ ROLE_OFFICER, OP_SUPPLEMENT, STATE_SUPPLEMENT, REASON_UNDO_TOLD },
		{ ROLE_OFFICER, OP_NOTE, STATE_IN_PROGRESS, REASON_UNDO_RECORD },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct actor who = { .staff_id = 1, .role = rows[i].role, .is_enabled = true };

		assert_int_equal(undo_judge(&who, rows[i].op, rows[i].after).reason,
		    rows[i].want);
		who.is_enabled = false;
		assert_int_equal(undo_judge(&who, rows[i].op, rows[i].after).reason,
		    REASON_NO_RIGHT);
	}
}

static void
words_have_labels_and_others_stay(void **state)
{
	(void)state;
	assert_string_equal(batch_state_label(BATCH_UNDONE), "taken back");
	assert_string_equal(batch_item_label(ITEM_WAITING), "waiting");
	assert_string_equal(batch_source_label("marks"), "marks");
	assert_string_equal(batch_op_label("receive"), op_label(OP_RECEIVE));
	assert_string_equal(batch_op_label(BATCH_MIXED), "several");
	assert_string_equal(batch_op_label("fly"), "fly");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_op_is_taken_back_or_says_why_not),
		cmocka_unit_test(nothing_that_others_were_told_is_taken_back),
		cmocka_unit_test(rights_and_decisions_hold),
		cmocka_unit_test(words_have_labels_and_others_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
