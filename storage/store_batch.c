/* SPDX-License-Identifier: ISC */
/* Batches: bulk work as an object. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_batch_add(struct store *s, struct batch_record *b, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_BATCH_ADD, b->office, b->author_id, b->key,
	    b->row.source, (int64_t)b->row.is_whole, b->row.op, b->row.undo_of,
	    b->row.created_at, b->fingerprint);

	if (rc == RC_OK) {
		b->row.id = db_int(s->db, STATEMENT_BATCH_ADD, 0);
		db_done(s->db, STATEMENT_BATCH_ADD);
	}
	return rc;
}

static void
batch_fill(struct store *s, enum statement at, struct batch_record *out)
{
	struct db *db = s->db;
	struct batch_row *row = &out->row;

	memset(out, 0, sizeof(*out));
	row->id = db_int(db, at, 0);
	db_text(db, at, 1, row->op, sizeof(row->op));
	db_text(db, at, 2, row->source, sizeof(row->source));
	row->is_whole = db_int(db, at, 3) != 0;
	row->is_sealed = db_int(db, at, 4) != 0;
	db_text(db, at, 5, row->state, sizeof(row->state));
	row->undo_of = db_int(db, at, 6);
	db_text(db, at, 7, row->author, sizeof(row->author));
	db_text(db, at, 8, row->author_name, sizeof(row->author_name));
	row->created_at = db_int(db, at, 9);
	row->changed_at = db_int(db, at, 10);
	row->items = db_int(db, at, 11);
	row->done = db_int(db, at, 12);
	row->refused = db_int(db, at, 13);
	row->undone = db_int(db, at, 14);
	db_text(db, at, 15, out->office, sizeof(out->office));
	out->author_id = db_int(db, at, 16);
	db_text(db, at, 17, out->key, sizeof(out->key));
	db_text(db, at, 18, out->fingerprint, sizeof(out->fingerprint));
}

enum rc
store_batch_get(struct store *s, int64_t id, struct batch_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_BATCH_GET, id);

	if (rc == RC_OK) {
		batch_fill(s, STATEMENT_BATCH_GET, out);
		db_done(s->db, STATEMENT_BATCH_GET);
	}
	return rc;
}

enum rc
store_batch_by_key(struct store *s, const char *key, struct batch_record *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_BATCH_BY_KEY, key);

	if (rc == RC_OK) {
		batch_fill(s, STATEMENT_BATCH_BY_KEY, out);
		db_done(s->db, STATEMENT_BATCH_BY_KEY);
	}
	return rc;
}

enum rc
store_batch_update(struct store *s, const struct batch_record *b, struct err *e)
{
	const struct batch_row *row = &b->row;

	return db_run(s->db, e, NULL, STATEMENT_BATCH_UPDATE, row->id, row->op,
	    (int64_t)row->is_sealed, row->state, row->changed_at, row->items, row->done,
	    row->refused, row->undone);
}

enum rc
store_batch_list(struct store *s, const char *office, int64_t author_id, int64_t before_id,
    int64_t limit, void (*each)(void *arg, const struct batch_record *b), void *arg,
    struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_BATCH_LIST, office, author_id,
	    before_id == 0 ? INT64_MAX : before_id, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_BATCH_LIST, &has_row, e)) == RC_OK && has_row) {
		struct batch_record b;

		batch_fill(s, STATEMENT_BATCH_LIST, &b);
		each(arg, &b);
	}
	return rc;
}

enum rc
store_batch_purge(struct store *s, int64_t before_at, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_BATCH_PURGE_ITEMS, before_at);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_BATCH_PURGE, before_at) : rc;
}

enum rc
store_batch_item_add(struct store *s, int64_t batch_id, const struct batch_item *item,
    struct err *e)
{
	const struct batch_item_row *row = &item->row;

	return db_run(s->db, e, NULL, STATEMENT_BATCH_ITEM_ADD, batch_id, row->no, row->line,
	    row->number, row->case_id, row->op, str_or_empty(item->act), row->state, row->reason,
	    row->detail, row->state_before);
}

static void
item_fill(struct store *s, struct batch_item *out)
{
	const enum statement at = STATEMENT_BATCH_ITEMS;
	struct db *db = s->db;
	struct batch_item_row *row = &out->row;

	memset(out, 0, sizeof(*out));
	row->no = db_int(db, at, 0);
	row->line = db_int(db, at, 1);
	row->case_id = db_int(db, at, 2);
	db_text(db, at, 3, row->number, sizeof(row->number));
	db_text(db, at, 4, row->op, sizeof(row->op));
	db_text(db, at, 5, row->state, sizeof(row->state));
	db_text(db, at, 6, row->state_before, sizeof(row->state_before));
	db_text(db, at, 7, row->state_after, sizeof(row->state_after));
	row->version = db_int(db, at, 8);
	row->event_id = db_int(db, at, 9);
	db_text(db, at, 10, row->reason, sizeof(row->reason));
	db_text(db, at, 11, row->detail, sizeof(row->detail));
	row->other_batch = db_int(db, at, 12);
	out->of_no = db_int(db, at, 13);
	out->assignee_before = db_int(db, at, 14);
	out->act = db_text_copy(db, at, 15, NULL);
}

enum rc
store_batch_items(struct store *s, int64_t batch_id, int64_t after_no, int64_t to_no,
    void (*each)(void *arg, struct batch_item *item), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_BATCH_ITEMS, batch_id, after_no, to_no);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_BATCH_ITEMS, &has_row, e)) == RC_OK && has_row) {
		struct batch_item item;

		item_fill(s, &item);
		each(arg, &item);
		free(item.act);
	}
	return rc;
}

static enum rc
write_result(struct store *s, enum statement statement, int64_t batch_id,
    const struct batch_item *item, int64_t *changed, struct err *e)
{
	const struct batch_item_row *row = &item->row;

	return db_run(s->db, e, changed, statement, batch_id, row->no, row->number, row->case_id,
	    row->state, row->state_before, row->state_after, row->op, row->version, row->event_id,
	    row->reason, row->detail, row->other_batch, item->assignee_before);
}

enum rc
store_batch_item_result(struct store *s, int64_t batch_id, const struct batch_item *item,
    struct err *e)
{
	int64_t changed = 0;
	enum rc rc = write_result(s, STATEMENT_BATCH_ITEM_RESULT_HERE, batch_id, item, &changed, e);

	return rc != RC_OK || changed > 0 ? rc :
	    write_result(s, STATEMENT_BATCH_ITEM_RESULT, batch_id, item, NULL, e);
}

enum rc
store_batch_item_undone(struct store *s, int64_t batch_id, int64_t no, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_BATCH_ITEM_UNDONE, batch_id, no);
}

enum rc
store_batch_items_drop(struct store *s, int64_t batch_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_BATCH_ITEMS_DROP, batch_id);
}

enum rc
store_batch_retry(struct store *s, int64_t batch_id, int64_t *count, struct err *e)
{
	return db_run(s->db, e, count, STATEMENT_BATCH_RETRY, batch_id);
}

enum rc
store_batch_undo_items(struct store *s, int64_t batch_id, int64_t of_id, int64_t *count,
    struct err *e)
{
	return db_run(s->db, e, count, STATEMENT_BATCH_UNDO_ITEMS, batch_id, of_id);
}

enum rc
store_batch_other(struct store *s, int64_t case_id, int64_t batch_id, int64_t since_at,
    int64_t *other, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_BATCH_OTHER, case_id, batch_id, since_at);

	*other = 0;
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK) {
		*other = db_int(s->db, STATEMENT_BATCH_OTHER, 0);
		db_done(s->db, STATEMENT_BATCH_OTHER);
	}
	return rc;
}
