/* SPDX-License-Identifier: ISC */
/* The hours to come, as they were told, against the waits that came true in them. */
#include <stdlib.h>

#include "console/office/consult.h"
#include "console/rules/wait_forecast.h"
#include "storage/store_forecast.h"

#define OPEN_MOST 200	/* settled at a time: a desk that nobody looked at for weeks */

/* What has not been settled, copied before anything is written. */
struct open_hours {
	struct forecast_record rows[OPEN_MOST];
	size_t count;
};

/* The visits of one hour on their way. */
struct counting {
	struct wait_forecast f;
	int64_t now_at;
};

static void
take_open(void *arg, const struct forecast_record *f)
{
	struct open_hours *open = arg;

	if (open->count < OPEN_MOST)
		open->rows[open->count++] = *f;
}

static void
take_visit(void *arg, int64_t came_at, int64_t called_at, int64_t gone_at)
{
	struct counting *c = arg;

	forecast_count(&c->f, came_at, called_at, gone_at, c->now_at);
}

static enum rc
settle_hour(struct office *office, const char *code, struct forecast_record *row, struct err *e)
{
	struct counting c = { .now_at = office->now_at, .f = { .hour_at = row->hour_at,
	    .p50_sec = row->p50_sec, .p90_sec = row->p90_sec } };
	enum rc rc = store_visit_between(office->store, code, row->hour_at,
	    row->hour_at + FORECAST_HOUR_SEC, take_visit, &c, e);

	if (rc != RC_OK || !forecast_is_settled(&c.f, office->now_at))
		return rc;
	row->waits = c.f.waits;
	row->held50 = c.f.held50;
	row->held90 = c.f.held90;
	return store_forecast_settle(office->store, code, row, office->now_at, e);
}

enum rc
consult_settle(struct office *office, const char *code, struct err *e)
{
	struct open_hours *open = x_zalloc(1, sizeof(*open));
	enum rc rc = store_forecast_open(office->store, code, office->now_at - FORECAST_HOUR_SEC + 1,
	    take_open, open, e);

	for (size_t i = 0; rc == RC_OK && i < open->count; i++)
		rc = settle_hour(office, code, &open->rows[i], e);
	free(open);
	return rc;
}

static enum rc
write_down(struct office *office, const char *code, const struct consult_log *log,
    struct err *e)
{
	struct wait_desk desk = consult_desk(office, log);
	struct plan_hour hours[PLAN_HOURS];
	bool has_written = false;
	enum rc rc = RC_OK;

	wait_plan(&desk, 0, hours);
	for (int i = 0; rc == RC_OK && i < PLAN_HOURS; i++) {
		int64_t hour_at = forecast_hour_at(&hours[i], office->now_at);

		if (hour_at < 0)
			continue;
		has_written = true;
		rc = store_forecast_add(office->store, code, &(struct forecast_record){
		    .hour_at = hour_at, .told_at = office->now_at, .p50_sec = hours[i].p50_sec,
		    .p90_sec = hours[i].p90_sec, .samples = hours[i].samples }, e);
	}
	return rc == RC_OK && has_written ? store_forecast_forget(office->store, code,
	    office->now_at - FORECAST_KEPT_SEC, e) : rc;
}

enum rc
consult_forecast(struct office *office, const char *code, const struct consult_log *log,
    struct err *e)
{
	bool is_written;
	enum rc rc = store_forecast_has(office->store, code, office->now_at, &is_written, e);

	return rc == RC_OK && !is_written ? write_down(office, code, log, e) : rc;
}
