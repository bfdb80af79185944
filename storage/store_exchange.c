/* SPDX-License-Identifier: ISC */
/* Outbox, inbox, 미분류 and cursors: what goes to channels and comes from them. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/text.h"

void
outbox_record_release(struct outbox_record *m)
{
	free(m->body);
	memset(m, 0, sizeof(*m));
}

enum rc
store_outbox_add(struct store *s, const struct outbox_record *m, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_OUTBOX_ADD, m->case_id, m->event_id, m->channel,
	    m->region, m->kind, m->external_id, m->op_key, m->body, now_at, now_at);
}

/* Reads the ready messages, without their bodies, into at most max records. */
static enum rc
outbox_ready(struct store *s, const char *channel, int64_t max, int64_t now_at, struct outbox_record *ready,
    size_t *count, struct err *e)
{
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, STATEMENT_OUTBOX_READY, now_at, max, channel);

	*count = 0;
	while (rc == RC_OK &&
	    (rc = db_next(db, STATEMENT_OUTBOX_READY, &has_row, e)) == RC_OK && has_row) {
		struct outbox_record *m = &ready[(*count)++];

		m->id = db_int(db, STATEMENT_OUTBOX_READY, 0);
		m->fence = db_int(db, STATEMENT_OUTBOX_READY, 1);
		m->attempts = db_int(db, STATEMENT_OUTBOX_READY, 2);
		m->case_id = db_int(db, STATEMENT_OUTBOX_READY, 3);
		db_text(db, STATEMENT_OUTBOX_READY, 4, m->channel, sizeof(m->channel));
		db_text(db, STATEMENT_OUTBOX_READY, 5, m->region, sizeof(m->region));
		db_text(db, STATEMENT_OUTBOX_READY, 6, m->kind, sizeof(m->kind));
		db_text(db, STATEMENT_OUTBOX_READY, 7, m->external_id, sizeof(m->external_id));
		db_text(db, STATEMENT_OUTBOX_READY, 8, m->op_key, sizeof(m->op_key));
	}
	return rc;
}

enum rc
store_outbox_lease(struct store *s, const char *channel, int64_t max, int64_t now_at,
    int64_t until_at, void (*each)(void *arg, const struct outbox_record *m), void *arg, struct err *e)
{
	struct outbox_record *ready = x_zalloc((size_t)max, sizeof(*ready));
	size_t count = 0;
	enum rc rc = outbox_ready(s, channel, max, now_at, ready, &count, e);

	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		struct outbox_record *m = &ready[i];

		m->fence++;
		rc = db_one(s->db, e, STATEMENT_OUTBOX_LEASE, m->id, m->fence, until_at);
		if (rc != RC_OK)
			break;
		m->body = db_text_copy(s->db, STATEMENT_OUTBOX_LEASE, 0, &m->body_len);
		db_done(s->db, STATEMENT_OUTBOX_LEASE);
		each(arg, m);
	}
	for (size_t i = 0; i < count; i++)
		outbox_record_release(&ready[i]);
	free(ready);
	return rc;
}

enum rc
store_outbox_attempts(struct store *s, int64_t id, int64_t *attempts, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTBOX_ATTEMPTS, id);

	if (rc == RC_OK) {
		*attempts = db_int(s->db, STATEMENT_OUTBOX_ATTEMPTS, 0);
		db_done(s->db, STATEMENT_OUTBOX_ATTEMPTS);
	}
	return rc;
}

enum rc
store_outbox_result(struct store *s, int64_t id, int64_t fence, const struct outbox_result *what,
    struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_OUTBOX_RESULT, id, fence, what->state,
	    what->next_try_at, what->last_error, what->sent_at, (int64_t)(what->is_try ? 1 : 0));

	if (rc == RC_OK && changed != 1)
		return err_set(e, RC_CONFLICT, say(N_("message %lld was taken over")), (long long)id);
	return rc;
}

enum rc
store_outbox_change(struct store *s, int64_t id, const char *from, const char *to,
    int64_t next_try_at, const char *why, struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_OUTBOX_CHANGE, id, from, to, next_try_at,
	    why);

	if (rc == RC_OK && changed != 1)
		return err_set(e, RC_CONFLICT, "message %lld was taken over", (long long)id);
	return rc;
}

