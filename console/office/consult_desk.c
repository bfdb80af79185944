/* SPDX-License-Identifier: ISC */
/* The consultation desk as it is seen: who waits, how long, and what staff takes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/consult.h"
#include "console/office/session.h"
#include "console/rules/consult.h"
#include "console/rules/figure.h"
#include "console/rules/wait_plan.h"
#include "storage/instant.h"
#include "storage/store_forecast.h"
#include "storage/store_knowledge.h"
#include "storage/text.h"

#define LIST_MOST 500
#define RATINGS_MOST 2000
#define DAY_SEC (24 * 3600)

/* The desk on its way to a reader. */
struct showing {
	struct request *r;
	struct consult_figures figures;
	struct consult_log log;
};

static void
fill_masked(char *to, size_t cap, void (*mask)(struct buf *, const char *))
{
	struct buf b = { 0 };

	mask(&b, to);
	(void)str_fill(to, cap, buf_str(&b));
	buf_release(&b);
}

static void
fill_masked_words(char *to, size_t cap, const struct consult_record *c)
{
	struct buf b = { 0 };

	mask_free_text(&b, to, c->row.who, c->row.contact);
	(void)str_fill(to, cap, buf_str(&b));
	buf_release(&b);
}

/* Only who has the person at hand sees the name and the number. */
void
consult_row_for(const struct request *r, const struct consult_record *c,
    struct consult_row *out)
{
	*out = c->row;
	if (c->staff_id == r->who.row.id && c->row.ended_at == 0)
		return;
	fill_masked(out->who, sizeof(out->who), mask_name);
	fill_masked(out->contact, sizeof(out->contact), mask_phone);
	fill_masked_words(out->topic, sizeof(out->topic), c);
	fill_masked_words(out->note, sizeof(out->note), c);
	fill_masked_words(out->said, sizeof(out->said), c);
}

static void
count_row(struct consult_figures *f, const struct consult_row *row, int64_t now_at)
{
	if (row->ended_at != 0)
		return;
	f->waiting += str_eq(row->state, "waiting") ||
	    (str_eq(row->state, "later") && row->ready_at <= now_at) ? 1 : 0;
	f->promised += str_eq(row->state, "later") && row->ready_at > now_at ? 1 : 0;
	f->serving += str_eq(row->state, "called") || str_eq(row->state, "serving") ? 1 : 0;
	f->held += str_eq(row->state, "held") ? 1 : 0;
}

static void
tell_row(void *arg, const struct consult_record *c)
{
	struct showing *s = arg;
	struct consult_row row;

	count_row(&s->figures, &c->row, s->r->office->now_at);
	consult_row_for(s->r, c, &row);
	request_tell(s->r, MESSAGE_CONSULT_ROW, false, &row);
}

static void
take_ended(void *arg, const char *state, int64_t count)
{
	struct consult_figures *f = arg;

	if (str_eq(state, "done"))
		f->done = count;
	else if (str_eq(state, "no-show"))
		f->absent = count;
	else if (str_eq(state, "left"))
		f->left = count;
	else if (str_eq(state, "ended"))
		f->ended = count;
}

static int64_t
midnight_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return at - second;
}

/* Figures about how the desk is led are for who leads it. */
static bool
leads(const struct request *r)
{
	return r->actor.role != ROLE_OFFICER;
}

static void
fill_waits(struct showing *s)
{
	struct consult_figures *f = &s->figures;
	struct wait_desk desk = consult_desk(s->r->office, &s->log);
	struct wait_calibration c;
	struct wait_place place;
	struct wait_range range;

	wait_place_of(&desk, WAIT_ANY_TASK, 0, &place);
	wait_estimate(&desk, &place, &range);
	f->servers = place.servers;
	f->p50_sec = range.p50_sec;
	f->p90_sec = range.p90_sec;
	f->samples = range.samples;
	f->age_sec = range.age_sec;
	f->told = f->if_wait_sec = f->if_then_sec = -1;
	if (!leads(s->r))
		return;
	wait_calibrate(s->log.visits, s->log.count, &c);
	f->told = c.told;
	f->untold = c.untold;
	f->held50 = c.held50;
	f->held90 = c.held90;
}

