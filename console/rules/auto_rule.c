/* SPDX-License-Identifier: ISC */
#include "console/rules/auto_rule.h"

#include <string.h>

#include "console/rules/catalogue.h"
#include "console/rules/deadline.h"
#include "console/rules/escalation.h"
#include "storage/text.h"

static const struct {
	const char *name, *label_ko, *label_en;
} moment_table[] = {
	[AUTO_ARRIVAL] = { "arrival", "도달할 때", "On arrival" },
	[AUTO_CLOCK] = { "clock", "매분", "Each minute" },
};
_Static_assert(sizeof(moment_table) / sizeof(moment_table[0]) == AUTO_MOMENT__COUNT,
    "one row per moment");

#define STEPS(...) .steps = { __VA_ARGS__ }, \
	.step_count = sizeof((const struct auto_step[]){ __VA_ARGS__ }) / sizeof(struct auto_step)

/* One row per action. */
const struct auto_action_info auto_action_table[AUTO_ACTION__COUNT] = {
	[AUTO_RECEIVE] = { "receive", "접수", "Receive", 0, STEPS({ OP_RECEIVE, false }),
	    "민원 처리에 관한 법률 시행령 §6⑧",
	    N_("Receives the application: it gets its number, and its period starts.") },
	[AUTO_ASSIGN] = { "assign", "배정", "Assign", AUTO_NEED_ASSIGNEE,
	    STEPS({ OP_RECEIVE, false }, { OP_ASSIGN, false }), "",
	    N_("Receives it where that is still to do, and assigns it to an officer.") },
	[AUTO_ISSUE] = { "issue", "즉시 발급", "Issue", AUTO_NEED_OFFICER,
	    STEPS({ OP_RECEIVE, false }, { OP_NEXT, true }, { OP_APPROVE, true }),
	    "민원 처리에 관한 법률 §27",
	    N_("Receives, takes and completes it in the name of an officer who decides alone, "
	    "where the period is 즉시 and nothing is missing or wrong.") },
	[AUTO_ESCALATE] = { "escalate", "상향이관", "Escalate",
	    AUTO_NEED_OFFICER | AUTO_NEED_AGENCY | AUTO_NEED_TEXT,
	    STEPS({ OP_NEXT, true }, { OP_ESCALATE, true }, { OP_RELEASE, true }),
	    "민원 처리에 관한 법률 §20",
	    N_("Asks an agency in the name of an officer, who takes the case for it.") },
	[AUTO_RAISE] = { "raise", "상급자 보고", "Raise", 0, .law = "",
	    .help = N_("Reports the case to the superior, until a supervisor settles it or "
	    "assigns it anew. Nobody in charge, or no superior, is said too.") },
};

const char *
auto_moment_name(enum auto_moment moment)
{
	return moment_table[moment].name;
}

const char *
auto_moment_label(enum auto_moment moment)
{
	return text_label(moment_table[moment].label_ko, moment_table[moment].label_en);
}

bool
auto_moment_find(const char *word, enum auto_moment *out)
{
	for (size_t i = 0; i < AUTO_MOMENT__COUNT; i++)
		if (text_is_word(word, moment_table[i].name, moment_table[i].label_ko,
		    moment_table[i].label_en)) {
			*out = (enum auto_moment)i;
			return true;
		}
	return false;
}

const char *
auto_action_label(enum auto_action action)
{
	const struct auto_action_info *info = &auto_action_table[action];

	return text_label(info->label_ko, info->label_en);
}

bool
auto_action_find(const char *word, enum auto_action *out)
{
	for (size_t i = 0; i < AUTO_ACTION__COUNT; i++) {
		const struct auto_action_info *info = &auto_action_table[i];

		if (text_is_word(word, info->name, info->label_ko, info->label_en)) {
			*out = (enum auto_action)i;
			return true;
		}
	}
	return false;
}

struct verdict
auto_rule_policy(const struct actor *actor)
{
	return actor->is_enabled && actor->role == ROLE_SUPERVISOR ? VERDICT_ALLOWED :
	    verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
}

