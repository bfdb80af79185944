/* SPDX-License-Identifier: ISC */
#include "storage/store_typing.h"

#include <stdlib.h>

#include "storage/store_inside.h"

#define DAY_SEC (24 * 60 * 60)

enum rc
store_scratch_put(struct store *s, const struct scratch_key *key, const char *content,
    int64_t now_at, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_SCRATCH_PUT, key->staff_id, key->about,
	    key->subject_id, key->action, content, now_at);

	if (rc != RC_OK)
		return rc;
	*id = db_int(s->db, STATEMENT_SCRATCH_PUT, 0);
	db_done(s->db, STATEMENT_SCRATCH_PUT);
	return RC_OK;
}

static void
fill_scratch(struct db *db, enum statement statement, struct scratch_row *row)
{
	*row = (struct scratch_row){ .id = db_int(db, statement, 0),
		.subject_id = db_int(db, statement, 2), .saved_at = db_int(db, statement, 5) };
	db_text(db, statement, 1, row->about, sizeof(row->about));
	db_text(db, statement, 3, row->action, sizeof(row->action));
	db_text(db, statement, 4, row->number, sizeof(row->number));
}

enum rc
store_scratch_get(struct store *s, const struct scratch_key *key, int64_t id,
    struct scratch_row *row, char **content, struct err *e)
{
	enum statement statement = id != 0 ? STATEMENT_SCRATCH_BY_ID : STATEMENT_SCRATCH_BY_KEY;
	size_t len = 0;
	enum rc rc = id != 0 ? db_one(s->db, e, statement, key->staff_id, id) :
	    db_one(s->db, e, statement, key->staff_id, key->about, key->subject_id, key->action);

	if (rc != RC_OK)
		return rc;
	fill_scratch(s->db, statement, row);
	*content = db_text_copy(s->db, statement, 6, &len);
	row->bytes = (int64_t)len;
	db_done(s->db, statement);
	return RC_OK;
}

enum rc
store_scratch_list(struct store *s, int64_t staff_id,
    void (*each)(void *arg, const struct scratch_row *row), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_SCRATCH_LIST, staff_id);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_SCRATCH_LIST, &has_row, e)) == RC_OK && has_row) {
		struct scratch_row row;
		size_t len;

		fill_scratch(db, STATEMENT_SCRATCH_LIST, &row);
		free(db_text_copy(db, STATEMENT_SCRATCH_LIST, 6, &len));
		row.bytes = (int64_t)len;
		each(arg, &row);
	}
	return rc;
}

enum rc
store_scratch_count(struct store *s, int64_t staff_id, int64_t *count, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_SCRATCH_COUNT, staff_id);

	if (rc != RC_OK)
		return rc;
	*count = db_int(s->db, STATEMENT_SCRATCH_COUNT, 0);
	db_done(s->db, STATEMENT_SCRATCH_COUNT);
	return RC_OK;
}

enum rc
store_scratch_drop(struct store *s, const struct scratch_key *key, int64_t id, bool *gone,
    struct err *e)
{
	int64_t changed = 0;
	enum rc rc = id != 0 ?
	    db_run(s->db, e, &changed, STATEMENT_SCRATCH_DROP_ID, key->staff_id, id) :
	    db_run(s->db, e, &changed, STATEMENT_SCRATCH_DROP_KEY, key->staff_id, key->about,
	    key->subject_id, key->action);

	*gone = changed > 0;
	return rc;
}

enum rc
store_scratch_purge(struct store *s, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SCRATCH_PURGE,
	    now_at - (int64_t)SCRATCH_KEEP_DAYS * DAY_SEC);
}

enum rc
store_snippet_put(struct store *s, const char *office, int64_t staff_id, const char *name,
    const char *text, int64_t now_at, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_SNIPPET_PUT, office, staff_id, name, text, now_at);

	if (rc != RC_OK)
		return rc;
	*id = db_int(s->db, STATEMENT_SNIPPET_PUT, 0);
	db_done(s->db, STATEMENT_SNIPPET_PUT);
	return RC_OK;
}

/* Fills a row; its text is a copy where the statement has one. */
static void
fill_snippet(struct db *db, enum statement statement, struct snippet_row *row)
{
	*row = (struct snippet_row){ .id = db_int(db, statement, 0),
		.is_office = db_int(db, statement, 1) == 0, .changed_at = db_int(db, statement, 3) };
	db_text(db, statement, 2, row->name, sizeof(row->name));
}

enum rc
store_snippet_list(struct store *s, const char *office, int64_t staff_id,
    void (*each)(void *arg, const struct snippet_row *row), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_SNIPPET_LIST, office, staff_id);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_SNIPPET_LIST, &has_row, e)) == RC_OK && has_row) {
		struct snippet_row row;
		size_t len;
		char *text = db_text_copy(db, STATEMENT_SNIPPET_LIST, 4, &len);

		fill_snippet(db, STATEMENT_SNIPPET_LIST, &row);
		row.text = text;
		each(arg, &row);
		free(text);
	}
	return rc;
}

enum rc
store_snippet_get(struct store *s, int64_t id, const char *office, int64_t staff_id,
    struct snippet_row *row, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_SNIPPET_GET, id, office, staff_id);

	if (rc != RC_OK)
		return rc;
	fill_snippet(s->db, STATEMENT_SNIPPET_GET, row);
	db_done(s->db, STATEMENT_SNIPPET_GET);
	return RC_OK;
}

enum rc
store_snippet_drop(struct store *s, int64_t id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SNIPPET_DROP, id);
}
