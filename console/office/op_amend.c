/* SPDX-License-Identifier: ISC */
/* 직권 보정 (Decree §6⑤, since 2026-05-06): simple slips and omissions are set
 * right by the desk itself with the applicant's consent, instead of a demand. */
#include <cjson/cJSON.h>

#include "console/office/answers.h"
#include "console/office/case_answers.h"
#include "console/office/forms.h"
#include "console/office/ops.h"
#include "console/rules/form_edit.h"
#include "storage/instant.h"

enum rc
op_amend_judge(struct op_run *run, struct err *e)
{
	const struct wire_act *act = run->act;
	struct buf titles = { 0 };
	const struct office_form *kept;
	struct form_edit edit = { .form = NULL };
	struct cJSON *now = NULL;
	int32_t second;
	char what[96];
	struct err why;
	enum rc rc;

	if (!act->has_consent)
		return request_refuse_for(run->r, REASON_AMEND_CONSENT, "");
	rc = forms_of_case(run->r->office, &run->c, &kept, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(run->r, REASON_BAD_VALUE, run->c.row.service);
	if (rc != RC_OK)
		return rc;
	rc = answers_load(run->r->office->store, run->c.row.id, NULL, &now, e);
	if (rc != RC_OK)
		return rc;
	edit.form = &kept->form;
	edit.now = now;
	instant_split(run->r->office->now_at, &edit.today, &second);
	rc = form_edit(&edit, act->reasons, &run->amendment, &titles, what, &why);
	if (rc != RC_OK) {
		rc = request_refuse_for(run->r, REASON_BAD_VALUE, what);
	} else {
		buf_clear(&run->words);
		buf_printf(&run->words, "%s (%s)", act->text, buf_str(&titles));
	}
	buf_release(&titles);
	cJSON_Delete(now);
	return rc;
}

enum rc
op_amend(struct op_run *run, struct err *e)
{
	struct case_answers all;
	enum rc rc = case_answers_load(run->r->office, &run->c, 0, &all, e);

	if (rc == RC_OK)
		rc = case_answers_lay_over(&all, buf_str(&run->amendment), e);
	if (rc == RC_OK) {
		run->c.row.mismatches = all.mismatches;
		rc = case_answers_settle(run->r->office, &run->c, &all, &run->words, e);
	}
	case_answers_release(&all);
	return rc;
}

enum rc
op_amend_after(struct op_run *run, int64_t event_id, struct err *e)
{
	if (run->act->op != OP_CORRECT)
		return RC_OK;
	return store_amendment_add(run->r->office->store, run->c.row.id, event_id,
	    buf_str(&run->amendment), e);
}
