/* SPDX-License-Identifier: ISC */
/*
 * auto_rule: rules of an office that act by themselves (자동 처리 규칙): when
 * they are asked, what they may do and in whose name, as one table. Which case
 * one is for is a query (rules/query.h). No rule decides anything that an
 * officer who holds the case could not decide alone. Pure.
 */
#ifndef RULES_AUTO_RULE_H
#define RULES_AUTO_RULE_H

#include "console/rules/policy.h"
#include "console/rules/query.h"

/* When a rule is asked: once about each case that arrives, or about every open
 * case each minute, so that it acts once a clock has passed a mark. */
enum auto_moment {
	AUTO_ARRIVAL,
	AUTO_CLOCK,
	AUTO_MOMENT__COUNT
};

enum auto_action {
	AUTO_RECEIVE,	/* 접수 */
	AUTO_ASSIGN,	/* 배정 */
	AUTO_ISSUE,	/* 즉시 발급: straight through to the decision */
	AUTO_ESCALATE,	/* 상향이관 */
	AUTO_RAISE,	/* 상급자 보고 */
	AUTO_ACTION__COUNT
};

/* One op of an action. A step whose op does not start where the case stands is
 * passed over; an action of which nothing is left to do refuses as its last
 * step would. */
struct auto_step {
	enum op op;
	bool is_officers;	/* in the name of the rule's officer, else of its author */
};

#define AUTO_STEPS_MAX 4

enum auto_need {
	AUTO_NEED_ASSIGNEE = 1 << 0,
	AUTO_NEED_OFFICER = 1 << 1,
	AUTO_NEED_AGENCY = 1 << 2,
	AUTO_NEED_TEXT = 1 << 3
};

struct auto_action_info {
	const char *name;	/* stable: "raise" */
	const char *label_ko, *label_en;
	unsigned int needs;	/* enum auto_need set */
	struct auto_step steps[AUTO_STEPS_MAX];
	size_t step_count;	/* 0 = it reports to the superior */
	const char *law;	/* article behind it, or "" */
	const char *help;	/* N_() sentence */
};
extern const struct auto_action_info auto_action_table[AUTO_ACTION__COUNT];

/* Stable names, labels in the current language, and finding by either. */
const char *auto_moment_name(enum auto_moment moment);
const char *auto_moment_label(enum auto_moment moment);
bool auto_moment_find(const char *word, enum auto_moment *out);
const char *auto_action_label(enum auto_action action);
bool auto_action_find(const char *word, enum auto_action *out);

/* Who may write, switch and remove rules: the office's supervisors. Everybody of
 * the office may read them. */
struct verdict auto_rule_policy(const struct actor *actor);

/* Is what the rule says whole? Names what is missing or is no value; fault (may
 * be NULL) has where the query goes wrong. */
struct verdict auto_rule_judge(const struct auto_rule *rule, struct query_fault *fault);

/* What an arrival rule was asked about: the row as it stood when the case
 * arrived, to try a rule on history. */
void auto_row_at_arrival(const struct case_row *row, const struct calendar *calendar,
    struct case_row *out);

/* 즉시 발급: may the case go straight through? The service's period must be 즉시,
 * the officer must decide alone, nothing in the form may be missing or wrong
 * (faults), nothing of the papers outstanding (missing_files), and no clock may
 * stand still. */
struct verdict auto_issue_judge(const struct case_row *row, enum final_by final_by,
    size_t faults, size_t missing_files);

/* Does an action not tried again because it was refused so? What only stands in
 * the way for a while (somebody holds the case) is tried again. */
bool auto_is_final(enum reason reason);

/* Appends the table of actions as text in the current language. */
void auto_rule_print(struct buf *out);

#endif
