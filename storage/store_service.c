/* SPDX-License-Identifier: ISC */
/* Services as 정부24's list has them. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_listed_get(struct store *s, const char *id, char **body, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_LISTED_GET, id);

	*body = NULL;
	if (rc == RC_OK) {
		*body = db_text_copy(s->db, STATEMENT_LISTED_GET, 0, NULL);
		db_done(s->db, STATEMENT_LISTED_GET);
	}
	return rc;
}

enum rc
store_listed_put(struct store *s, const struct listed_service *service, const char *body,
    int64_t by_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LISTED_PUT, service->id, service->name,
	    service->code, body, service->differences, service->source, by_id, service->at);
}

enum rc
store_listed_list(struct store *s, const char *after_name, const char *after_id,
    bool (*each)(void *arg, const struct listed_service *service, const char *body), void *arg,
    struct err *e)
{
	const enum statement which = STATEMENT_LISTED_LIST;
	struct db *db = s->db;
	bool has_row, goes_on = true;
	enum rc rc = db_ask(db, e, which, after_name, after_id);

	while (goes_on && rc == RC_OK && (rc = db_next(db, which, &has_row, e)) == RC_OK &&
	    has_row) {
		struct listed_service row = { .differences = db_int(db, which, 4),
			.at = db_int(db, which, 6) };
		char *body = db_text_copy(db, which, 3, NULL);

		db_text(db, which, 0, row.id, sizeof(row.id));
		db_text(db, which, 1, row.name, sizeof(row.name));
		db_text(db, which, 2, row.code, sizeof(row.code));
		db_text(db, which, 5, row.source, sizeof(row.source));
		goes_on = each(arg, &row, body);
		free(body);
	}
	if (!goes_on)
		db_done(db, which);
	return rc;
}
