/* SPDX-License-Identifier: ISC */
/* What a rule does to one case: its steps, or the report to the superior. */
#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/automatic.h"
#include "console/office/calendars.h"
#include "console/office/ops.h"
#include "console/rules/form_check.h"
#include "console/rules/json_gate.h"
#include "console/rules/workflow.h"
#include "storage/store_rule.h"
#include "storage/text.h"

/* A rule on its way through one case. */
struct firing {
	struct office *office;
	const struct auto_loaded *l;
	const struct calendar *calendar;
	struct case_record c;
	struct verdict verdict;
};

/* The person a step is done by, as the store says now. */
static enum rc
step_into(struct firing *f, bool is_officers, struct request *r, struct err *e)
{
	const struct auto_rule *rule = &f->l->rule;
	enum rc rc = is_officers ?
	    store_staff_by_login(f->office->store, rule->officer, &r->who, e) :
	    store_staff_by_id(f->office->store, rule->author_id, &r->who, e);

	if (rc == RC_NOT_FOUND || (rc == RC_OK && (!r->who.row.is_enabled ||
	    !str_eq(r->who.row.office, rule->office) ||
	    (is_officers && r->who.row.role != ROLE_OFFICER)))) {
		f->verdict = verdict_refuse(REASON_BAD_ASSIGNEE,
		    is_officers ? rule->officer : rule->author);
		return RC_REFUSED;
	}
	r->actor = (struct actor){ .staff_id = r->who.row.id, .role = r->who.row.role,
		.is_enabled = r->who.row.is_enabled };
	str_fill(r->actor.office, sizeof(r->actor.office), r->who.row.office);
	return rc;
}

static bool
may_start(enum op op, enum state state)
{
	return ((op_table[op].from | op_table[op].final_from) & STATE_BIT(state)) != 0;
}

static enum rc
do_step(struct firing *f, size_t at, struct err *e)
{
	const struct auto_rule *rule = &f->l->rule;
	const struct auto_step *step = &auto_action_table[f->l->action].steps[at];
	struct buf out = { 0 };
	struct request r = { .office = f->office, .calendar = f->calendar, .out = &out,
		.rule = rule->name };
	struct wire_act act = { .op = step->op, .version = -1, .text = rule->text,
		.reasons = "", .remedies = "", .proposal = "", .disclose = "", .attach = "",
		.precedents = "" };
	struct act_result result = { .assignee_before = 0 };
	enum rc rc = step_into(f, step->is_officers, &r, e);

	(void)snprintf(act.op_key, sizeof(act.op_key), "rule-%" PRId64 "-%" PRId64 "-%" PRId64 "-%zu",
	    rule->id, rule->version, f->c.row.id, at);
	if (step->op == OP_APPROVE)
		act.outcome = OUTCOME_COMPLETE;
	if (step->op == OP_ASSIGN)
		str_fill(act.assignee, sizeof(act.assignee), rule->assignee);
	if (step->op == OP_ESCALATE)
		str_fill(act.agency, sizeof(act.agency), rule->agency);
	if (step->op == OP_ESCALATE)
		str_fill(act.kind, sizeof(act.kind), rule->kind);
	if (rc == RC_OK)
		rc = act_run(&r, &act, f->c.row.id, &result, e);
	if (r.verdict.reason != REASON_NONE)
		f->verdict = r.verdict;
	buf_release(&out);
	return rc;
}

/* Each step that starts where the case stands; without any the last one refuses. */
static enum rc
do_steps(struct firing *f, struct err *e)
{
	const struct auto_action_info *info = &auto_action_table[f->l->action];
	size_t did = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < info->step_count; i++) {
		if (!may_start(info->steps[i].op, f->c.row.state) &&
		    (did > 0 || i + 1 < info->step_count))
			continue;
		rc = do_step(f, i, e);
		did++;
		if (rc == RC_OK)
			rc = store_case_get(f->office->store, f->c.row.id, &f->c, e);
	}
	return rc;
}

static void
count_missing(void *arg, const struct attachment_record *a)
{
	*(size_t *)arg += str_eq(a->state, "present") ? 0 : 1;
}

