/* SPDX-License-Identifier: ISC */
/* Attachments: what is to be fetched, what is here. */
#include <stdlib.h>

#include "storage/store_inside.h"

enum rc
store_attachment_add(struct store *s, const struct attachment_record *a, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_ATTACHMENT_ADD, a->case_id, a->name, a->media_type,
	    a->size, a->sha256, a->state, a->error);
}

enum rc
store_attachment_count(struct store *s, int64_t case_id, int64_t *count, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_ATTACHMENT_COUNT, case_id);

	if (rc != RC_OK)
		return rc;
	*count = db_int(s->db, STATEMENT_ATTACHMENT_COUNT, 0);
	db_done(s->db, STATEMENT_ATTACHMENT_COUNT);
	return RC_OK;
}

/* Fills a record from the row that the statement stands on. */
static void
fill(struct db *db, enum statement statement, struct attachment_record *a)
{
	*a = (struct attachment_record){ .id = db_int(db, statement, 0),
		.case_id = db_int(db, statement, 1), .size = db_int(db, statement, 4),
		.tries = db_int(db, statement, 8) };
	db_text(db, statement, 2, a->name, sizeof(a->name));
	db_text(db, statement, 3, a->media_type, sizeof(a->media_type));
	db_text(db, statement, 5, a->sha256, sizeof(a->sha256));
	db_text(db, statement, 6, a->state, sizeof(a->state));
	db_text(db, statement, 7, a->error, sizeof(a->error));
	db_text(db, statement, 9, a->channel, sizeof(a->channel));
	db_text(db, statement, 10, a->region, sizeof(a->region));
	db_text(db, statement, 11, a->etag, sizeof(a->etag));
}

enum rc
store_attachment_list(struct store *s, int64_t case_id, attachment_taker each, void *arg,
    struct err *e)
{
	struct attachment_record a;
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_ATTACHMENT_LIST, case_id);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_ATTACHMENT_LIST, &has_row, e)) == RC_OK && has_row) {
		fill(s->db, STATEMENT_ATTACHMENT_LIST, &a);
		each(arg, &a);
	}
	return rc;
}

enum rc
store_attachment_get(struct store *s, int64_t id, struct attachment_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_ATTACHMENT_GET, id);

	if (rc != RC_OK)
		return rc;
	fill(s->db, STATEMENT_ATTACHMENT_GET, out);
	db_done(s->db, STATEMENT_ATTACHMENT_GET);
	return RC_OK;
}

enum rc
store_attachment_lease(struct store *s, const char *channel, int64_t max, int64_t now_at,
    int64_t until_at, attachment_taker each, void *arg, struct err *e)
{
	struct attachment_record *ready = x_zalloc((size_t)max, sizeof(*ready));
	size_t count = 0;
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_ATTACHMENT_WANTED, channel, now_at, max);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_ATTACHMENT_WANTED, &has_row, e)) == RC_OK && has_row)
		fill(s->db, STATEMENT_ATTACHMENT_WANTED, &ready[count++]);
	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		rc = db_run(s->db, e, NULL, STATEMENT_ATTACHMENT_LEASE, ready[i].id, until_at);
		if (rc == RC_OK)
			each(arg, &ready[i]);
	}
	free(ready);
	return rc;
}

enum rc
store_attachment_result(struct store *s, int64_t id, const struct attachment_result *result,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_ATTACHMENT_RESULT, id, result->state,
	    result->next_try_at, result->error, result->etag,
	    (int64_t)(result->is_first_try ? 0 : 1));
}