struct verdict
auto_rule_judge(const struct auto_rule *rule, struct query_fault *fault)
{
	const struct auto_action_info *info;
	enum auto_moment moment;
	enum auto_action action;
	enum escalation_kind kind;
	struct query *query;

	if (!text_is_name(rule->name))
		return verdict_refuse(REASON_BAD_VALUE, "name");
	if (!auto_moment_find(rule->moment, &moment))
		return verdict_refuse(REASON_BAD_VALUE, "when");
	if (!auto_action_find(rule->action, &action))
		return verdict_refuse(REASON_BAD_VALUE, "do");
	query = query_parse(rule->query, fault);
	if (query == NULL)
		return verdict_refuse(REASON_BAD_VALUE, "if");
	query_free(query);
	info = &auto_action_table[action];
	if ((info->needs & AUTO_NEED_ASSIGNEE) != 0 && rule->assignee[0] == '\0')
		return verdict_refuse(REASON_NEEDS_ASSIGNEE, "");
	if ((info->needs & AUTO_NEED_OFFICER) != 0 && rule->officer[0] == '\0')
		return verdict_refuse(REASON_BAD_VALUE, "officer");
	if ((info->needs & AUTO_NEED_AGENCY) != 0 && rule->agency[0] == '\0')
		return verdict_refuse(REASON_NEEDS_AGENCY, "");
	if (rule->kind[0] != '\0' && !escalation_kind_find(rule->kind, &kind))
		return verdict_refuse(REASON_BAD_VALUE, "kind");
	if ((info->needs & AUTO_NEED_TEXT) != 0 && rule->text[0] == '\0')
		return verdict_refuse(REASON_NEEDS_TEXT, "");
	return VERDICT_ALLOWED;
}

void
auto_row_at_arrival(const struct case_row *row, const struct calendar *calendar,
    struct case_row *out)
{
	*out = *row;
	out->state = STATE_ARRIVED;
	out->receipt_no[0] = out->assignee[0] = out->assignee_name[0] = '\0';
	out->lease_holder[0] = out->lease_holder_name[0] = '\0';
	out->lease_until_at = out->received_at = out->decided_at = 0;
	out->deemed_at = out->raised_at = 0;
	out->paused_from = (struct day){ 0 };
	out->extensions = 0;
	out->escalation = ESCALATION_NONE;
	out->has_correction = false;
	out->due_at = deadline_due(calendar, PERIOD_RECEIVE, row->arrived_at);
	out->slack_minutes = (int32_t)calendar_minutes_between(calendar, row->arrived_at,
	    out->due_at);
}

struct verdict
auto_issue_judge(const struct case_row *row, enum final_by final_by, size_t faults,
    size_t missing_files)
{
	const struct service_info *service = service_find(row->service);
	struct period p;

	if (service == NULL || !period_parse(service->period, &p) || p.unit != PERIOD_IMMEDIATE)
		return verdict_refuse(REASON_NOT_IMMEDIATE, "");
	if (final_by != FINAL_BY_OFFICER)
		return verdict_refuse(REASON_NEEDS_APPROVER, "");
	if (faults > 0)
		return verdict_refuse(REASON_FORM_FAULTS, "");
	if (missing_files > 0)
		return verdict_refuse(REASON_FILES_MISSING, "");
	if (row->outage_at != 0 || row->paused_from.number != 0 || row->has_correction)
		return verdict_refuse(REASON_CLOCK_STANDS, "");
	return VERDICT_ALLOWED;
}

bool
auto_is_final(enum reason reason)
{
	return reason != REASON_HELD && reason != REASON_VERSION;
}

void
auto_rule_print(struct buf *out)
{
	for (size_t i = 0; i < AUTO_ACTION__COUNT; i++) {
		const struct auto_action_info *info = &auto_action_table[i];

		buf_printf(out, "%s\t%s\t%s\t%s\n", info->name, auto_action_label((enum auto_action)i),
		    say(info->help), info->law);
	}
}
