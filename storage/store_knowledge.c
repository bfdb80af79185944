/* SPDX-License-Identifier: ISC */
#include "storage/store_knowledge.h"

#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"

typedef bool (*layer_finder)(const char *name, enum knowledge_layer *out);

enum rc
store_knowledge_add(struct store *s, const char *office, const char *layer,
    struct knowledge_row *row, int64_t by_id, int64_t now_at, struct err *e)
{
	enum statement put = STATEMENT_KNOWLEDGE_ADD;
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_KNOWLEDGE_SUPERSEDE, office, row->key, layer);

	if (rc == RC_OK)
		rc = db_one(s->db, e, put, office, row->key, layer, row->region, row->service,
		    row->question, row->answer, row->source, (int64_t)row->from.number,
		    (int64_t)row->until.number, row->confidence, row->state, by_id, now_at,
		    row->reason);
	if (rc != RC_OK)
		return rc;
	row->id = db_int(s->db, put, 0);
	row->version = db_int(s->db, put, 1);
	db_done(s->db, put);
	return RC_OK;
}

/* One row; its answer is a copy that the caller frees. */
static bool
fill(struct store *s, enum statement from, layer_finder layer_of, struct knowledge_row *row,
    char office[12])
{
	struct db *db = s->db;
	char layer[12];
	size_t len;

	*row = (struct knowledge_row){ .id = db_int(db, from, 0), .version = db_int(db, from, 13),
		.changed_at = db_int(db, from, 14) };
	db_text(db, from, 1, office, 12);
	db_text(db, from, 2, row->key, sizeof(row->key));
	db_text(db, from, 3, layer, sizeof(layer));
	db_text(db, from, 4, row->region, sizeof(row->region));
	db_text(db, from, 5, row->service, sizeof(row->service));
	db_text(db, from, 6, row->question, sizeof(row->question));
	row->answer = db_text_copy(db, from, 7, &len);
	db_text(db, from, 8, row->source, sizeof(row->source));
	row->from.number = (int32_t)db_int(db, from, 9);
	row->until.number = (int32_t)db_int(db, from, 10);
	db_text(db, from, 11, row->confidence, sizeof(row->confidence));
	db_text(db, from, 12, row->state, sizeof(row->state));
	db_text(db, from, 15, row->by, sizeof(row->by));
	db_text(db, from, 16, row->by_name, sizeof(row->by_name));
	db_text(db, from, 17, row->reason, sizeof(row->reason));
	return layer_of(layer, &row->layer);
}

static enum rc
give_rows(struct store *s, enum statement from, layer_finder layer_of, knowledge_taker each,
    void *arg, struct err *e)
{
	struct knowledge_row row;
	char office[12];
	bool has_row;
	enum rc rc;

	while ((rc = db_next(s->db, from, &has_row, e)) == RC_OK && has_row) {
		if (fill(s, from, layer_of, &row, office))
			each(arg, &row, office);
		free((char *)(uintptr_t)row.answer);
	}
	return rc;
}

enum rc
store_knowledge_current(struct store *s, layer_finder layer_of, knowledge_taker each, void *arg,
    struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_KNOWLEDGE_CURRENT);

	return rc == RC_OK ? give_rows(s, STATEMENT_KNOWLEDGE_CURRENT, layer_of, each, arg, e) : rc;
}

enum rc
store_knowledge_versions(struct store *s, const char *office, const char *key,
    layer_finder layer_of, knowledge_taker each, void *arg, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_KNOWLEDGE_VERSIONS, office, key);

	return rc == RC_OK ? give_rows(s, STATEMENT_KNOWLEDGE_VERSIONS, layer_of, each, arg, e) : rc;
}

enum rc
store_question_put(struct store *s, const char *office, const struct question_row *row,
    int64_t by_id, int64_t now_at, int64_t *id, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_QUESTION_PUT, office, row->region, row->service,
	    row->text, now_at, by_id);

	if (rc != RC_OK)
		return rc;
	*id = db_int(s->db, STATEMENT_QUESTION_PUT, 0);
	db_done(s->db, STATEMENT_QUESTION_PUT);
	return RC_OK;
}

