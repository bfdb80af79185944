/* SPDX-License-Identifier: ISC */
#include "console/office/ops.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendar_change.h"
#include "console/office/case_clock.h"
#include "console/rules/catalogue.h"
#include "storage/secret.h"
#include "storage/store_typing.h"
#include "storage/text.h"

static const op_function op_functions[] = {
	[OP_RECEIVE] = op_receive,
	[OP_ASSIGN] = op_assign,
	[OP_CLAIM] = op_claim,
	[OP_RELEASE] = op_release,
	[OP_NEXT] = op_next,
	[OP_NOTE] = op_note,
	[OP_DRAFT] = op_draft,
	[OP_SEND_BACK] = op_send_back,
	[OP_APPROVE] = op_approve,
	[OP_REFUSE] = op_refuse,
	[OP_ESCALATE] = op_escalate,
	[OP_RESUME] = op_resume,
	[OP_SUPPLEMENT] = op_supplement,
	[OP_WITHDRAW] = op_withdraw,
	[OP_EXTEND] = op_extend,
	[OP_SUPPLEMENT_EXTEND] = op_supplement_extend,
	[OP_RETURN] = op_return,
	[OP_CORRECT] = op_amend,
	[OP_CORRECT_TIME] = op_correct_time,
	[OP_APPROVE_TIME] = op_approve_time,
	[OP_REJECT_TIME] = op_reject_time,
	[OP_SETTLE] = op_settle,
};
_Static_assert(sizeof(op_functions) / sizeof(op_functions[0]) == OP__COUNT, "one per op");

/* The fingerprint of what is asked, by whom: an op-key stands for just this. */
static void
request_hash(const struct request *r, const struct wire_act *act, char hash[65])
{
	struct buf b = { 0 };
	const char *parts[] = { op_table[act->op].name, act->number, outcome_name(act->outcome),
		act->assignee, act->agency, act->period, act->text, act->reasons, act->remedies,
		act->has_consent ? "consent" : "", act->event, act->evidence, act->kind,
		str_or_empty(act->proposal), str_or_empty(act->disclose),
		str_or_empty(act->attach), str_or_empty(act->precedents) };

	buf_number(&b, r->who.row.id);
	buf_putc(&b, '\n');
	buf_number(&b, act->at);
	buf_putc(&b, '\n');
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		size_t len = strlen(parts[i]);

		buf_number(&b, (int64_t)len);
		buf_putc(&b, ':');
		buf_add(&b, parts[i], len);
		buf_putc(&b, '\n');
	}
	secret_sha256(b.data, b.len, hash);
	buf_release(&b);
}

bool
op_key_is_one(const char *key)
{
	size_t len = strlen(key);

	return len >= 8 && len <= 64 && strspn(key, "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-") == len;
}

static void
number_of(const struct case_record *c, char number[80])
{
	str_fill(number, 80, c->row.receipt_no[0] != '\0' ? c->row.receipt_no : c->row.external_id);
}

enum rc
op_answer_repeat(struct request *r, enum op op, const char *op_key, const char *hash,
    bool *is_known, struct wire_done *done, struct err *e)
{
	struct event_result v;
	struct case_record c;
	enum rc rc = store_event_by_key(r->office->store, op_key, &v, e);

	*is_known = rc == RC_OK;
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	if (!str_eq(v.request_hash, hash))
		return request_refuse_for(r, REASON_KEY_REUSED, op_key);
	rc = store_case_get(r->office->store, v.case_id, &c, e);
	if (rc != RC_OK)
		return rc;
	*done = (struct wire_done){ .op = op, .is_repeat = true, .event_id = v.id,
		.case_id = v.case_id, .version = v.version_after, .due_at = v.due_after };
	number_of(&c, done->number);
	if (!state_by_name(v.state_before, &done->state_before) ||
	    !state_by_name(v.state_after, &done->state_after))
		return err_set(e, RC_STORAGE, "event %" PRId64 " has an unknown state", v.id);
	return RC_OK;
}

