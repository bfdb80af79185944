/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/store.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "scripts/gateway/statements.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct store {
	sqlite3 *db;
	bool is_file;
	sqlite3_stmt *prepared[ST__COUNT];
};

static enum rc
failed(const struct store *s, const char *doing, struct err *e)
{
	return err_set(e, RC_STORAGE, "the relay's store: cannot %s: %s", doing, sqlite3_errmsg(s->db));
}

enum rc
store_open(const char *path, struct store **out, struct err *e)
{
	struct store *s = x_zalloc(1, sizeof(*s));
	enum rc rc = RC_OK;

	s->is_file = path != NULL;
	if (sqlite3_open_v2(path != NULL ? path : ":memory:", &s->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK ||
	    sqlite3_busy_timeout(s->db, 2000) != SQLITE_OK ||
	    sqlite3_exec(s->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", NULL, NULL,
	    NULL) != SQLITE_OK ||
	    sqlite3_exec(s->db, statement_schema(), NULL, NULL, NULL) != SQLITE_OK)
		rc = failed(s, "open it", e);
	for (size_t i = 0; i < COUNT(s->prepared) && rc == RC_OK; i++) {
		if (sqlite3_prepare_v3(s->db, statement_text((enum statement)i), -1, SQLITE_PREPARE_PERSISTENT,
		    &s->prepared[i], NULL) != SQLITE_OK)
			rc = failed(s, "read its tables", e);
	}
	if (rc != RC_OK) {
		store_close(s);
		return rc;
	}
	*out = s;
	return RC_OK;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < COUNT(s->prepared); i++)
		sqlite3_finalize(s->prepared[i]);
	sqlite3_close(s->db);
	free(s);
}

bool
store_is_file(const struct store *s)
{
	return s->is_file;
}

/* A statement ready to be bound. */
static sqlite3_stmt *
ready(struct store *s, enum statement id)
{
	sqlite3_reset(s->prepared[id]);
	sqlite3_clear_bindings(s->prepared[id]);
	return s->prepared[id];
}

/* The texts stay the caller's, who keeps them until the statement is done. */
static void
bind_text(sqlite3_stmt *st, int at, const char *text)
{
	sqlite3_bind_text(st, at, text, -1, SQLITE_STATIC);
}

/* Runs a statement that gives no row. */
static enum rc
run(struct store *s, sqlite3_stmt *st, const char *doing, struct err *e)
{
	int got = sqlite3_step(st);
	enum rc rc = got == SQLITE_DONE ? RC_OK : failed(s, doing, e);

	sqlite3_reset(st);
	return rc;
}

enum rc
store_begin(struct store *s, struct err *e)
{
	return run(s, ready(s, ST_BEGIN), "begin", e);
}

enum rc
store_commit(struct store *s, struct err *e)
{
	return run(s, ready(s, ST_COMMIT), "commit", e);
}

void
store_rollback(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db) && run(s, ready(s, ST_ROLLBACK), "roll back", NULL) != RC_OK)
		log_event(LOG_ERROR_LEVEL, "gateway.rollback", "why", sqlite3_errmsg(s->db), NULL);
}

enum rc
store_run(struct store *s, int64_t *seed, int64_t *count, int64_t *until_at, struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_RUN);
	int got = sqlite3_step(st);
	enum rc rc = RC_OK;

	if (got == SQLITE_ROW) {
		*seed = sqlite3_column_int64(st, 0);
		*count = sqlite3_column_int64(st, 1);
		*until_at = sqlite3_column_int64(st, 2);
	} else if (got == SQLITE_DONE) {
		rc = err_set(e, RC_NOT_FOUND, "the relay's store is empty");
	} else {
		rc = failed(s, "read its run", e);
	}
	sqlite3_reset(st);
	return rc;
}

enum rc
store_set_run(struct store *s, int64_t seed, int64_t count, int64_t until_at, struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_SET_RUN);

	sqlite3_bind_int64(st, 1, seed);
	sqlite3_bind_int64(st, 2, count);
	sqlite3_bind_int64(st, 3, until_at);
	return run(s, st, "write its run", e);
}

/* The one number of the one row a bound statement gives. */
static enum rc
one_number(struct store *s, sqlite3_stmt *st, int64_t *number, struct err *e)
{
	enum rc rc = RC_OK;

	if (sqlite3_step(st) == SQLITE_ROW)
		*number = sqlite3_column_int64(st, 0);
	else
		rc = failed(s, "count its rows", e);
	sqlite3_reset(st);
	return rc;
}

enum rc
store_next_event(struct store *s, int64_t *number, struct err *e)
{
	return one_number(s, ready(s, ST_NEXT_EVENT), number, e);
}