/* How many faults the answers have by their form. */
static enum rc
count_faults(struct firing *f, size_t *faults, struct err *e)
{
	struct form form = { 0 };
	struct answer *answers = NULL;
	enum field_mask *masks = NULL;
	cJSON *json = NULL;
	char *text = NULL;
	int64_t cut;
	size_t count = 0;
	enum rc rc = store_form_get(f->office->store, f->c.row.id, &text, &cut, e);

	*faults = 0;
	if (rc == RC_OK)
		rc = json_parse(text, strlen(text), JSON_EVENT_BYTES_MAX, &json, e);
	if (rc == RC_OK)
		rc = form_resolve(f->c.row.service, f->c.row.region, &form, e);
	if (rc == RC_OK) {
		form_answers(&form, json, &answers, &masks, &count);
		*faults = form_check(&form, json, answers, count);
	}
	for (size_t i = 0; i < count; i++)
		answer_release(&answers[i]);
	free(answers);
	free(masks);
	form_release(&form);
	cJSON_Delete(json);
	free(text);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* 즉시 발급: what a clerk would look at before. */
static enum rc
judge_issue(struct firing *f, struct err *e)
{
	size_t faults = 0, missing = 0;
	enum rc rc = count_faults(f, &faults, e);

	if (rc == RC_OK)
		rc = store_attachment_list(f->office->store, f->c.row.id, count_missing, &missing, e);
	if (rc != RC_OK)
		return rc;
	f->verdict = auto_issue_judge(&f->c.row, f->c.final_by, faults, missing);
	return f->verdict.reason == REASON_NONE ? RC_OK : RC_REFUSED;
}

/* Whom a case is reported to: a supervisor of the officer's own department, else
 * any of the office. */
struct superior {
	char department[64];
	char name[64];
	bool is_near;
};

static void
look_for_superior(void *arg, const struct staff_record *staff)
{
	struct superior *s = arg;
	bool is_near = s->department[0] != '\0' && str_eq(staff->row.department, s->department);

	if (staff->row.role != ROLE_SUPERVISOR || !staff->row.is_enabled ||
	    (s->name[0] != '\0' && (s->is_near || !is_near)))
		return;
	str_fill(s->name, sizeof(s->name), staff->row.name);
	s->is_near = is_near;
}

static enum rc
do_raise(struct firing *f, struct err *e)
{
	const struct auto_rule *rule = &f->l->rule;
	struct store *store = f->office->store;
	struct superior superior = { .name = "" };
	struct staff_record owner;
	struct buf text = { 0 };
	struct event_record v = { .case_id = f->c.row.id, .kind = EVENT_RAISED,
		.entered_at = f->office->now_at, .effective_at = f->office->now_at,
		.state_before = state_name(f->c.row.state),
		.state_after = state_name(f->c.row.state), .due_before = f->c.row.due_at,
		.due_after = f->c.row.due_at, .request_hash = "" };
	char key[72];
	enum rc rc = RC_OK;

	if (f->c.row.raised_at != 0) {
		f->verdict = verdict_refuse(REASON_RAISED_ALREADY, "");
		return RC_REFUSED;
	}
	if (f->c.assignee_id != 0) {
		rc = store_staff_by_id(store, f->c.assignee_id, &owner, e);
		if (rc == RC_OK)
			str_fill(superior.department, sizeof(superior.department),
			    owner.row.department);
	}
	if (rc == RC_OK)
		rc = store_staff_list(store, f->c.office, look_for_superior, &superior, e);
	f->c.row.raised_at = f->office->now_at;
	if (rc == RC_OK)
		rc = store_case_update(store, &f->c, e);
	buf_printf(&text, EVENT_NOTE_OWNER "%s\n" EVENT_NOTE_SUPERIOR "%s%s%s",
	    f->c.assignee_id != 0 ? f->c.row.assignee_name : "-",
	    superior.name[0] != '\0' ? superior.name : "-", rule->text[0] != '\0' ? "\n" : "",
	    rule->text);
	(void)snprintf(key, sizeof(key), "rule-%" PRId64 "-%" PRId64 "-%" PRId64, rule->id,
	    rule->version, f->c.row.id);
	v.version_after = f->c.row.version;
	v.op_key = key;
	v.text = buf_str(&text);
	v.rule = rule->name;
	if (rc == RC_OK)
		rc = store_event_add(store, &v, e);
	buf_release(&text);
	return rc;
}

/* The author's rights, as they are now: a rule outlives no right. */
static enum rc
judge_author(struct firing *f, struct err *e)
{
	struct request r = { .office = f->office };
	enum rc rc = step_into(f, false, &r, e);

	if (rc != RC_OK)
		return rc;
	f->verdict = auto_rule_policy(&r.actor);
	return f->verdict.reason == REASON_NONE ? RC_OK : RC_REFUSED;
}

static enum rc
act(struct firing *f, struct err *e)
{
	enum rc rc = judge_author(f, e);

	if (rc == RC_OK && f->l->action == AUTO_ISSUE)
		rc = judge_issue(f, e);
	if (rc != RC_OK)
		return rc;
	return f->l->action == AUTO_RAISE ? do_raise(f, e) : do_steps(f, e);
}

/* Whether the rule is for the case as it stands; a closed one it is never for. */
static bool
is_for(struct firing *f)
{
	const struct request nobody = { .office = f->office, .calendar = f->calendar };
	struct case_row row;

	if (!str_eq(f->c.office, f->l->rule.office) || !state_table[f->c.row.state].is_open)
		return false;
	case_row_for(&nobody, &f->c, &row);
	return auto_loaded_holds(f->office, f->l, &f->c, &row, f->calendar);
}

enum rc
automatic_fire(struct office *office, const struct auto_loaded *l, int64_t case_id,
    struct auto_firing *firing, bool *is_hit, struct err *e)
{
	struct firing f = { .office = office, .l = l };
	enum rc rc = store_case_get(office->store, case_id, &f.c, e);

	*is_hit = false;
	if (rc == RC_OK)
		rc = calendar_of_office(office, f.c.office, &f.calendar, e);
	if (rc != RC_OK || !is_for(&f))
		return rc;
	*is_hit = true;
	*firing = (struct auto_firing){ .rule_id = l->rule.id, .case_id = case_id,
		.at = office->now_at };
	str_fill(firing->rule, sizeof(firing->rule), l->rule.name);
	str_fill(firing->number, sizeof(firing->number), f.c.row.receipt_no[0] != '\0' ?
	    f.c.row.receipt_no : f.c.row.external_id);
	rc = store_request_begin(office->store, e);
	if (rc == RC_OK)
		rc = act(&f, e);
	if (f.verdict.reason == REASON_NONE)
		return rc == RC_OK ? store_request_keep(office->store, e) : rc;
	/* Refused: nothing of it stays, and why is told. */
	store_request_undo(office->store);
	str_fill(firing->reason, sizeof(firing->reason), reason_name(f.verdict.reason));
	str_fill(firing->detail, sizeof(firing->detail), f.verdict.detail);
	return RC_OK;
}