/* How what was told of hours to come and of other desks has held. */
static enum rc
fill_held(struct showing *s, struct err *e)
{
	struct consult_figures *f = &s->figures;
	struct store *store = s->r->office->store;
	struct held_sum hours, outside;
	enum rc rc;

	if (!leads(s->r))
		return RC_OK;
	rc = store_forecast_sum(store, s->r->actor.office, &hours, e);
	if (rc == RC_OK)
		rc = store_wait_held(store, &outside, e);
	if (rc != RC_OK)
		return rc;
	f->hours = hours.hours;
	f->hours_told = hours.told;
	f->hours_untold = hours.untold;
	f->hours_held50 = hours.held50;
	f->hours_held90 = hours.held90;
	f->outside_told = outside.told;
	f->outside_held50 = outside.held50;
	f->outside_held90 = outside.held90;
	return RC_OK;
}

/* The hours of the day in which anybody came. */
static void
tell_hours(struct showing *s)
{
	struct wait_desk desk = consult_desk(s->r->office, &s->log);
	struct consult_figures *f = &s->figures;
	struct plan_hour hours[PLAN_HOURS];
	struct plan_change change;

	wait_plan(&desk, f->staff_more, hours);
	wait_plan_change(hours, f->from_hour, f->until_hour, &change);
	for (int i = 0; i < PLAN_HOURS; i++) {
		if (hours[i].arrivals_milli == 0 && hours[i].samples == 0)
			continue;
		wait_plan_hide_thin(&hours[i]);
		if (!leads(s->r))
			hours[i].then_sec = PLAN_UNKNOWN;
		request_tell(s->r, MESSAGE_PLAN_HOUR, false, &hours[i]);
	}
	if (!leads(s->r))
		return;
	f->if_samples = change.samples;
	f->if_wait_sec = change.wait_sec;
	f->if_then_sec = change.then_sec;
}

static enum rc
fill_ratings(struct showing *s, struct err *e)
{
	struct store *store = s->r->office->store;
	int64_t since_at = s->r->office->now_at - (int64_t)RATED_DAYS * DAY_SEC;
	struct satisfaction_sum all, own;
	enum rc rc = store_satisfaction_sum(store, s->r->actor.office, since_at, false, &all, e);

	if (rc == RC_OK)
		rc = store_satisfaction_sum(store, s->r->actor.office, since_at, true, &own, e);
	if (rc != RC_OK)
		return rc;
	s->figures.rated = all.count;
	s->figures.rated_sum = all.score_sum;
	s->figures.rated_low = all.low;
	s->figures.own_rated = own.count;
	s->figures.own_rated_sum = own.score_sum;
	return RC_OK;
}

static enum rc
check_plan(struct request *r, const struct wire_consult_ask *ask)
{
	if (ask->staff_more != 0 && !leads(r))
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	if (ask->from_hour < 0 || ask->from_hour >= ask->until_hour ||
	    ask->until_hour > PLAN_HOURS)
		return request_refuse_for(r, REASON_BAD_VALUE,
		    ask->from_hour < 0 || ask->from_hour >= PLAN_HOURS ? "from" : "until");
	if (ask->staff_more < -PLAN_STAFF_MOST || ask->staff_more > PLAN_STAFF_MOST)
		return request_refuse_for(r, REASON_BAD_VALUE, "staff");
	return RC_OK;
}

/* Masked rows are a list, recorded once a session as every query is. */
static enum rc
record_reading(struct request *r, struct err *e)
{
	enum rc rc = r->session->has_consult ? RC_OK :
	    request_record(r, "query consultations", "list", e);

	r->session->has_consult = true;
	return rc;
}

enum rc
handle_consult_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct showing s = { .r = r };
	struct wire_consult_ask ask;
	int64_t today_at = midnight_of(r->office->now_at);
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = check_plan(r, &ask);
	if (rc == RC_OK)
		rc = record_reading(r, e);
	if (rc != RC_OK)
		return rc;
	s.figures.from_hour = ask.from_hour;
	s.figures.until_hour = ask.until_hour;
	s.figures.staff_more = ask.staff_more;
	rc = store_consult_list(r->office->store, r->actor.office, ask.has_ended ? today_at : 0,
	    LIST_MOST, tell_row, &s, e);
	if (rc == RC_OK)
		rc = store_consult_ended(r->office->store, r->actor.office, today_at, take_ended,
		    &s.figures, e);
	if (rc == RC_OK)
		rc = fill_ratings(&s, e);
	if (rc == RC_OK)
		rc = consult_settle(r->office, r->actor.office, e);
	if (rc == RC_OK)
		rc = consult_log_read(r->office, r->actor.office, &s.log, e);
	if (rc == RC_OK)
		rc = consult_forecast(r->office, r->actor.office, &s.log, e);
	if (rc == RC_OK)
		rc = fill_held(&s, e);
	if (rc == RC_OK) {
		fill_waits(&s);
		tell_hours(&s);
		request_tell(r, MESSAGE_CONSULT_FIGURES, false, &s.figures);
		request_tell_ok(r);
	}
	consult_log_release(&s.log);
	return rc;
}

