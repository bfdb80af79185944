/* SPDX-License-Identifier: ISC */
/* Offices, jurisdictions and staff. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_office_add(struct store *s, const char *code, const char *name, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_OFFICE_ADD, code, name);
}

/* A statement with one text parameter and one text column. */
static enum rc
one_text(struct store *s, enum statement statement, const char *key, char *to, size_t cap,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, statement, key);

	if (rc != RC_OK)
		return rc;
	db_text(s->db, statement, 0, to, cap);
	db_done(s->db, statement);
	return RC_OK;
}

enum rc
store_office_name(struct store *s, const char *code, char name[64], struct err *e)
{
	return one_text(s, STATEMENT_OFFICE_GET, code, name, 64, e);
}

enum rc
store_jurisdiction_add(struct store *s, const char *region, const char *office, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_JURISDICTION_ADD, region, office);
}

enum rc
store_jurisdiction_office(struct store *s, const char *region, char office[12], struct err *e)
{
	return one_text(s, STATEMENT_JURISDICTION_OFFICE, region, office, 12, e);
}

static void
staff_fill(struct store *s, enum statement statement, struct staff_record *out)
{
	struct db *db = s->db;
	char role[16];

	memset(out, 0, sizeof(*out));
	out->row.id = db_int(db, statement, 0);
	db_text(db, statement, 1, out->row.login, sizeof(out->row.login));
	db_text(db, statement, 2, out->row.name, sizeof(out->row.name));
	db_text(db, statement, 3, role, sizeof(role));
	if (!role_by_name(role, &out->row.role))
		out->row.role = ROLE_AUDITOR;
	db_text(db, statement, 4, out->row.office, sizeof(out->row.office));
	db_text(db, statement, 5, out->row.office_name, sizeof(out->row.office_name));
	db_text(db, statement, 6, out->row.department, sizeof(out->row.department));
	db_text(db, statement, 7, out->contact, sizeof(out->contact));
	out->row.uid = db_int(db, statement, 8);
	out->row.is_enabled = db_int(db, statement, 9) == 1;
}

enum rc
store_staff_add(struct store *s, struct staff_record *staff, int64_t by_id, int64_t now_at,
    struct err *e)
{
	const struct staff_row *row = &staff->row;
	char what[32] = "add ";
	enum rc rc = db_one(s->db, e, STATEMENT_STAFF_ADD, row->login, row->name,
	    role_name(row->role), row->office, row->department, staff->contact, row->uid, now_at);

	if (rc != RC_OK)
		return rc;
	staff->row.id = db_int(s->db, STATEMENT_STAFF_ADD, 0);
	db_done(s->db, STATEMENT_STAFF_ADD);
	str_fill(what + 4, sizeof(what) - 4, role_name(row->role));
	return db_run(s->db, e, NULL, STATEMENT_STAFF_CHANGE_ADD, now_at, by_id, staff->row.id, what);
}

enum rc
store_staff_by_id(struct store *s, int64_t id, struct staff_record *out, struct err *e)
{
	enum rc rc;

	/* Each request asks who it is from: a list of thousands is one transaction. */
	if (id != 0 && s->staff.row.id == id) {
		*out = s->staff;
		return RC_OK;
	}
	rc = db_one(s->db, e, STATEMENT_STAFF_BY_ID, id);
	if (rc == RC_OK) {
		staff_fill(s, STATEMENT_STAFF_BY_ID, out);
		db_done(s->db, STATEMENT_STAFF_BY_ID);
		s->staff = *out;
	}
	return rc;
}

enum rc
store_staff_by_login(struct store *s, const char *login, struct staff_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_STAFF_BY_LOGIN, login);

	if (rc == RC_OK) {
		staff_fill(s, STATEMENT_STAFF_BY_LOGIN, out);
		db_done(s->db, STATEMENT_STAFF_BY_LOGIN);
	}
	return rc;
}

enum rc
store_staff_by_uid(struct store *s, int64_t uid, struct staff_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_STAFF_BY_UID, uid);

	if (rc == RC_OK) {
		staff_fill(s, STATEMENT_STAFF_BY_UID, out);
		db_done(s->db, STATEMENT_STAFF_BY_UID);
	}
	return rc;
}

enum rc
store_staff_first(struct store *s, struct staff_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_STAFF_FIRST);

	if (rc == RC_OK) {
		staff_fill(s, STATEMENT_STAFF_FIRST, out);
		db_done(s->db, STATEMENT_STAFF_FIRST);
	}
	return rc;
}

enum rc
store_staff_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct staff_record *staff), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_STAFF_LIST, office);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_STAFF_LIST, &has_row, e)) == RC_OK && has_row) {
		struct staff_record staff;

		staff_fill(s, STATEMENT_STAFF_LIST, &staff);
		each(arg, &staff);
	}
	return rc;
}

enum rc
store_staff_enable(struct store *s, int64_t id, bool is_enabled, int64_t by_id, int64_t now_at,
    struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_STAFF_ENABLE, id,
	    (int64_t)(is_enabled ? 1 : 0));

	s->staff.row.id = 0;
	if (rc != RC_OK)
		return rc;
	return db_run(s->db, e, NULL, STATEMENT_STAFF_CHANGE_ADD, now_at, by_id, id,
	    is_enabled ? "enable" : "disable");
}

enum rc
store_lesson_use(struct store *s, int64_t staff_id, const char *action, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LESSON_USE, staff_id, action);
}

enum rc
store_lesson_list(struct store *s, int64_t staff_id,
    void (*each)(void *arg, const char *action, int64_t uses), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_LESSON_LIST, staff_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_LESSON_LIST, &has_row, e)) == RC_OK && has_row) {
		char action[32];

		db_text(s->db, STATEMENT_LESSON_LIST, 0, action, sizeof(action));
		each(arg, action, db_int(s->db, STATEMENT_LESSON_LIST, 1));
	}
	return rc;
}