/* Finds the case: the number's, or for a bare next the most urgent. */
static enum rc
run_find(struct request *r, const struct wire_act *act, int64_t *id, struct err *e)
{
	enum rc rc;

	if (!str_empty(act->number))
		return request_find_case(r, act->number, id, e);
	if (act->op != OP_NEXT)
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if ((op_table[OP_NEXT].roles & ROLE_BIT(r->actor.role)) == 0)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	rc = store_case_most_urgent(r->office->store, r->actor.office, r->actor.staff_id,
	    r->office->now_at, id, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_NOTHING_LEFT, "");
	return rc;
}

static enum rc
run_load(struct op_run *run, int64_t id, struct err *e)
{
	struct store *store = run->r->office->store;
	enum rc rc = id != 0 ? RC_OK : run_find(run->r, run->act, &id, e);

	if (rc == RC_OK)
		rc = store_case_get(store, id, &run->c, e);
	if (rc == RC_OK) {
		rc = store_draft_get(store, id, &run->draft, e);
		if (rc == RC_NOT_FOUND)
			rc = RC_OK;
	}
	if (rc == RC_OK)
		rc = case_facts_load(run->r->office, &run->c, &run->draft, &run->facts, e);
	return rc;
}

/* Right, state, lease, version, inputs: in this order, so that the answer
 * names what a clerk should know first. */
static enum rc
run_judge(struct op_run *run, struct err *e)
{
	const struct wire_act *act = run->act;
	struct request *r = run->r;
	struct op_input input = { act->text, act->outcome, act->reasons, act->remedies,
		act->assignee, act->agency, act->period, act->event, act->evidence, act->at };
	struct verdict v = policy_op(&r->actor, &run->facts, act->op, r->office->now_at);

	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (act->version >= 0 && act->version != run->c.row.version) {
		char kind[24], name[64];
		enum rc rc = store_event_last(r->office->store, run->c.row.id, kind, name, e);

		if (rc != RC_OK)
			return rc;
		return request_refuse_for(r, REASON_VERSION, name);
	}
	v = policy_input(act->op, &input);
	if (v.reason == REASON_NONE && str_eq(act->kind, CHANNEL_HANDOVER) &&
	    !run->facts.is_handed_over)
		v = verdict_refuse(REASON_NOT_HANDED_OVER, "");
	if (v.reason == REASON_NONE && run->facts.is_handed_over)
		v = policy_hop_input(act->op, &input);
	if (v.reason == REASON_NONE && act->op == OP_DRAFT && act->outcome == OUTCOME_REFUSE &&
	    run->facts.deemed_at != 0)
		v = policy_op(&r->actor, &run->facts, OP_REFUSE, r->office->now_at);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (act->op == OP_CORRECT)
		return op_amend_judge(run, e);
	if (act->op == OP_CORRECT_TIME || act->op == OP_APPROVE_TIME)
		return op_correct_judge(run, e);
	if (act->op == OP_SUPPLEMENT)
		return op_supplement_judge(run, e);
	if (act->op == OP_ESCALATE)
		return op_escalate_judge(run, e);
	return act->op == OP_EXTEND ? op_extend_judge(run, e) : RC_OK;
}

/* Where this run leads. A draft made by this very op decides, not an old one. */
static enum state
run_target(const struct op_run *run)
{
	if (run->act->op == OP_ESCALATE)
		return op_target(OP_ESCALATE, run->facts.state, run->c.final_by,
		    escalation_table[run->escalation_kind].needs_second ? OUTCOME_ESCALATE :
		    OUTCOME_NONE);
	return op_target(run->act->op, run->facts.state, run->c.final_by,
	    run->facts.state == STATE_APPROVAL ? run->draft.outcome : run->act->outcome);
}

/* Puts one message of a kind into the outbox. */
static enum rc
put_message(struct op_run *run, const char *kind, const char *op_key, int64_t event_id,
    struct err *e)
{
	struct outbox_record m = { .case_id = run->c.row.id, .event_id = event_id };
	struct buf body = { 0 };
	enum rc rc;

