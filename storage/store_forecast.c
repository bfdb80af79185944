/* SPDX-License-Identifier: ISC */
/* Hours that were told before they began, and how told ranges have held. */
#include "storage/store_forecast.h"
#include "storage/store_inside.h"

enum rc
store_forecast_add(struct store *s, const char *office, const struct forecast_record *f,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FORECAST_ADD, office, f->hour_at, f->told_at,
	    f->p50_sec, f->p90_sec, f->samples);
}

enum rc
store_forecast_has(struct store *s, const char *office, int64_t after_at, bool *out,
    struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_FORECAST_HAS, office, after_at);

	*out = false;
	if (rc == RC_OK) {
		*out = db_int(s->db, STATEMENT_FORECAST_HAS, 0) > 0;
		db_done(s->db, STATEMENT_FORECAST_HAS);
	}
	return rc;
}

enum rc
store_forecast_open(struct store *s, const char *office, int64_t before_at,
    void (*each)(void *arg, const struct forecast_record *f), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_FORECAST_OPEN;
	struct db *db = s->db;
	bool has_row;
	enum rc rc = db_ask(db, e, st, office, before_at);

	while (rc == RC_OK && (rc = db_next(db, st, &has_row, e)) == RC_OK && has_row) {
		const struct forecast_record f = { .hour_at = db_int(db, st, 0),
			.told_at = db_int(db, st, 1), .p50_sec = db_int(db, st, 2),
			.p90_sec = db_int(db, st, 3), .samples = db_int(db, st, 4) };

		each(arg, &f);
	}
	return rc;
}

enum rc
store_forecast_settle(struct store *s, const char *office, const struct forecast_record *f,
    int64_t at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FORECAST_SETTLE, office, f->hour_at, at, f->waits,
	    f->held50, f->held90);
}

enum rc
store_forecast_forget(struct store *s, const char *office, int64_t before_at, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_FORECAST_FORGET, office, before_at);
}

enum rc
store_visit_between(struct store *s, const char *office, int64_t from_at, int64_t until_at,
    void (*each)(void *arg, int64_t came_at, int64_t called_at, int64_t gone_at), void *arg,
    struct err *e)
{
	const enum statement st = STATEMENT_VISIT_BETWEEN;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office, from_at, until_at);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row)
		each(arg, db_int(s->db, st, 0), db_int(s->db, st, 1), db_int(s->db, st, 2));
	return rc;
}

/* The row of a statement that sums hours, all but untold. */
static void
read_held(struct store *s, enum statement st, struct held_sum *out)
{
	out->hours = db_int(s->db, st, 0);
	out->told = db_int(s->db, st, 1);
	out->held50 = db_int(s->db, st, 2);
	out->held90 = db_int(s->db, st, 3);
}

enum rc
store_forecast_sum(struct store *s, const char *office, struct held_sum *out, struct err *e)
{
	const enum statement st = STATEMENT_FORECAST_SUM;
	enum rc rc = db_one(s->db, e, st, office);

	*out = (struct held_sum){ .told = 0 };
	if (rc != RC_OK)
		return rc;
	read_held(s, st, out);
	out->untold = db_int(s->db, st, 4);
	db_done(s->db, st);
	return RC_OK;
}

enum rc
store_forecast_newest(struct store *s, const char *office, int64_t before_at, int64_t limit,
    struct held_sum *out, struct err *e)
{
	const enum statement st = STATEMENT_FORECAST_NEWEST;
	enum rc rc = db_one(s->db, e, st, office, before_at, limit);

	*out = (struct held_sum){ .told = 0 };
	if (rc != RC_OK)
		return rc;
	read_held(s, st, out);
	db_done(s->db, st);
	return RC_OK;
}

enum rc
store_wait_held(struct store *s, struct held_sum *out, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_HELD;
	enum rc rc = db_one(s->db, e, st);

	*out = (struct held_sum){ .told = 0 };
	if (rc != RC_OK)
		return rc;
	out->told = db_int(s->db, st, 0);
	out->held50 = db_int(s->db, st, 1);
	out->held90 = db_int(s->db, st, 2);
	db_done(s->db, st);
	return RC_OK;
}
