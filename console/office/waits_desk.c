/* SPDX-License-Identifier: ISC */
/* The waits as they are seen: a part of the list, the office's own ways side by
 * side, and from where on a wait is too long. */
#include <stdlib.h>

#include "console/office/consult.h"
#include "console/office/session.h"
#include "console/office/wait_sources.h"
#include "console/rules/by_hand.h"
#include "console/rules/consult.h"
#include "console/rules/wait.h"
#include "storage/store_wait.h"
#include "storage/text.h"

#define WAYS_MAX 8
#define WAY_ONLINE "online"
#define WAYS_DAYS 30
#define WAYS_SAMPLES 1000
#define COUNT_MOST 1000
#define DAY_SEC 86400

/* The ways on their way to a reader. */
struct ways {
	struct wait_way rows[WAYS_MAX];
	size_t count;
	int64_t *waits;		/* owned: of the kind being read, in order */
	size_t wait_count;
	char kind[12];
	int64_t now_at;
};

static void
tell_row(void *arg, const struct wait_row *row)
{
	request_tell(arg, MESSAGE_WAIT_ROW, false, row);
}

static struct wait_way *
way_of(struct ways *w, const char *kind)
{
	for (size_t i = 0; i < w->count; i++)
		if (str_eq(w->rows[i].kind, kind))
			return &w->rows[i];
	if (w->count == WAYS_MAX)
		return &w->rows[WAYS_MAX - 1];
	w->rows[w->count] = (struct wait_way){ .longest_sec = -1, .p50_sec = -1, .p90_sec = -1 };
	(void)str_fill(w->rows[w->count].kind, sizeof(w->rows[0].kind), kind);
	return &w->rows[w->count++];
}

static void
count_waiting(void *arg, const struct consult_record *c)
{
	struct ways *w = arg;
	struct wait_way *way = way_of(w, c->row.kind);
	bool is_due = str_eq(c->row.state, "waiting") ||
	    (str_eq(c->row.state, "later") && c->row.ready_at <= w->now_at);
	int64_t sec = w->now_at - c->row.ready_at;

	if (!is_due)
		return;
	way->waiting++;
	if (sec > way->longest_sec)
		way->longest_sec = sec > 0 ? sec : 0;
}

/* The waits of a kind have all come, in order. */
static void
end_kind(struct ways *w)
{
	struct wait_way *way;

	if (w->kind[0] == '\0')
		return;
	way = way_of(w, w->kind);
	way->samples = (int64_t)w->wait_count;
	if (w->wait_count >= WAIT_SAMPLES_LEAST) {
		way->p50_sec = w->waits[w->wait_count / 2];
		way->p90_sec = w->waits[w->wait_count * 9 / 10];
	}
	w->wait_count = 0;
}

static void
take_wait(void *arg, const char *kind, int64_t wait_sec)
{
	struct ways *w = arg;

	if (!str_eq(kind, w->kind)) {
		end_kind(w);
		(void)str_fill(w->kind, sizeof(w->kind), kind);
	}
	if (w->wait_count < WAYS_SAMPLES)
		w->waits[w->wait_count++] = wait_sec;
}

/* The online way, and whether there is time to call somebody. */
static enum rc
read_online(struct request *r, struct ways *w, struct wait_head *head, struct err *e)
{
	struct store *store = r->office->store;
	struct wait_way *online = way_of(w, WAY_ONLINE);
	int64_t arrived, oldest_at, hall, counters, desk = 0;
	enum rc rc = store_wait_online(store, r->actor.office, COUNT_MOST, &head->supplements,
	    &arrived, &oldest_at, e);

	if (rc == RC_OK)
		rc = store_wait_hall(store, r->actor.office, w->now_at - WAIT_STALE_SEC, &hall,
		    &counters, e);
	if (rc != RC_OK)
		return rc;
	online->waiting = arrived;
	online->longest_sec = arrived > 0 && oldest_at > 0 && oldest_at < w->now_at ?
	    w->now_at - oldest_at : -1;
	for (size_t i = 0; i < w->count; i++)
		desk += str_eq(w->rows[i].kind, WAY_ONLINE) ? 0 : w->rows[i].waiting;
	head->is_quiet = wait_is_quiet(desk, hall, counters);
	return RC_OK;
}

