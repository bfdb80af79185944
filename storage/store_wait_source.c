/* SPDX-License-Identifier: ISC */
/* Several sources of one waiting figure, and the office's own. */
#include "storage/store_wait_source.h"

#include "storage/store_inside.h"

enum rc
store_wait_has_rival(struct store *s, const struct wait_row *row, bool *has, struct err *e)
{
	enum rc rc = db_ask(s->db, e, STATEMENT_WAIT_RIVAL, row->region, row->place, row->source);

	*has = false;
	if (rc == RC_OK)
		rc = db_next(s->db, STATEMENT_WAIT_RIVAL, has, e);
	if (rc == RC_OK && *has)
		db_done(s->db, STATEMENT_WAIT_RIVAL);
	return rc;
}

enum rc
store_wait_rivals(struct store *s, const char *region, const char *place,
    void (*each)(void *arg, const char *source, int64_t observed_at), void *arg,
    struct err *e)
{
	const enum statement st = STATEMENT_WAIT_RIVALS;
	char source[sizeof(((struct wait_row *)0)->source)];
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, region, place);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		db_text(s->db, st, 0, source, sizeof(source));
		each(arg, source, db_int(s->db, st, 1));
	}
	return rc;
}

enum rc
store_wait_settle(struct store *s, const char *region, const char *place, const char *shown,
    const char *others, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_WAIT_SETTLE, region, place, shown, others);
}

enum rc
store_wait_drop(struct store *s, const struct wait_row *row, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_WAIT_DROP, row->source, row->region,
	    row->desk_id, row->task_no);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_WAIT_UNHIDE) : rc;
}

enum rc
store_wait_drop_source(struct store *s, const char *source, int64_t before_at, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_WAIT_DROP_SOURCE, source, before_at);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_WAIT_UNHIDE) : rc;
}

enum rc
store_wait_own_desks(struct store *s, int64_t since_at, int64_t now_at,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_OWN_DESK;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, since_at, now_at);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct wait_row row = { .observed_at = now_at, .taken_at = now_at };

		db_text(s->db, st, 0, row.region, sizeof(row.region));
		db_text(s->db, st, 1, row.task_no, sizeof(row.task_no));
		row.waiting = db_int(s->db, st, 2);
		row.called = db_int(s->db, st, 3);
		row.counters = db_int(s->db, st, 4);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_wait_of_source(struct store *s, const char *source,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_OF_SOURCE;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, source);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct wait_row row = { .source = "" };

		db_text(s->db, st, 0, row.source, sizeof(row.source));
		db_text(s->db, st, 1, row.region, sizeof(row.region));
		db_text(s->db, st, 2, row.task_no, sizeof(row.task_no));
		row.waiting = db_int(s->db, st, 3);
		row.called = db_int(s->db, st, 4);
		row.counters = db_int(s->db, st, 5);
		row.observed_at = db_int(s->db, st, 6);
		row.taken_at = db_int(s->db, st, 7);
		each(arg, &row);
	}
	return rc;
}
