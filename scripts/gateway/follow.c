/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/follow.h"

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/citizen.h"
#include "scripts/gateway/event.h"
#include "scripts/gateway/files.h"
#include "scripts/gateway/ministry.h"

#define ATTACHMENTS_MAX 3

enum rc
follow_attach(const struct scene *scene, const char *occasion, struct cJSON *data, struct err *e)
{
	struct draw d = play_draw(scene->play, "attach", occasion);
	enum rc rc = RC_OK;
	cJSON *rows;
	int count;

	if (!draw_percent(&d, (int)scene->play->attach))
		return RC_OK;
	rows = cJSON_AddArrayToObject(data, "attachments");
	count = draw_between(&d, 1, ATTACHMENTS_MAX);
	for (int i = 0; i < count && rc == RC_OK; i++) {
		struct stored_file kept = { .name = "" };
		struct file file;

		file_make(&d, (size_t)scene->play->attach_bytes, &file);
		file_describe(&file, rows);
		str_fill(kept.name, sizeof(kept.name), file.name);
		str_fill(kept.media_type, sizeof(kept.media_type), file.media_type);
		kept.bytes = file.bytes;
		rc = store_add_file(scene->store, scene->channel, file.sha256, &kept, e);
		file_release(&file);
	}
	return rc;
}

/* Adds an event about the request to its feed; takes data, which may be NULL
 * where nothing happens. */
static enum rc
tell(const struct scene *scene, enum event_type type, const cJSON *request, cJSON *data,
    struct err *e)
{
	const char *jurisdiction = json_text(request, "jurisdiction_id");
	struct event event = { .type = type, .channel = scene->channel, .at = scene->now_at };
	enum rc rc = RC_OK;

	if (data != NULL && jurisdiction != NULL)
		rc = event_append(scene->store, &event, jurisdiction, data, e);
	cJSON_Delete(data);
	return rc;
}

/* The answers of the request as it was filed; NULL where they were not kept. */
static enum rc
answers_of(const struct scene *scene, const char *id, cJSON **out, struct err *e)
{
	struct buf text = { 0 };
	int64_t version;
	enum rc rc = store_get(scene->store, STORE_ANSWERS, scene->channel, id, &text, &version, e);

	*out = NULL;
	if (rc == RC_OK)
		rc = json_parse(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX, out, e);
	buf_release(&text);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
reply_to(const struct scene *scene, const cJSON *supplement, const cJSON *request, const char *id,
    struct err *e)
{
	cJSON *answers = NULL, *data = NULL;
	struct buf occasion = { 0 };
	enum rc rc = answers_of(scene, id, &answers, e);

	if (rc == RC_OK)
		data = citizen_reply(scene->play, id, supplement, answers, scene->now_at);
	if (data != NULL) {
		buf_printf(&occasion, "%s %s", id, str_or_empty(json_text(supplement, "demanded_at")));
		rc = follow_attach(scene, buf_str(&occasion), data, e);
		if (rc == RC_OK) {
			rc = tell(scene, EVENT_REQUEST_SUPPLEMENTED, request, data, e);
			data = NULL;
		}
	}
	cJSON_Delete(data);
	cJSON_Delete(answers);
	buf_release(&occasion);
	return rc;
}

/* The applicant withdrew while the decision was on its way. */
static enum rc
cross(const struct scene *scene, cJSON *request, const char *id, struct err *e)
{
	cJSON *data = citizen_withdrawal(scene->play, id, scene->now_at);

	cJSON_AddStringToObject(request, "withdrawn_datetime",
	    str_or_empty(json_text(data, "withdrawn_datetime")));
	return tell(scene, EVENT_REQUEST_WITHDRAWN, request, data, e);
}

enum rc
follow_patch(const struct scene *scene, const struct cJSON *patch, bool had_decision,
    struct cJSON *request, struct err *e)
{
	const char *id = json_text(request, "service_request_id");
	const cJSON *supplement = json_member(patch, "supplement");
	bool is_decided = json_member(patch, "decision") != NULL && !had_decision;
	bool is_withdrawn = json_text(request, "withdrawn_datetime") != NULL;
	enum rc rc = RC_OK;

	if (id == NULL)
		return RC_OK;
	if (supplement != NULL && !is_withdrawn)
		rc = reply_to(scene, supplement, request, id, e);
	if (rc != RC_OK || !is_decided || is_withdrawn)
		return rc;
	if (citizen_withdraws(scene->play, id) == WITHDRAWAL_CROSSING)
		return cross(scene, request, id, e);
	if (citizen_rates(scene->play, id))
		rc = tell(scene, EVENT_SATISFACTION_GIVEN, request,
		    citizen_satisfaction(scene->play, id, scene->now_at), e);
	return rc;
}

/* Copies what an event says into the escalation's state. */
static void
remember(cJSON *escalation, const char *status, const cJSON *data)
{
	static const char *const names[] = { "receipt_no", "answer", "reason" };

	cJSON_DeleteItemFromObjectCaseSensitive(escalation, "status");
	cJSON_AddStringToObject(escalation, "status", status);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *text = json_text(data, names[i]);

		cJSON_DeleteItemFromObjectCaseSensitive(escalation, names[i]);
		if (text != NULL)
			cJSON_AddStringToObject(escalation, names[i], text);
	}
}

/* What the ministry did, in words and as an event; takes data. */
static enum rc
ministry_tells(const struct scene *scene, enum event_type type, const char *status,
    cJSON *escalation, const cJSON *request, cJSON *data, struct err *e)
{
	remember(escalation, status, data);
	return tell(scene, type, request, data, e);
}

enum rc
follow_escalation(const struct scene *scene, struct cJSON *escalation, const struct buf *request,
    struct err *e)
{
	const char *id = str_or_empty(json_text(escalation, "service_request_id"));
	const struct play *play = scene->play;
	int64_t at = scene->now_at;
	cJSON *about = NULL;
	enum rc rc;

	if (play->answer == 0)
		return RC_OK;
	rc = json_parse(buf_str(request), request->len, JSON_PAGE_BYTES_MAX, &about, e);
	if (rc == RC_OK)
		rc = ministry_tells(scene, EVENT_ESCALATION_ACKNOWLEDGED, "acknowledged", escalation, about,
		    ministry_acknowledgement(play, escalation, at), e);
	if (rc == RC_OK) {
		switch (ministry_decides(play, id)) {
		case STAND_NONE:
			break;
		case STAND_ANSWERED:
			rc = ministry_tells(scene, EVENT_ESCALATION_ANSWERED, "answered", escalation, about,
			    ministry_answer(play, escalation, at), e);
			break;
		case STAND_RETURNED:
			rc = ministry_tells(scene, EVENT_ESCALATION_RETURNED, "returned", escalation, about,
			    ministry_return(play, escalation, at), e);
			break;
		}
	}
	cJSON_Delete(about);
	return rc;
}
