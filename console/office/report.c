/* SPDX-License-Identifier: ISC */
/* A month of the office for its report, a page of applications a request, so that
 * nobody waits meanwhile: first what arrived or was received, by arrival from the
 * newest on; then what was decided, with what its clock and its events say. */
#include "console/rules/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/case_clock.h"
#include "console/office/session.h"
#include "console/rules/query.h"
#include "console/rules/workflow.h"
#include "storage/store_consult.h"
#include "storage/tally.h"
#include "storage/text.h"

#define ARRIVED_ROWS 500
#define DECIDED_ROWS 100	/* each is counted from its events */
#define SPAN_MOST_SEC ((int64_t)400 * 24 * 3600)
#define VISITS_MOST 20000

/* A page on its way: read first, counted after the walk has ended. */
struct reporting {
	struct request *r;
	const struct wire_report *ask;
	struct walk walk;
	struct case_record *cases;	/* owned */
	size_t count;
	int64_t received_seen, received;	/* so far, and by the tally */
	bool is_past;			/* nothing of the month comes after this */
	struct query *query;		/* owned; NULL = all */
	struct query_context context;
};

static bool
is_within(const struct wire_report *ask, int64_t at)
{
	return at >= ask->from_at && at < ask->until_at;
}

static bool
keep_case(void *arg, const struct case_record *c)
{
	struct reporting *p = arg;
	bool is_decided = p->walk.order == WALK_DECIDED;

	p->is_past = is_decided ? c->completed_at < p->ask->from_at :
	    c->row.arrived_at < p->ask->from_at && p->received_seen >= p->received;
	if (p->is_past)
		return false;
	p->walk.after_key = walk_key(&p->walk, c);
	p->walk.after_id = c->row.id;
	p->received_seen += !is_decided && is_within(p->ask, c->row.received_at) ? 1 : 0;
	p->cases[p->count++] = *c;
	return true;
}

/* Whether the query asks for it. */
static bool
is_wanted(struct reporting *p, const struct case_record *c)
{
	struct case_row row;

	if (p->query == NULL)
		return true;
	case_row_for(p->r, c, &row);
	p->context.applicant = c->row.applicant;
	return query_match(p->query, &row, &p->context);
}

static void
fill_names(struct report_case *to, const struct case_record *c)
{
	*to = (struct report_case){ .state = "" };
	str_fill(to->region, sizeof(to->region), c->row.region);
	str_fill(to->service, sizeof(to->service), c->row.service);
	str_fill(to->channel, sizeof(to->channel), c->row.channel);
}

static void
tell_arrived(struct reporting *p, const struct case_record *c)
{
	struct report_case told;

	fill_names(&told, c);
	told.has_arrived = is_within(p->ask, c->row.arrived_at);
	told.has_received = is_within(p->ask, c->row.received_at);
	if (told.has_arrived || told.has_received)
		request_tell(p->r, MESSAGE_REPORT_CASE, false, &told);
}

/* Counts what was done to a case by the kinds of its events. */
static void
count_event(void *arg, const struct timeline_event *v)
{
	struct report_case *to = arg;
	const struct {
		enum op op;
		int64_t *number;
	} counted[] = {
		{ OP_SUPPLEMENT, &to->supplements }, { OP_EXTEND, &to->extensions },
		{ OP_ESCALATE, &to->handovers }, { OP_SEND_BACK, &to->send_backs },
		{ OP_CORRECT, &to->corrections },
	};

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (str_eq(v->kind, op_table[counted[i].op].name))
			++*counted[i].number;
}

