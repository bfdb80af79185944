/* SPDX-License-Identifier: ISC */
/* What concerns the whole country: needs that offices have of central systems,
 * seconded by others and answered by a ministry, and the joint tasks of the
 * central and local offices. Each change stands whole in the national feed. */
#include "scripts/gateway/resource.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/need.h"
#include "scripts/gateway/event.h"

/* A document on its way to another state. */
struct change {
	const struct visit *v;
	enum store_kind kind;
	enum event_type type;
	cJSON *state;		/* owned */
	int64_t version;	/* it has after the change */
};

static void
set_text(cJSON *object, const char *name, const char *text)
{
	cJSON_DeleteItemFromObjectCaseSensitive(object, name);
	cJSON_AddStringToObject(object, name, text);
}

/* Copies members that the body has. */
static void
copy(cJSON *to, const cJSON *from, const char *const *names)
{
	for (; *names != NULL; names++) {
		const cJSON *value = json_member(from, *names);

		if (value == NULL)
			continue;
		cJSON_DeleteItemFromObjectCaseSensitive(to, *names);
		cJSON_AddItemToObject(to, *names, cJSON_Duplicate(value, 1));
	}
}

/* Reads the document that the path names. False: reply says why not. */
static enum rc
change_load(struct change *c, const char *what, struct reply *reply, bool *is_there, struct err *e)
{
	struct buf state = { 0 };
	enum rc rc = store_get(c->v->store, c->kind, c->v->channel, c->v->id, &state, &c->version, e);

	*is_there = rc == RC_OK;
	if (rc == RC_NOT_FOUND)
		rc = reply_refuse(reply, 404, "channel %s has no such %s", c->v->channel, what);
	else if (rc == RC_OK)
		rc = json_parse(buf_str(&state), state.len, JSON_EVENT_BYTES_MAX, &c->state, e);
	buf_release(&state);
	return rc;
}

/* Answers with the document as it is. */
static void
change_answer(const struct change *c, int status, struct reply *reply)
{
	reply->status = status;
	reply->content_type = "application/json";
	reply_version(reply, c->version);
	body_print(c->state, &reply->body);
}

/* Keeps the new state under id and tells everybody. */
static enum rc
change_keep(struct change *c, const char *id, int status, struct reply *reply, struct err *e)
{
	struct event event = { .type = c->type, .channel = c->v->channel, .at = c->v->call->now_at };
	bool is_new = status == 201;
	enum rc rc;

	c->version = is_new ? 1 : c->version + 1;
	cJSON_DeleteItemFromObjectCaseSensitive(c->state, "version");
	cJSON_AddNumberToObject(c->state, "version", (double)c->version);
	change_answer(c, status, reply);
	rc = (is_new ? store_add : store_set)(c->v->store, c->kind, c->v->channel, id,
	    buf_str(&reply->body), e);
	return rc == RC_OK ? event_append(c->v->store, &event, NATIONAL_FEED, c->state, e) : rc;
}

/* Adds an office to those that second a need; false if it is there already. */
static bool
add_second(cJSON *need, const char *office, const char *name, const char *at)
{
	cJSON *seconds = cJSON_GetObjectItemCaseSensitive(need, "seconds"), *one;

	if (seconds == NULL)
		seconds = cJSON_AddArrayToObject(need, "seconds");
	cJSON_ArrayForEach(one, seconds) {
		if (str_eq(json_text(one, "office_code"), office))
			return false;
	}
	one = cJSON_CreateObject();
	cJSON_AddStringToObject(one, "office_code", office);
	cJSON_AddStringToObject(one, "office_name", name);
	cJSON_AddStringToObject(one, "seconded_datetime", at);
	cJSON_AddItemToArray(seconds, one);
	return true;
}

/* Gives what is new a number of its own. */
static enum rc
number_new(const struct visit *v, const char *prefix, char id[32], struct err *e)
{
	int64_t last = 0;
	enum rc rc = store_last_effect(v->store, &last, e);

	snprintf(id, 32, "%s-%07lld", prefix, (long long)last + 1);
	return rc;
}

static enum rc
add_need(const struct visit *v, const cJSON *body, struct reply *reply, struct deed *deed,
    struct err *e)
{
	static const char *const names[] = { "reference", "office_code", "office_name", "title", "why",
		"service_code", "workaround", "registered_datetime", NULL };
	struct change c = { .v = v, .kind = STORE_NEED, .type = EVENT_NEED_CHANGED,
		.state = cJSON_CreateObject() };
	char id[32];
	enum rc rc = number_new(v, "NEED", id, e);

	if (rc == RC_OK) {
		cJSON_AddStringToObject(c.state, "need_id", id);
		copy(c.state, body, names);
		cJSON_AddStringToObject(c.state, "state", "registered");
		add_second(c.state, json_text(body, "office_code"), json_text(body, "office_name"),
		    json_text(body, "registered_datetime"));
		deed->kind = "need";
		str_fill(deed->request_id, sizeof(deed->request_id), id);
		snprintf(reply->location, sizeof(reply->location), "/v1/channels/%s/needs/%s", v->channel,
		    id);
		rc = change_keep(&c, id, 201, reply, e);
	}
	cJSON_Delete(c.state);
	return rc;
}

static enum rc
second_need(const struct visit *v, const cJSON *body, struct reply *reply, struct deed *deed,
    struct err *e)
{
	struct change c = { .v = v, .kind = STORE_NEED, .type = EVENT_NEED_CHANGED };
	bool is_there;
	enum rc rc = change_load(&c, "need", reply, &is_there, e);

