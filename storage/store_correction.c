/* SPDX-License-Identifier: ISC */
/* Times of events that were set right, or are to be. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_correction_add(struct store *s, const struct correction_row *c, int64_t by_id,
    int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CORRECTION_ADD, c->case_id, c->of_event, c->what,
	    c->from_at, c->to_at, c->reason, c->evidence, by_id, event_id);
}

enum rc
store_correction_decide(struct store *s, int64_t case_id, const char *state, int64_t event_id,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CORRECTION_DECIDE, case_id, state, event_id);
}

static void
correction_fill(struct store *s, enum statement statement, struct correction_row *c)
{
	struct db *db = s->db;

	*c = (struct correction_row){ .case_id = db_int(db, statement, 0),
		.of_event = db_int(db, statement, 2), .from_at = db_int(db, statement, 4),
		.to_at = db_int(db, statement, 5), .asked_at = db_int(db, statement, 10),
		.decided_event = db_int(db, statement, 11) };
	db_text(db, statement, 1, c->number, sizeof(c->number));
	db_text(db, statement, 3, c->what, sizeof(c->what));
	db_text(db, statement, 6, c->reason, sizeof(c->reason));
	db_text(db, statement, 7, c->evidence, sizeof(c->evidence));
	db_text(db, statement, 8, c->by, sizeof(c->by));
	db_text(db, statement, 9, c->by_name, sizeof(c->by_name));
}

enum rc
store_correction_pending(struct store *s, int64_t case_id, struct correction_row *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CORRECTION_PENDING, case_id);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		correction_fill(s, STATEMENT_CORRECTION_PENDING, out);
		db_done(s->db, STATEMENT_CORRECTION_PENDING);
	}
	return rc;
}

static enum rc
read_rows(struct store *s, enum statement statement, correction_taker each, void *arg,
    struct err *e)
{
	struct correction_row c;
	bool has_row;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row) {
		correction_fill(s, statement, &c);
		each(arg, &c);
	}
	return rc;
}

enum rc
store_correction_approved(struct store *s, int64_t case_id, correction_taker each, void *arg,
    struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_CORRECTION_APPROVED, case_id);

	return rc == RC_OK ? read_rows(s, STATEMENT_CORRECTION_APPROVED, each, arg, e) : rc;
}

enum rc
store_correction_list(struct store *s, const char *office, int64_t limit, correction_taker each,
    void *arg, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_CORRECTION_LIST, office, limit);

	return rc == RC_OK ? read_rows(s, STATEMENT_CORRECTION_LIST, each, arg, e) : rc;
}
