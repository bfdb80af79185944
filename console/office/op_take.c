/* SPDX-License-Identifier: ISC */
/* Receiving, assigning, holding and letting go. */
#include <inttypes.h>
#include <stdio.h>

#include "console/office/ops.h"

/* What an outage is looked for by, and whether one was there. */
struct covering {
	int64_t at;
	bool is_covered;
};

static void
cover(void *arg, const struct case_outage *o)
{
	struct covering *c = arg;

	c->is_covered = c->is_covered || (o->from_at <= c->at &&
	    (o->until_at == 0 || c->at < o->until_at));
}

/* 장애기간접수 (Decree §6의2③): what was received on paper while the system stood
 * still keeps its time, neither before it arrived nor outside the outage. */
static enum rc
receive_late(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	struct case_row *row = &run->c.row;
	struct covering c = { .at = run->act->at };
	char text[32];
	enum rc rc;

	instant_format_official(c.at < row->arrived_at ? row->arrived_at : c.at, text);
	if (c.at < row->arrived_at)
		return request_refuse_for(run->r, REASON_TOO_EARLY, text);
	if (c.at > office->now_at)
		return request_refuse_for(run->r, REASON_TOO_LATE, text);
	rc = store_outage_since(office->store, run->c.office, row->channel, c.at, cover, &c, e);
	if (rc == RC_OK && !c.is_covered)
		return request_refuse_for(run->r, REASON_NOT_IN_OUTAGE, text);
	row->received_at = run->effective_at = c.at;
	row->is_outage_receipt = true;
	return rc;
}

enum rc
op_receipt_number(struct office *office, const char *code, char number[24], struct err *e)
{
	struct civil now;
	int64_t serial = 0;
	enum rc rc;

	instant_civil(office->now_at, &now);
	rc = store_receipt_next(office->store, code, now.year, &serial, e);
	if (rc == RC_OK)
		snprintf(number, 24, "%04d-%.11s-%06" PRId64, now.year, code, serial);
	return rc;
}

/* What is handed to a clerk is received with its arrival (Act §9①: receipt is
 * neither refused nor put off); in an outage it is marked so (Decree §6의2③). The
 * channel's number is the receipt number then. */
static enum rc
receive_at_desk(struct op_run *run, struct err *e)
{
	struct case_row *row = &run->c.row;
	struct covering c = { .at = row->arrived_at };
	enum rc rc = store_outage_since(run->r->office->store, run->c.office, row->channel, c.at,
	    cover, &c, e);

	str_fill(row->receipt_no, sizeof(row->receipt_no), row->external_id);
	row->received_at = run->effective_at = row->arrived_at;
	row->is_outage_receipt = c.is_covered;
	return rc;
}

enum rc
op_receive(struct op_run *run, struct err *e)
{
	struct office *office = run->r->office;
	struct case_row *row = &run->c.row;
	enum rc rc;

	if (run->is_at_desk)
		return receive_at_desk(run, e);
	rc = op_receipt_number(office, run->c.office, row->receipt_no, e);
	if (rc != RC_OK)
		return rc;
	row->received_at = office->now_at;
	return run->act->at != 0 ? receive_late(run, e) : RC_OK;
}

static void
let_go(struct case_record *c)
{
	c->lease_holder_id = 0;
	c->row.lease_until_at = 0;
}

static void
hold(struct op_run *run)
{
	run->c.lease_holder_id = run->r->who.row.id;
	run->c.row.lease_until_at = run->r->office->now_at + LEASE_SEC;
}

enum rc
op_assign(struct op_run *run, struct err *e)
{
	struct staff_record assignee;
	enum rc rc = store_staff_by_login(run->r->office->store, run->act->assignee, &assignee, e);

	if (rc == RC_NOT_FOUND || (rc == RC_OK && (!assignee.row.is_enabled ||
	    assignee.row.role != ROLE_OFFICER || !str_eq(assignee.row.office, run->c.office))))
		return request_refuse_for(run->r, REASON_BAD_ASSIGNEE, run->act->assignee);
	if (rc != RC_OK)
		return rc;
	run->c.assignee_id = assignee.row.id;
	/* Whoever shares it out anew has heard the report. */
	run->c.row.raised_at = 0;
	let_go(&run->c);
	return RC_OK;
}

enum rc
op_settle(struct op_run *run, struct err *e)
{
	(void)e;
	run->c.row.raised_at = 0;
	return RC_OK;
}

enum rc
op_claim(struct op_run *run, struct err *e)
{
	(void)e;
	hold(run);
	return RC_OK;
}

enum rc
op_release(struct op_run *run, struct err *e)
{
	(void)e;
	let_go(&run->c);
	return RC_OK;
}

enum rc
op_next(struct op_run *run, struct err *e)
{
	(void)e;
	hold(run);
	run->c.assignee_id = run->r->who.row.id;
	return RC_OK;
}

enum rc
op_note(struct op_run *run, struct err *e)
{
	/* The event carries the note; nothing of the case changes. */
	(void)run;
	(void)e;
	return RC_OK;
}