	if (rc == RC_OK && is_there) {
		deed->kind = "second";
		str_fill(deed->request_id, sizeof(deed->request_id), v->id);
		if (add_second(c.state, json_text(body, "office_code"), json_text(body, "office_name"),
		    json_text(body, "seconded_datetime")))
			rc = change_keep(&c, v->id, 200, reply, e);
		else
			change_answer(&c, 200, reply);
	}
	cJSON_Delete(c.state);
	return rc;
}

/* May the answer follow the state that the need is in? */
static bool
answer_may_follow(const char *from, const char *to)
{
	enum need_state before, after;

	return need_state_find(from, &before) && need_state_find(to, &after) &&
	    need_may_follow(before, after);
}

static enum rc
answer_need(const struct visit *v, const cJSON *body, struct reply *reply, struct deed *deed,
    struct err *e)
{
	struct change c = { .v = v, .kind = STORE_NEED, .type = EVENT_NEED_CHANGED };
	const char *state = json_text(body, "state");
	struct problem problem;
	bool is_there;
	enum rc rc = change_load(&c, "need", reply, &is_there, e);

	if (rc != RC_OK || !is_there)
		goto out;
	if (!answer_may_follow(str_or_empty(json_text(c.state, "state")), state)) {
		problem_set(&problem, 422, "/state", "%s may not follow %s", state,
		    str_or_empty(json_text(c.state, "state")));
		reply_problem(reply, &problem);
		goto out;
	}
	deed->kind = "answer";
	str_fill(deed->request_id, sizeof(deed->request_id), v->id);
	set_text(c.state, "state", state);
	cJSON_DeleteItemFromObjectCaseSensitive(c.state, "answer");
	cJSON_AddItemToObject(c.state, "answer", cJSON_Duplicate(body, 1));
	rc = change_keep(&c, v->id, 200, reply, e);
out:
	cJSON_Delete(c.state);
	return rc;
}

static enum rc
add_task(const struct visit *v, const cJSON *body, struct reply *reply, struct deed *deed,
    struct err *e)
{
	static const char *const names[] = { "title", "owner_code", "owner_name", "due_date", NULL };
	struct change c = { .v = v, .kind = STORE_TASK, .type = EVENT_TASK_CHANGED,
		.state = cJSON_CreateObject() };
	char id[32];
	enum rc rc = number_new(v, "TASK", id, e);

	if (rc == RC_OK) {
		cJSON_AddStringToObject(c.state, "task_id", id);
		copy(c.state, body, names);
		cJSON_AddStringToObject(c.state, "state", "open");
		deed->kind = "task";
		str_fill(deed->request_id, sizeof(deed->request_id), id);
		snprintf(reply->location, sizeof(reply->location), "/v1/channels/%s/tasks/%s", v->channel,
		    id);
		rc = change_keep(&c, id, 201, reply, e);
	}
	cJSON_Delete(c.state);
	return rc;
}

/* Only its owner says how a task stands, and what is done stays done. */
static enum rc
report_task(const struct visit *v, const cJSON *body, struct reply *reply, struct deed *deed,
    struct err *e)
{
	static const char *const names[] = { "state", "note", "reported_datetime", NULL };
	struct change c = { .v = v, .kind = STORE_TASK, .type = EVENT_TASK_CHANGED };
	struct problem problem = { .status = 0 };
	bool is_there;
	enum rc rc = change_load(&c, "task", reply, &is_there, e);

	if (rc != RC_OK || !is_there)
		goto out;
	if (!str_eq(json_text(c.state, "owner_code"), json_text(body, "office_code")))
		problem_set(&problem, 422, "/office_code", "the task is another office's");
	else if (str_eq(json_text(c.state, "state"), "done"))
		problem_set(&problem, 422, "/state", "the task is done");
	if (problem.status != 0) {
		reply_problem(reply, &problem);
		goto out;
	}
	deed->kind = "report";
	str_fill(deed->request_id, sizeof(deed->request_id), v->id);
	copy(c.state, body, names);
	rc = change_keep(&c, v->id, 200, reply, e);
out:
	cJSON_Delete(c.state);
	return rc;
}

typedef enum rc (*national_write)(const struct visit *v, const cJSON *body, struct reply *reply,
    struct deed *deed, struct err *e);

/* Reads the body, then writes; a body that is none is a problem. */
static enum rc
with_body(const struct visit *v, enum body_kind kind, national_write write, struct reply *reply,
    struct deed *deed, struct err *e)
{
	struct problem problem;
	cJSON *body = NULL;
	enum rc rc;

	if (!body_read(kind, v->call->body, v->call->body_len, &body, &problem)) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	rc = write(v, body, reply, deed, e);
	cJSON_Delete(body);
	return rc;
}

enum rc
need_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	return with_body(v, BODY_NEED, add_need, reply, deed, e);
}

enum rc
second_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	return with_body(v, BODY_SECOND, second_need, reply, deed, e);
}

enum rc
answer_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	return with_body(v, BODY_ANSWER, answer_need, reply, deed, e);
}

enum rc
task_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	return with_body(v, BODY_TASK, add_task, reply, deed, e);
}

enum rc
task_report_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	return with_body(v, BODY_TASK_REPORT, report_task, reply, deed, e);
}
