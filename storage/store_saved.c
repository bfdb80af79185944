/* SPDX-License-Identifier: ISC */
/* Lists kept by name, of a person and of an office. */
#include <string.h>

#include "storage/store_inside.h"

static void
saved_fill(struct store *s, enum statement statement, struct saved_view *out)
{
	struct db *db = s->db;

	memset(out, 0, sizeof(*out));
	out->id = db_int(db, statement, 0);
	out->is_shared = db_int(db, statement, 1) == 0;
	db_text(db, statement, 2, out->name, sizeof(out->name));
	db_text(db, statement, 3, out->query, sizeof(out->query));
	db_text(db, statement, 4, out->sort, sizeof(out->sort));
	db_text(db, statement, 5, out->columns, sizeof(out->columns));
	db_text(db, statement, 6, out->saved_by, sizeof(out->saved_by));
	db_text(db, statement, 7, out->saved_by_name, sizeof(out->saved_by_name));
	out->saved_at = db_int(db, statement, 8);
}

enum rc
store_saved_put(struct store *s, const char *office, int64_t owner_id,
    const struct saved_view *view, int64_t by_id, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_SAVED_PUT, office, owner_id, view->name,
	    view->query, view->sort, view->columns, by_id, now_at);
}

enum rc
store_saved_get(struct store *s, const char *office, int64_t owner_id, const char *name,
    struct saved_view *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_SAVED_GET, office, owner_id, name);

	if (rc == RC_OK) {
		saved_fill(s, STATEMENT_SAVED_GET, out);
		db_done(s->db, STATEMENT_SAVED_GET);
	}
	return rc;
}

enum rc
store_saved_delete(struct store *s, const char *office, int64_t owner_id, const char *name,
    struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_SAVED_DELETE, office, owner_id, name);

	return rc == RC_OK && changed == 0 ? RC_NOT_FOUND : rc;
}

enum rc
store_saved_rename(struct store *s, const char *office, int64_t owner_id, const char *name,
    const char *new_name, struct err *e)
{
	struct saved_view there;
	int64_t changed = 0;
	enum rc rc = store_saved_get(s, office, owner_id, new_name, &there, e);

	if (rc == RC_OK)
		return RC_CONFLICT;
	if (rc != RC_NOT_FOUND)
		return rc;
	rc = db_run(s->db, e, &changed, STATEMENT_SAVED_RENAME, office, owner_id, name, new_name);
	return rc == RC_OK && changed == 0 ? RC_NOT_FOUND : rc;
}

enum rc
store_saved_list(struct store *s, const char *office, int64_t staff_id,
    void (*each)(void *arg, const struct saved_view *view), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_SAVED_LIST, office, staff_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_SAVED_LIST, &has_row, e)) == RC_OK && has_row) {
		struct saved_view view;

		saved_fill(s, STATEMENT_SAVED_LIST, &view);
		each(arg, &view);
	}
	return rc;
}
