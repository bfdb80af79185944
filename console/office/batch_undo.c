/* SPDX-License-Identifier: ISC */
/* Taking a batch back: each item is an event of its own, and what has moved on
 * since stays as it is. */
#include <inttypes.h>
#include <stdio.h>

#include "console/office/batch.h"
#include "console/office/calendar_change.h"
#include "console/rules/batch.h"
#include "console/rules/undo.h"
#include "storage/secret.h"

enum rc
batch_undo_plan(struct request *r, const struct batch_record *of, struct batch_record *out,
    struct err *e)
{
	struct store *store = r->office->store;
	char key[33];
	enum rc rc;

	if (of->row.undo_of != 0 || of->row.done == 0)
		return request_refuse_for(r, REASON_UNDO_NOTHING, "");
	secret_op_key(key);
	*out = (struct batch_record){ .author_id = r->actor.staff_id,
		.row = { .undo_of = of->row.id, .created_at = r->office->now_at,
		    .changed_at = r->office->now_at, .is_sealed = true } };
	str_fill(out->office, sizeof(out->office), of->office);
	str_fill(out->key, sizeof(out->key), key);
	str_fill(out->row.source, sizeof(out->row.source), "undo");
	str_fill(out->row.op, sizeof(out->row.op), of->row.op);
	str_fill(out->row.state, sizeof(out->row.state), BATCH_PLANNED);
	str_fill(out->row.author, sizeof(out->row.author), r->who.row.login);
	str_fill(out->row.author_name, sizeof(out->row.author_name), r->who.row.name);
	rc = store_batch_add(store, out, e);
	if (rc == RC_OK)
		rc = store_batch_undo_items(store, out->row.id, of->row.id, &out->row.items, e);
	return rc == RC_OK ? store_batch_update(store, out, e) : rc;
}

enum rc
batch_undo_note(struct request *r, const struct batch_record *b, int64_t undone, bool is_over,
    struct err *e)
{
	struct batch_record of;
	enum rc rc = store_batch_get(r->office->store, b->row.undo_of, &of, e);

	if (rc != RC_OK)
		return rc;
	of.row.done -= undone;
	of.row.undone += undone;
	of.row.changed_at = r->office->now_at;
	if (is_over && of.row.undone > 0)
		str_fill(of.row.state, sizeof(of.row.state), BATCH_UNDONE);
	return store_batch_update(r->office->store, &of, e);
}

/* The event that says so. */
static enum rc
write_event(struct request *r, const struct batch_record *b, struct batch_item *item,
    const struct case_record *c, enum state before, struct err *e)
{
	struct event_record v = { .case_id = c->row.id, .kind = EVENT_UNDONE,
		.actor_id = r->who.row.id, .entered_at = r->office->now_at,
		.effective_at = r->office->now_at, .state_before = state_name(before),
		.state_after = state_name(c->row.state), .version_after = c->row.version,
		.due_before = c->row.due_at, .due_after = c->row.due_at, .request_hash = "" };
	char key[72], text[64], subject[40];
	enum rc rc;

	batch_item_key(key, b, item->row.no);
	snprintf(text, sizeof(text), "%s (%" PRId64 ")", item->row.op, b->row.undo_of);
	v.op_key = key;
	v.text = text;
	rc = store_event_add(r->office->store, &v, e);
	if (rc == RC_OK)
		rc = store_look_see(r->office->store, r->actor.staff_id, c->row.id,
		    c->row.version - 1, c->row.version, v.id, e);
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "case %" PRId64, c->row.id);
		rc = request_record(r, subject, EVENT_UNDONE, e);
	}
	item->row.event_id = v.id;
	item->row.version = c->row.version;
	return rc;
}

/* The case as it is now, if nothing has happened to it since. */
static enum rc
load_unmoved(struct request *r, const struct batch_item *item, struct case_record *c,
    struct err *e)
{
	struct store *store = r->office->store;
	char kind[24], name[64];
	enum rc rc = store_case_get(store, item->row.case_id, c, e);

	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(c->office, r->actor.office)))
		return request_refuse_for(r, REASON_UNKNOWN_CASE, item->row.number);
	if (rc != RC_OK || c->row.version == item->row.version)
		return rc;
	rc = store_event_last(store, c->row.id, kind, name, e);
	return rc == RC_OK ? request_refuse_for(r, REASON_MOVED_ON, kind) : rc;
}

/* What stands in the item from when the list was made: the state that the op
 * began in, the one it led to, and the version after it. */
enum rc
batch_undo_item(struct request *r, const struct batch_record *b, struct batch_item *item,
    struct err *e)
{
	struct batch_item_row *row = &item->row;
	enum state before, after;
	struct case_record c;
	unsigned int parts;
	struct verdict v;
	enum op op;
	enum rc rc;

	if (!op_find(row->op, &op) || !state_by_name(row->state_before, &before) ||
	    !state_by_name(row->state_after, &after))
		return err_set(e, RC_INVALID, "batch %" PRId64 ": item %" PRId64 " is no op",
		    b->row.undo_of, row->no);
	v = undo_judge(&r->actor, op, after);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	rc = load_unmoved(r, item, &c, e);
	if (rc == RC_OK)
		rc = calendar_change_case(r->office, &c, e);
	if (rc != RC_OK)
		return rc;
	parts = undo_table[op].gives_back;
	if ((parts & UNDO_STATE) != 0)
		c.row.state = before;
	if ((parts & UNDO_ASSIGNEE) != 0)
		c.assignee_id = item->assignee_before;
	if ((parts & (UNDO_LEASE | UNDO_ASSIGNEE)) != 0)
		c.lease_holder_id = c.row.lease_until_at = 0;
	rc = store_case_update(r->office->store, &c, e);
	if (rc == RC_OK)
		rc = write_event(r, b, item, &c, after, e);
	if (rc == RC_OK)
		rc = store_batch_item_undone(r->office->store, b->row.undo_of, item->of_no, e);
	if (rc == RC_OK) {
		str_fill(row->state_before, sizeof(row->state_before), state_name(after));
		str_fill(row->state_after, sizeof(row->state_after), state_name(before));
	}
	return rc;
}
