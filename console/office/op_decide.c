/* SPDX-License-Identifier: ISC */
/* Decisions: draft, send back, approve, refuse. */
#include "console/office/case_clock.h"
#include "console/office/handover.h"
#include "console/office/ops.h"
#include "console/rules/extension.h"

/* Stores the decision as this op words it. */
static enum rc
put_draft(struct op_run *run, enum outcome outcome, struct err *e)
{
	struct draft_record d = { .outcome = outcome, .text = (char *)run->act->text,
		.reasons = (char *)run->act->reasons, .remedies = (char *)run->act->remedies,
		.by_id = run->r->who.row.id };

	return store_draft_put(run->r->office->store, run->c.row.id, &d, run->r->office->now_at, e);
}

/* The decision stands: completion is the approval (domain.md B2). */
static enum rc
make_final(struct op_run *run, struct err *e)
{
	run->c.completed_at = run->r->office->now_at;
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return store_draft_approve(run->r->office->store, run->c.row.id, run->r->who.row.id,
	    run->r->office->now_at, e);
}

enum rc
op_draft(struct op_run *run, struct err *e)
{
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return put_draft(run, run->act->outcome, e);
}

enum rc
op_send_back(struct op_run *run, struct err *e)
{
	/* A draft stays for its author to mend; a hand-over is made anew. */
	return run->draft.outcome == OUTCOME_ESCALATE ?
	    handover_end(run->r->office, &run->c, HOP_CANCELLED, e) : RC_OK;
}

enum rc
op_approve(struct op_run *run, struct err *e)
{
	if (run->facts.state == STATE_APPROVAL && run->draft.outcome == OUTCOME_ESCALATE)
		return op_escalate_approve(run, e);
	if (run->facts.state != STATE_APPROVAL) {
		enum rc rc = put_draft(run, OUTCOME_COMPLETE, e);

		if (rc != RC_OK)
			return rc;
	}
	return make_final(run, e);
}

enum rc
op_refuse(struct op_run *run, struct err *e)
{
	enum rc rc = put_draft(run, OUTCOME_REFUSE, e);

	if (rc != RC_OK)
		return rc;
	if (run->c.final_by == FINAL_BY_OFFICER)
		return make_final(run, e);
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return RC_OK;
}

enum rc
op_extend_judge(struct op_run *run, struct err *e)
{
	const struct wire_act *act = run->act;
	struct office *office = run->r->office;
	struct extension asked = { .asked_at = office->now_at, .text = act->text,
		.has_consent = act->has_consent };
	struct case_clock clock;
	struct verdict v;
	struct pauses off;
	enum rc rc = case_clock_of(office, &run->c, &clock, e);

	if (rc != RC_OK)
		return rc;
	off = case_clock_off(&clock);
	asked.period = clock.period;
	asked.due_at = clock.due_at;
	asked.earlier_count = (int)clock.more_count;
	/* The rules have read both already. */
	if (!period_parse(act->period, &asked.more) ||
	    !extension_find(act->reasons, &asked.reason))
		v = verdict_refuse(REASON_BAD_VALUE, "reason");
	else
		v = extension_check(run->r->calendar, &asked, &off);
	if (v.reason == REASON_NONE) {
		run->extension.has_consent = act->has_consent;
		str_fill(run->extension.period, sizeof(run->extension.period), act->period);
		str_fill(run->extension.reason, sizeof(run->extension.reason),
		    extension_table[asked.reason].name);
		run->extended_due_at = deadline_extend(run->r->calendar, asked.period,
		    asked.more, asked.due_at, &off);
		/* A limit of the service's own law is not put off. */
		if (clock.calendar_due_at != 0 && clock.calendar_due_at < run->extended_due_at)
			run->extended_due_at = clock.calendar_due_at;
	}
	case_clock_release(&clock);
	return v.reason == REASON_NONE ? message_extension(run, e) : request_refuse(run->r, v);
}

enum rc
op_extend(struct op_run *run, struct err *e)
{
	/* The clock counts it and keeps it with the event. */
	(void)run;
	(void)e;
	return RC_OK;
}

enum rc
op_withdraw(struct op_run *run, struct err *e)
{
	(void)e;
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return RC_OK;
}
