/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/resource.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define LIMIT_DEFAULT 100
#define LIMIT_MAX 500
#define TIMEOUT_MAX_MS 60000

void
reply_problem(struct reply *reply, const struct problem *p)
{
	reply->status = p->status;
	reply->content_type = "application/problem+json";
	buf_clear(&reply->body);
	problem_json(p, &reply->body);
}

enum rc
reply_refuse(struct reply *reply, int status, const char *fmt, ...)
{
	struct problem p;
	char detail[sizeof(p.detail)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(detail, sizeof(detail), fmt, ap);
	va_end(ap);
	problem_set(&p, status, "", "%s", detail);
	reply_problem(reply, &p);
	return RC_OK;
}

enum rc
health_get(const struct visit *v, struct reply *reply, struct err *e)
{
	int64_t last;

	reply->status = 200;
	reply->content_type = "text/plain";
	buf_puts(&reply->body, "ok\n");
	return store_last_effect(v->store, &last, e);
}

/* A page being written. */
struct page {
	struct buf *body;
	bool is_doubled;
	size_t count;
};

static void
page_element(void *arg, const void *bytes, size_t len)
{
	struct page *page = arg;

	for (int i = page->is_doubled ? 0 : 1; i < 2; i++) {
		buf_puts(page->body, page->count++ == 0 ? "\n" : ",\n");
		buf_add(page->body, bytes, len);
	}
}

/* Codes go into links, so they are plain. */
static bool
is_code(const char *s)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

	return !str_empty(s) && strlen(s) <= 64 && s[strspn(s, plain)] == '\0';
}

/* A number in the query; fallback where it is not given. */
static bool
query_number(const char *text, int64_t min, int64_t max, int64_t fallback, int64_t *out)
{
	*out = fallback;
	return text == NULL || parse_int(text, min, max, out);
}

enum rc
feed_get(const struct visit *v, struct reply *reply, struct err *e)
{
	const struct call *call = v->call;
	struct page page = { .body = &reply->body, .is_doubled = v->is_page_doubled };
	int64_t cursor, limit, timeout, after, last = 0;
	enum rc rc = RC_OK;

	if (!is_code(call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id is needed, a plain code");
	if (!query_number(call->last_event_id, 0, INT64_MAX / 2, 0, &cursor))
		return reply_refuse(reply, 400, "lastEventId is no id of an event of this feed");
	if (!query_number(call->limit, 1, LIMIT_MAX, LIMIT_DEFAULT, &limit))
		return reply_refuse(reply, 400, "limit must be from 1 to %d", LIMIT_MAX);
	if (!query_number(call->timeout, 0, TIMEOUT_MAX_MS, 0, &timeout))
		return reply_refuse(reply, 400, "timeout must be from 0 to %d ms", TIMEOUT_MAX_MS);
	after = cursor;
	if (v->is_page_repeated)
		rc = store_page_before(v->store, v->channel, call->jurisdiction_id, cursor, limit, &after,
		    e);
	buf_puts(&reply->body, "[");
	if (rc == RC_OK)
		rc = store_page(v->store, v->channel, call->jurisdiction_id, after, limit, page_element,
		    &page, &last, e);
	buf_puts(&reply->body, page.count == 0 ? "]" : "\n]\n");
	reply->status = 200;
	reply->content_type = "application/cloudevents-batch+json";
	if (page.count > 0)
		snprintf(reply->link, sizeof(reply->link),
		    "</v1/channels/%s/feeds/requests?jurisdiction_id=%s&limit=%lld&lastEventId=%013lld>;"
		    " rel=\"next\"", v->channel, call->jurisdiction_id, (long long)limit, (long long)last);
	return rc;
}

static void
set_etag(struct reply *reply, int64_t version)
{
	snprintf(reply->etag, sizeof(reply->etag), "\"v%lld\"", (long long)version);
}

static enum rc
document_get(const struct visit *v, enum store_kind kind, struct reply *reply, struct err *e)
{
	int64_t version = 0;
	enum rc rc = store_get(v->store, kind, v->channel, v->id, &reply->body, &version, e);

	if (rc == RC_NOT_FOUND)
		return reply_refuse(reply, 404, "channel %s has nothing under this id", v->channel);
	reply->status = 200;
	reply->content_type = "application/json";
	set_etag(reply, version);
	return rc;
}

enum rc
request_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_REQUEST, reply, e);
}

