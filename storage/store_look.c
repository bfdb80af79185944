/* SPDX-License-Identifier: ISC */
/* What each staff member has looked at. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_look_put(struct store *s, int64_t staff_id, int64_t case_id, const struct look_record *look,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LOOK_PUT, staff_id, case_id, look->at,
	    look->version, look->event_id);
}

enum rc
store_look_get(struct store *s, int64_t staff_id, int64_t case_id, struct look_record *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_LOOK_GET, staff_id, case_id);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		out->at = db_int(s->db, STATEMENT_LOOK_GET, 0);
		out->version = db_int(s->db, STATEMENT_LOOK_GET, 1);
		out->event_id = db_int(s->db, STATEMENT_LOOK_GET, 2);
		db_done(s->db, STATEMENT_LOOK_GET);
	}
	return rc;
}

enum rc
store_look_see(struct store *s, int64_t staff_id, int64_t case_id, int64_t from, int64_t version,
    int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LOOK_SEE, staff_id, case_id, version, event_id,
	    from);
}

enum rc
store_look_list(struct store *s, int64_t staff_id, const char *office, int64_t limit,
    void (*each)(void *arg, const struct case_record *c, int64_t at), void *arg, struct err *e)
{
	int column = (int)strlen(statement_table[STATEMENT_LOOK_LIST].columns) - 1;
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_LOOK_LIST, staff_id, office, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_LOOK_LIST, &has_row, e)) == RC_OK && has_row) {
		struct case_record c;

		case_fill(s, STATEMENT_LOOK_LIST, &c);
		each(arg, &c, db_int(s->db, STATEMENT_LOOK_LIST, column));
	}
	return rc;
}
