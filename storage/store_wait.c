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
	    row->counters, row->observed_at, row->taken_at, row->place, row->by_id);

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
	if (rc == RC_OK && heard_at != 0)
		rc = db_run(s->db, e, NULL, STATEMENT_WAIT_UNHIDE);
	return rc;
}
