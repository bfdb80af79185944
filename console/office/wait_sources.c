/* SPDX-License-Identifier: ISC */
/* Who says how many wait: sources beside each other, figures typed by staff, and the
 * office's own consultation desk. */
#include "console/office/wait_sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/consult.h"
#include "console/office/session.h"
#include "console/office/wait_history.h"
#include "console/rules/by_hand.h"
#include "console/rules/wait.h"
#include "storage/instant.h"
#include "storage/store_wait.h"
#include "storage/store_wait_source.h"
#include "storage/text.h"

#define NUMBER_MOST 1000000
#define SLIP_SEC 60			/* clocks of two machines */
#define OLD_SEC (7 * 24 * 3600)		/* older is not worth typing, and typed ones go then */
#define DESK_EVERY_SEC 60
#define DESKS_MOST 400

/* The sources of a place, and which is shown. */
struct rivals {
	char best[24];
	int64_t best_at;
	struct buf others;
};

static void
weigh(void *arg, const char *source, int64_t observed_at)
{
	struct rivals *r = arg;
	const char *other = source;
	char was[24];

	str_fill(was, sizeof(was), r->best);
	if (was[0] == '\0' || wait_goes_before(source, observed_at, r->best, r->best_at)) {
		str_fill(r->best, sizeof(r->best), source);
		r->best_at = observed_at;
		other = was;
	}
	if (other[0] != '\0')
		buf_printf(&r->others, "%s%s", r->others.len > 0 ? " " : "", other);
}

static enum rc
settle(struct store *store, const struct wait_row *row, struct err *e)
{
	struct rivals r = { .best = "" };
	char others[sizeof(row->others)];
	bool has_rival = false;
	enum rc rc = row->place[0] == '\0' ? RC_OK : store_wait_has_rival(store, row, &has_rival, e);

	if (rc != RC_OK || !has_rival)
		return rc;
	rc = store_wait_rivals(store, row->region, row->place, weigh, &r, e);
	str_fill(others, sizeof(others), buf_str(&r.others));
	if (rc == RC_OK)
		rc = store_wait_settle(store, row->region, row->place, r.best, others, e);
	buf_release(&r.others);
	return rc;
}

enum rc
wait_take(struct office *office, struct wait_row *row, struct err *e)
{
	enum rc rc;

	wait_place(row->place, sizeof(row->place), row->desk, row->task);
	rc = wait_history_take(office->store, row, e);
	return rc == RC_OK ? settle(office->store, row, e) : rc;
}

/* The region that is meant, which must be one the office answers for. */
static enum rc
find_region(struct request *r, char region[12], struct err *e)
{
	char office[12];
	enum rc rc;

	if (region[0] == '\0')
		str_fill(region, 12, r->actor.office);
	rc = store_jurisdiction_office(r->office->store, region, office, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(office, r->actor.office)))
		return request_refuse_for(r, REASON_WAIT_REGION, region);
	return rc;
}

/* The first member that cannot be used; NULL if all can. */
static const char *
wrong_member(const struct wire_wait_set *ask, int64_t now_at)
{
	if (ask->desk[0] == '\0')
		return "desk";
	if (ask->task[0] == '\0')
		return "task";
	if (!ask->is_drop && (ask->waiting < 0 || ask->waiting > NUMBER_MOST))
		return "waiting";
	if (ask->called < -1 || ask->called > NUMBER_MOST)
		return "called";
	if (ask->counters < -1 || ask->counters > NUMBER_MOST)
		return "counters";
	if (ask->at != 0 && (ask->at > now_at + SLIP_SEC || ask->at < now_at - OLD_SEC))
		return "at";
	return NULL;
}

/* The figure that was typed: its numbers are its names. */
static void
fill_typed(struct request *r, const struct wire_wait_set *ask, struct wait_row *row)
{
	int64_t now_at = r->office->now_at;

	*row = (struct wait_row){ .waiting = ask->waiting, .called = ask->called,
		.counters = ask->counters, .observed_at = ask->at != 0 ? ask->at : now_at,
		.taken_at = now_at, .by_id = r->who.row.id };
	str_fill(row->source, sizeof(row->source), ask->is_csv ? WAIT_SOURCE_CSV :
	    WAIT_SOURCE_TYPED);
	str_fill(row->region, sizeof(row->region), ask->region);
	consult_clean(row->desk, sizeof(row->desk), ask->desk);
	consult_clean(row->task, sizeof(row->task), ask->task);
	str_fill(row->by_name, sizeof(row->by_name), r->who.row.name);
	wait_place(row->place, sizeof(row->place), row->desk, row->task);
	wait_typed_numbers(row);
}

