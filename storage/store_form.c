/* SPDX-License-Identifier: ISC */
/* Releases of forms, and the forms that cases came with. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

/* Fills a row from the columns of RELEASE_COLUMNS. */
static void
row_fill(struct store *s, enum statement which, struct form_release_row *row)
{
	struct db *db = s->db;

	*row = (struct form_release_row){ .id = db_int(db, which, 0),
		.from = { (int32_t)db_int(db, which, 4) },
		.until = { (int32_t)db_int(db, which, 5) },
		.is_whole = db_int(db, which, 6) != 0, .added = db_int(db, which, 8),
		.changed = db_int(db, which, 9), .gone = db_int(db, which, 10),
		.at = db_int(db, which, 13), .retired_at = db_int(db, which, 15) };
	db_text(db, which, 1, row->service, sizeof(row->service));
	db_text(db, which, 2, row->layer, sizeof(row->layer));
	db_text(db, which, 3, row->version, sizeof(row->version));
	db_text(db, which, 7, row->source, sizeof(row->source));
	db_text(db, which, 11, row->by, sizeof(row->by));
	db_text(db, which, 12, row->by_name, sizeof(row->by_name));
	db_text(db, which, 14, row->reason, sizeof(row->reason));
	db_text(db, which, 16, row->retired_by, sizeof(row->retired_by));
	db_text(db, which, 17, row->retired_reason, sizeof(row->retired_reason));
}

enum rc
store_form_release_add(struct store *s, struct form_release_row *row, const char *body,
    const char *fingerprint, int64_t by_id, struct err *e)
{
	const enum statement which = STATEMENT_FORM_RELEASE_ADD;
	enum rc rc = db_one(s->db, e, which, row->service, row->layer, row->version,
	    (int64_t)row->from.number, (int64_t)row->is_whole, body, fingerprint, row->source,
	    row->added, row->changed, row->gone, by_id, row->at, row->reason);

	if (rc == RC_OK) {
		row->id = db_int(s->db, which, 0);
		db_done(s->db, which);
	}
	return rc;
}

enum rc
store_form_release_find(struct store *s, const char *service, const char *layer,
    const char *version, int64_t *id, char fingerprint[65], struct err *e)
{
	const enum statement which = STATEMENT_FORM_RELEASE_FIND;
	enum rc rc = db_one(s->db, e, which, service, layer, version);

	if (rc == RC_OK) {
		*id = db_int(s->db, which, 0);
		db_text(s->db, which, 1, fingerprint, 65);
		db_done(s->db, which);
	}
	return rc;
}

enum rc
store_form_release_get(struct store *s, int64_t id, struct form_release_row *row, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORM_RELEASE_GET, id);

	if (rc == RC_OK) {
		row_fill(s, STATEMENT_FORM_RELEASE_GET, row);
		db_done(s->db, STATEMENT_FORM_RELEASE_GET);
	}
	return rc;
}

enum rc
store_form_release_list(struct store *s, int64_t before_id,
    bool (*each)(void *arg, const struct form_release_row *row), void *arg, struct err *e)
{
	const enum statement which = STATEMENT_FORM_RELEASE_LIST;
	struct db *db = s->db;
	bool has_row = true, goes_on = true;
	enum rc rc = db_ask(db, e, which, before_id);

	while (rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK && has_row) {
		struct form_release_row row;

		row_fill(s, which, &row);
		goes_on = each(arg, &row);
		if (!goes_on) {
			db_done(db, which);
			break;
		}
	}
	return rc;
}

enum rc
store_form_release_bodies(struct store *s, const char *service,
    void (*each)(void *arg, const struct form_release_row *row, const char *body), void *arg,
    struct err *e)
{
	const enum statement which = STATEMENT_FORM_RELEASE_BODIES;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, which, service);

	while (rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK && has_row) {
		struct form_release_row row;
		char *body = db_text_copy(db, which, 18, NULL);

		row_fill(s, which, &row);
		each(arg, &row, body);
		free(body);
	}
	return rc;
}

enum rc
store_form_release_retire(struct store *s, int64_t id, struct day until, int64_t by_id,
    int64_t now_at, const char *reason, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FORM_RELEASE_RETIRE, id, (int64_t)until.number,
	    by_id, now_at, reason);
}

enum rc
store_form_keep(struct store *s, const char *service, const char *fingerprint,
    const char *layers, int64_t *id, struct err *e)
{
	enum statement which = STATEMENT_FORM_KEPT_FIND;
	enum rc rc = db_one(s->db, e, which, fingerprint);

	if (rc == RC_NOT_FOUND) {
		which = STATEMENT_FORM_KEPT_ADD;
		rc = db_one(s->db, e, which, fingerprint, service, layers);
	}
	if (rc == RC_OK) {
		*id = db_int(s->db, which, 0);
		db_done(s->db, which);
	}
	return rc;
}

enum rc
store_form_kept(struct store *s, int64_t id, char **layers, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORM_KEPT_GET, id);

	*layers = NULL;
	if (rc == RC_OK) {
		*layers = db_text_copy(s->db, STATEMENT_FORM_KEPT_GET, 0, NULL);
		db_done(s->db, STATEMENT_FORM_KEPT_GET);
	}
	return rc;
}

enum rc
store_form_kept_of(struct store *s, int64_t case_id, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORM_KEPT_OF, case_id);

	if (rc == RC_OK) {
		*id = db_int(s->db, STATEMENT_FORM_KEPT_OF, 0);
		db_done(s->db, STATEMENT_FORM_KEPT_OF);
	}
	return rc;
}