enum rc
escalation_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return document_get(v, STORE_ESCALATION, reply, e);
}

static void
print(const cJSON *object, struct buf *out)
{
	char *text = cJSON_PrintUnformatted(object);

	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
}

/* The request's state with the patch merged in, written to reply->body. */
static enum rc
patched(const struct visit *v, const struct buf *state, const cJSON *patch, struct reply *reply,
    struct err *e)
{
	cJSON *request = NULL;
	char now[32];
	enum rc rc = json_parse(buf_str(state), state->len, JSON_PAGE_BYTES_MAX, &request, e);

	if (rc != RC_OK)
		return rc;
	body_merge(request, patch);
	instant_format(v->call->now_at, now);
	cJSON_DeleteItemFromObjectCaseSensitive(request, "updated_datetime");
	cJSON_AddStringToObject(request, "updated_datetime", now);
	print(request, &reply->body);
	cJSON_Delete(request);
	return store_set(v->store, STORE_REQUEST, v->channel, v->id, buf_str(&reply->body), e);
}

enum rc
request_patch(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	struct problem problem;
	struct buf state = { 0 };
	cJSON *patch = NULL;
	int64_t version = 0;
	enum rc rc = store_get(v->store, STORE_REQUEST, v->channel, v->id, &state, &version, e);

	if (rc == RC_NOT_FOUND) {
		rc = reply_refuse(reply, 404, "channel %s has no such request", v->channel);
		goto out;
	}
	if (rc != RC_OK)
		goto out;
	set_etag(reply, version);
	if (v->call->if_match != NULL && !str_eq(v->call->if_match, "*") &&
	    !str_eq(v->call->if_match, reply->etag)) {
		rc = reply_refuse(reply, 412, "the request is at %s", reply->etag);
		goto out;
	}
	if (!body_read(BODY_PATCH, v->call->body, v->call->body_len, &patch, &problem)) {
		reply_problem(reply, &problem);
		goto out;
	}
	reply->status = 200;
	reply->content_type = "application/json";
	set_etag(reply, version + 1);
	deed->kind = json_member(patch, "decision") != NULL ? "decision" : "status";
	str_fill(deed->request_id, sizeof(deed->request_id), v->id);
	rc = patched(v, &state, patch, reply, e);
out:
	cJSON_Delete(patch);
	buf_release(&state);
	return rc;
}

/* Writes the accepted escalation under a number of its own. */
static enum rc
escalation_add(const struct visit *v, cJSON *escalation, struct reply *reply, struct err *e)
{
	char id[32], now[32];
	int64_t last = 0;
	enum rc rc = store_last_effect(v->store, &last, e);

	if (rc != RC_OK)
		return rc;
	snprintf(id, sizeof(id), "ESC-%07lld", (long long)last + 1);
	instant_format(v->call->now_at, now);
	cJSON_AddStringToObject(escalation, "escalation_id", id);
	cJSON_AddStringToObject(escalation, "status", "open");
	cJSON_AddStringToObject(escalation, "created_datetime", now);
	print(escalation, &reply->body);
	reply->status = 201;
	reply->content_type = "application/json";
	set_etag(reply, 1);
	snprintf(reply->location, sizeof(reply->location), "/v1/channels/%s/escalations/%s", v->channel,
	    id);
	return store_add(v->store, STORE_ESCALATION, v->channel, id, buf_str(&reply->body), e);
}

enum rc
escalation_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	struct problem problem;
	struct buf state = { 0 };
	cJSON *escalation = NULL;
	int64_t version;
	enum rc rc = RC_OK;

	if (!body_read(BODY_ESCALATION, v->call->body, v->call->body_len, &escalation, &problem)) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	deed->kind = "escalation";
	str_fill(deed->request_id, sizeof(deed->request_id),
	    str_or_empty(json_text(escalation, "service_request_id")));
	rc = store_get(v->store, STORE_REQUEST, v->channel, deed->request_id, &state, &version, e);
	if (rc == RC_OK) {
		rc = escalation_add(v, escalation, reply, e);
	} else if (rc == RC_NOT_FOUND) {
		problem_set(&problem, 422, "/service_request_id", "channel %s has no such request",
		    v->channel);
		reply_problem(reply, &problem);
		rc = RC_OK;
	}
	cJSON_Delete(escalation);
	buf_release(&state);
	return rc;
}
