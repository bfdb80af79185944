/* SPDX-License-Identifier: ISC */
/* The log of waits: read for estimates, and written to when somebody comes. */
#include <stdlib.h>
#include <string.h>

#include "console/office/consult.h"
#include "console/rules/consult.h"
#include "console/rules/redact.h"
#include "console/rules/wait_forecast.h"
#include "storage/store_forecast.h"
#include "storage/text.h"

#define PROMISED_PRIORITY 2	/* a promised call back goes before all */

int32_t
consult_task_number(const char *task)
{
	size_t i;

	return consult_word_find(CONSULT_TASKS, task, &i) ? (int32_t)i : WAIT_ANY_TASK;
}

static void
take_visit(void *arg, const struct visit_record *v)
{
	struct consult_log *log = arg;

	log->visits[log->count++] = (struct wait_visit){ .came_at = v->came_at,
		.called_at = v->called_at, .gone_at = v->gone_at, .server = v->staff_id,
		.priority = (int32_t)v->priority,
		.place = { .task = consult_task_number(v->task), .ahead = (int32_t)v->ahead,
		    .servers = (int32_t)v->servers, .busy = (int32_t)v->busy,
		    .scale_ms = v->scale_ms },
		.p50_sec = v->p50_sec, .p90_sec = v->p90_sec };
}

static void
take_skill(void *arg, const struct skill_row *row)
{
	struct consult_log *log = arg;

	if (row->task[0] == '\0')
		return;
	log->skills = x_realloc(log->skills, log->skill_count + 1, sizeof(*log->skills));
	log->skills[log->skill_count++] = (struct wait_skill){ row->staff_id,
		consult_task_number(row->task) };
}

enum rc
consult_log_read(struct office *office, const char *code, struct consult_log *out, struct err *e)
{
	struct held_sum held;
	enum rc rc;

	*out = (struct consult_log){ .visits = x_zalloc(WAIT_LOG_MOST, sizeof(*out->visits)) };
	rc = store_visit_list(office->store, code, WAIT_LOG_MOST, take_visit, out, e);
	if (rc == RC_OK)
		rc = store_skill_list(office->store, code, take_skill, out, e);
	if (rc == RC_OK)
		rc = store_forecast_newest(office->store, code, forecast_day_at(office->now_at),
		    PLAN_HELD_HOURS, &held, e);
	if (rc == RC_OK)
		out->hours = (struct wait_calibration){ .told = held.told,
			.held50 = held.held50, .held90 = held.held90 };
	/* They came newest first. */
	for (size_t i = 0; i < out->count / 2; i++) {
		struct wait_visit swap = out->visits[i];

		out->visits[i] = out->visits[out->count - 1 - i];
		out->visits[out->count - 1 - i] = swap;
	}
	return rc;
}

void
consult_log_release(struct consult_log *log)
{
	free(log->visits);
	free(log->skills);
	*log = (struct consult_log){ .visits = NULL };
}

struct wait_desk
consult_desk(const struct office *office, const struct consult_log *log)
{
	return (struct wait_desk){ .visits = log->visits, .count = log->count,
		.skills = log->skills, .skill_count = log->skill_count,
		.hours = log->hours, .now_at = office->now_at };
}

/* What is told to who comes now. */
static enum rc
tell_wait(struct office *office, const struct consult_record *c, struct visit_record *v,
    struct err *e)
{
	struct consult_log log = { .visits = NULL };
	struct wait_place place;
	struct wait_range range;
	struct wait_desk desk;
	enum rc rc = consult_settle(office, c->office, e);

	if (rc == RC_OK)
		rc = consult_log_read(office, c->office, &log, e);
	if (rc == RC_OK) {
		desk = consult_desk(office, &log);
		wait_place_of(&desk, consult_task_number(c->row.task), c->row.priority, &place);
		wait_estimate(&desk, &place, &range);
		v->ahead = place.ahead;
		v->servers = place.servers;
		v->busy = place.busy;
		v->scale_ms = place.scale_ms;
		v->p50_sec = range.p50_sec;
		v->p90_sec = range.p90_sec;
		v->samples = range.samples;
		rc = consult_forecast(office, c->office, &log, e);
	}
	consult_log_release(&log);
	return rc;
}

enum rc
consult_line_up(struct office *office, struct consult_record *c, struct err *e)
{
	struct visit_record v = { .consult_id = c->row.id, .came_at = c->row.ready_at,
		.priority = c->row.is_promised ? PROMISED_PRIORITY : c->row.priority,
		.p50_sec = -1, .p90_sec = -1 };
	enum rc rc = RC_OK;

	str_fill(v.task, sizeof(v.task), c->row.task);
	/* Of a promise nobody is told how long it takes: it is a time. */
	if (!c->row.is_promised)
		rc = tell_wait(office, c, &v, e);
	if (rc == RC_OK)
		rc = store_visit_add(office->store, c->office, &v, e);
	c->visit_id = v.id;
	c->row.p50_sec = v.p50_sec;
	c->row.p90_sec = v.p90_sec;
	c->row.samples = v.samples;
	return rc;
}

enum rc
consult_begin(struct office *office, struct consult_record *c, const char *op_key, struct err *e)
{
	enum rc rc = store_consult_add(office->store, c, e);

	if (rc == RC_OK)
		rc = consult_line_up(office, c, e);
	if (rc == RC_OK)
		rc = store_consult_update(office->store, c, e);
	if (rc == RC_OK)
		rc = store_consult_step(office->store, &(struct consult_step){
		    .consult_id = c->row.id, .state = c->row.state, .at = c->row.created_at,
		    .staff_id = c->staff_id, .op_key = op_key, .text = "" }, e);
	return rc;
}

void
consult_clean(char *to, size_t cap, const char *text)
{
	struct buf nfc = { 0 }, cut = { 0 };

	text_nfc(&nfc, text, strlen(text));
	redact_bytes(&cut, buf_str(&nfc), nfc.len);
	(void)str_fill(to, cap, buf_str(&cut));
	buf_release(&nfc);
	buf_release(&cut);
}
