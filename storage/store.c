/* SPDX-License-Identifier: ISC */
#include "storage/store.h"

#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

enum rc
store_open(const char *path, bool is_new, struct store **out, struct err *e)
{
	struct store *s = x_zalloc(1, sizeof(*s));
	enum rc rc = db_open(&db_sqlite, path, is_new, &s->db, e);

	if (rc != RC_OK) {
		free(s);
		return rc;
	}
	rc = store_search_catch_up(s, e);
	if (rc != RC_OK) {
		store_close(s);
		return rc;
	}
	*out = s;
	return RC_OK;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	db_close(s->db);
	tally_map_release(&s->tally);
	free(s->tally_log.steps);
	free(s->entries);
	free(s);
}

enum rc
store_begin(struct store *s, struct err *e)
{
	s->delta_count = 0;
	s->kept_count = 0;
	store_tally_forget(s);
	s->entry_count = 0;
	s->entries_kept = 0;
	s->staff.row.id = 0;
	return db_begin(s->db, e);
}

enum rc
store_commit(struct store *s, struct err *e)
{
	enum rc written = store_search_write(s, e);

	if (written != RC_OK)
		return written;
	for (size_t i = 0; i < s->delta_count; i++) {
		const struct counter_delta *d = &s->deltas[i];

		if (d->delta != 0) {
			enum rc rc = db_run(s->db, e, NULL, STATEMENT_COUNTER_ADD, d->office,
			    d->state, (int64_t)d->delta);

			if (rc != RC_OK)
				return rc;
		}
	}
	enum rc rc = store_tally_write(s, &s->tally, e);

	if (rc != RC_OK)
		return rc;
	s->delta_count = 0;
	store_tally_forget(s);
	return db_commit(s->db, e);
}

void
store_rollback(struct store *s)
{
	s->delta_count = 0;
	store_tally_forget(s);
	s->entry_count = 0;
	s->staff.row.id = 0;
	db_rollback(s->db);
}

enum rc
store_request_begin(struct store *s, struct err *e)
{
	memcpy(s->kept, s->deltas, sizeof(s->deltas));
	s->kept_count = s->delta_count;
	s->tally_log.count = 0;
	s->entries_kept = s->entry_count;
	return db_savepoint(s->db, e);
}

enum rc
store_request_keep(struct store *s, struct err *e)
{
	return db_savepoint_keep(s->db, e);
}

void
store_request_undo(struct store *s)
{
	memcpy(s->deltas, s->kept, sizeof(s->deltas));
	s->delta_count = s->kept_count;
	store_tally_undo(s);
	s->entry_count = s->entries_kept;
	s->staff.row.id = 0;
	db_savepoint_undo(s->db);
}

bool
store_is_full(struct store *s)
{
	return db_is_full(s->db);
}

int
store_log_pages(struct store *s)
{
	return db_log_pages(s->db);
}

void
store_shrink(struct store *s, bool is_writing)
{
	db_shrink(s->db, is_writing);
}

void
store_checkpoint(struct store *s)
{
	db_checkpoint(s->db);
}

int64_t
store_writes(const struct store *s)
{
	return db_writes(s->db);
}

void
store_count(struct store *s, const char *office, const char *state, int delta)
{
	for (size_t i = 0; i < s->delta_count; i++) {
		struct counter_delta *d = &s->deltas[i];

		if (str_eq(d->office, office) && str_eq(d->state, state)) {
			d->delta += delta;
			return;
		}
	}
	if (s->delta_count == DELTA_MAX) {
		/* So many offices in one transaction: write this one at once. */
		if (db_run(s->db, NULL, NULL, STATEMENT_COUNTER_ADD, office, state,
		    (int64_t)delta) != RC_OK)
			log_event(LOG_ERROR_LEVEL, "counter-lost", "office", office, NULL);
		return;
	}
	str_fill(s->deltas[s->delta_count].office, sizeof(s->deltas[0].office), office);
	str_fill(s->deltas[s->delta_count].state, sizeof(s->deltas[0].state), state);
	s->deltas[s->delta_count].delta = delta;
	s->delta_count++;
}

enum rc
store_counters(struct store *s, const char *office, int64_t counts[STATE__COUNT], struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_COUNTER_LIST, office);

	memset(counts, 0, sizeof(counts[0]) * STATE__COUNT);
	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_COUNTER_LIST, &has_row, e)) == RC_OK && has_row) {
		char name[16];
		enum state state;

		db_text(s->db, STATEMENT_COUNTER_LIST, 0, name, sizeof(name));
		if (state_by_name(name, &state))
			counts[state] = db_int(s->db, STATEMENT_COUNTER_LIST, 1);
	}
	/* What this transaction has changed but not written yet counts too. */
	for (size_t i = 0; i < s->delta_count; i++) {
		enum state state;

		if (str_eq(s->deltas[i].office, office) && state_by_name(s->deltas[i].state, &state))
			counts[state] += s->deltas[i].delta;
	}
	return rc;
}

/* A statement that gives one number. */
static enum rc
one_number(struct store *s, enum statement statement, int64_t *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, statement);

	if (rc != RC_OK)
		return rc;
	*out = db_int(s->db, statement, 0);
	db_done(s->db, statement);
	return RC_OK;
}

enum rc
store_counters_wrong(struct store *s, int64_t *wrong, struct err *e)
{
	return one_number(s, STATEMENT_COUNTER_CHECK, wrong, e);
}

enum rc
store_mark_add(struct store *s, const struct store_mark *mark, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_STORE_ADD, (int64_t)(mark->is_practice ? 1 : 0),
	    mark->owner_uid, now_at);
}

enum rc
store_mark_get(struct store *s, struct store_mark *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_STORE_GET);

	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_STORAGE, say(N_("the store was never finished: make it again")));
	if (rc != RC_OK)
		return rc;
	out->is_practice = db_int(s->db, STATEMENT_STORE_GET, 0) == 1;
	out->owner_uid = db_int(s->db, STATEMENT_STORE_GET, 1);
	db_done(s->db, STATEMENT_STORE_GET);
	return RC_OK;
}

enum rc
store_access_add(struct store *s, int64_t now_at, int64_t staff_id, const char *login,
    const char *place, const char *subject, const char *operation, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_ACCESS_ADD, now_at, staff_id, login, place, subject,
	    operation);
}
