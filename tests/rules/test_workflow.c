/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "console/rules/workflow.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* domain.md B2, typed apart from the table. */
static const struct {
	enum state state;
	const char *name, *label_ko;
	enum clock_effect clock;
	bool is_open;
} states[] = {
	{ STATE_ARRIVED, "arrived", "도달", CLOCK_RECEIVE_LIMIT, true },
	{ STATE_RECEIVED, "received", "접수", CLOCK_RUNNING, true },
	{ STATE_ASSIGNED, "assigned", "배정", CLOCK_RUNNING, true },
	{ STATE_IN_PROGRESS, "in-progress", "처리중", CLOCK_RUNNING, true },
	{ STATE_CONSULTING, "consulting", "협의", CLOCK_RUNNING, true },
	{ STATE_SUPPLEMENT, "supplement", "보완요구", CLOCK_PAUSED, true },
	{ STATE_INSPECTION, "inspection", "현장조사", CLOCK_PAUSED, true },
	{ STATE_APPROVAL, "approval", "결재중", CLOCK_RUNNING, true },
	{ STATE_COMPLETED, "completed", "완료", CLOCK_STOPPED, false },
	{ STATE_REFUSED, "refused", "불가", CLOCK_STOPPED, false },
	{ STATE_RETURNED, "returned", "반려", CLOCK_STOPPED, false },
	{ STATE_WITHDRAWN, "withdrawn", "취하", CLOCK_STOPPED, false },
	{ STATE_TRANSFERRED, "transferred", "이송", CLOCK_STOPPED, false },
	{ STATE_CLOSED, "closed", "종결", CLOCK_STOPPED, false },
	{ STATE_APPEAL, "appeal", "이의신청", CLOCK_RUNNING, true },
};

static void
states_are_those_of_the_desk(void **state)
{
	(void)state;
	assert_int_equal(COUNT(states), STATE__COUNT);
	for (size_t i = 0; i < COUNT(states); i++) {
		const struct state_info *s = &state_table[states[i].state];
		enum state found;

		assert_string_equal(state_name(states[i].state), states[i].name);
		assert_string_equal(s->label_ko, states[i].label_ko);
		assert_int_equal(s->clock, states[i].clock);
		assert_int_equal(s->is_open, states[i].is_open);
		assert_true(state_find(states[i].name, &found) && found == states[i].state);
		assert_true(state_find(s->label_ko, &found) && found == states[i].state);
		assert_true(state_find(s->label_en, &found) && found == states[i].state);
	}
}

static void
other_words_are_nothing(void **state)
{
	static const char *const words[] = { "", "처리", "in progress ", "ARRIVE", "완료됨" };
	enum state s;
	enum op op;
	enum role role;
	enum outcome outcome;

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		assert_false(state_find(words[i], &s));
		assert_false(op_find(words[i], &op));
		assert_false(role_find(words[i], &role));
		assert_false(outcome_find(words[i], &outcome));
	}
	assert_false(state_find(NULL, &s));
	assert_true(state_find("IN-PROGRESS", &s));
}

static void
every_op_has_its_words_and_is_found_by_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < OP__COUNT; i++) {
		const struct op_info *o = &op_table[i];
		enum op found;

		assert_true(op_find(o->name, &found) && found == (enum op)i);
		assert_true(op_find(o->label_ko, &found) && found == (enum op)i);
		assert_true(op_find(o->label_en, &found) && found == (enum op)i);
		assert_true(o->roles != 0 && o->from != 0);
		assert_int_equal(o->roles & ROLE_BIT(ROLE_AUDITOR), 0);
		assert_non_null(o->law);
		assert_true(strlen(o->help) > 10);
	}
}

