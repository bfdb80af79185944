/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "console/rules/by_hand.h"

/* Who asks for what in which state, and why not. */
static const struct example {
	enum by_hand hand;
	enum role role;
	const char *state;
	enum reason reason;
} examples[] = {
	{ BY_HAND_MESSAGE_RETRY, ROLE_OFFICER, "parked", REASON_NONE },
	{ BY_HAND_MESSAGE_RETRY, ROLE_OFFICER, "held", REASON_NONE },
	{ BY_HAND_MESSAGE_RETRY, ROLE_OFFICER, "sent", REASON_MESSAGE_STATE },
	{ BY_HAND_MESSAGE_RETRY, ROLE_OFFICER, "leased", REASON_MESSAGE_STATE },
	{ BY_HAND_MESSAGE_RETRY, ROLE_AUDITOR, "parked", REASON_NO_RIGHT },
	{ BY_HAND_MESSAGE_HOLD, ROLE_OFFICER, "waiting", REASON_NO_RIGHT },
	{ BY_HAND_MESSAGE_HOLD, ROLE_SUPERVISOR, "waiting", REASON_NONE },
	{ BY_HAND_MESSAGE_HOLD, ROLE_SUPERVISOR, "held", REASON_MESSAGE_STATE },
	{ BY_HAND_MESSAGE_CANCEL, ROLE_SUPERVISOR, "held", REASON_NONE },
	{ BY_HAND_MESSAGE_CANCEL, ROLE_SUPERVISOR, "cancelled", REASON_MESSAGE_STATE },
	{ BY_HAND_UNSORTED_RETRY, ROLE_OFFICER, "open", REASON_NONE },
	{ BY_HAND_UNSORTED_DISCARD, ROLE_OFFICER, "done", REASON_MESSAGE_STATE },
	{ BY_HAND_UNSORTED_DISCARD, ROLE_AUDITOR, "open", REASON_NO_RIGHT },
	{ BY_HAND_UNSORTED_SHOW, ROLE_OFFICER, "open", REASON_NO_RIGHT },
	{ BY_HAND_UNSORTED_SHOW, ROLE_SUPERVISOR, "done", REASON_NONE },
	{ BY_HAND_EXPORT, ROLE_SUPERVISOR, "", REASON_NONE },
	{ BY_HAND_EXPORT, ROLE_OFFICER, "", REASON_NO_RIGHT },
	{ BY_HAND_EXPORT, ROLE_AUDITOR, "", REASON_NO_RIGHT },
	{ BY_HAND_NONE, ROLE_SUPERVISOR, "open", REASON_NO_RIGHT },
};

static void
role_and_state_decide_what_may_be_done_by_hand(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		const struct example *x = &examples[i];

		assert_int_equal(by_hand_judge(x->hand, x->role, x->state).reason, x->reason);
	}
}

static void
every_row_is_found_by_its_verb(void **state)
{
	(void)state;
	for (int hand = BY_HAND_NONE + 1; hand < BY_HAND__COUNT; hand++)
		assert_int_equal(by_hand_find(by_hand_table[hand].verb), hand);
	assert_int_equal(by_hand_find("outbox burn"), BY_HAND_NONE);
	assert_int_equal(by_hand_find(""), BY_HAND_NONE);
	assert_string_equal(by_hand_what(BY_HAND_MESSAGE_HOLD), "hold");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(role_and_state_decide_what_may_be_done_by_hand),
		cmocka_unit_test(every_row_is_found_by_its_verb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
