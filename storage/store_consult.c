/* SPDX-License-Identifier: ISC */
/* The consultation desk: who waits and is talked to, and how long each state
 * lasted. */
#include "storage/store_consult.h"

#include <string.h>

#include "storage/store_inside.h"

enum rc
store_consult_add(struct store *s, struct consult_record *c, struct err *e)
{
	const struct consult_row *row = &c->row;
	enum rc rc = db_one(s->db, e, STATEMENT_CONSULT_ADD, c->office, row->channel,
	    c->external_id, row->kind, row->task, (int64_t)row->priority, row->who, row->contact,
	    row->topic, row->state, row->ready_at, (int64_t)row->is_promised, c->staff_id,
	    row->case_id, row->created_at);

	if (rc == RC_OK) {
		c->row.id = db_int(s->db, STATEMENT_CONSULT_ADD, 0);
		db_done(s->db, STATEMENT_CONSULT_ADD);
	}
	return rc;
}

enum rc
store_consult_update(struct store *s, const struct consult_record *c, struct err *e)
{
	const struct consult_row *row = &c->row;

	return db_run(s->db, e, NULL, STATEMENT_CONSULT_UPDATE, row->id, row->state, row->ready_at,
	    (int64_t)row->is_promised, c->staff_id, row->case_id, row->ended_at, row->warned_at,
	    row->warned_for, row->result, row->note, c->visit_id);
}

static void
consult_fill(struct store *s, enum statement st, struct consult_record *c)
{
	struct db *db = s->db;
	struct consult_row *row = &c->row;

	*c = (struct consult_record){ .row = { .id = db_int(db, st, 0),
		.priority = (int32_t)db_int(db, st, 6), .ready_at = db_int(db, st, 11),
		.is_promised = db_int(db, st, 12) != 0, .case_id = db_int(db, st, 14),
		.created_at = db_int(db, st, 15), .ended_at = db_int(db, st, 16),
		.warned_at = db_int(db, st, 17), .called_at = db_int(db, st, 25),
		.p50_sec = db_int(db, st, 26), .p90_sec = db_int(db, st, 27),
		.samples = db_int(db, st, 28), .since_at = db_int(db, st, 29),
		.is_said_to_us = db_int(db, st, 31) == 0 },
		.staff_id = db_int(db, st, 13), .visit_id = db_int(db, st, 21) };
	db_text(db, st, 1, c->office, sizeof(c->office));
	db_text(db, st, 2, row->channel, sizeof(row->channel));
	db_text(db, st, 3, c->external_id, sizeof(c->external_id));
	db_text(db, st, 4, row->kind, sizeof(row->kind));
	db_text(db, st, 5, row->task, sizeof(row->task));
	db_text(db, st, 7, row->who, sizeof(row->who));
	db_text(db, st, 8, row->contact, sizeof(row->contact));
	db_text(db, st, 9, row->topic, sizeof(row->topic));
	db_text(db, st, 10, row->state, sizeof(row->state));
	db_text(db, st, 18, row->warned_for, sizeof(row->warned_for));
	db_text(db, st, 19, row->result, sizeof(row->result));
	db_text(db, st, 20, row->note, sizeof(row->note));
	db_text(db, st, 22, row->staff, sizeof(row->staff));
	db_text(db, st, 23, row->staff_name, sizeof(row->staff_name));
	db_text(db, st, 24, row->case_number, sizeof(row->case_number));
	db_text(db, st, 30, row->said, sizeof(row->said));
}

enum rc
store_consult_get(struct store *s, int64_t id, const char *office, struct consult_record *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_CONSULT_GET, id, office);

	memset(out, 0, sizeof(*out));
	if (rc == RC_OK) {
		consult_fill(s, STATEMENT_CONSULT_GET, out);
		db_done(s->db, STATEMENT_CONSULT_GET);
	}
	return rc;
}

/* The one number of a statement that has been asked. */
static enum rc
take_id(struct store *s, enum statement statement, enum rc rc, int64_t *id)
{
	if (rc == RC_OK) {
		*id = db_int(s->db, statement, 0);
		db_done(s->db, statement);
	}
	return rc;
}

enum rc
store_consult_by_channel(struct store *s, const char *channel, const char *external_id,
    int64_t *id, struct err *e)
{
	return take_id(s, STATEMENT_CONSULT_BY_CHANNEL, db_one(s->db, e,
	    STATEMENT_CONSULT_BY_CHANNEL, channel, external_id), id);
}

