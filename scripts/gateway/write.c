/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/resource.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/follow.h"
#include "scripts/gateway/hop.h"
#include "storage/instant.h"

/* Writes a document's new state, and again in full to out. */
static enum rc
put(const struct visit *v, enum store_kind kind, const char *id, const cJSON *state,
    struct buf *out, struct err *e)
{
	buf_clear(out);
	body_print(state, out);
	return store_set(v->store, kind, v->channel, id, buf_str(out), e);
}

static struct scene
scene_of(const struct visit *v)
{
	return (struct scene){ .store = v->store, .play = v->setup->play, .channel = v->channel,
		.now_at = v->call->now_at };
}

/* The request's state with the patch merged in, written to reply->body; then
 * what follows from it, which may change the state once more. */
static enum rc
patched(const struct visit *v, const struct buf *state, const cJSON *patch, struct reply *reply,
    struct err *e)
{
	struct scene scene = scene_of(v);
	struct buf later = { 0 };
	cJSON *request = NULL;
	bool had_decision, was_withdrawn;
	char now[32];
	enum rc rc = json_parse(buf_str(state), state->len, JSON_PAGE_BYTES_MAX, &request, e);

	if (rc != RC_OK)
		return rc;
	had_decision = json_member(request, "decision") != NULL;
	was_withdrawn = json_member(request, "withdrawn_datetime") != NULL;
	body_merge(request, patch);
	instant_format(v->call->now_at, now);
	cJSON_DeleteItemFromObjectCaseSensitive(request, "updated_datetime");
	cJSON_AddStringToObject(request, "updated_datetime", now);
	rc = put(v, STORE_REQUEST, v->id, request, &reply->body, e);
	if (rc == RC_OK)
		rc = follow_patch(&scene, patch, had_decision, request, e);
	if (rc == RC_OK && !was_withdrawn && json_member(request, "withdrawn_datetime") != NULL)
		rc = put(v, STORE_REQUEST, v->id, request, &later, e);
	buf_release(&later);
	cJSON_Delete(request);
	return rc;
}

/* What a patch is called in the ledger: by the weightiest of what it says. */
static const char *
patch_kind(const cJSON *patch)
{
	static const char *const kinds[] = { "decision", "supplement", "message" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (json_member(patch, kinds[i]) != NULL)
			return kinds[i];
	}
	return "status";
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
	reply_version(reply, version);
	if (v->call->if_match == NULL && v->setup->needs_if_match) {
		rc = reply_refuse(reply, 428, "say which version of the request is meant");
		goto out;
	}
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
	reply_version(reply, version + 1);
	deed->kind = patch_kind(patch);
	str_fill(deed->request_id, sizeof(deed->request_id), v->id);
	rc = patched(v, &state, patch, reply, e);
out:
	cJSON_Delete(patch);
	buf_release(&state);
	return rc;
}

/* Writes the accepted escalation under a number of its own; then what follows
 * from it. */
static enum rc
escalation_add(const struct visit *v, cJSON *escalation, const struct buf *request,
    struct reply *reply, struct err *e)
{
	struct scene scene = scene_of(v);
	struct buf later = { 0 };
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
	body_print(escalation, &reply->body);
	reply->status = 201;
	reply->content_type = "application/json";
	reply_version(reply, 1);
	snprintf(reply->location, sizeof(reply->location), "/v1/channels/%s/escalations/%s", v->channel,
	    id);
	rc = store_add(v->store, STORE_ESCALATION, v->channel, id, buf_str(&reply->body), e);
	/* Where nobody plays the ministry, its own office reads the feed. */
	if (rc == RC_OK && v->setup->play->answer == 0)
		rc = hop_forward(v, escalation, e);
	if (rc == RC_OK)
		rc = follow_escalation(&scene, escalation, request, e);
	if (rc == RC_OK && !str_eq(json_text(escalation, "status"), "open"))
		rc = put(v, STORE_ESCALATION, id, escalation, &later, e);
	buf_release(&later);
	return rc;
}

static void
refuse_unknown_request(const struct visit *v, struct reply *reply)
{
	struct problem problem;

	problem_set(&problem, 422, "/service_request_id", "channel %s has no such request", v->channel);
	reply_problem(reply, &problem);
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
		rc = escalation_add(v, escalation, &state, reply, e);
	} else if (rc == RC_NOT_FOUND) {
		refuse_unknown_request(v, reply);
		rc = RC_OK;
	}
	cJSON_Delete(escalation);
	buf_release(&state);
	return rc;
}

enum rc
notice_post(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	struct problem problem;
	struct buf state = { 0 };
	cJSON *notice = NULL;
	int64_t version, last = 0;
	char id[32], now[32];
	enum rc rc;

	if (!body_read(BODY_NOTICE, v->call->body, v->call->body_len, &notice, &problem)) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	deed->kind = "notice";
	str_fill(deed->request_id, sizeof(deed->request_id),
	    str_or_empty(json_text(notice, "service_request_id")));
	rc = store_get(v->store, STORE_REQUEST, v->channel, deed->request_id, &state, &version, e);
	if (rc == RC_OK)
		rc = store_last_effect(v->store, &last, e);
	if (rc == RC_OK) {
		snprintf(id, sizeof(id), "NOT-%07lld", (long long)last + 1);
		instant_format(v->call->now_at, now);
		cJSON_AddStringToObject(notice, "notice_id", id);
		cJSON_AddStringToObject(notice, "created_datetime", now);
		body_print(notice, &reply->body);
		reply->status = 201;
		reply->content_type = "application/json";
	} else if (rc == RC_NOT_FOUND) {
		refuse_unknown_request(v, reply);
		rc = RC_OK;
	}
	cJSON_Delete(notice);
	buf_release(&state);
	return rc;
}
