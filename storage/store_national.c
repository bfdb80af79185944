/* SPDX-License-Identifier: ISC */
/* Needs of central systems, joint tasks, and messages about no case. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_office_first(struct store *s, char code[12], struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OFFICE_FIRST);

	if (rc == RC_OK) {
		db_text(s->db, STATEMENT_OFFICE_FIRST, 0, code, 12);
		db_done(s->db, STATEMENT_OFFICE_FIRST);
	}
	return rc;
}

enum rc
store_cursor_follow(struct store *s, const char *channel, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CURSOR_FOLLOW, channel);
}

enum rc
store_outbox_add_caseless(struct store *s, const char *office, const struct outbox_record *m,
    int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_OUTBOX_ADD_CASELESS, office, m->channel,
	    m->region, m->kind, m->external_id, m->op_key, m->body, now_at, now_at);
}

void
need_record_release(struct need_record *n)
{
	free(n->why);
	free(n->workaround);
	free(n->reason);
	memset(n, 0, sizeof(*n));
}

static void
need_fill(struct store *s, enum statement st, struct need_record *n)
{
	struct need_row *row = &n->row;
	struct db *db = s->db;

	memset(n, 0, sizeof(*n));
	row->id = db_int(db, st, 0);
	db_text(db, st, 1, row->need_id, sizeof(row->need_id));
	db_text(db, st, 2, row->reference, sizeof(row->reference));
	db_text(db, st, 3, row->office, sizeof(row->office));
	db_text(db, st, 4, row->office_name, sizeof(row->office_name));
	db_text(db, st, 5, row->title, sizeof(row->title));
	db_text(db, st, 6, row->service, sizeof(row->service));
	db_text(db, st, 7, row->state, sizeof(row->state));
	row->seconds = (int32_t)db_int(db, st, 8);
	row->is_ours = db_int(db, st, 9) == 1;
	row->is_seconded = db_int(db, st, 10) == 1;
	row->registered_at = db_int(db, st, 11);
	db_text(db, st, 12, row->agency_name, sizeof(row->agency_name));
	row->answered_at = db_int(db, st, 13);
	db_text(db, st, 14, row->sending, sizeof(row->sending));
	row->planned.number = (int32_t)db_int(db, st, 15);
	row->version = db_int(db, st, 16);
	row->why = n->why = db_text_copy(db, st, 17, NULL);
	row->workaround = n->workaround = db_text_copy(db, st, 18, NULL);
	row->reason = n->reason = db_text_copy(db, st, 19, NULL);
}

enum rc
store_need_add(struct store *s, const char *channel, const struct need_row *n, int64_t by_id,
    int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_NEED_ADD, channel, n->reference, n->need_id,
	    n->office, n->office_name, n->title, n->why, n->service, n->workaround,
	    n->registered_at, n->state, by_id, n->version);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_NEED_ADD, 0);
		db_done(s->db, STATEMENT_NEED_ADD);
	}
	return rc;
}

/* Fills the need that a statement for one found. */
static enum rc
need_found(struct store *s, enum statement st, enum rc rc, struct need_record *out)
{
	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		need_fill(s, st, out);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_need_get(struct store *s, const char *office, int64_t id, struct need_record *out,
    struct err *e)
{
	return need_found(s, STATEMENT_NEED_BY_ID,
	    db_one(s->db, e, STATEMENT_NEED_BY_ID, office, id), out);
}

enum rc
store_need_find(struct store *s, const char *office, const char *need_id,
    struct need_record *out, struct err *e)
{
	return need_found(s, STATEMENT_NEED_BY_NUMBER,
	    db_one(s->db, e, STATEMENT_NEED_BY_NUMBER, office, need_id), out);
}

enum rc
store_need_by_reference(struct store *s, const char *office, const char *reference,
    struct need_record *out, struct err *e)
{
	return need_found(s, STATEMENT_NEED_BY_REFERENCE,
	    db_one(s->db, e, STATEMENT_NEED_BY_REFERENCE, office, reference), out);
}

enum rc
store_need_list(struct store *s, const char *office, const char *state, int64_t limit,
    void (*each)(void *arg, const struct need_row *row), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_NEED_LIST, office, state, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_NEED_LIST, &has_row, e)) == RC_OK && has_row) {
		struct need_record n;

		need_fill(s, STATEMENT_NEED_LIST, &n);
		each(arg, &n.row);
		need_record_release(&n);
	}
	return rc;
}