static void
an_op_leads_where_the_rules_say(void **state)
{
	static const struct {
		enum op op;
		enum state from;
		enum final_by final_by;
		enum outcome outcome;
		enum state to;
		const char *message;
	} rows[] = {
		{ OP_RECEIVE, STATE_ARRIVED, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_RECEIVED,
		    "status" },
		{ OP_ASSIGN, STATE_IN_PROGRESS, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_ASSIGNED, "" },
		{ OP_CLAIM, STATE_RECEIVED, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_RECEIVED, "" },
		{ OP_RELEASE, STATE_CONSULTING, FINAL_BY_OFFICER, OUTCOME_NONE, STATE_CONSULTING, "" },
		{ OP_NEXT, STATE_ASSIGNED, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_IN_PROGRESS, "" },
		{ OP_NOTE, STATE_ASSIGNED, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_ASSIGNED, "" },
		{ OP_DRAFT, STATE_IN_PROGRESS, FINAL_BY_OFFICER, OUTCOME_REFUSE, STATE_APPROVAL, "" },
		{ OP_SEND_BACK, STATE_APPROVAL, FINAL_BY_APPROVER, OUTCOME_REFUSE,
		    STATE_IN_PROGRESS, "" },
		{ OP_APPROVE, STATE_APPROVAL, FINAL_BY_APPROVER, OUTCOME_COMPLETE, STATE_COMPLETED,
		    "decision" },
		{ OP_APPROVE, STATE_APPROVAL, FINAL_BY_APPROVER, OUTCOME_REFUSE, STATE_REFUSED,
		    "decision" },
		{ OP_APPROVE, STATE_APPROVAL, FINAL_BY_OFFICER, OUTCOME_REFUSE, STATE_REFUSED,
		    "decision" },
		{ OP_APPROVE, STATE_IN_PROGRESS, FINAL_BY_OFFICER, OUTCOME_NONE, STATE_COMPLETED,
		    "decision" },
		/* An old draft that came back does not turn a completion round. */
		{ OP_APPROVE, STATE_IN_PROGRESS, FINAL_BY_OFFICER, OUTCOME_REFUSE, STATE_COMPLETED,
		    "decision" },
		{ OP_REFUSE, STATE_IN_PROGRESS, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_APPROVAL, "" },
		{ OP_REFUSE, STATE_IN_PROGRESS, FINAL_BY_OFFICER, OUTCOME_NONE, STATE_REFUSED,
		    "decision" },
		{ OP_ESCALATE, STATE_IN_PROGRESS, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_CONSULTING,
		    "escalation" },
		{ OP_RESUME, STATE_CONSULTING, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_IN_PROGRESS,
		    "" },
		{ OP_RESUME, STATE_SUPPLEMENT, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_IN_PROGRESS,
		    "" },
		{ OP_SUPPLEMENT, STATE_IN_PROGRESS, FINAL_BY_OFFICER, OUTCOME_NONE,
		    STATE_SUPPLEMENT, "supplement" },
		{ OP_EXTEND, STATE_CONSULTING, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_CONSULTING,
		    "notice" },
		{ OP_WITHDRAW, STATE_SUPPLEMENT, FINAL_BY_APPROVER, OUTCOME_NONE, STATE_WITHDRAWN,
		    "status" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		enum state to = op_target(rows[i].op, rows[i].from, rows[i].final_by,
		    rows[i].outcome);

		assert_int_equal(to, rows[i].to);
		assert_string_equal(op_message(rows[i].op, to), rows[i].message);
	}
}

static void
labels_follow_the_language(void **state)
{
	enum role role;
	enum outcome outcome;

	(void)state;
	assert_true(text_start("ko"));
	assert_string_equal(state_label(STATE_IN_PROGRESS), "처리중");
	assert_string_equal(op_label(OP_SEND_BACK), "반송");
	assert_string_equal(role_label(ROLE_SUPERVISOR), "팀장");
	assert_string_equal(outcome_label(OUTCOME_REFUSE), "불가");
	assert_true(text_start("en"));
	assert_string_equal(state_label(STATE_IN_PROGRESS), "In progress");
	assert_string_equal(op_label(OP_SEND_BACK), "Send back");
	assert_string_equal(role_label(ROLE_SUPERVISOR), "Supervisor");
	assert_string_equal(outcome_label(OUTCOME_REFUSE), "Refuse");
	assert_true(role_find("감사", &role) && role == ROLE_AUDITOR);
	assert_true(role_find("officer", &role) && role == ROLE_OFFICER);
	assert_string_equal(role_name(ROLE_OFFICER), "officer");
	assert_true(outcome_find("complete", &outcome) && outcome == OUTCOME_COMPLETE);
	assert_string_equal(outcome_name(OUTCOME_REFUSE), "refuse");
	assert_string_equal(outcome_name(OUTCOME_NONE), "");
}

static void
the_printed_machine_has_a_line_per_transition(void **state)
{
	struct buf b = { 0 };
	size_t lines = 0, want = 1;

	(void)state;
	assert_true(text_start("en"));
	workflow_print(&b);
	for (size_t i = 0; i < b.len; i++)
		lines += b.data[i] == '\n' ? 1 : 0;
	for (size_t i = 0; i < OP__COUNT; i++)
		want += (size_t)__builtin_popcount(op_table[i].from) +
		    (size_t)__builtin_popcount(op_table[i].final_from);
	assert_int_equal(lines, want);
	assert_non_null(strstr(buf_str(&b), "In progress  Approve (approve)"));
	assert_non_null(strstr(buf_str(&b), "Supervisor, not the drafter  Completed / Refused"));
	assert_non_null(strstr(buf_str(&b), "Approval / Refused (deciding alone)"));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_are_those_of_the_desk),
		cmocka_unit_test(other_words_are_nothing),
		cmocka_unit_test(every_op_has_its_words_and_is_found_by_them),
		cmocka_unit_test(an_op_leads_where_the_rules_say),
		cmocka_unit_test(labels_follow_the_language),
		cmocka_unit_test(the_printed_machine_has_a_line_per_transition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