static void
fill_question(struct db *db, enum statement from, struct question_row *row)
{
	*row = (struct question_row){ .id = db_int(db, from, 0), .asked = db_int(db, from, 5),
		.first_at = db_int(db, from, 6), .last_at = db_int(db, from, 7),
		.closed_at = db_int(db, from, 11) };
	db_text(db, from, 1, row->region, sizeof(row->region));
	db_text(db, from, 2, row->service, sizeof(row->service));
	db_text(db, from, 3, row->text, sizeof(row->text));
	db_text(db, from, 4, row->state, sizeof(row->state));
	db_text(db, from, 8, row->by, sizeof(row->by));
	db_text(db, from, 9, row->by_name, sizeof(row->by_name));
	db_text(db, from, 10, row->key, sizeof(row->key));
	db_text(db, from, 12, row->closed_by_name, sizeof(row->closed_by_name));
	db_text(db, from, 13, row->reason, sizeof(row->reason));
}

enum rc
store_question_get(struct store *s, const char *office, int64_t id, struct question_row *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_QUESTION_GET, office, id);

	if (rc == RC_OK) {
		fill_question(s->db, STATEMENT_QUESTION_GET, out);
		db_done(s->db, STATEMENT_QUESTION_GET);
	}
	return rc;
}

enum rc
store_question_close(struct store *s, const struct question_row *row, int64_t by_id,
    int64_t now_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_QUESTION_CLOSE, row->id, row->state, row->key,
	    row->reason, by_id, now_at);
}

enum rc
store_question_list(struct store *s, const char *office, const char *state, int64_t limit,
    void (*each)(void *arg, const struct question_row *row), void *arg, struct err *e)
{
	bool has_row;
	enum rc rc = db_ask(s->db, e, STATEMENT_QUESTION_LIST, office, state, limit);

	while (rc == RC_OK &&
	    (rc = db_next(s->db, STATEMENT_QUESTION_LIST, &has_row, e)) == RC_OK && has_row) {
		struct question_row row;

		fill_question(s->db, STATEMENT_QUESTION_LIST, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_knowledge_used(struct store *s, const char *office, struct day day, const char *key,
    const char *what, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_KNOWLEDGE_USED, office, (int64_t)day.number, key,
	    what);
}

enum rc
store_knowledge_uses(struct store *s, const char *office, struct day since,
    void (*each)(void *arg, const char *key, const char *what, int64_t count), void *arg,
    struct err *e)
{
	enum statement from = STATEMENT_KNOWLEDGE_USES;
	bool has_row;
	enum rc rc = db_ask(s->db, e, from, office, (int64_t)since.number);

	while (rc == RC_OK && (rc = db_next(s->db, from, &has_row, e)) == RC_OK && has_row) {
		char key[80], what[12];

		db_text(s->db, from, 0, key, sizeof(key));
		db_text(s->db, from, 1, what, sizeof(what));
		each(arg, key, what, db_int(s->db, from, 2));
	}
	return rc;
}

enum rc
store_consult_told(struct store *s, int64_t consult_id, const char *key, const char *layer,
    int64_t version, int64_t at, int64_t by_id, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CONSULT_TOLD, consult_id, key, layer, version, at,
	    by_id);
}

enum rc
store_consult_answers(struct store *s, int64_t consult_id,
    void (*each)(void *arg, const char *key, const char *layer, int64_t at, const char *by_name),
    void *arg, struct err *e)
{
	enum statement from = STATEMENT_CONSULT_ANSWERS;
	bool has_row;
	enum rc rc = db_ask(s->db, e, from, consult_id);

	while (rc == RC_OK && (rc = db_next(s->db, from, &has_row, e)) == RC_OK && has_row) {
		char key[80], layer[12], name[64];

		db_text(s->db, from, 0, key, sizeof(key));
		db_text(s->db, from, 1, layer, sizeof(layer));
		db_text(s->db, from, 3, name, sizeof(name));
		each(arg, key, layer, db_int(s->db, from, 2), name);
	}
	return rc;
}
