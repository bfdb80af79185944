/* SPDX-License-Identifier: ISC */
/* A waiting figure is taken: the newest of its task, and what it adds to what was
 * before. One figure writes one row, and every ten minutes two. */
#include "console/office/wait_history.h"

#include <assert.h>
#include <stdlib.h>

#include "console/rules/wait_pace.h"
#include "storage/instant.h"
#include "storage/store_wait.h"
#include "storage/text.h"

#define DAYS_ALIKE (PACE_DAYS_KEPT / 7 + 1)

static_assert(sizeof(((struct wait_series *)0)->pace) == PACE_TEXT_MAX + 1, "pace as text");

/* The days of one weekday. */
struct alike {
	struct wait_day days[DAYS_ALIKE];
	size_t count;
};

static void
take_day(void *arg, int64_t day, const char *hours)
{
	struct alike *a = arg;

	if (a->count < DAYS_ALIKE && pace_day_read(hours, &a->days[a->count])) {
		a->days[a->count].day = (int32_t)day;
		a->count++;
	}
}

static int32_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

/* A day is over: it is kept by the hour, and of the days like the one that begins
 * the busiest hour is looked for. */
static enum rc
keep_day(struct store *store, struct wait_series *series, const struct wait_day *ended,
    int32_t today, struct err *e)
{
	char hours[PACE_DAY_MAX + 1];
	struct alike alike = { .count = 0 };
	enum rc rc;

	pace_day_write(ended, hours);
	rc = store_wait_day_add(store, series->id, ended->day, hours, today - PACE_DAYS_KEPT, e);
	if (rc == RC_OK)
		rc = store_wait_days(store, series->id, today, take_day, &alike, e);
	series->busy_hour = pace_busiest_hour(alike.days, alike.count);
	series->busy_days = (int64_t)alike.count;
	return rc;
}

/* The figure with what is kept for longer. */
static enum rc
take_with_past(struct store *store, const struct wait_row *row, struct wait_pace *pace,
    struct wait_series *series, struct err *e)
{
	char *text = NULL, *today = NULL, day[PACE_TODAY_MAX + 1];
	struct buf out = { 0 };
	struct wait_past past;
	struct wait_day ended;
	bool is_over;
	enum rc rc = series->id == 0 ? RC_OK : store_wait_past(store, series->id, &text, &today, e);

	if (rc == RC_NOT_FOUND) {
		series->id = 0;
		rc = RC_OK;
	}
	if (rc == RC_OK) {
		pace_past_read(text, today, &past);
		is_over = pace_take(pace, &past, row, &ended);
		pace_past_write(&past, &out);
		pace_today_write(&past, day);
		rc = store_wait_past_set(store, &series->id, buf_str(&out), day, e);
		if (rc == RC_OK && is_over)
			rc = keep_day(store, series, &ended, day_of(row->observed_at), e);
	}
	buf_release(&out);
	free(text);
	free(today);
	return rc;
}

enum rc
wait_history_take(struct store *store, const struct wait_row *row, struct err *e)
{
	struct wait_series series;
	struct wait_pace pace;
	struct wait_range range;
	enum rc rc = store_wait_put(store, row, e);

	if (rc == RC_OK)
		rc = store_wait_series(store, row, &series, e);
	if (rc != RC_OK)
		return rc;
	pace_read(series.pace, &pace);
	if (row->waiting < 0 || row->observed_at <= pace.at)
		return RC_OK;
	if (pace_needs_past(&pace, row))
		rc = take_with_past(store, row, &pace, &series, e);
	else
		(void)pace_take(&pace, NULL, row, NULL);
	if (rc != RC_OK)
		return rc;
	pace_range(&pace, &range);
	series.p50_sec = range.p50_sec;
	series.p90_sec = range.p90_sec;
	series.samples = range.samples;
	series.told = pace.told;
	series.held50 = pace.held50;
	series.held90 = pace.held90;
	pace_write(&pace, series.pace);
	return store_wait_series_set(store, row, &series, e);
}