/* The intervals of one, with texts masked as its row's are. */
struct telling {
	struct request *r;
	const struct consult_record *c;
};

static void
tell_interval(void *arg, const struct consult_interval *v)
{
	struct telling *t = arg;
	struct consult_interval out = *v;

	if (t->c->staff_id != t->r->who.row.id || t->c->row.ended_at != 0)
		fill_masked_words(out.text, sizeof(out.text), t->c);
	request_tell(t->r, MESSAGE_CONSULT_INTERVAL, false, &out);
}

/* An answer that was told, as something that took no time. */
static void
tell_answer(void *arg, const char *key, const char *layer, int64_t at, const char *by_name)
{
	struct consult_interval out = { .state = "told", .from_at = at, .until_at = at };

	(void)layer;
	(void)str_fill(out.staff_name, sizeof(out.staff_name), by_name);
	(void)str_fill(out.text, sizeof(out.text), key);
	request_tell(arg, MESSAGE_CONSULT_INTERVAL, false, &out);
}

enum rc
handle_consult_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number number;
	struct consult_record c;
	struct consult_row row;
	struct telling t = { r, &c };
	char text[40];
	enum rc rc = wire_read(f, &number, e);

	if (rc != RC_OK)
		return rc;
	snprintf(text, sizeof(text), "%" PRId64, number.number);
	rc = store_consult_get(r->office->store, number.number, r->actor.office, &c, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_CONSULT, text);
	snprintf(text, sizeof(text), "consultation %" PRId64, number.number);
	if (rc == RC_OK)
		rc = request_record(r, text, "show", e);
	if (rc != RC_OK)
		return rc;
	consult_row_for(r, &c, &row);
	request_tell(r, MESSAGE_CONSULT_ROW, false, &row);
	rc = store_consult_intervals(r->office->store, c.row.id, tell_interval, &t, e);
	if (rc == RC_OK)
		rc = store_consult_answers(r->office->store, c.row.id, tell_answer, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* The tasks of a line each; refuses one that is none. */
static enum rc
set_skills(struct request *r, struct wire_skills *ask, struct err *e)
{
	struct staff_record staff;
	const char *at = ask->tasks;
	size_t i;
	enum rc rc;

	if (r->actor.role != ROLE_SUPERVISOR)
		return request_refuse_for(r, REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	rc = store_staff_by_login(r->office->store, ask->login, &staff, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !str_eq(staff.row.office, r->actor.office)))
		return request_refuse_for(r, REASON_BAD_ASSIGNEE, ask->login);
	if (rc == RC_OK)
		rc = store_skill_clear(r->office->store, staff.row.id, e);
	while (rc == RC_OK && *at != '\0') {
		size_t len = strcspn(at, "\n");
		char *task = x_strndup(at, len);
		bool is_task = consult_word_find(CONSULT_TASKS, task, &i);

		rc = is_task ? store_skill_put(r->office->store, staff.row.id,
		    consult_word_name(CONSULT_TASKS, i), e) :
		    request_refuse_for(r, REASON_BAD_VALUE, task);
		free(task);
		at += len + (at[len] == '\n');
	}
	return rc == RC_OK ? request_record(r, ask->login, "consult skills", e) : rc;
}

static void
tell_skill(void *arg, const struct skill_row *row)
{
	request_tell(arg, MESSAGE_SKILL_ROW, false, row);
}

enum rc
handle_skills(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_skills ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK && ask.is_set)
		rc = set_skills(r, &ask, e);
	if (rc == RC_OK)
		rc = store_skill_list(r->office->store, r->actor.office, tell_skill, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_rating(void *arg, const struct rating_row *row, const char *applicant)
{
	struct rating_row out = *row;
	struct buf b = { 0 };

	mask_free_text(&b, row->remark, applicant, "");
	(void)str_fill(out.remark, sizeof(out.remark), buf_str(&b));
	buf_release(&b);
	request_tell(arg, MESSAGE_RATING_ROW, false, &out);
}

enum rc
handle_ratings(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_ratings ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = record_reading(r, e);
	if (rc == RC_OK)
		rc = store_satisfaction_list(r->office->store, r->actor.office,
		    r->office->now_at - (int64_t)RATED_DAYS * DAY_SEC, ask.is_low ? 2 : 5,
		    ask.limit < 1 || ask.limit > RATINGS_MOST ? RATINGS_MOST : ask.limit,
		    tell_rating, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
