/* SPDX-License-Identifier: ISC */
/* Hand-overs that are away, for who can ask their targets. */
#include <stdio.h>
#include <string.h>

#include "storage/store_inside.h"

static void
away_fill(struct store *s, enum statement st, struct away_record *a)
{
	struct db *db = s->db;

	memset(a, 0, sizeof(*a));
	a->id = db_int(db, st, 0);
	a->case_id = db_int(db, st, 1);
	db_text(db, st, 2, a->channel, sizeof(a->channel));
	db_text(db, st, 3, a->region, sizeof(a->region));
	db_text(db, st, 4, a->external_id, sizeof(a->external_id));
	db_text(db, st, 5, a->op_key, sizeof(a->op_key));
	db_text(db, st, 6, a->agency, sizeof(a->agency));
	db_text(db, st, 7, a->receipt_no, sizeof(a->receipt_no));
	db_text(db, st, 8, a->note, sizeof(a->note));
	/* As the package names it: rules/escalation.h counts them in the case. */
	snprintf(a->handover_id, sizeof(a->handover_id), "%lld-%lld", (long long)a->case_id,
	    (long long)db_int(db, st, 9));
}

enum rc
store_away_list(struct store *s, const char *channel, int64_t limit,
    void (*each)(void *arg, const struct away_record *a), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_AWAY_LIST, channel, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_AWAY_LIST, &has_row, e)) == RC_OK && has_row) {
		struct away_record a;

		away_fill(s, STATEMENT_AWAY_LIST, &a);
		each(arg, &a);
	}
	return rc;
}

enum rc
store_away_get(struct store *s, int64_t id, struct away_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_AWAY_GET, id);

	if (rc == RC_OK) {
		away_fill(s, STATEMENT_AWAY_GET, out);
		db_done(s->db, STATEMENT_AWAY_GET);
	}
	return rc;
}

enum rc
store_inbox_heard(struct store *s, const char *channel, const char *region, const char *event_id,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_INBOX_HEARD, channel, region, event_id);

	if (rc == RC_OK)
		db_done(s->db, STATEMENT_INBOX_HEARD);
	return rc;
}

enum rc
store_outbox_leased(struct store *s, int64_t id, int64_t fence, char **body, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTBOX_LEASED, id, fence);

	if (rc == RC_OK) {
		*body = db_text_copy(s->db, STATEMENT_OUTBOX_LEASED, 0, NULL);
		db_done(s->db, STATEMENT_OUTBOX_LEASED);
	}
	return rc;
}