/* Writes it, or takes back what was typed before, and records who did. */
static enum rc
write_typed(struct request *r, const struct wire_wait_set *ask, struct wait_row *row,
    struct err *e)
{
	struct store *store = r->office->store;
	char subject[40];
	enum rc rc = store_wait_drop_source(store, row->source, r->office->now_at - OLD_SEC, e);

	if (rc == RC_OK)
		rc = ask->is_drop ? store_wait_drop(store, row, e) : wait_take(r->office, row, e);
	snprintf(subject, sizeof(subject), "waits %s", row->region);
	return rc == RC_OK ? request_record(r, subject, "waits set", e) : rc;
}

enum rc
handle_wait_set(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_wait_set ask;
	struct wait_row row;
	const char *wrong;
	struct verdict v = by_hand_judge_role(BY_HAND_WAITS_SET, r->actor.role);
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	rc = find_region(r, ask.region, e);
	if (rc != RC_OK)
		return rc;
	wrong = wrong_member(&ask, r->office->now_at);
	if (wrong != NULL)
		return request_refuse_for(r, REASON_BAD_VALUE, wrong);
	fill_typed(r, &ask, &row);
	if (!ask.is_dry_run)
		rc = write_typed(r, &ask, &row, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_WAIT_ROW, true, &row);
	return rc;
}

/* The rows of the own desks, as they are and as they were written. */
struct desks {
	struct wait_row rows[DESKS_MOST];
	size_t count;
};

static void
keep_desk(void *arg, const struct wait_row *row)
{
	struct desks *d = arg;

	if (d->count == DESKS_MOST)
		return;
	d->rows[d->count] = *row;
	str_fill(d->rows[d->count].source, sizeof(row->source), WAIT_SOURCE_DESK);
	str_fill(d->rows[d->count].desk_id, sizeof(row->desk_id), WAIT_SOURCE_DESK);
	d->count++;
}

/* Do both say the same, the one written not too long ago? */
static bool
is_same(const struct desks *now, const struct desks *was, int64_t now_at)
{
	for (size_t i = 0; i < now->count && now->count == was->count; i++) {
		const struct wait_row *a = &now->rows[i], *b = &was->rows[i];

		if (!str_eq(a->region, b->region) || !str_eq(a->task_no, b->task_no) ||
		    a->waiting != b->waiting || a->called != b->called ||
		    a->counters != b->counters || now_at - b->observed_at >= DESK_EVERY_SEC)
			return false;
	}
	return now->count == was->count;
}

static int64_t
midnight_before(int64_t now_at)
{
	struct day today;
	int32_t second;

	instant_split(now_at, &today, &second);
	return now_at - second;
}

/* What the desk's own log tells of a wait (rules/wait_estimate.h), beside its row.
 * log is the one of code, and is read anew where the row is another office's. */
static enum rc
tell_desk(struct office *office, const struct wait_row *row, struct consult_log *log,
    char code[12], struct err *e)
{
	struct wait_series series = { .busy_hour = -1 };
	struct wait_range range;
	struct wait_place place;
	struct wait_desk desk;
	char owner[12];
	enum rc rc = store_jurisdiction_office(office->store, row->region, owner, e);

	if (rc == RC_OK && !str_eq(owner, code)) {
		consult_log_release(log);
		str_fill(code, 12, owner);
		rc = consult_log_read(office, code, log, e);
	}
	if (rc != RC_OK)
		return rc;
	desk = consult_desk(office, log);
	wait_place_of(&desk, consult_task_number(row->task_no), 0, &place);
	wait_estimate(&desk, &place, &range);
	series.p50_sec = range.p50_sec;
	series.p90_sec = range.p90_sec;
	series.samples = range.samples;
	return store_wait_series_set(office->store, row, &series, e);
}

enum rc
wait_own_desks(struct office *office, struct err *e)
{
	struct consult_log log = { .visits = NULL };
	int64_t now_at = office->now_at;
	struct desks *now = x_zalloc(2, sizeof(*now)), *was = now + 1;
	enum rc rc = store_wait_own_desks(office->store, midnight_before(now_at), now_at, keep_desk,
	    now, e);

	if (rc == RC_OK)
		rc = store_wait_of_source(office->store, WAIT_SOURCE_DESK, keep_desk, was, e);
	if (rc == RC_OK && !is_same(now, was, now_at)) {
		char code[12] = "";

		rc = store_wait_drop_source(office->store, WAIT_SOURCE_DESK, INT64_MAX, e);
		for (size_t i = 0; rc == RC_OK && i < now->count; i++)
			rc = store_wait_put(office->store, &now->rows[i], e);
		for (size_t i = 0; rc == RC_OK && i < now->count; i++)
			rc = tell_desk(office, &now->rows[i], &log, code, e);
	}
	consult_log_release(&log);
	free(now);
	return rc;
}
