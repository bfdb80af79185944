/* SPDX-License-Identifier: ISC */
#include "console/office/handover.h"

#include <inttypes.h>
#include <stdio.h>

#include "console/office/body.h"
#include "console/office/calendars.h"
#include "console/office/letter.h"
#include "console/rules/agency.h"
#include "storage/text.h"

enum rc
handover_move(struct office *office, struct case_record *c, struct handover_row *row, enum hop to,
    int64_t at, struct handover_move *m, bool *has_moved, struct err *e)
{
	enum escalation_kind kind = ESCALATION_GUIDELINE;
	const struct calendar *calendar = NULL;
	enum hop from = HOP_CLOSED;
	enum rc rc;

	(void)escalation_kind_find(row->kind, &kind);
	*has_moved = hop_find(row->hop, &from) && hop_follows(from, to);
	if (!*has_moved)
		return RC_OK;
	rc = calendar_of_office(office, c->office, &calendar, e);
	if (rc != RC_OK)
		return rc;
	m->id = row->id;
	m->hop = hop_table[to].name;
	m->at = at;
	m->due_at = hop_due(calendar, kind, to, at);
	if (from == HOP_PROPOSED)
		rc = store_draft_drop(office->store, c->row.id, e);
	if (rc == RC_OK)
		rc = store_handover_move(office->store, m, e);
	if (rc != RC_OK)
		return rc;
	str_fill(row->hop, sizeof(row->hop), m->hop);
	row->due_at = c->row.hop_due_at = m->due_at;
	if (to == HOP_RETURNED)
		c->row.bounces++;
	return RC_OK;
}

enum rc
handover_end(struct office *office, struct case_record *c, enum hop to, struct err *e)
{
	struct handover_move m = { .id = 0 };
	struct handover_row row;
	bool has_moved;
	enum rc rc = store_handover_last(office->store, c->row.id, &row, e);

	if (rc == RC_NOT_FOUND)
		return RC_OK;
	/* What came back already is not taken back, it is over. */
	if (rc == RC_OK && to == HOP_CANCELLED && (str_eq(row.hop, hop_table[HOP_RETURNED].name) ||
	    str_eq(row.hop, hop_table[HOP_ANSWERED].name)))
		to = HOP_CLOSED;
	return rc == RC_OK ? handover_move(office, c, &row, to, office->now_at, &m, &has_moved, e) :
	    rc;
}

enum rc
handover_sent(struct office *office, int64_t outbox_id, struct err *e)
{
	struct handover_move m = { .id = 0 };
	struct handover_row row;
	struct case_record c;
	bool has_moved = false;
	enum rc rc = store_handover_by_message(office->store, outbox_id, &row, e);

	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK)
		rc = store_case_get(office->store, row.case_id, &c, e);
	if (rc == RC_OK)
		rc = handover_move(office, &c, &row, HOP_SENT, office->now_at, &m, &has_moved, e);
	if (rc == RC_OK && has_moved)
		rc = store_case_hop(office->store, c.row.id, c.row.hop_due_at, e);
	return rc;
}

/* Notices to applicants are Korean. */
enum rc
handover_notice(struct office *office, const struct case_record *c,
    const struct staff_record *who, const struct handover_row *row, int64_t event_id,
    struct err *e)
{
	const struct agency_info *agency = agency_find(row->agency);
	enum escalation_kind kind = ESCALATION_GUIDELINE;
	struct outbox_record m = { .case_id = c->row.id, .event_id = event_id, .kind = "notice" };
	struct buf text = { 0 }, body = { 0 };
	enum rc rc;

	(void)escalation_kind_find(row->kind, &kind);
	buf_printf(&text, escalation_table[kind].ends_case ?
	    "신청하신 민원은 소관 기관인 %s에 이송되어 그 기관에서 처리합니다 (%s)." :
	    "신청하신 민원에 관하여 %s의 의견을 구하고 있습니다 (%s). 처리기간은 그대로 진행됩니다.",
	    agency != NULL ? agency->name_ko : row->agency, escalation_table[kind].law);
	str_fill(m.channel, sizeof(m.channel), c->row.channel);
	str_fill(m.region, sizeof(m.region), c->row.region);
	str_fill(m.external_id, sizeof(m.external_id), c->row.external_id);
	snprintf(m.op_key, sizeof(m.op_key), "handover.%" PRId64 ".%" PRId64 ".notice", c->row.id,
	    row->serial);
	letter_notice_body(&body, c, who, "progress", buf_str(&text));
	m.body = body.data;
	rc = store_outbox_add(office->store, &m, office->now_at, e);
	office->has_outgoing = office->has_outgoing || rc == RC_OK;
	buf_release(&body);
	buf_release(&text);
	return rc;
}

enum rc
handover_received(struct office *office, const struct case_record *c, int64_t event_id,
    struct err *e)
{
	struct outbox_record m = { .case_id = c->row.id, .event_id = event_id, .kind = "hop" };
	struct buf body = { 0 };
	enum rc rc;

	str_fill(m.channel, sizeof(m.channel), c->row.channel);
	str_fill(m.region, sizeof(m.region), c->row.region);
	str_fill(m.external_id, sizeof(m.external_id), c->row.external_id);
	snprintf(m.op_key, sizeof(m.op_key), "hop.%.40s.received", c->row.external_id);
	buf_putc(&body, '{');
	body_member(&body, "status", "acknowledged");
	body_instant(&body, "reported_at", office->now_at);
	buf_putc(&body, '}');
	m.body = body.data;
	rc = store_outbox_add(office->store, &m, office->now_at, e);
	office->has_outgoing = office->has_outgoing || rc == RC_OK;
	buf_release(&body);
	return rc;
}
