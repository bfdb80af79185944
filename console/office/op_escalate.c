/* SPDX-License-Identifier: ISC */
/* Asking another agency, with a second person's yes where the kind wants it; and
 * going on without its answer. */
#include "console/office/handover.h"
#include "console/office/package.h"
#include "storage/text.h"

enum rc
op_escalate_judge(struct op_run *run, struct err *e)
{
	return package_make(run, e);
}

enum rc
op_escalate(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	bool waits = escalation_table[run->escalation_kind].needs_second;
	enum hop hop = waits ? HOP_PROPOSED : HOP_QUEUED;
	struct handover_record h = { .question = (char *)run->act->text,
		.proposal = (char *)str_or_empty(run->act->proposal),
		.body = (char *)buf_str(&run->package), .op_key = waits ? "" : run->act->op_key,
		.row = { .case_id = run->c.row.id, .by_id = run->r->who.row.id,
		.asked_at = office->now_at, .serial = run->handover_serial,
		.due_at = hop_due(run->r->calendar, run->escalation_kind, hop, office->now_at) } };
	struct draft_record d = { .outcome = OUTCOME_ESCALATE, .text = (char *)run->act->text,
		.reasons = (char *)"", .remedies = (char *)"", .by_id = run->r->who.row.id };
	enum rc rc;

	str_fill(h.row.agency, sizeof(h.row.agency), run->agency);
	str_fill(h.row.kind, sizeof(h.row.kind), escalation_table[run->escalation_kind].name);
	str_fill(h.row.hop, sizeof(h.row.hop), hop_table[hop].name);
	rc = store_handover_add(office->store, &h, &run->escalation_id, e);
	run->c.row.hop_due_at = h.row.due_at;
	if (rc != RC_OK || !waits)
		return rc;
	run->c.lease_holder_id = 0;
	run->c.row.lease_until_at = 0;
	return store_draft_put(office->store, run->c.row.id, &d, office->now_at, e);
}

enum rc
op_escalate_approve(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	struct handover_move m = { .op_key = run->act->op_key };
	struct handover_record h = { .op_key = "" };
	struct handover_row last;
	bool has_moved = false;
	enum rc rc = store_handover_last(office->store, run->c.row.id, &last, e);

	if (rc == RC_OK)
		rc = store_handover_get(office->store, last.id, run->c.office, &h, e);
	if (rc == RC_OK)
		rc = handover_move(office, &run->c, &last, HOP_QUEUED, office->now_at, &m,
		    &has_moved, e);
	if (rc == RC_OK && !has_moved)
		rc = request_refuse_for(run->r, REASON_NO_DRAFT, "");
	if (rc == RC_OK) {
		run->escalation_id = last.id;
		buf_clear(&run->package);
		buf_puts(&run->package, h.body);
		(void)escalation_kind_find(last.kind, &run->escalation_kind);
	}
	handover_record_release(&h);
	return rc;
}

enum rc
op_escalate_after(struct op_run *run, int64_t event_id, struct err *e)
{
	struct handover_row row;
	enum rc rc;

	if (run->escalation_id == 0 || run->c.row.state != STATE_CONSULTING)
		return RC_OK;
	rc = store_handover_event(run->r->office->store, run->escalation_id, event_id, e);
	if (rc != RC_OK || !escalation_table[run->escalation_kind].tells_applicant ||
	    escalation_table[run->escalation_kind].ends_case)
		return rc;
	rc = store_handover_last(run->r->office->store, run->c.row.id, &row, e);
	return rc == RC_OK ? handover_notice(run->r->office, &run->c, &run->r->who, &row, event_id,
	    e) : rc;
}

enum rc
op_resume(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;

	/* What was missing came by other means: the demand is answered. */
	if (run->facts.state == STATE_SUPPLEMENT)
		return store_supplement_reply(office->store, run->c.row.id, office->now_at,
		    run->act->text, "{}", e);
	return handover_end(office, &run->c, HOP_CANCELLED, e);
}

/* What the desk does to a case whose hand-over came back takes the answer, or
 * the return, up; what closes the case ends a hand-over that is still away. */
enum rc
op_escalate_see(struct op_run *run, struct err *e)
{
	enum op op = run->act->op;
	enum state to = run->c.row.state;

	if (run->c.row.hop_due_at == 0 || op == OP_ESCALATE || op == OP_ASSIGN ||
	    op == OP_RELEASE || str_eq(run->c.row.channel, CHANNEL_HANDOVER))
		return RC_OK;
	if (!state_table[to].is_open && state_table[run->facts.state].is_open &&
	    run->facts.state == STATE_CONSULTING)
		return handover_end(run->r->office, &run->c, HOP_CANCELLED, e);
	if (run->facts.state == STATE_CONSULTING || to == STATE_CONSULTING ||
	    run->facts.state == STATE_APPROVAL)
		return RC_OK;
	return handover_end(run->r->office, &run->c, HOP_CLOSED, e);
}