	str_fill(m.channel, sizeof(m.channel), run->c.row.channel);
	str_fill(m.region, sizeof(m.region), run->c.row.region);
	str_fill(m.kind, sizeof(m.kind), kind);
	str_fill(m.external_id, sizeof(m.external_id), run->c.row.external_id);
	str_fill(m.op_key, sizeof(m.op_key), op_key);
	message_body(&body, run, kind);
	m.body = body.data;
	rc = store_outbox_add(run->r->office->store, &m, run->r->office->now_at, e);
	buf_release(&body);
	if (rc == RC_OK)
		run->r->office->has_outgoing = true;
	return rc;
}

/* The message the op sends; a decision goes back into a chatbot's session as
 * words too. */
static enum rc
run_message(struct op_run *run, int64_t event_id, struct err *e)
{
	const char *kind = op_message(run->act->op, run->c.row.state);
	const struct channel_info *channel = channel_find(run->c.row.channel);
	char second_key[80];
	enum rc rc;

	if (str_empty(kind))
		return RC_OK;
	/* Nobody is behind a counter or a telephone to be told online. */
	run->is_untold = channel != NULL && channel->is_desk;
	if (run->is_untold)
		return RC_OK;
	if (run->facts.is_handed_over)
		kind = "hop";
	else if (run->escalation_id != 0)
		kind = "escalation";
	rc = put_message(run, kind, run->act->op_key, event_id, e);
	if (rc != RC_OK || channel == NULL || !channel->is_conversation ||
	    !str_eq(kind, "decision"))
		return rc;
	snprintf(second_key, sizeof(second_key), "%.64s.words", run->act->op_key);
	return put_message(run, "message", second_key, event_id, e);
}

/* Writes the changed row, its event, its message and the access record. */
static enum rc
run_write(struct op_run *run, const char *hash, int64_t due_before, int64_t *event_id,
    struct err *e)
{
	struct request *r = run->r;
	const struct wire_act *act = run->act;
	struct event_record v = { .case_id = run->c.row.id, .kind = op_table[act->op].name,
		.actor_id = r->who.row.id, .entered_at = r->office->now_at,
		.effective_at = run->effective_at != 0 ? run->effective_at : r->office->now_at,
		.state_before = state_name(run->facts.state),
		.state_after = state_name(run->c.row.state), .due_before = due_before,
		.due_after = run->c.row.due_at, .op_key = act->op_key, .request_hash = hash,
		.text = run->words.len > 0 ? buf_str(&run->words) : act->text,
		.rule = r->rule };
	char subject[40];
	enum rc rc = store_case_update(r->office->store, &run->c, e);

	v.version_after = run->c.row.version;
	if (rc == RC_OK)
		rc = store_event_add(r->office->store, &v, e);
	if (rc == RC_OK)
		rc = store_look_see(r->office->store, r->actor.staff_id, v.case_id,
		    v.version_after - 1, v.version_after, v.id, e);
	if (rc == RC_OK)
		rc = run_message(run, v.id, e);
	if (rc == RC_OK)
		rc = op_escalate_after(run, v.id, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, run->c.row.id);
		rc = request_record(r, subject, op_table[act->op].name, e);
	}
	*event_id = v.id;
	return rc;
}

enum rc
op_run_do(struct op_run *run, const char *hash, struct wire_done *done, struct err *e)
{
	int64_t due_before;
	struct clock_change change = { .from = run->facts.state, .at = run->r->office->now_at,
		.extension = run->act->op == OP_EXTEND ? &run->extension : NULL };
	bool was_holder = policy_is_holder(&run->r->actor, &run->facts, run->r->office->now_at);
	enum rc rc = calendar_change_case(run->r->office, &run->c, e);

	due_before = run->c.row.due_at;
	if (rc == RC_OK)
		rc = op_functions[run->act->op](run, e);
	if (rc != RC_OK)
		return rc;
	run->c.row.state = run_target(run);
	rc = op_escalate_see(run, e);
	if (rc != RC_OK)
		return rc;
	rc = case_clock_before(run->r->office, &run->c, &change, e);
	if (rc != RC_OK)
		return rc;
	/* Each write of the holder renews the lease, unless the op ended it. */
	if (was_holder && run->c.lease_holder_id == run->r->who.row.id)
		run->c.row.lease_until_at = run->r->office->now_at + LEASE_SEC;
	rc = run_write(run, hash, due_before, &done->event_id, e);
	if (rc == RC_OK)
		rc = case_clock_after(run->r->office, &run->c, &change, done->event_id, e);
	if (rc == RC_OK)
		rc = op_correct_after(run, done->event_id, e);
	if (rc == RC_OK)
		rc = op_amend_after(run, done->event_id, e);
	if (rc == RC_OK)
		rc = op_supplement_after(run, done->event_id, e);
	done->version = run->c.row.version;
	done->state_after = run->c.row.state;
	done->due_at = run->c.row.due_at;
	done->is_untold = run->is_untold;
	number_of(&run->c, done->number);
	return rc;
}

