/* SPDX-License-Identifier: ISC */
/* What the statutory clock of a case is folded from: moves and extensions. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_move_list(struct store *s, int64_t case_id,
    void (*each)(void *arg, const struct move_record *move), void *arg, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_MOVE_LIST, case_id);

	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_MOVE_LIST, &has_row, e)) == RC_OK && has_row) {
		struct move_record m = { .event_id = db_int(db, STATEMENT_MOVE_LIST, 0),
			.effective_at = db_int(db, STATEMENT_MOVE_LIST, 1),
			.due_before = db_int(db, STATEMENT_MOVE_LIST, 4),
			.due_after = db_int(db, STATEMENT_MOVE_LIST, 5) };

		db_text(db, STATEMENT_MOVE_LIST, 2, m.state_before, sizeof(m.state_before));
		db_text(db, STATEMENT_MOVE_LIST, 3, m.state_after, sizeof(m.state_after));
		db_text(db, STATEMENT_MOVE_LIST, 6, m.kind, sizeof(m.kind));
		db_text(db, STATEMENT_MOVE_LIST, 7, m.agency, sizeof(m.agency));
		each(arg, &m);
	}
	return rc;
}

enum rc
store_extension_add(struct store *s, int64_t case_id, const struct extension_record *x,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_EXTENSION_ADD, case_id, x->event_id, x->reason,
	    x->period, (int64_t)(x->has_consent ? 1 : 0));
}

enum rc
store_extension_list(struct store *s, int64_t case_id, struct extension_record *out, size_t max,
    size_t *count, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_EXTENSION_LIST, case_id);

	*count = 0;
	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_EXTENSION_LIST, &has_row, e)) == RC_OK && has_row) {
		struct extension_record *x = &out[*count];

		if (*count == max) {
			db_done(db, STATEMENT_EXTENSION_LIST);
			return err_set(e, RC_STORAGE, "case %lld has more than %zu extensions",
			    (long long)case_id, max);
		}
		x->event_id = db_int(db, STATEMENT_EXTENSION_LIST, 0);
		db_text(db, STATEMENT_EXTENSION_LIST, 1, x->reason, sizeof(x->reason));
		db_text(db, STATEMENT_EXTENSION_LIST, 2, x->period, sizeof(x->period));
		x->has_consent = db_int(db, STATEMENT_EXTENSION_LIST, 3) != 0;
		(*count)++;
	}
	return rc;
}

enum rc
store_lapsed_list(struct store *s, int64_t before_at, int64_t limit,
    void (*each)(void *arg, int64_t case_id), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_LAPSED_LIST, before_at, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_LAPSED_LIST, &has_row, e)) == RC_OK && has_row)
		each(arg, db_int(s->db, STATEMENT_LAPSED_LIST, 0));
	return rc;
}