enum rc
store_need_heard(struct store *s, int64_t id, const char *need_id, int64_t version, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_NEED_HEARD, id, need_id, version);
}

enum rc
store_need_state(struct store *s, int64_t id, const struct need_row *n, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_NEED_STATE, id, n->state, n->reason,
	    (int64_t)n->planned.number, n->agency_name, n->answered_at);
}

enum rc
store_need_second(struct store *s, int64_t id, const struct need_second_row *v, int64_t by_id,
    bool *is_new, struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_NEED_SECOND_PUT, id, v->office,
	    v->office_name, v->seconded_at, by_id);

	*is_new = changed == 1;
	return rc;
}

enum rc
store_need_seconds(struct store *s, int64_t id,
    void (*each)(void *arg, const struct need_second_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_NEED_SECOND_LIST;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, id);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct need_second_row row = { .seconded_at = db_int(s->db, st, 2) };

		db_text(s->db, st, 0, row.office, sizeof(row.office));
		db_text(s->db, st, 1, row.office_name, sizeof(row.office_name));
		each(arg, &row);
	}
	return rc;
}

void
task_record_release(struct task_record *t)
{
	free(t->note);
	memset(t, 0, sizeof(*t));
}

static void
task_fill(struct store *s, enum statement st, struct task_record *t)
{
	struct task_row *row = &t->row;
	struct db *db = s->db;

	memset(t, 0, sizeof(*t));
	row->id = db_int(db, st, 0);
	db_text(db, st, 1, row->task_id, sizeof(row->task_id));
	db_text(db, st, 2, row->title, sizeof(row->title));
	db_text(db, st, 3, row->owner, sizeof(row->owner));
	db_text(db, st, 4, row->owner_name, sizeof(row->owner_name));
	row->is_ours = db_int(db, st, 5) == 1;
	row->due.number = (int32_t)db_int(db, st, 6);
	db_text(db, st, 7, row->state, sizeof(row->state));
	row->reported_at = db_int(db, st, 8);
	db_text(db, st, 9, row->sending, sizeof(row->sending));
	row->version = db_int(db, st, 10);
	row->note = t->note = db_text_copy(db, st, 11, NULL);
}

static enum rc
task_found(struct store *s, enum statement st, enum rc rc, struct task_record *out)
{
	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		task_fill(s, st, out);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_task_get(struct store *s, const char *office, int64_t id, struct task_record *out,
    struct err *e)
{
	return task_found(s, STATEMENT_TASK_BY_ID,
	    db_one(s->db, e, STATEMENT_TASK_BY_ID, office, id), out);
}

enum rc
store_task_find(struct store *s, const char *office, const char *task_id,
    struct task_record *out, struct err *e)
{
	return task_found(s, STATEMENT_TASK_BY_NUMBER,
	    db_one(s->db, e, STATEMENT_TASK_BY_NUMBER, office, task_id), out);
}

enum rc
store_task_list(struct store *s, const char *office, const char *state, int64_t limit,
    void (*each)(void *arg, const struct task_row *row), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_TASK_LIST, office, state, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_TASK_LIST, &has_row, e)) == RC_OK && has_row) {
		struct task_record t;

		task_fill(s, STATEMENT_TASK_LIST, &t);
		each(arg, &t.row);
		task_record_release(&t);
	}
	return rc;
}

enum rc
store_task_heard(struct store *s, const char *channel, const struct task_row *t, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_TASK_HEARD, channel, t->task_id, t->title, t->owner,
	    t->owner_name, (int64_t)t->due.number, t->state, t->note, t->reported_at, t->version);
}

enum rc
store_task_state(struct store *s, int64_t id, const struct task_row *t, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_TASK_STATE, id, t->state, t->note, t->reported_at);
}

enum rc
store_national_log(struct store *s, const char *about, int64_t subject, int64_t now_at,
    int64_t by_id, const char *what, const char *text, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_NATIONAL_LOG_ADD, about, subject, now_at, by_id,
	    what, text);
}

enum rc
store_national_unsent(struct store *s, const char *about, const char *kind, bool *is_unsent,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_NATIONAL_UNSENT, about, kind);

	if (rc == RC_OK) {
		*is_unsent = db_int(s->db, STATEMENT_NATIONAL_UNSENT, 0) > 0;
		db_done(s->db, STATEMENT_NATIONAL_UNSENT);
	}
	return rc;
}
