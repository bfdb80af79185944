/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/consultation.h"

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/citizen.h"
#include "scripts/gateway/event.h"
#include "scripts/gateway/resource.h"

/* Members of a report that the document keeps as they were said last. */
static const char *const kept[] = { "state", "median_minutes", "p90_minutes", "samples",
	"call_back_datetime", "reported_datetime", "officer", NULL };

void
consultation_state(const struct cJSON *data, struct buf *out)
{
	cJSON *state = cJSON_Duplicate(data, 1);

	cJSON_DeleteItemFromObjectCaseSensitive(state, "applicant");
	cJSON_AddStringToObject(state, "state", "requested");
	cJSON_AddArrayToObject(state, "messages");
	cJSON_AddNumberToObject(state, "version", 1);
	body_print(state, out);
	cJSON_Delete(state);
}

/* What is over is told of no more. */
static bool
is_over(const char *state)
{
	return str_eq(state, "done") || str_eq(state, "no-show") || str_eq(state, "left") ||
	    str_eq(state, "ended");
}

static void
keep(cJSON *state, const cJSON *report)
{
	for (const char *const *name = kept; *name != NULL; name++) {
		const cJSON *value = json_member(report, *name);

		cJSON_DeleteItemFromObjectCaseSensitive(state, *name);
		if (value != NULL)
			cJSON_AddItemToObject(state, *name, cJSON_Duplicate(value, 1));
	}
}

static void
add_message(cJSON *state, const char *from, const char *text, const char *at)
{
	cJSON *messages = cJSON_GetObjectItemCaseSensitive(state, "messages");
	cJSON *message = cJSON_CreateObject();

	cJSON_AddStringToObject(message, "from", from);
	cJSON_AddStringToObject(message, "text", text);
	cJSON_AddStringToObject(message, "said_datetime", at);
	cJSON_AddItemToArray(messages, message);
}

/* The person reads the words, and may answer. */
static enum rc
hear(const struct visit *v, cJSON *state, const cJSON *report, struct err *e)
{
	const char *jurisdiction = json_text(state, "jurisdiction_id");
	int64_t now_at = v->call->now_at;
	struct event event = { .type = EVENT_CONSULTATION_SAID, .channel = v->channel, .at = now_at };
	cJSON *said;
	enum rc rc;

	add_message(state, "office", json_text(report, "message"), json_text(report, "reported_datetime"));
	said = citizen_says(v->setup->play, v->id, jurisdiction,
	    cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(state, "messages")), now_at);
	if (said == NULL)
		return RC_OK;
	add_message(state, "applicant", json_text(said, "text"), json_text(said, "said_datetime"));
	rc = event_append(v->store, &event, jurisdiction, said, e);
	cJSON_Delete(said);
	return rc;
}

/* Keeps a report that may be kept, and answers with the document. */
static enum rc
take_report(const struct visit *v, cJSON *state, int64_t version, const cJSON *report,
    struct reply *reply, struct deed *deed, struct err *e)
{
	struct problem problem = { .status = 0 };
	enum rc rc = RC_OK;

	if (!str_eq(json_text(state, "jurisdiction_id"), json_text(report, "jurisdiction_id")))
		problem_set(&problem, 422, "/jurisdiction_id", "the consultation is another office's");
	else if (is_over(json_text(state, "state")))
		problem_set(&problem, 422, "/state", "the consultation is over");
	if (problem.status != 0) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	deed->kind = "consult";
	str_fill(deed->request_id, sizeof(deed->request_id), v->id);
	keep(state, report);
	if (json_member(report, "message") != NULL)
		rc = hear(v, state, report, e);
	cJSON_DeleteItemFromObjectCaseSensitive(state, "version");
	cJSON_AddNumberToObject(state, "version", (double)(version + 1));
	reply->status = 200;
	reply->content_type = "application/json";
	reply_version(reply, version + 1);
	body_print(state, &reply->body);
	return rc == RC_OK ? store_set(v->store, STORE_CONSULTATION, v->channel, v->id,
	    buf_str(&reply->body), e) : rc;
}

enum rc
consultation_report_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e)
{
	struct problem problem;
	struct buf text = { 0 };
	cJSON *report = NULL, *state = NULL;
	int64_t version = 0;
	enum rc rc;

	if (!body_read(BODY_CONSULT_REPORT, v->call->body, v->call->body_len, &report, &problem)) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	rc = store_get(v->store, STORE_CONSULTATION, v->channel, v->id, &text, &version, e);
	if (rc == RC_NOT_FOUND)
		rc = reply_refuse(reply, 404, "channel %s has no such consultation", v->channel);
	else if (rc == RC_OK)
		rc = json_parse(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX, &state, e);
	if (rc == RC_OK && state != NULL)
		rc = take_report(v, state, version, report, reply, deed, e);
	buf_release(&text);
	cJSON_Delete(state);
	cJSON_Delete(report);
	return rc;
}