static void
outbox_fill(struct store *s, enum statement statement, struct outbox_row *row)
{
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	row->id = db_int(db, statement, 0);
	row->case_id = db_int(db, statement, 1);
	db_text(db, statement, 2, row->case_number, sizeof(row->case_number));
	db_text(db, statement, 3, row->channel, sizeof(row->channel));
	db_text(db, statement, 4, row->kind, sizeof(row->kind));
	db_text(db, statement, 5, row->state, sizeof(row->state));
	row->attempts = db_int(db, statement, 6);
	row->created_at = db_int(db, statement, 7);
	row->next_try_at = db_int(db, statement, 8);
	row->sent_at = db_int(db, statement, 9);
	db_text(db, statement, 10, row->last_error, sizeof(row->last_error));
}

/* Newest first, below an id; 0 means from the top. */
static int64_t
below(int64_t before_id)
{
	return before_id == 0 ? INT64_MAX : before_id;
}

enum rc
store_outbox_list(struct store *s, const char *office, const char *state, int64_t before_id, int64_t limit,
    void (*each)(void *arg, const struct outbox_row *row), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_OUTBOX_LIST, office, below(before_id), limit,
	    state);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_OUTBOX_LIST, &has_row, e)) == RC_OK && has_row) {
		struct outbox_row row;

		outbox_fill(s, STATEMENT_OUTBOX_LIST, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_outbox_get(struct store *s, int64_t id, const char *office, struct outbox_row *row,
    char **body, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTBOX_GET, id, office);

	if (rc == RC_OK) {
		outbox_fill(s, STATEMENT_OUTBOX_GET, row);
		*body = db_text_copy(s->db, STATEMENT_OUTBOX_GET, 11, NULL);
		db_done(s->db, STATEMENT_OUTBOX_GET);
	}
	return rc;
}

enum rc
store_outbox_due(struct store *s, int64_t *count, int64_t *next_at, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_OUTBOX_DUE);

	if (rc == RC_OK) {
		*count = db_int(s->db, STATEMENT_OUTBOX_DUE, 0);
		*next_at = db_int(s->db, STATEMENT_OUTBOX_DUE, 1);
		db_done(s->db, STATEMENT_OUTBOX_DUE);
	}
	return rc;
}

enum rc
store_inbox_add(struct store *s, const char *channel, const char *region, const char *event_id,
    const char *fingerprint, const char *result, int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_INBOX_ADD, channel, region, event_id, fingerprint,
	    result, now_at);
}

enum rc
store_inbox_seen(struct store *s, const char *channel, const char *region, const char *event_id,
    const char *fingerprint, struct inbox_seen *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_INBOX_SEEN, channel, region, event_id, fingerprint);

	if (rc != RC_OK)
		return rc;
	if (out != NULL) {
		db_text(s->db, STATEMENT_INBOX_SEEN, 0, out->result, sizeof(out->result));
		out->at = db_int(s->db, STATEMENT_INBOX_SEEN, 1);
	}
	db_done(s->db, STATEMENT_INBOX_SEEN);
	return rc;
}

enum rc
store_unsorted_add(struct store *s, const struct unsorted_row *row, const char *office,
    const void *raw, size_t raw_len, const struct unsorted_item *read, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_UNSORTED_ADD, row->channel, row->region, office,
	    row->event_id, row->external_id, row->reason, row->detail, raw, raw_len,
	    row->arrived_at, str_or_empty(read->item), str_or_empty(read->data),
	    str_or_empty(read->answers));
}

void
unsorted_item_release(struct unsorted_item *u)
{
	free(u->item);
	free(u->data);
	free(u->answers);
	memset(u, 0, sizeof(*u));
}

enum rc
store_unsorted_item(struct store *s, int64_t id, const char *office, struct unsorted_item *out,
    struct err *e)
{
	struct db *db = s->db;
	enum rc rc = db_one(db, e, STATEMENT_UNSORTED_ITEM, id, office);
	char state[12];

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		db_text(db, STATEMENT_UNSORTED_ITEM, 0, out->channel, sizeof(out->channel));
		db_text(db, STATEMENT_UNSORTED_ITEM, 1, out->region, sizeof(out->region));
		out->item = db_text_copy(db, STATEMENT_UNSORTED_ITEM, 2, NULL);
		out->data = db_text_copy(db, STATEMENT_UNSORTED_ITEM, 3, NULL);
		out->answers = db_text_copy(db, STATEMENT_UNSORTED_ITEM, 4, NULL);
		out->discard_by = db_int(db, STATEMENT_UNSORTED_ITEM, 5);
		db_text(db, STATEMENT_UNSORTED_ITEM, 6, state, sizeof(state));
		out->is_open = str_eq(state, "open");
		db_done(db, STATEMENT_UNSORTED_ITEM);
	}
	return rc;
}

