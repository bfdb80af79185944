/* SPDX-License-Identifier: ISC */
/* What channels say they have, and our cases beside it. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_reconcile_want(struct store *s, const char *channel, const char *region, int64_t from_at,
    int64_t until_at, int64_t now_at, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_RECONCILE_WANT, channel, region, from_at,
	    until_at, now_at);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_LISTING_CLEAR, channel, region) : rc;
}

static void
reconcile_fill(struct store *s, enum statement st, struct reconcile_row *row)
{
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	db_text(db, st, 0, row->channel, sizeof(row->channel));
	db_text(db, st, 1, row->region, sizeof(row->region));
	row->from_at = db_int(db, st, 2);
	row->until_at = db_int(db, st, 3);
	row->heard_at = db_int(db, st, 4);
	row->there_filed = db_int(db, st, 5);
	row->there_received = db_int(db, st, 6);
	row->there_decided = db_int(db, st, 7);
	db_text(db, st, 8, row->error, sizeof(row->error));
}

enum rc
store_reconcile_get(struct store *s, const char *channel, const char *region,
    struct reconcile_row *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_RECONCILE_GET, channel, region);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		reconcile_fill(s, STATEMENT_RECONCILE_GET, out);
		db_done(s->db, STATEMENT_RECONCILE_GET);
	}
	return rc;
}

enum rc
store_reconcile_wanted(struct store *s, const char *channel,
    void (*each)(void *arg, const struct reconcile_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_RECONCILE_WANTED;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, channel);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct reconcile_row row;

		reconcile_fill(s, st, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_reconcile_heard(struct store *s, const struct reconcile_row *row, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_RECONCILE_HEARD, row->channel, row->region,
	    row->heard_at, row->there_filed, row->there_received, row->there_decided, row->error,
	    row->from_at, row->until_at);
}

enum rc
store_listing_put(struct store *s, const struct reconcile_case *of, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_LISTING_PUT, of->channel, of->region,
	    of->external_id, of->arrived_at, (int64_t)(of->received_at != 0),
	    (int64_t)(of->decided_at != 0));
}

static void
listed_fill(struct store *s, enum statement st, struct reconcile_case *of,
    struct reconcile_listed *there)
{
	struct db *db = s->db;

	*of = (struct reconcile_case){ .case_id = db_int(db, st, 0), .arrived_at = db_int(db, st, 3),
		.received_at = db_int(db, st, 4), .decided_at = db_int(db, st, 5),
		.acknowledged_at = db_int(db, st, 7) };
	db_text(db, st, 1, of->number, sizeof(of->number));
	db_text(db, st, 2, of->external_id, sizeof(of->external_id));
	db_text(db, st, 6, of->report_state, sizeof(of->report_state));
	*there = (struct reconcile_listed){ .receipt_sent_at = db_int(db, st, 8),
		.is_there = db_int(db, st, 9) == 1, .is_received = db_int(db, st, 10) == 1,
		.is_decided = db_int(db, st, 11) == 1, .is_unsorted = db_int(db, st, 12) == 1 };
}

enum rc
store_reconcile_cases(struct store *s, const char *office, const struct reconcile_row *of,
    void (*each)(void *arg, const struct reconcile_case *c, const struct reconcile_listed *there),
    void *arg, struct err *e)
{
	const enum statement here = STATEMENT_RECONCILE_CASES, there = STATEMENT_RECONCILE_ALONE;
	struct reconcile_listed listed;
	struct reconcile_case c;
	bool has_row;
	enum rc rc = db_ask(s->db, e, here, office, of->channel, of->region, of->from_at,
	    of->until_at);

	while (rc == RC_OK && (rc = db_next(s->db, here, &has_row, e)) == RC_OK && has_row) {
		listed_fill(s, here, &c, &listed);
		each(arg, &c, &listed);
	}
	if (rc == RC_OK)
		rc = db_ask(s->db, e, there, of->channel, of->region, of->from_at, of->until_at);
	while (rc == RC_OK && (rc = db_next(s->db, there, &has_row, e)) == RC_OK && has_row) {
		listed_fill(s, there, &c, &listed);
		each(arg, &c, &listed);
	}
	return rc;
}