/* What was typed for this op has become its text. */
static enum rc
drop_scratch(struct op_run *run, struct err *e)
{
	const struct scratch_key key = { .staff_id = run->r->who.row.id, .about = "case",
		.subject_id = run->c.row.id, .action = run->act->scratch };
	bool is_gone;

	return store_scratch_drop(run->r->office->store, &key, 0, &is_gone, e);
}

enum rc
act_run(struct request *r, const struct wire_act *act, int64_t case_id, struct act_result *out,
    struct err *e)
{
	struct op_run run = { .r = r, .act = act };
	char hash[65];
	bool is_known = false;
	enum rc rc;

	if (!act->is_dry_run && !op_key_is_one(act->op_key))
		return request_refuse_for(r, REASON_BAD_VALUE, "op_key");
	request_hash(r, act, hash);
	if (!act->is_dry_run) {
		rc = op_answer_repeat(r, act->op, act->op_key, hash, &is_known, &out->done, e);
		if (rc != RC_OK || is_known)
			return rc;
	}
	if (r->office->is_faulty)
		return err_set(e, RC_STORAGE, say(N_("the store is read-only since a write failed: "
		    "tell the administrator")));
	rc = run_load(&run, case_id, e);
	if (rc == RC_OK)
		rc = run_judge(&run, e);
	if (rc == RC_OK) {
		out->assignee_before = run.c.assignee_id;
		out->done = (struct wire_done){ .op = act->op, .case_id = run.c.row.id,
			.state_before = run.facts.state, .state_after = run_target(&run),
			.version = run.c.row.version, .due_at = run.extended_due_at != 0 ?
			run.extended_due_at : run.c.row.due_at,
			.numbers_cut = (int32_t)r->numbers_cut, .is_dry_run = act->is_dry_run };
		number_of(&run.c, out->done.number);
		if (!act->is_dry_run)
			rc = op_run_do(&run, hash, &out->done, e);
	}
	if (rc == RC_OK && !act->is_dry_run && act->scratch[0] != '\0')
		rc = drop_scratch(&run, e);
	free(run.letter);
	draft_record_release(&run.draft);
	buf_release(&run.words);
	buf_release(&run.amendment);
	buf_release(&run.package);
	return rc;
}

enum rc
handle_package(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_act act;
	struct op_run run = { .r = r, .act = &act };
	enum rc rc = wire_read(f, &act, e);

	if (rc != RC_OK)
		return rc;
	if (act.op != OP_ESCALATE)
		return request_refuse_for(r, REASON_BAD_VALUE, "op");
	rc = run_load(&run, 0, e);
	if (rc == RC_OK)
		rc = run_judge(&run, e);
	if (rc == RC_OK)
		rc = request_record(r, run.c.row.external_id, "package", e);
	if (rc == RC_OK) {
		request_tell_pieces(r, buf_str(&run.package));
		request_tell_ok(r);
	}
	draft_record_release(&run.draft);
	buf_release(&run.package);
	return rc;
}

enum rc
handle_act(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_act act;
	struct act_result result = { .assignee_before = 0 };
	enum rc rc = wire_read(f, &act, e);

	if (rc == RC_OK)
		rc = act_run(r, &act, 0, &result, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_DONE, true, &result.done);
	return rc;
}
