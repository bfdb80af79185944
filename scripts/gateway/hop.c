/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/hop.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/event.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TITLE_BYTES 200

static void
print(const cJSON *object, struct buf *out)
{
	char *text = cJSON_PrintUnformatted(object);

	buf_clear(out);
	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
}

static void
copy(const cJSON *from, const char *name, cJSON *to, const char *as)
{
	const cJSON *value = json_member(from, name);

	if (value != NULL)
		cJSON_AddItemToObject(to, as, cJSON_Duplicate(value, 1));
}

static void
copy_text(const cJSON *from, const char *name, cJSON *to, const char *as, const char *otherwise)
{
	const char *text = json_text(from, name);

	cJSON_AddStringToObject(to, as, text != NULL ? text : otherwise);
}

/* The escalation as an application of the agency's: who asks is its applicant. */
static cJSON *
application_of(const cJSON *escalation, int64_t at)
{
	const cJSON *office = json_member(escalation, "office");
	const cJSON *officer = json_member(escalation, "officer");
	cJSON *data = cJSON_CreateObject(), *who;
	char title[TITLE_BYTES];

	copy_text(escalation, "escalation_id", data, "service_request_id", "");
	copy_text(escalation, "agency_code", data, "jurisdiction_id", "");
	copy_text(escalation, "service_code", data, "service_code", "HO-GUIDELINE");
	cJSON_AddStringToObject(data, "status", "open");
	event_add_instant(data, "requested_datetime", at);
	str_fill(title, sizeof(title), str_or_empty(json_text(escalation, "question")));
	cJSON_AddStringToObject(data, "description", title);
	cJSON_AddStringToObject(data, "form_version", "1");
	who = cJSON_AddObjectToObject(data, "applicant");
	copy_text(office, "name", who, "name", str_or_empty(json_text(officer, "department")));
	copy_text(officer, "contact", who, "phone", "");
	copy_text(officer, "department", who, "address", "");
	if (cJSON_IsObject(json_member(escalation, "package")))
		copy(escalation, "package", data, "attributes");
	else
		copy_text(escalation, "question", cJSON_AddObjectToObject(data, "attributes"),
		    "question", "");
	copy(escalation, "attachments", data, "attachments");
	return data;
}

/* The attachments are to be had under the agency's channel too. */
static enum rc
lend_files(const struct visit *v, const cJSON *escalation, struct err *e)
{
	const cJSON *file;
	enum rc rc = RC_OK;

	cJSON_ArrayForEach(file, json_member(escalation, "attachments")) {
		struct stored_file kept = { .name = "" };
		const char *sha256 = str_or_empty(json_text(file, "sha256"));

		rc = store_file(v->store, v->channel, sha256, &kept, e);
		if (rc == RC_OK)
			rc = store_add_file(v->store, HANDOVER_CHANNEL, sha256, &kept, e);
		buf_release(&kept.bytes);
		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return rc;
		rc = RC_OK;
	}
	return rc;
}

enum rc
hop_forward(const struct visit *v, const struct cJSON *escalation, struct err *e)
{
	const char *id = str_or_empty(json_text(escalation, "escalation_id"));
	struct event event = { .type = EVENT_REQUEST_CREATED, .channel = HANDOVER_CHANNEL,
		.at = v->call->now_at };
	cJSON *origin = cJSON_CreateObject(), *data = application_of(escalation, v->call->now_at);
	struct buf text = { 0 };
	enum rc rc;

	cJSON_AddStringToObject(origin, "channel", v->channel);
	print(origin, &text);
	rc = store_add(v->store, STORE_ESCALATION, HANDOVER_CHANNEL, id, buf_str(&text), e);
	if (rc == RC_OK)
		rc = lend_files(v, escalation, e);
	if (rc == RC_OK)
		rc = event_append(v->store, &event, str_or_empty(json_text(escalation,
		    "agency_code")), data, e);
	cJSON_Delete(data);
	cJSON_Delete(origin);
	buf_release(&text);
	return rc;
}

/* What each report is in the feed of the office that asks. */
static const struct {
	const char *status;
	enum event_type type;
	const char *at;		/* the member that says when */
	const char *needs;	/* what it cannot be without; NULL = nothing */
	bool is_end;
} reports[] = {
	{ "acknowledged", EVENT_ESCALATION_ACKNOWLEDGED, "acknowledged_datetime", NULL, false },
	{ "accepted", EVENT_ESCALATION_ACCEPTED, "accepted_datetime", NULL, false },
	{ "answered", EVENT_ESCALATION_ANSWERED, "answered_datetime", "answer", true },
	{ "returned", EVENT_ESCALATION_RETURNED, "returned_datetime", "reason", true },
};

static size_t
report_find(const char *status)
{
	size_t i = 0;

	while (i < COUNT(reports) && !str_eq(reports[i].status, status))
		i++;
	return i;
}

