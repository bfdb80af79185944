/* SPDX-License-Identifier: ISC */
/* Hand-overs as desks see them: the shadow of what the receiver reports. Nobody
 * at a desk writes it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/handover.h"
#include "storage/text.h"

static void
tell_handover(void *arg, const struct handover_row *row)
{
	request_tell(arg, MESSAGE_HANDOVER_ROW, false, row);
}

enum rc
handle_handover_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum hop hop;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK && !str_empty(page.state) && !hop_find(page.state, &hop))
		return request_refuse_for(r, REASON_BAD_VALUE, "state");
	if (rc == RC_OK)
		rc = store_handover_list(r->office->store, r->actor.office,
		    str_empty(page.state) ? "" : hop_table[hop].name, page.before_id,
		    request_page_limit(&page), tell_handover, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* One text in pieces, cut between characters, persons masked. */
static void
tell_text(struct request *r, const char *what, const char *text, const struct case_record *c,
    const struct applicant_record *applicant, bool is_plain)
{
	struct wire_handover_text piece = { .what = "" };
	struct buf shown = { 0 };
	char *part = x_alloc(PIECE_MAX);
	size_t at = 0;

	if (is_plain)
		buf_puts(&shown, text);
	else
		mask_free_text(&shown, text, c->row.applicant, applicant->phone);
	(void)str_fill(piece.what, sizeof(piece.what), what);
	while (at < shown.len) {
		str_fill(part, PIECE_MAX, shown.data + at);
		at += strlen(part);
		piece.text = part;
		request_tell(r, MESSAGE_HANDOVER_TEXT, false, &piece);
	}
	free(part);
	buf_release(&shown);
}

enum rc
handle_handover_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct store *store = r->office->store;
	struct wire_number ask;
	struct handover_record h = { .op_key = "" };
	struct case_record c;
	struct case_facts facts;
	struct applicant_record applicant;
	char subject[40];
	bool is_plain = false;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_handover_get(store, ask.number, r->actor.office, &h, e);
	if (rc == RC_OK)
		rc = store_case_get(store, h.row.case_id, &c, e);
	if (rc == RC_OK)
		rc = store_applicant_get(store, h.row.case_id, &applicant, e);
	if (rc == RC_NOT_FOUND)
		rc = request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc == RC_OK) {
		case_facts_of(&c, NULL, &facts);
		is_plain = policy_unmasked(&r->actor, &facts, r->office->now_at);
		snprintf(subject, sizeof(subject), "hand-over %lld", (long long)ask.number);
		rc = request_record(r, subject, "handover-show", e);
	}
	if (rc == RC_OK) {
		request_tell(r, MESSAGE_HANDOVER_ROW, false, &h.row);
		tell_text(r, "question", h.question, &c, &applicant, is_plain);
		tell_text(r, "proposal", h.proposal, &c, &applicant, is_plain);
		tell_text(r, "answer", h.answer, &c, &applicant, is_plain);
		tell_text(r, "body", h.body, &c, &applicant, is_plain);
		request_tell_ok(r);
	}
	handover_record_release(&h);
	return rc;
}
