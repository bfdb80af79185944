/* SPDX-License-Identifier: ISC */
/* Events, drafts of decisions. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_event_add(struct store *s, struct event_record *v, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_EVENT_ADD, v->case_id, v->kind, v->actor_id,
	    v->entered_at, v->effective_at, v->state_before, v->state_after, v->version_after,
	    v->due_before, v->due_after, v->op_key, v->request_hash, v->text,
	    v->rule != NULL ? v->rule : "");

	if (rc == RC_OK)
		v->id = db_added(s->db);
	return rc;
}

enum rc
store_event_by_key(struct store *s, const char *op_key, struct event_result *out, struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_EVENT_BY_KEY, op_key);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		out->id = db_int(db, STATEMENT_EVENT_BY_KEY, 0);
		out->case_id = db_int(db, STATEMENT_EVENT_BY_KEY, 1);
		db_text(db, STATEMENT_EVENT_BY_KEY, 2, out->kind, sizeof(out->kind));
		out->actor_id = db_int(db, STATEMENT_EVENT_BY_KEY, 3);
		db_text(db, STATEMENT_EVENT_BY_KEY, 4, out->state_before,
		    sizeof(out->state_before));
		db_text(db, STATEMENT_EVENT_BY_KEY, 5, out->state_after, sizeof(out->state_after));
		out->version_after = db_int(db, STATEMENT_EVENT_BY_KEY, 6);
		out->due_after = db_int(db, STATEMENT_EVENT_BY_KEY, 7);
		db_text(db, STATEMENT_EVENT_BY_KEY, 8, out->request_hash,
		    sizeof(out->request_hash));
		db_done(db, STATEMENT_EVENT_BY_KEY);
	}
	return rc;
}

enum rc
store_event_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, const struct timeline_event *v), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_EVENT_LIST, case_id);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_EVENT_LIST, &has_row, e)) == RC_OK && has_row) {
		struct timeline_event v = { .id = db_int(db, STATEMENT_EVENT_LIST, 0) };

		db_text(db, STATEMENT_EVENT_LIST, 1, v.kind, sizeof(v.kind));
		db_text(db, STATEMENT_EVENT_LIST, 2, v.actor, sizeof(v.actor));
		db_text(db, STATEMENT_EVENT_LIST, 3, v.actor_name, sizeof(v.actor_name));
		v.entered_at = db_int(db, STATEMENT_EVENT_LIST, 4);
		v.effective_at = db_int(db, STATEMENT_EVENT_LIST, 5);
		db_text(db, STATEMENT_EVENT_LIST, 6, v.state_before, sizeof(v.state_before));
		db_text(db, STATEMENT_EVENT_LIST, 7, v.state_after, sizeof(v.state_after));
		v.text = db_text_copy(db, STATEMENT_EVENT_LIST, 8, NULL);
		db_text(db, STATEMENT_EVENT_LIST, 9, v.rule, sizeof(v.rule));
		each(arg, &v);
		timeline_event_release(&v);
	}
	return rc;
}

enum rc
store_event_last(struct store *s, int64_t case_id, char kind[24], char name[64], struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_EVENT_LAST, case_id);

	if (rc == RC_OK) {
		db_text(s->db, STATEMENT_EVENT_LAST, 0, kind, 24);
		db_text(s->db, STATEMENT_EVENT_LAST, 1, name, 64);
		db_done(s->db, STATEMENT_EVENT_LAST);
	}
	return rc;
}

enum rc
store_draft_put(struct store *s, int64_t case_id, const struct draft_record *d, int64_t now_at,
    struct err *e)
{
	enum outcome kept = d->outcome == OUTCOME_ESCALATE ? OUTCOME_COMPLETE : d->outcome;

	return db_run(s->db, e, NULL, STATEMENT_DRAFT_PUT, case_id, outcome_name(kept),
	    str_or_empty(d->text), str_or_empty(d->reasons), str_or_empty(d->remedies), d->by_id,
	    now_at);
}

enum rc
store_draft_get(struct store *s, int64_t case_id, struct draft_record *out, struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_DRAFT_GET, case_id);
	char outcome[16];

	memset(out, 0, sizeof(*out));
	if (rc != RC_OK)
		return rc;
	db_text(db, STATEMENT_DRAFT_GET, 0, outcome, sizeof(outcome));
	if (!outcome_by_name(outcome, &out->outcome))
		out->outcome = OUTCOME_NONE;
	out->text = db_text_copy(db, STATEMENT_DRAFT_GET, 1, NULL);
	out->reasons = db_text_copy(db, STATEMENT_DRAFT_GET, 2, NULL);
	out->remedies = db_text_copy(db, STATEMENT_DRAFT_GET, 3, NULL);
	out->by_id = db_int(db, STATEMENT_DRAFT_GET, 4);
	db_text(db, STATEMENT_DRAFT_GET, 5, out->by_login, sizeof(out->by_login));
	db_text(db, STATEMENT_DRAFT_GET, 6, out->by_name, sizeof(out->by_name));
	out->approved_at = db_int(db, STATEMENT_DRAFT_GET, 7);
	db_done(db, STATEMENT_DRAFT_GET);
	return RC_OK;
}

void
draft_record_release(struct draft_record *d)
{
	free(d->text);
	free(d->reasons);
	free(d->remedies);
	memset(d, 0, sizeof(*d));
}

enum rc
store_draft_drop(struct store *s, int64_t case_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_DRAFT_DROP, case_id);
}

enum rc
store_draft_approve(struct store *s, int64_t case_id, int64_t by_id, int64_t now_at,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_DRAFT_APPROVE, case_id, by_id, now_at);
}
