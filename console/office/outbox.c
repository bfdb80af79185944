/* SPDX-License-Identifier: ISC */
/* The outbox as desks see it, and by hand: try again now, hold back, cancel.
 * Each of these is an event of the case the message is about. */
#include <stdio.h>
#include <stdlib.h>

#include "console/office/session.h"
#include "storage/secret.h"
#include "storage/text.h"

/* One row per thing to do: who may, from which states, into which. */
static const struct change {
	const char *what;
	const char *event;	/* as event_label() knows it */
	unsigned int roles;
	const char *from[3];
	const char *to;
	bool needs_reason;
} changes[] = {
	{ "retry", "message-retry", ROLE_BIT(ROLE_OFFICER) | ROLE_BIT(ROLE_SUPERVISOR),
	    { "waiting", "parked", "held" }, "waiting", false },
	{ "hold", "message-hold", ROLE_BIT(ROLE_SUPERVISOR), { "waiting", "parked", NULL }, "held",
	    true },
	{ "cancel", "message-cancel", ROLE_BIT(ROLE_SUPERVISOR),
	    { "waiting", "parked", "held" }, "cancelled", true },
};
#define CHANGE_COUNT (sizeof(changes) / sizeof(changes[0]))

static bool
is_from(const struct change *c, const char *state)
{
	for (size_t i = 0; i < sizeof(c->from) / sizeof(c->from[0]); i++)
		if (c->from[i] != NULL && str_eq(c->from[i], state))
			return true;
	return false;
}

static enum rc
write_event(struct request *r, const struct change *c, const struct outbox_row *row,
    const char *reason, struct err *e)
{
	struct case_record of;
	struct event_record v = { .case_id = row->case_id, .kind = c->event,
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

static enum rc
change_message(struct request *r, const struct change *c, const struct wire_change *ask,
    struct outbox_row *row, struct err *e)
{
	struct store *store = r->office->store;
	char *body = NULL;
	enum rc rc = store_outbox_get(store, ask->id, r->actor.office, row, &body, e);

	free(body);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc != RC_OK)
		return rc;
	if (!is_from(c, row->state))
		return request_refuse_for(r, REASON_MESSAGE_STATE, row->state);
	rc = store_outbox_change(store, ask->id, row->state, c->to, r->office->now_at, ask->reason,
	    e);
	if (rc == RC_OK)
		rc = write_event(r, c, row, ask->reason, e);
	if (rc == RC_OK) {
		str_fill(row->state, sizeof(row->state), c->to);
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
	size_t i = 0;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	while (i < CHANGE_COUNT && !str_eq(changes[i].what, ask.what))
		i++;
	if (i == CHANGE_COUNT)
		return request_refuse_for(r, REASON_BAD_VALUE, ask.what);
	if ((changes[i].roles & ROLE_BIT(r->actor.role)) == 0)
		return request_refuse_for(r, REASON_NO_RIGHT, "");
	if (changes[i].needs_reason && str_empty(ask.reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	rc = change_message(r, &changes[i], &ask, &row, e);
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
		rc = store_outbox_list(r->office->store, r->actor.office, page.before_id,
		    request_page_limit(&page), tell_outbox, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_outbox_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number ask;
	struct outbox_row row;
	struct case_record c;
	struct applicant_record applicant;
	char subject[40];
	char *body = NULL;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_outbox_get(r->office->store, ask.number, r->actor.office, &row, &body, e);
	if (rc == RC_OK)
		rc = store_case_get(r->office->store, row.case_id, &c, e);
	if (rc == RC_OK)
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