/* Tells the office that asks, in the order in which the agency reports. */
static enum rc
tell_back(const struct visit *v, const char *channel, const cJSON *escalation,
    const cJSON *patch, size_t which, struct err *e)
{
	struct event event = { .type = reports[which].type, .channel = channel,
		.at = v->call->now_at };
	const char *about = str_or_empty(json_text(escalation, "service_request_id"));
	cJSON *data = cJSON_CreateObject(), *request = NULL;
	struct buf state = { 0 };
	int64_t version;
	enum rc rc = store_get(v->store, STORE_REQUEST, channel, about, &state, &version, e);

	if (rc == RC_OK)
		rc = json_parse(buf_str(&state), state.len, JSON_PAGE_BYTES_MAX, &request, e);
	copy(escalation, "escalation_id", data, "escalation_id");
	copy(escalation, "service_request_id", data, "service_request_id");
	copy(escalation, "agency_code", data, "agency_code");
	copy(escalation, "handover_id", data, "handover_id");
	copy_text(patch, "receipt_no", data, "receipt_no",
	    str_or_empty(json_text(escalation, "receipt_no")));
	copy(patch, "reason_code", data, "reason_code");
	copy(patch, "reason", data, "reason");
	copy(patch, "answer", data, "answer");
	copy(patch, "officer", data, "officer");
	copy_text(patch, "reported_at", data, reports[which].at, "");
	if (rc == RC_OK)
		rc = event_append(v->store, &event, str_or_empty(json_text(request,
		    "jurisdiction_id")), data, e);
	cJSON_Delete(data);
	cJSON_Delete(request);
	buf_release(&state);
	return rc;
}

static enum rc
refuse(struct reply *reply, const char *pointer, const char *why)
{
	struct problem problem;

	problem_set(&problem, 422, pointer, "%s", why);
	reply_problem(reply, &problem);
	return RC_OK;
}

/* The escalation that the agency means, and its channel. */
static enum rc
find(const struct visit *v, char channel[CHANNEL_BYTES_MAX + 1], cJSON **escalation,
    int64_t *version, struct err *e)
{
	struct buf text = { 0 };
	cJSON *origin = NULL;
	int64_t ignored;
	enum rc rc = store_get(v->store, STORE_ESCALATION, HANDOVER_CHANNEL, v->id, &text, &ignored,
	    e);

	if (rc == RC_OK)
		rc = json_parse(buf_str(&text), text.len, JSON_PAGE_BYTES_MAX, &origin, e);
	if (rc == RC_OK) {
		str_fill(channel, CHANNEL_BYTES_MAX + 1, str_or_empty(json_text(origin, "channel")));
		buf_clear(&text);
		rc = store_get(v->store, STORE_ESCALATION, channel, v->id, &text, version, e);
	}
	if (rc == RC_OK)
		rc = json_parse(buf_str(&text), text.len, JSON_PAGE_BYTES_MAX, escalation, e);
	cJSON_Delete(origin);
	buf_release(&text);
	return rc;
}

enum rc
escalation_patch(const struct visit *v, struct reply *reply, struct deed *deed, struct err *e)
{
	struct problem problem;
	char channel[CHANNEL_BYTES_MAX + 1] = "";
	cJSON *escalation = NULL, *patch = NULL;
	int64_t version = 0;
	size_t which, now;
	enum rc rc;

	if (!str_eq(v->channel, HANDOVER_CHANNEL))
		return reply_refuse(reply, 404, "only the agency that has it reports on it");
	if (!body_read(BODY_HOP, v->call->body, v->call->body_len, &patch, &problem)) {
		reply_problem(reply, &problem);
		return RC_OK;
	}
	rc = find(v, channel, &escalation, &version, e);
	if (rc == RC_NOT_FOUND) {
		rc = reply_refuse(reply, 404, "there is no such escalation");
		goto out;
	}
	which = report_find(json_text(patch, "status"));
	now = report_find(json_text(escalation, "status"));
	if (rc == RC_OK && reports[which].needs != NULL &&
	    str_empty(json_text(patch, reports[which].needs)))
		rc = refuse(reply, "/status", "an answer has its words, a return its reason");
	else if (rc == RC_OK && now < COUNT(reports) && reports[now].is_end)
		rc = refuse(reply, "/status", "the escalation is over");
	else if (rc == RC_OK) {
		deed->kind = "hop";
		str_fill(deed->request_id, sizeof(deed->request_id), v->id);
		body_merge(escalation, patch);
		print(escalation, &reply->body);
		reply->status = 200;
		reply->content_type = "application/json";
		reply_version(reply, version + 1);
		rc = store_set(v->store, STORE_ESCALATION, channel, v->id, buf_str(&reply->body), e);
		if (rc == RC_OK)
			rc = tell_back(v, channel, escalation, patch, which, e);
	}
out:
	cJSON_Delete(patch);
	cJSON_Delete(escalation);
	return rc;
}