static enum rc
tell_decided(struct reporting *p, const struct case_record *c, struct err *e)
{
	struct report_case told;
	struct case_clock clock = { 0 };
	struct err why = { 0 };
	enum rc rc;

	fill_names(&told, c);
	rc = store_event_list(p->r->office->store, c->row.id, count_event, &told, e);
	if (rc != RC_OK)
		return rc;
	told.has_decided = true;
	str_fill(told.state, sizeof(told.state), state_name(c->row.state));
	/* A clock that cannot be counted is named by `audit verify`; here it has no figures. */
	rc = case_clock_of(p->r->office, c, &clock, &why);
	if (rc != RC_OK && rc != RC_INVALID) {
		*e = why;
		return rc;
	}
	told.desk_minutes = clock.ledger[PARTY_DESK];
	told.applicant_minutes = clock.ledger[PARTY_APPLICANT];
	told.other_minutes = clock.ledger[PARTY_OTHER_DEPARTMENT];
	told.ministry_minutes = clock.ledger[PARTY_MINISTRY];
	told.outage_minutes = clock.ledger[PARTY_OUTAGE];
	told.minutes = clock.life_minutes - told.applicant_minutes - told.outage_minutes;
	told.has_period = clock.first_due_at != 0;
	told.is_late = clock.is_overdue;
	if (told.has_period && told.minutes + clock.slack_minutes > 0)
		told.period_minutes = told.minutes + clock.slack_minutes;
	request_tell(p->r, MESSAGE_REPORT_CASE, false, &told);
	case_clock_release(&clock);
	return RC_OK;
}

static void
take_count(void *arg, int64_t who, int64_t count)
{
	int64_t *total = arg;

	(void)who;
	*total += count;
}

static int64_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

static enum rc
count_received(struct request *r, const struct wire_report *ask, int64_t *total, struct err *e)
{
	*total = 0;
	return store_tally_read(r->office->store, r->actor.office, TALLY_RECEIVED,
	    day_of(ask->from_at), day_of(ask->until_at - 1), take_count, total, e);
}

/* Waits of the month, as they came true. */
struct waits {
	const struct wire_report *ask;
	int64_t *seconds;	/* owned */
	size_t count;
};

static void
take_visit(void *arg, const struct visit_record *v)
{
	struct waits *w = arg;

	if (is_within(w->ask, v->came_at) && v->called_at >= v->came_at && w->count < VISITS_MOST)
		w->seconds[w->count++] = v->called_at - v->came_at;
}

/* How consultations ended, from an instant on; added or, for what is after the
 * month, taken off. */
struct endings {
	struct report_rest *rest;
	int64_t sign;
};

static void
take_ended(void *arg, const char *state, int64_t count)
{
	struct endings *n = arg;

	n->rest->consultations += n->sign * count;
	if (str_eq(state, "done") || str_eq(state, "ended"))
		n->rest->served += n->sign * count;
}

static enum rc
tell_rest(struct reporting *p, struct err *e)
{
	struct store *store = p->r->office->store;
	const char *office = p->r->actor.office;
	struct report_rest rest = { .received = p->received };
	struct waits waits = { .ask = p->ask };
	struct satisfaction_sum from, after;
	struct endings ended = { &rest, 1 };
	enum rc rc = store_satisfaction_sum(store, office, p->ask->from_at, false, &from, e);

	if (rc == RC_OK)
		rc = store_satisfaction_sum(store, office, p->ask->until_at, false, &after, e);
	if (rc == RC_OK)
		rc = store_consult_ended(store, office, p->ask->from_at, take_ended, &ended, e);
	ended.sign = -1;
	if (rc == RC_OK)
		rc = store_consult_ended(store, office, p->ask->until_at, take_ended, &ended, e);
	if (rc != RC_OK)
		return rc;
	rest.rated = from.count - after.count;
	rest.rated_sum = from.score_sum - after.score_sum;
	rest.rated_low = from.low - after.low;
	waits.seconds = x_zalloc(VISITS_MOST, sizeof(*waits.seconds));
	rc = store_visit_list(store, office, VISITS_MOST, take_visit, &waits, e);
	rest.waits = (int64_t)waits.count;
	rest.wait_p50_sec = report_rank(waits.seconds, waits.count, 50);
	rest.wait_p90_sec = report_rank(waits.seconds, waits.count, 90);
	free(waits.seconds);
	if (rc == RC_OK)
		request_tell(p->r, MESSAGE_REPORT_REST, false, &rest);
	return rc;
}