enum rc
store_unsorted_discard(struct store *s, int64_t id, int64_t by_id, const char *reason,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_UNSORTED_DISCARD, id, by_id, reason);
}

enum rc
store_unsorted_done(struct store *s, int64_t id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_UNSORTED_DONE, id);
}

static void
unsorted_fill(struct store *s, enum statement statement, struct unsorted_row *row)
{
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	row->id = db_int(db, statement, 0);
	db_text(db, statement, 1, row->channel, sizeof(row->channel));
	db_text(db, statement, 2, row->region, sizeof(row->region));
	db_text(db, statement, 3, row->event_id, sizeof(row->event_id));
	db_text(db, statement, 4, row->external_id, sizeof(row->external_id));
	db_text(db, statement, 5, row->reason, sizeof(row->reason));
	db_text(db, statement, 6, row->detail, sizeof(row->detail));
	row->arrived_at = db_int(db, statement, 7);
	db_text(db, statement, 8, row->state, sizeof(row->state));
	db_text(db, statement, 9, row->discard_by, sizeof(row->discard_by));
	db_text(db, statement, 10, row->discard_reason, sizeof(row->discard_reason));
}

enum rc
store_unsorted_list(struct store *s, const char *office, const char *state, int64_t before_id, int64_t limit,
    void (*each)(void *arg, const struct unsorted_row *row), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_UNSORTED_LIST, office, below(before_id), limit,
	    state);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_UNSORTED_LIST, &has_row, e)) == RC_OK && has_row) {
		struct unsorted_row row;

		unsorted_fill(s, STATEMENT_UNSORTED_LIST, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_unsorted_get(struct store *s, int64_t id, const char *office, struct unsorted_row *row,
    char **raw, size_t *raw_len, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_UNSORTED_GET, id, office);

	if (rc == RC_OK) {
		unsorted_fill(s, STATEMENT_UNSORTED_GET, row);
		*raw = db_text_copy(s->db, STATEMENT_UNSORTED_GET, 11, raw_len);
		db_done(s->db, STATEMENT_UNSORTED_GET);
	}
	return rc;
}

enum rc
store_cursor_add(struct store *s, const char *channel, const char *region, bool is_enabled,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CURSOR_ADD, channel, region,
	    (int64_t)(is_enabled ? 1 : 0));
}

static void
cursor_fill(struct store *s, enum statement statement, struct channel_row *row)
{
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	db_text(db, statement, 0, row->code, sizeof(row->code));
	db_text(db, statement, 1, row->region, sizeof(row->region));
	db_text(db, statement, 2, row->cursor, sizeof(row->cursor));
	row->is_enabled = db_int(db, statement, 3) == 1;
	row->last_pull_at = db_int(db, statement, 4);
	db_text(db, statement, 5, row->last_error, sizeof(row->last_error));
}

enum rc
store_cursor_list(struct store *s, void (*each)(void *arg, const struct channel_row *row),
    void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_CURSOR_LIST);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_CURSOR_LIST, &has_row, e)) == RC_OK && has_row) {
		struct channel_row row;

		cursor_fill(s, STATEMENT_CURSOR_LIST, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_cursor_get(struct store *s, const char *channel, const char *region,
    struct channel_row *out, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CURSOR_GET, channel, region);

	if (rc == RC_OK) {
		cursor_fill(s, STATEMENT_CURSOR_GET, out);
		db_done(s->db, STATEMENT_CURSOR_GET);
	}
	return rc;
}

enum rc
store_cursor_move(struct store *s, const char *channel, const char *region, const char *before,
    const char *after, int64_t now_at, struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_CURSOR_MOVE, channel, region, before,
	    after, now_at);

	if (rc == RC_OK && changed != 1)
		return err_set(e, RC_CONFLICT, say(N_("channel %s in %s is no longer at the page's "
		    "beginning")), channel, region);
	return rc;
}

enum rc
store_cursor_enable(struct store *s, const char *channel, const char *region, bool is_enabled,
    struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_CURSOR_ENABLE, channel, region,
	    (int64_t)(is_enabled ? 1 : 0));

	if (rc == RC_OK && changed != 1)
		return err_set(e, RC_NOT_FOUND, say(N_("no channel %s in %s")), channel, region);
	return rc;
}

enum rc
store_cursor_error(struct store *s, const char *channel, const char *region, const char *error,
    int64_t pulled_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CURSOR_ERROR, channel, region, error, pulled_at);
}
