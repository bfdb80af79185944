/* SPDX-License-Identifier: ISC */
/* The outbox as desks see it, and by hand: try again now, hold back, cancel.
 * Each of these is an event of the case the message is about. */
#include <stdio.h>
#include <stdlib.h>

#include "console/office/session.h"
#include "console/rules/by_hand.h"
#include "storage/secret.h"
#include "storage/text.h"

static enum rc
write_event(struct request *r, const struct by_hand_info *how, const struct outbox_row *row,
    const char *reason, struct err *e)
{
	struct case_record of;
	struct event_record v = { .case_id = row->case_id, .kind = how->event,
		.actor_id = r->who.row.id, .entered_at = r->office->now_at,
		.effective_at = r->office->now_at, .request_hash = "", .text = reason };
	char key[33];
	enum rc rc = store_case_get(r->office->store, row->case_id, &of, e);

	if (rc != RC_OK)
		return rc;
	secret_op_key(key);
	v.op_key = key;
	v.state_before = v.state_after = state_name(of.row.state);
	v.version_after = of.row.version;
	v.due_before = v.due_after = of.row.due_at;
	return store_event_add(r->office->store, &v, e);
}

/* Of a message about no case the record of accesses says who did it. */
static enum rc
write_record(struct request *r, const struct by_hand_info *how, int64_t id, struct err *e)
{
	char subject[40];

	snprintf(subject, sizeof(subject), "message %lld", (long long)id);
	return request_record(r, subject, how->verb, e);
}

static enum rc
change_message(struct request *r, enum by_hand hand, const struct wire_change *ask,
    struct outbox_row *row, struct err *e)
{
	const struct by_hand_info *how = &by_hand_table[hand];
	struct store *store = r->office->store;
	struct verdict verdict;
	char *body = NULL;
	enum rc rc = store_outbox_get(store, ask->id, r->actor.office, row, &body, e);

	free(body);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc != RC_OK)
		return rc;
	verdict = by_hand_judge(hand, r->actor.role, row->state);
	if (verdict.reason != REASON_NONE)
		return request_refuse(r, verdict);
	rc = store_outbox_change(store, ask->id, row->state, how->to, r->office->now_at,
	    ask->reason, e);
	if (rc == RC_OK)
		rc = row->case_id == 0 ? write_record(r, how, row->id, e) :
		    write_event(r, how, row, ask->reason, e);
	if (rc == RC_OK) {
		str_fill(row->state, sizeof(row->state), how->to);
		str_fill(row->last_error, sizeof(row->last_error), ask->reason);
		r->office->has_outgoing = true;
	}
	return rc;
}

enum rc
handle_outbox_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_change ask;
	struct outbox_row row;
	struct verdict verdict;
	char verb[24];
	enum by_hand hand;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	snprintf(verb, sizeof(verb), "outbox %s", ask.what);
	hand = by_hand_find(verb);
	if (hand == BY_HAND_NONE)
		return request_refuse_for(r, REASON_BAD_VALUE, ask.what);
	verdict = by_hand_judge_role(hand, r->actor.role);
	if (verdict.reason != REASON_NONE)
		return request_refuse(r, verdict);
	if (by_hand_table[hand].needs_reason && str_empty(ask.reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	rc = change_message(r, hand, &ask, &row, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_OUTBOX_ROW, true, &row);
	return rc;
}

static void
tell_outbox(void *arg, const struct outbox_row *row)
{
	request_tell(arg, MESSAGE_OUTBOX_ROW, false, row);
}

enum rc
handle_outbox_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = store_outbox_list(r->office->store, r->actor.office, page.state, page.before_id,
		    request_page_limit(&page), tell_outbox, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_outbox_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number ask;
	struct outbox_row row = { .id = 0 };
	struct case_record c = { .assignee_id = 0 };
	struct applicant_record applicant = { .phone = "" };
	char subject[40];
	char *body = NULL;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_outbox_get(r->office->store, ask.number, r->actor.office, &row, &body, e);
	if (rc == RC_OK && row.case_id != 0)
		rc = store_case_get(r->office->store, row.case_id, &c, e);
	if (rc == RC_OK && row.case_id != 0)
		rc = store_applicant_get(r->office->store, row.case_id, &applicant, e);
	if (rc == RC_NOT_FOUND)
		rc = request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "message %lld", (long long)ask.number);
		rc = request_record(r, subject, "outbox-show", e);
	}
	if (rc == RC_OK) {
		struct buf shown = { 0 };

		mask_free_text(&shown, body, c.row.applicant, applicant.phone);
		request_tell(r, MESSAGE_OUTBOX_ROW, false, &row);
		request_tell_pieces(r, buf_str(&shown));
		request_tell_ok(r);
		buf_release(&shown);
	}
	free(body);
	return rc;
}