/* Where the page begins: "" the first, "decided" the first of those decided, or a
 * place of a walk behind the name of its part. */
static bool
place_parse(struct reporting *p, const char *after)
{
	bool is_decided = str_starts(after, "decided");
	const char *colon = strchr(after, ':');

	p->walk = (struct walk){ .order = is_decided ? WALK_DECIDED : WALK_NEW,
		.office = p->r->actor.office, .after_key = p->ask->until_at };
	if (after[0] == '\0' || str_eq(after, "decided"))
		return true;
	return (is_decided || str_starts(after, "arrived:")) && colon != NULL &&
	    walk_place_parse(colon + 1, &p->walk);
}

static void
place_format(const struct reporting *p, bool is_whole, char next[96])
{
	char place[96];
	bool is_decided = p->walk.order == WALK_DECIDED;

	walk_place_format(place, &p->walk);
	if (!is_whole)
		(void)snprintf(next, 96, "%s:%.80s", is_decided ? "decided" : "arrived", place);
	else if (!is_decided)
		(void)str_fill(next, 96, "decided");
}

static enum rc
tell_page(struct reporting *p, struct err *e)
{
	bool is_decided = p->walk.order == WALK_DECIDED;
	int64_t limit = is_decided ? DECIDED_ROWS : ARRIVED_ROWS, seen = 0;
	struct wire_report_end end = { .next = "" };
	enum rc rc;

	p->cases = x_zalloc((size_t)limit, sizeof(*p->cases));
	rc = store_walk(p->r->office->store, &p->walk, limit, keep_case, p, &seen, e);
	for (size_t i = 0; rc == RC_OK && i < p->count; i++) {
		if (!is_wanted(p, &p->cases[i]))
			continue;
		if (is_decided)
			rc = tell_decided(p, &p->cases[i], e);
		else
			tell_arrived(p, &p->cases[i]);
	}
	free(p->cases);
	p->cases = NULL;
	if (rc != RC_OK)
		return rc;
	place_format(p, p->is_past || seen < limit, end.next);
	end.received_seen = p->received_seen;
	if (end.next[0] == '\0')
		rc = tell_rest(p, e);
	if (rc == RC_OK)
		request_tell(p->r, MESSAGE_REPORT_END, true, &end);
	return rc;
}

/* The query, about closed cases too unless it says otherwise. */
static bool
query_read(struct reporting *p)
{
	char *whole;

	if (p->ask->query[0] == '\0')
		return true;
	whole = x_asprintf("(%s) open:any", p->ask->query);
	p->query = query_parse(whole, NULL);
	p->context = (struct query_context){ .calendar = p->r->calendar,
		.now_at = p->r->office->now_at, .login = p->r->who.row.login };
	free(whole);
	return p->query != NULL;
}

static enum rc
report_page(struct reporting *p, struct err *e)
{
	struct request *r = p->r;
	char *subject;
	enum rc rc = count_received(r, p->ask, &p->received, e);

	p->received_seen = p->ask->received_seen;
	if (rc != RC_OK || p->ask->after[0] != '\0')
		return rc == RC_OK ? tell_page(p, e) : rc;
	subject = x_asprintf("report %s", p->ask->query);
	rc = request_record(r, subject, "report", e);
	free(subject);
	return rc == RC_OK ? tell_page(p, e) : rc;
}

enum rc
handle_report(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_report ask;
	struct reporting p = { .r = r, .ask = &ask };
	struct verdict v = report_policy(&r->actor);
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	if (ask.from_at <= 0 || ask.until_at <= ask.from_at ||
	    ask.until_at - ask.from_at > SPAN_MOST_SEC)
		return request_refuse_for(r, REASON_BAD_VALUE, "month");
	if (!place_parse(&p, ask.after))
		return request_refuse_for(r, REASON_BAD_VALUE, "after");
	rc = query_read(&p) ? report_page(&p, e) : request_refuse_for(r, REASON_BAD_VALUE, "query");
	query_free(p.query);
	return rc;
}