enum rc
store_add_event(struct store *s, const char *channel, const char *jurisdiction,
    const void *bytes, size_t len, bool is_once, struct err *e)
{
	for (int i = is_once ? 0 : 1; i < 2; i++) {
		sqlite3_stmt *st = ready(s, i == 0 ? ST_HAS_EVENT : ST_ADD_EVENT);
		int got;

		bind_text(st, 1, channel);
		bind_text(st, 2, jurisdiction);
		sqlite3_bind_blob64(st, 3, bytes, len, SQLITE_STATIC);
		got = sqlite3_step(st);
		sqlite3_reset(st);
		if (got == SQLITE_ROW)
			return RC_OK;
		if (got != SQLITE_DONE)
			return failed(s, "add an event", e);
	}
	return RC_OK;
}

static sqlite3_stmt *
ready_page(struct store *s, enum statement id, const char *channel, const char *jurisdiction,
    int64_t at, int64_t limit)
{
	sqlite3_stmt *st = ready(s, id);

	bind_text(st, 1, channel);
	bind_text(st, 2, jurisdiction);
	sqlite3_bind_int64(st, 3, at);
	sqlite3_bind_int64(st, 4, limit);
	return st;
}

enum rc
store_page(struct store *s, const char *channel, const char *jurisdiction, int64_t after,
    int64_t limit, void (*element)(void *arg, const void *bytes, size_t len), void *arg,
    int64_t *last, struct err *e)
{
	sqlite3_stmt *st = ready_page(s, ST_PAGE, channel, jurisdiction, after, limit);
	int got;

	while ((got = sqlite3_step(st)) == SQLITE_ROW) {
		*last = sqlite3_column_int64(st, 0);
		element(arg, sqlite3_column_blob(st, 1), (size_t)sqlite3_column_bytes(st, 1));
	}
	sqlite3_reset(st);
	return got == SQLITE_DONE ? RC_OK : failed(s, "read a page", e);
}

enum rc
store_page_before(struct store *s, const char *channel, const char *jurisdiction, int64_t at,
    int64_t limit, int64_t *after, struct err *e)
{
	return one_number(s, ready_page(s, ST_PAGE_BEFORE, channel, jurisdiction, at, limit), after, e);
}

enum rc
store_is_gone(struct store *s, const char *channel, const char *jurisdiction, int64_t after,
    int64_t keep, bool *is_gone, struct err *e)
{
	sqlite3_stmt *st = ready_page(s, ST_IS_GONE, channel, jurisdiction, after, keep);
	int got = sqlite3_step(st);

	*is_gone = got == SQLITE_ROW;
	sqlite3_reset(st);
	return got == SQLITE_ROW || got == SQLITE_DONE ? RC_OK : failed(s, "look back", e);
}

static sqlite3_stmt *
ready_document(struct store *s, enum statement id, enum store_kind kind, const char *channel,
    const char *doc_id)
{
	sqlite3_stmt *st = ready(s, id);

	sqlite3_bind_int(st, 1, (int)kind);
	bind_text(st, 2, channel);
	bind_text(st, 3, doc_id);
	return st;
}

enum rc
store_add(struct store *s, enum store_kind kind, const char *channel, const char *id,
    const char *state, struct err *e)
{
	sqlite3_stmt *st = ready_document(s, ST_ADD, kind, channel, id);

	bind_text(st, 4, state);
	return run(s, st, "add a request", e);
}

/* Text of a column, never NULL. */
static const char *
column(sqlite3_stmt *st, int at)
{
	return str_or_empty((const char *)sqlite3_column_text(st, at));
}

enum rc
store_get(struct store *s, enum store_kind kind, const char *channel, const char *id,
    struct buf *state, int64_t *version, struct err *e)
{
	sqlite3_stmt *st = ready_document(s, ST_GET, kind, channel, id);
	int got = sqlite3_step(st);
	enum rc rc = RC_OK;

	if (got == SQLITE_ROW) {
		buf_puts(state, column(st, 0));
		*version = sqlite3_column_int64(st, 1);
	} else if (got == SQLITE_DONE) {
		rc = err_set(e, RC_NOT_FOUND, "channel %s has no %s", channel, id);
	} else {
		rc = failed(s, "read a request", e);
	}
	sqlite3_reset(st);
	return rc;
}

enum rc
store_set(struct store *s, enum store_kind kind, const char *channel, const char *id,
    const char *state, struct err *e)
{
	sqlite3_stmt *st = ready_document(s, ST_SET, kind, channel, id);

	bind_text(st, 4, state);
	return run(s, st, "change a request", e);
}

enum rc
store_each(struct store *s, enum store_kind kind, const char *channel,
    enum rc (*take)(void *arg, const char *id, const char *state, struct err *e), void *arg,
    struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_EACH);
	enum rc rc = RC_OK;
	int got = SQLITE_DONE;

	sqlite3_bind_int(st, 1, (int)kind);
	bind_text(st, 2, channel);
	while (rc == RC_OK && (got = sqlite3_step(st)) == SQLITE_ROW)
		rc = take(arg, column(st, 0), column(st, 1), e);
	if (rc == RC_OK && got != SQLITE_DONE)
		rc = failed(s, "read its requests", e);
	sqlite3_reset(st);
	return rc;
}

