/* SPDX-License-Identifier: ISC */
#include "storage/store_flag.h"

#include <stdlib.h>

#include "storage/store_inside.h"

enum rc
store_flag_put(struct store *s, int64_t case_id, const char *field, int64_t by_id,
    int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FLAG_PUT, case_id, field, by_id, now_at);
}

enum rc
store_flag_drop(struct store *s, int64_t case_id, const char *field, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FLAG_DROP, case_id, field);
}

enum rc
store_flag_demand(struct store *s, int64_t case_id, const char *field, int64_t event_id,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FLAG_DEMAND, case_id, field, event_id);
}

enum rc
store_flag_list(struct store *s, int64_t case_id, struct field_flag **out, size_t *count,
    struct err *e)
{
	const enum statement list = STATEMENT_FLAG_LIST;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, list, case_id);

	*out = NULL;
	*count = 0;
	while (rc == RC_OK && (rc = db_next(db, list, &has_row, e)) == RC_OK && has_row) {
		struct field_flag *f;

		*out = x_realloc(*out, *count + 1, sizeof(**out));
		f = &(*out)[(*count)++];
		*f = (struct field_flag){ .at = db_int(db, list, 1),
			.demand_event = db_int(db, list, 4) };
		db_text(db, list, 0, f->field, sizeof(f->field));
		db_text(db, list, 2, f->by, sizeof(f->by));
		db_text(db, list, 3, f->by_name, sizeof(f->by_name));
	}
	return rc;
}

/* The ids that a statement gives; it has been asked already. */
static enum rc
take_ids(struct store *s, enum statement statement, int64_t *ids, size_t *count, struct err *e)
{
	bool has_row;
	enum rc rc = RC_OK;

	*count = 0;
	while (rc == RC_OK && (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row)
		ids[(*count)++] = db_int(s->db, statement, 0);
	return rc;
}

enum rc
store_mismatch_list(struct store *s, const char *office, int64_t *ids, size_t max, size_t *count,
    struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_MISMATCH_LIST, office, (int64_t)max);

	*count = 0;
	return rc == RC_OK ? take_ids(s, STATEMENT_MISMATCH_LIST, ids, count, e) : rc;
}

enum rc
store_mismatch_unknown(struct store *s, int64_t after_id, int64_t *ids, size_t max,
    size_t *count, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_MISMATCH_UNKNOWN, after_id, (int64_t)max);

	*count = 0;
	return rc == RC_OK ? take_ids(s, STATEMENT_MISMATCH_UNKNOWN, ids, count, e) : rc;
}

enum rc
store_mismatch_set(struct store *s, int64_t case_id, int64_t mismatches, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_MISMATCH_SET, case_id, mismatches);
}
