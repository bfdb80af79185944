/* SPDX-License-Identifier: ISC */
/* Waiting figures: the newest of each source. */
#include <string.h>

#include "storage/store_inside.h"

enum rc
store_wait_put(struct store *s, const struct wait_row *row, struct err *e)
{
	int64_t changed = 0;
	enum rc rc = db_run(s->db, e, &changed, STATEMENT_WAIT_PUT, row->source, row->region,
	    row->desk_id, row->task_no, row->desk, row->task, row->waiting, row->called,
	    row->counters, row->observed_at, row->taken_at);

	if (rc == RC_OK && changed == 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_SEEN, row->source, row->region,
		    row->desk_id, row->task_no, row->taken_at);
	return rc;
}

enum rc
store_wait_desk_put(struct store *s, const struct wait_row *row, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_WAIT_DESK_PUT, row->source, row->region,
	    row->desk_id, row->desk, row->hours, row->taken_at);
}

enum rc
store_wait_heard(struct store *s, const char *source, const char *region, int64_t now_at,
    const char *error, int64_t old_at, struct err *e)
{
	int64_t heard_at = str_empty(error) ? now_at : 0;
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_WAIT_HEARD, source, region, now_at, heard_at,
	    error);

	if (rc == RC_OK && heard_at != 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_DAYS_FORGET, source, region, old_at);
	if (rc == RC_OK && heard_at != 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_PAST_FORGET, source, region, old_at);
	if (rc == RC_OK && heard_at != 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_FORGET, source, region, old_at);
	if (rc == RC_OK && heard_at != 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_DESK_FORGET, source, region, old_at);
	return rc;
}

static void
fill_figure(struct store *s, struct wait_row *row)
{
	const enum statement st = STATEMENT_WAIT_LIST;
	struct db *db = s->db;

	memset(row, 0, sizeof(*row));
	db_text(db, st, 0, row->source, sizeof(row->source));
	db_text(db, st, 1, row->region, sizeof(row->region));
	db_text(db, st, 2, row->desk_id, sizeof(row->desk_id));
	db_text(db, st, 3, row->desk, sizeof(row->desk));
	db_text(db, st, 4, row->task_no, sizeof(row->task_no));
	db_text(db, st, 5, row->task, sizeof(row->task));
	row->waiting = db_int(db, st, 6);
	row->called = db_int(db, st, 7);
	row->counters = db_int(db, st, 8);
	row->observed_at = db_int(db, st, 9);
	row->taken_at = db_int(db, st, 10);
	db_text(db, st, 11, row->error, sizeof(row->error));
	row->heard_at = db_int(db, st, 12);
	db_text(db, st, 13, row->hours, sizeof(row->hours));
}

/* A desk that its source says nothing else of. */
static void
fill_desk(struct store *s, struct wait_row *row)
{
	const enum statement st = STATEMENT_WAIT_DESKS;
	struct db *db = s->db;

	*row = (struct wait_row){ .waiting = -1, .called = -1, .counters = -1 };
	db_text(db, st, 0, row->source, sizeof(row->source));
	db_text(db, st, 1, row->region, sizeof(row->region));
	db_text(db, st, 2, row->desk_id, sizeof(row->desk_id));
	db_text(db, st, 3, row->desk, sizeof(row->desk));
	row->taken_at = db_int(db, st, 4);
	db_text(db, st, 5, row->hours, sizeof(row->hours));
	db_text(db, st, 6, row->error, sizeof(row->error));
	row->heard_at = db_int(db, st, 7);
}

/* A region of which nobody says anything. */
static void
fill_silence(struct store *s, struct wait_row *row)
{
	const enum statement st = STATEMENT_WAIT_SILENT;
	struct db *db = s->db;

	*row = (struct wait_row){ .waiting = -1, .called = -1, .counters = -1 };
	db_text(db, st, 0, row->region, sizeof(row->region));
	db_text(db, st, 1, row->source, sizeof(row->source));
	row->taken_at = row->heard_at = db_int(db, st, 2);
	db_text(db, st, 3, row->error, sizeof(row->error));
}

enum rc
store_wait_list(struct store *s, const char *region,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e)
{
	static const struct {
		enum statement statement;
		void (*fill)(struct store *s, struct wait_row *row);
	} parts[] = {
		{ STATEMENT_WAIT_LIST, fill_figure },
		{ STATEMENT_WAIT_DESKS, fill_desk },
		{ STATEMENT_WAIT_SILENT, fill_silence },
	};
	struct wait_row row;
	bool has_row;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof(parts) / sizeof(parts[0]); i++) {
		rc = db_ask(s->db, e, parts[i].statement, region);
		while (rc == RC_OK &&
		    (rc = db_next(s->db, parts[i].statement, &has_row, e)) == RC_OK && has_row) {
			parts[i].fill(s, &row);
			each(arg, &row);
		}
	}
	return rc;
}
