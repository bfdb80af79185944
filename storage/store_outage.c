/* SPDX-License-Identifier: ISC */
/* Outages of the systems that cases come through, and the cases they stop. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_outage_add(struct store *s, const char *office, struct outage_row *o, int64_t by_id,
    int64_t now_at, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTAGE_ADD, office, o->channel, o->from_at,
	    o->until_at, o->reason, o->evidence, by_id, now_at, o->until_at != 0 ? by_id : 0,
	    o->until_at != 0 ? now_at : 0);

	if (rc == RC_OK) {
		o->id = db_int(s->db, STATEMENT_OUTAGE_ADD, 0);
		db_done(s->db, STATEMENT_OUTAGE_ADD);
	}
	return rc;
}

enum rc
store_outage_end(struct store *s, int64_t id, int64_t until_at, int64_t by_id, int64_t now_at,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_OUTAGE_END, id, until_at, by_id, now_at);
}

static void
outage_fill(struct store *s, enum statement statement, struct outage_row *o)
{
	struct db *db = s->db;

	*o = (struct outage_row){ .id = db_int(db, statement, 0),
		.from_at = db_int(db, statement, 2), .until_at = db_int(db, statement, 3),
		.entered_at = db_int(db, statement, 6), .cases = db_int(db, statement, 9) };
	db_text(db, statement, 1, o->channel, sizeof(o->channel));
	db_text(db, statement, 4, o->reason, sizeof(o->reason));
	db_text(db, statement, 5, o->evidence, sizeof(o->evidence));
	db_text(db, statement, 7, o->by, sizeof(o->by));
	db_text(db, statement, 8, o->by_name, sizeof(o->by_name));
}

enum rc
store_outage_list(struct store *s, const char *office, int64_t limit, outage_taker each,
    void *arg, struct err *e)
{
	struct outage_row o;
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_OUTAGE_LIST, office, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_OUTAGE_LIST, &has_row, e)) == RC_OK && has_row) {
		outage_fill(s, STATEMENT_OUTAGE_LIST, &o);
		each(arg, &o);
	}
	return rc;
}

enum rc
store_outage_get(struct store *s, int64_t id, const char *office, struct outage_row *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTAGE_GET, id, office);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		outage_fill(s, STATEMENT_OUTAGE_GET, out);
		db_done(s->db, STATEMENT_OUTAGE_GET);
	}
	return rc;
}

/* Reads the rows of a statement that gives outage, from, until. */
static enum rc
read_stops(struct store *s, enum statement statement, case_outage_taker each, void *arg,
    struct err *e)
{
	bool has_row;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row)
		each(arg, &(struct case_outage){ .outage_id = db_int(s->db, statement, 0),
		    .from_at = db_int(s->db, statement, 1),
		    .until_at = db_int(s->db, statement, 2) });
	return rc;
}

enum rc
store_outage_since(struct store *s, const char *office, const char *channel, int64_t at,
    case_outage_taker each, void *arg, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_OUTAGE_SINCE, office, channel, at);

	return rc == RC_OK ? read_stops(s, STATEMENT_OUTAGE_SINCE, each, arg, e) : rc;
}

enum rc
store_case_outage_list(struct store *s, int64_t case_id, case_outage_taker each, void *arg,
    struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_CASE_OUTAGE_LIST, case_id);

	return rc == RC_OK ? read_stops(s, STATEMENT_CASE_OUTAGE_LIST, each, arg, e) : rc;
}

enum rc
store_case_outage_put(struct store *s, int64_t case_id, const struct case_outage *o,
    int64_t event_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CASE_OUTAGE_PUT, case_id, o->outage_id, o->from_at,
	    o->until_at, event_id, o->until_at != 0 ? event_id : 0);
}

enum rc
store_outage_cases(struct store *s, int64_t outage_id, void (*each)(void *arg, int64_t case_id),
    void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_OUTAGE_CASES, outage_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_OUTAGE_CASES, &has_row, e)) == RC_OK && has_row)
		each(arg, db_int(s->db, STATEMENT_OUTAGE_CASES, 0));
	return rc;
}
