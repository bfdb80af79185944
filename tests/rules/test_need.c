/* SPDX-License-Identifier: ISC */
/* Who may register, second and answer a need, and what may follow what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/rules/need.h"
#include "storage/text.h"

static void
every_state_is_found_by_its_name(void **state)
{
	enum need_state need;
	enum task_state task;

	(void)state;
	for (int s = 0; s < NEED_STATE__COUNT; s++) {
		assert_true(need_state_find(need_state_table[s].name, &need));
		assert_int_equal(need, s);
		assert_true(need_state_label((enum need_state)s)[0] != '\0');
	}
	for (int s = 0; s < TASK_STATE__COUNT; s++) {
		assert_true(task_state_find(task_state_name((enum task_state)s), &task));
		assert_int_equal(task, s);
	}
	assert_false(need_state_find("nothing", &need));
	assert_false(task_state_find("", &task));
}

static void
an_answer_follows_only_what_it_may(void **state)
{
	/* From the row, to the column: r registered, a accepted, p planned, d declined,
	 * x done. */
	static const char *const moves[NEED_STATE__COUNT] = {
		[NEED_PROPOSED] = "",
		[NEED_REGISTERED] = "apdx",
		[NEED_ACCEPTED] = "pdx",
		[NEED_PLANNED] = "pdx",
		[NEED_DECLINED] = "ap",
		[NEED_DONE] = "",
	};
	static const char letters[NEED_STATE__COUNT] = { '-', 'r', 'a', 'p', 'd', 'x' };

	(void)state;
	for (int from = 0; from < NEED_STATE__COUNT; from++) {
		for (int to = 0; to < NEED_STATE__COUNT; to++) {
			bool wanted = false;

			for (const char *m = moves[from]; *m != '\0'; m++)
				wanted = wanted || *m == letters[to];
			if (need_may_follow((enum need_state)from, (enum need_state)to) != wanted)
				fail_msg("%s after %s", need_state_table[to].name,
				    need_state_table[from].name);
		}
	}
}

static void
each_act_is_whose_it_is(void **state)
{
	static const struct {
		enum need_act act;
		enum role role;
		bool is_ministry, is_seconded, is_owner, has_date;
		enum need_state need;
		int to;
		enum task_state task;
		enum reason reason;
	} rows[] = {
		{ NEED_ADD, ROLE_OFFICER, false, false, false, false, NEED_PROPOSED, 0, TASK_OPEN,
		    REASON_NONE },
		{ NEED_ADD, ROLE_SUPERVISOR, false, false, false, false, NEED_PROPOSED, 0, TASK_OPEN,
		    REASON_NONE },
		{ NEED_ADD, ROLE_AUDITOR, false, false, false, false, NEED_PROPOSED, 0, TASK_OPEN,
		    REASON_NO_RIGHT },
		{ NEED_ADD, ROLE_SUPERVISOR, true, false, false, false, NEED_PROPOSED, 0, TASK_OPEN,
		    REASON_NEED_LOCAL },
		{ NEED_SECOND, ROLE_OFFICER, false, false, false, false, NEED_REGISTERED, 0, TASK_OPEN,
		    REASON_NO_RIGHT },
		{ NEED_SECOND, ROLE_SUPERVISOR, false, false, false, false, NEED_REGISTERED, 0,
		    TASK_OPEN, REASON_NONE },
		{ NEED_SECOND, ROLE_SUPERVISOR, false, true, false, false, NEED_REGISTERED, 0,
		    TASK_OPEN, REASON_NEED_SECONDED },
		{ NEED_SECOND, ROLE_SUPERVISOR, false, false, false, false, NEED_DONE, 0, TASK_OPEN,
		    REASON_NEED_STATE },
		{ NEED_SECOND, ROLE_SUPERVISOR, true, false, false, false, NEED_REGISTERED, 0,
		    TASK_OPEN, REASON_NEED_LOCAL },
		{ NEED_ANSWER, ROLE_SUPERVISOR, false, false, false, true, NEED_REGISTERED,
		    NEED_ACCEPTED, TASK_OPEN, REASON_NEED_MINISTRY },
		{ NEED_ANSWER, ROLE_OFFICER, true, false, false, true, NEED_REGISTERED, NEED_ACCEPTED,
		    TASK_OPEN, REASON_NO_RIGHT },
		{ NEED_ANSWER, ROLE_SUPERVISOR, true, false, false, false, NEED_REGISTERED,
		    NEED_ACCEPTED, TASK_OPEN, REASON_NONE },
		{ NEED_ANSWER, ROLE_SUPERVISOR, true, false, false, false, NEED_REGISTERED,
		    NEED_PLANNED, TASK_OPEN, REASON_NEEDS_DATE },
		{ NEED_ANSWER, ROLE_SUPERVISOR, true, false, false, true, NEED_DONE, NEED_PLANNED,
		    TASK_OPEN, REASON_NEED_STATE },
		{ NEED_TASK_UPDATE, ROLE_SUPERVISOR, false, false, false, false, NEED_PROPOSED,
		    TASK_DONE, TASK_OPEN, REASON_TASK_OWNER },
		{ NEED_TASK_UPDATE, ROLE_SUPERVISOR, true, false, true, false, NEED_PROPOSED,
		    TASK_DONE, TASK_OPEN, REASON_NONE },
		{ NEED_TASK_UPDATE, ROLE_OFFICER, false, false, true, false, NEED_PROPOSED, TASK_DONE,
		    TASK_OPEN, REASON_NO_RIGHT },
		{ NEED_TASK_UPDATE, ROLE_SUPERVISOR, false, false, true, false, NEED_PROPOSED,
		    TASK_IN_PROGRESS, TASK_DONE, REASON_NEED_STATE },
		{ NEED_TASK_UPDATE, ROLE_SUPERVISOR, false, false, true, false, NEED_PROPOSED,
		    TASK_OPEN, TASK_IN_PROGRESS, REASON_BAD_VALUE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct need_actor actor = { rows[i].role, rows[i].is_ministry };
		const struct need_facts facts = { .state = rows[i].need,
			.is_seconded = rows[i].is_seconded, .task = rows[i].task,
			.is_owner = rows[i].is_owner };
		struct verdict v = need_judge(rows[i].act, &actor, &facts, rows[i].to,
		    rows[i].has_date);

		if (v.reason != rows[i].reason)
			fail_msg("row %zu: %s", i, reason_name(v.reason));
	}
}

static void
a_task_is_late_when_its_day_is_gone(void **state)
{
	struct task_row task = { .due = { 20000 }, .state = "in-progress" };

	(void)state;
	assert_false(task_is_late(&task, (struct day){ 20000 }));
	assert_true(task_is_late(&task, (struct day){ 20001 }));
	(void)str_fill(task.state, sizeof(task.state), "done");
	assert_false(task_is_late(&task, (struct day){ 20001 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_is_found_by_its_name),
		cmocka_unit_test(an_answer_follows_only_what_it_may),
		cmocka_unit_test(each_act_is_whose_it_is),
		cmocka_unit_test(a_task_is_late_when_its_day_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
