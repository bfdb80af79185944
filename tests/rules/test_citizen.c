/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "console/rules/citizen.h"
#include "console/rules/workflow.h"
#include "storage/text.h"

/* A letter per outcome, a column per state, written down apart from the table:
 * f files, c shows what changed, s stands, r resumes, p passes, u undrafts, w
 * withdraws.
 * States: arrived received assigned in-progress consulting supplement
 * inspection approval | completed refused returned withdrawn transferred closed
 * | appeal. */
static const char letters[] = "fcsrpuw";
static const char *const wanted[CITIZEN__COUNT] = {
	[CITIZEN_SUPPLEMENTED] = "cccccrccssssss",
	[CITIZEN_WITHDRAWN] = "wwwwwwwwssssss",
	[CITIZEN_UPDATED] = "cccccccussssss",
	[CITIZEN_ACKNOWLEDGED] = "ffffffffffffff",
	[CITIZEN_ACCEPTED] = "ffffpfffffffff",
	[CITIZEN_ANSWERED] = "ffffrfffssssss",
	[CITIZEN_RETURNED] = "ffffrfffssssss",
	[CITIZEN_SATISFACTION] = "ffffffffffffff",
};

static void
each_kind_has_one_outcome_in_each_state(void **state)
{
	(void)state;
	assert_int_equal(STATE_APPEAL, 14);
	for (int event = 0; event < CITIZEN__COUNT; event++) {
		for (int i = 0; i < STATE_APPEAL; i++)
			if (letters[citizen_outcome((enum citizen_event)event, (enum state)i,
			    false)] != wanted[event][i])
				fail_msg("%s in %s", citizen_table[event].kind,
				    state_name((enum state)i));
		/* An appeal is open or not as the workflow says. */
		assert_int_equal(citizen_outcome((enum citizen_event)event, STATE_APPEAL, false),
		    citizen_outcome((enum citizen_event)event, state_table[STATE_APPEAL].is_open ?
		    STATE_RECEIVED : STATE_CLOSED, false));
	}
}

static void
what_the_law_took_as_accepted_is_not_withdrawn(void **state)
{
	(void)state;
	for (int event = 0; event < CITIZEN__COUNT; event++)
		for (int i = 0; i < STATE__COUNT; i++)
			assert_int_equal(citizen_outcome((enum citizen_event)event, (enum state)i,
			    true), event == CITIZEN_WITHDRAWN ? CITIZEN_STANDS :
			    citizen_outcome((enum citizen_event)event, (enum state)i, false));
}

static void
each_kind_is_found_and_each_outcome_is_a_sentence(void **state)
{
	enum citizen_event found;

	(void)state;
	for (int event = 0; event < CITIZEN__COUNT; event++) {
		assert_true(citizen_find(citizen_table[event].kind, &found));
		assert_int_equal(found, event);
		assert_string_not_equal(event_label(citizen_table[event].event),
		    citizen_table[event].event);
	}
	assert_false(citizen_find("request.created", &found));
	assert_false(citizen_find("", &found));
	for (int i = 0; i < CITIZEN_OUTCOME__COUNT; i++) {
		const char *sentence = citizen_outcome_sentence((enum citizen_outcome)i);

		assert_int_equal(sentence[strlen(sentence) - 1], '.');
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_one_outcome_in_each_state),
		cmocka_unit_test(what_the_law_took_as_accepted_is_not_withdrawn),
		cmocka_unit_test(each_kind_is_found_and_each_outcome_is_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
