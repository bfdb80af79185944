/* SPDX-License-Identifier: ISC */
/* What was before a waiting figure, and the list in parts. */
#include <stdlib.h>
#include <string.h>

#include "storage/store_inside.h"
#include "storage/store_wait.h"

enum rc
store_wait_series(struct store *s, const struct wait_row *of, struct wait_series *out,
    struct err *e)
{
	const enum statement st = STATEMENT_WAIT_SERIES;
	enum rc rc = db_one(s->db, e, st, of->source, of->region, of->desk_id, of->task_no);

	*out = (struct wait_series){ .p50_sec = -1, .p90_sec = -1, .busy_hour = -1 };
	if (rc != RC_OK)
		return rc;
	out->id = db_int(s->db, st, 0);
	db_text(s->db, st, 1, out->pace, sizeof(out->pace));
	out->p50_sec = db_int(s->db, st, 2);
	out->p90_sec = db_int(s->db, st, 3);
	out->samples = db_int(s->db, st, 4);
	out->busy_hour = db_int(s->db, st, 5);
	out->busy_days = db_int(s->db, st, 6);
	db_done(s->db, st);
	return RC_OK;
}

enum rc
store_wait_series_set(struct store *s, const struct wait_row *of,
    const struct wait_series *series, struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_WAIT_SERIES_SET, of->source, of->region,
	    of->desk_id, of->task_no, series->id, series->pace, series->p50_sec, series->p90_sec,
	    series->samples, series->busy_hour, series->busy_days, series->told, series->held50,
	    series->held90);
}

enum rc
store_wait_past(struct store *s, int64_t series, char **past, char **today, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_PAST;
	enum rc rc = db_one(s->db, e, st, series);
	size_t len;

	*past = *today = NULL;
	if (rc != RC_OK)
		return rc;
	*past = db_text_copy(s->db, st, 0, &len);
	*today = db_text_copy(s->db, st, 1, &len);
	db_done(s->db, st);
	return RC_OK;
}

enum rc
store_wait_past_set(struct store *s, int64_t *series, const char *past, const char *today,
    struct err *e)
{
	enum rc rc;

	if (*series != 0)
		return db_run(s->db, e, NULL, STATEMENT_WAIT_PAST_SET, *series, past, today);
	rc = db_one(s->db, e, STATEMENT_WAIT_PAST_ADD, past, today);
	if (rc == RC_OK) {
		*series = db_int(s->db, STATEMENT_WAIT_PAST_ADD, 0);
		db_done(s->db, STATEMENT_WAIT_PAST_ADD);
	}
	return rc;
}

enum rc
store_wait_day_add(struct store *s, int64_t series, int64_t day, const char *hours,
    int64_t forget_before, struct err *e)
{
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_WAIT_DAY_ADD, series, day, hours);

	return rc == RC_OK ? db_run(s->db, e, NULL, STATEMENT_WAIT_DAY_FORGET, series,
	    forget_before) : rc;
}

enum rc
store_wait_days(struct store *s, int64_t series, int64_t day,
    void (*each)(void *arg, int64_t day, const char *hours), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_DAYS;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, series, day);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		char hours[200];

		db_text(s->db, st, 1, hours, sizeof(hours));
		each(arg, db_int(s->db, st, 0), hours);
	}
	return rc;
}

static void
window_fill(struct store *s, struct wait_row *row)
{
	const enum statement st = STATEMENT_WAIT_WINDOW;
	struct db *db = s->db;

	*row = (struct wait_row){ .waiting = db_int(db, st, 6), .called = db_int(db, st, 7),
		.counters = db_int(db, st, 8), .observed_at = db_int(db, st, 9),
		.taken_at = db_int(db, st, 10), .p50_sec = db_int(db, st, 12),
		.p90_sec = db_int(db, st, 13), .samples = db_int(db, st, 14),
		.busy_hour = db_int(db, st, 15), .busy_days = db_int(db, st, 16) };
	db_text(db, st, 0, row->source, sizeof(row->source));
	db_text(db, st, 1, row->region, sizeof(row->region));
	db_text(db, st, 2, row->desk_id, sizeof(row->desk_id));
	db_text(db, st, 3, row->desk, sizeof(row->desk));
	db_text(db, st, 4, row->task_no, sizeof(row->task_no));
	db_text(db, st, 5, row->task, sizeof(row->task));
	db_text(db, st, 11, row->error, sizeof(row->error));
	db_text(db, st, 17, row->today, sizeof(row->today));
	row->heard_at = db_int(db, st, 18);
	db_text(db, st, 19, row->hours, sizeof(row->hours));
	db_text(db, st, 20, row->others, sizeof(row->others));
	db_text(db, st, 21, row->by_name, sizeof(row->by_name));
}

enum rc
store_wait_window(struct store *s, const struct wait_window *w,
    void (*each)(void *arg, const struct wait_row *row), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_WINDOW;
	struct wait_row row;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, w->region, w->order, w->stale_at, w->limit, w->first);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		window_fill(s, &row);
		each(arg, &row);
	}
	return rc;
}

enum rc
store_wait_alert(struct store *s, const char *office, struct wait_limit *out, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_ALERT;
	enum rc rc = db_one(s->db, e, st, office);

	*out = (struct wait_limit){ 0 };
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK) {
		out->minutes = db_int(s->db, st, 0);
		out->people = db_int(s->db, st, 1);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_wait_alert_set(struct store *s, const char *office, const struct wait_limit *limit,
    struct err *e)
{
	return db_run(s->db, e, NULL, STATEMENT_WAIT_ALERT_SET, office, limit->minutes,
	    limit->people);
}

enum rc
store_wait_count(struct store *s, const char *region, int64_t stale_at,
    const struct wait_limit *limit, int64_t *total, int64_t *over, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_COUNT;
	enum rc rc = db_one(s->db, e, st, region, stale_at, limit->minutes * 60, limit->people);

	if (rc == RC_OK) {
		*total = db_int(s->db, st, 0);
		*over = db_int(s->db, st, 1);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_wait_region(struct store *s, char region[12], int step, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_REGION;
	enum rc rc = db_one(s->db, e, st, region);

	if (rc == RC_OK) {
		db_text(s->db, st, step > 0 ? 0 : 1, region, 12);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_wait_ways(struct store *s, const char *office, int64_t since_at,
    void (*each)(void *arg, const char *kind, int64_t wait_sec), void *arg, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_WAYS;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office, since_at);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		char kind[12];

		db_text(s->db, st, 0, kind, sizeof(kind));
		each(arg, kind, db_int(s->db, st, 1));
	}
	return rc;
}

enum rc
store_wait_online(struct store *s, const char *office, int64_t most, int64_t *supplements,
    int64_t *arrived, int64_t *oldest_at, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_ONLINE;
	enum rc rc = db_one(s->db, e, st, office, most);

	if (rc == RC_OK) {
		*supplements = db_int(s->db, st, 0);
		*arrived = db_int(s->db, st, 1);
		*oldest_at = db_int(s->db, st, 2);
		db_done(s->db, st);
	}
	return rc;
}

enum rc
store_wait_hall(struct store *s, const char *office, int64_t stale_at, int64_t *waiting,
    int64_t *counters, struct err *e)
{
	const enum statement st = STATEMENT_WAIT_HALL;
	enum rc rc = db_one(s->db, e, st, office, stale_at);

	if (rc == RC_OK) {
		*waiting = db_int(s->db, st, 0);
		*counters = db_int(s->db, st, 1);
		db_done(s->db, st);
	}
	return rc;
}