enum rc
store_consult_next(struct store *s, const char *office, int64_t staff_id, int64_t now_at,
    int64_t *id, struct err *e)
{
	return take_id(s, STATEMENT_CONSULT_NEXT, db_one(s->db, e, STATEMENT_CONSULT_NEXT, office,
	    staff_id, now_at), id);
}

enum rc
store_consult_at_hand(struct store *s, int64_t staff_id, int64_t *id, struct err *e)
{
	return take_id(s, STATEMENT_CONSULT_AT_HAND, db_one(s->db, e, STATEMENT_CONSULT_AT_HAND,
	    staff_id), id);
}

enum rc
store_consult_mine(struct store *s, int64_t staff_id, bool wants_held, int64_t *id,
    struct err *e)
{
	return take_id(s, STATEMENT_CONSULT_MINE, db_one(s->db, e, STATEMENT_CONSULT_MINE,
	    staff_id, (int64_t)wants_held), id);
}

enum rc
store_consult_by_key(struct store *s, const char *op_key, int64_t *id, struct err *e)
{
	return take_id(s, STATEMENT_CONSULT_BY_KEY, db_one(s->db, e, STATEMENT_CONSULT_BY_KEY,
	    op_key), id);
}

static enum rc
read_list(struct store *s, enum statement statement, consult_taker each, void *arg, struct err *e)
{
	struct consult_record c;
	bool has_row;
	enum rc rc = RC_OK;

	while (rc == RC_OK && (rc = db_next(s->db, statement, &has_row, e)) == RC_OK && has_row) {
		consult_fill(s, statement, &c);
		each(arg, &c);
	}
	return rc;
}

enum rc
store_consult_list(struct store *s, const char *office, int64_t ended_since, int64_t limit,
    consult_taker each, void *arg, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_CONSULT_OPEN, office, limit);

	if (rc == RC_OK)
		rc = read_list(s, STATEMENT_CONSULT_OPEN, each, arg, e);
	if (rc == RC_OK && ended_since > 0) {
		rc = db_ask(s->db, e, STATEMENT_CONSULT_OVER, office, ended_since, limit);
		if (rc == RC_OK)
			rc = read_list(s, STATEMENT_CONSULT_OVER, each, arg, e);
	}
	return rc;
}

enum rc
store_consult_step(struct store *s, const struct consult_step *step, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_INTERVAL_END, step->consult_id, step->at);

	if (rc != RC_OK)
		return rc;
	return db_run(s->db, e, NULL, STATEMENT_INTERVAL_ADD, step->consult_id, step->state,
	    step->at, step->staff_id, step->op_key, step->text);
}

enum rc
store_consult_over(struct store *s, int64_t consult_id, int64_t at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_INTERVAL_END, consult_id, at);
}

enum rc
store_consult_intervals(struct store *s, int64_t consult_id,
    void (*each)(void *arg, const struct consult_interval *v), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_INTERVAL_LIST;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, consult_id);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct consult_interval v = { .from_at = db_int(s->db, st, 1),
			.until_at = db_int(s->db, st, 2) };

		db_text(s->db, st, 0, v.state, sizeof(v.state));
		db_text(s->db, st, 3, v.staff, sizeof(v.staff));
		db_text(s->db, st, 4, v.staff_name, sizeof(v.staff_name));
		db_text(s->db, st, 5, v.text, sizeof(v.text));
		each(arg, &v);
	}
	return rc;
}

enum rc
store_consult_saying(struct store *s, const struct consult_saying *said, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_CONSULT_SAYING_ADD, said->consult_id, said->at,
	    said->staff_id, said->op_key, said->text);
}

enum rc
store_consult_waiting(struct store *s, const char *office, int64_t now_at, int64_t most,
    int64_t *count, struct err *e)
{
	return take_id(s, STATEMENT_COUNT_CONSULT, db_one(s->db, e, STATEMENT_COUNT_CONSULT, office,
	    now_at, most), count);
}

enum rc
store_consult_ended(struct store *s, const char *office, int64_t since_at,
    void (*each)(void *arg, const char *state, int64_t count), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_CONSULT_ENDED;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office, since_at);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		char state[12];

		db_text(s->db, st, 0, state, sizeof(state));
		each(arg, state, db_int(s->db, st, 1));
	}
	return rc;
}