static void
count_promise(void *arg, const struct consult_record *c)
{
	struct wait_head *head = arg;

	head->promised += str_eq(c->row.state, "later") ? 1 : 0;
}

static enum rc
tell_ways(struct request *r, struct wait_head *head, struct err *e)
{
	struct ways w = { .now_at = r->office->now_at };
	enum rc rc;

	for (size_t i = 0; i < consult_word_count(CONSULT_KINDS); i++)
		(void)way_of(&w, consult_word_name(CONSULT_KINDS, i));
	w.waits = x_zalloc(WAYS_SAMPLES, sizeof(*w.waits));
	rc = store_consult_list(r->office->store, r->actor.office, 0, COUNT_MOST, count_waiting,
	    &w, e);
	if (rc == RC_OK)
		rc = store_consult_list(r->office->store, r->actor.office, 0, COUNT_MOST,
		    count_promise, head, e);
	if (rc == RC_OK)
		rc = store_wait_ways(r->office->store, r->actor.office, w.now_at -
		    (int64_t)WAYS_DAYS * DAY_SEC, take_wait, &w, e);
	end_kind(&w);
	if (rc == RC_OK)
		rc = read_online(r, &w, head, e);
	for (size_t i = 0; rc == RC_OK && i < w.count; i++)
		request_tell(r, MESSAGE_WAIT_WAY, false, &w.rows[i]);
	free(w.waits);
	return rc;
}

static enum rc
read_head(struct request *r, const char *region, struct wait_head *out, struct err *e)
{
	struct store *store = r->office->store;
	enum rc rc = store_wait_alert(store, r->actor.office, &out->limit, e);

	(void)str_fill(out->region, sizeof(out->region), region);
	return rc == RC_OK ? store_wait_count(store, region, r->office->now_at - WAIT_STALE_SEC,
	    &out->limit, &out->total, &out->over, e) : rc;
}

static enum rc
check_ask(struct request *r, struct wire_wait_ask *ask)
{
	enum wait_sort sort;

	if (ask->order[0] == '\0')
		(void)str_fill(ask->order, sizeof(ask->order), wait_sort_name(WAIT_BY_OFFICE));
	if (!wait_sort_find(ask->order, &sort))
		return request_refuse_for(r, REASON_BAD_VALUE, "sort");
	if (ask->limit < 1 || ask->limit > WAIT_ROWS_MOST)
		ask->limit = WAIT_ROWS_MOST;
	return RC_OK;
}

enum rc
handle_wait_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_wait_ask ask;
	struct wait_head head = { .total = 0 };
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = check_ask(r, &ask);
	for (int i = 0; rc == RC_OK && i < ask.region_step && i < 100; i++)
		rc = store_wait_region(r->office->store, ask.region, 1, e);
	for (int i = 0; rc == RC_OK && i > ask.region_step && i > -100; i--)
		rc = store_wait_region(r->office->store, ask.region, -1, e);
	if (rc == RC_OK)
		rc = wait_own_desks(r->office, e);
	if (rc == RC_OK)
		rc = read_head(r, ask.region, &head, e);
	if (rc != RC_OK)
		return rc;
	head.first = ask.first < 0 || ask.first >= head.total ? 0 : ask.first;
	rc = store_wait_window(r->office->store, &(struct wait_window){ .region = ask.region,
	    .order = ask.order, .stale_at = r->office->now_at - WAIT_STALE_SEC,
	    .first = head.first, .limit = ask.limit }, tell_row, r, e);
	if (rc == RC_OK && ask.has_ways)
		rc = tell_ways(r, &head, e);
	if (rc == RC_OK) {
		request_tell(r, MESSAGE_WAIT_HEAD, false, &head);
		request_tell_ok(r);
	}
	return rc;
}

enum rc
handle_wait_alert(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wait_head head = { .total = 0 };
	struct wire_change ask;
	struct wait_limit limit;
	struct verdict v = by_hand_judge_role(BY_HAND_WAITS_ALERT, r->actor.role);
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (!wait_limit_read(ask.reason, &limit))
		return request_refuse_for(r, REASON_BAD_VALUE, ask.reason);
	rc = store_wait_alert_set(r->office->store, r->actor.office, &limit, e);
	if (rc == RC_OK)
		rc = request_record(r, ask.reason, "waits alert", e);
	if (rc == RC_OK)
		rc = read_head(r, "", &head, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_WAIT_HEAD, true, &head);
	return rc;
}