enum rc
store_add_effect(struct store *s, struct effect *effect, struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_ADD_EFFECT);
	const char *const texts[] = { effect->channel, effect->kind, effect->request_id, effect->key,
		effect->body_sha256, effect->body };
	enum rc rc;

	sqlite3_bind_int64(st, 1, effect->at);
	for (size_t i = 0; i < COUNT(texts); i++)
		bind_text(st, (int)i + 2, texts[i]);
	rc = run(s, st, "write an effect", e);
	effect->number = sqlite3_last_insert_rowid(s->db);
	return rc;
}

enum rc
store_last_effect(struct store *s, int64_t *number, struct err *e)
{
	return one_number(s, ready(s, ST_LAST_EFFECT), number, e);
}

enum rc
store_effects_after(struct store *s, int64_t number,
    enum rc (*take)(void *arg, const struct effect *effect, struct err *e), void *arg,
    struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_EFFECTS);
	enum rc rc = RC_OK;
	int got = SQLITE_DONE;

	sqlite3_bind_int64(st, 1, number);
	while (rc == RC_OK && (got = sqlite3_step(st)) == SQLITE_ROW) {
		struct effect effect = {
			.number = sqlite3_column_int64(st, 0),
			.at = sqlite3_column_int64(st, 1),
			.channel = column(st, 2),
			.kind = column(st, 3),
			.request_id = column(st, 4),
			.key = column(st, 5),
			.body_sha256 = column(st, 6),
			.body = column(st, 7),
		};

		rc = take(arg, &effect, e);
	}
	if (rc == RC_OK && got != SQLITE_DONE)
		rc = failed(s, "read its effects", e);
	sqlite3_reset(st);
	return rc;
}

enum rc
store_answer(struct store *s, const char *channel, const char *key, struct kept_answer *out,
    struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_ANSWER);
	enum rc rc = RC_OK;
	int got;

	*out = (struct kept_answer){ 0 };
	bind_text(st, 1, channel);
	bind_text(st, 2, key);
	got = sqlite3_step(st);
	if (got == SQLITE_ROW) {
		str_fill(out->target, sizeof(out->target), column(st, 0));
		str_fill(out->body_sha256, sizeof(out->body_sha256), column(st, 1));
		out->status = sqlite3_column_int64(st, 2);
		str_fill(out->etag, sizeof(out->etag), column(st, 3));
		str_fill(out->location, sizeof(out->location), column(st, 4));
		buf_puts(&out->body, column(st, 5));
	} else if (got == SQLITE_DONE) {
		rc = err_set(e, RC_NOT_FOUND, "the key is new");
	} else {
		rc = failed(s, "look up a key", e);
	}
	sqlite3_reset(st);
	return rc;
}

enum rc
store_keep_answer(struct store *s, const char *channel, const char *key,
    const struct kept_answer *answer, struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_KEEP_ANSWER);

	bind_text(st, 1, channel);
	bind_text(st, 2, key);
	bind_text(st, 3, answer->target);
	bind_text(st, 4, answer->body_sha256);
	sqlite3_bind_int64(st, 5, answer->status);
	bind_text(st, 6, answer->etag);
	bind_text(st, 7, answer->location);
	bind_text(st, 8, buf_str(&answer->body));
	return run(s, st, "keep an answer", e);
}

enum rc
store_add_file(struct store *s, const char *channel, const char *sha256,
    const struct stored_file *file, struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_ADD_FILE);

	bind_text(st, 1, channel);
	bind_text(st, 2, sha256);
	bind_text(st, 3, file->name);
	bind_text(st, 4, file->media_type);
	sqlite3_bind_blob64(st, 5, file->bytes.data, file->bytes.len, SQLITE_STATIC);
	return run(s, st, "keep an attachment", e);
}

enum rc
store_file(struct store *s, const char *channel, const char *sha256, struct stored_file *out,
    struct err *e)
{
	sqlite3_stmt *st = ready(s, ST_FILE);
	enum rc rc = RC_OK;
	int got;

	bind_text(st, 1, channel);
	bind_text(st, 2, sha256);
	got = sqlite3_step(st);
	if (got == SQLITE_ROW) {
		str_fill(out->name, sizeof(out->name), column(st, 0));
		str_fill(out->media_type, sizeof(out->media_type), column(st, 1));
		buf_add(&out->bytes, sqlite3_column_blob(st, 2), (size_t)sqlite3_column_bytes(st, 2));
	} else if (got == SQLITE_DONE) {
		rc = err_set(e, RC_NOT_FOUND, "there is no such attachment");
	} else {
		rc = failed(s, "read an attachment", e);
	}
	sqlite3_reset(st);
	return rc;
}
