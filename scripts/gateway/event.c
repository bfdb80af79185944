/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/event.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* One row per type: its name, and the member of data that is its subject. */
static const struct {
	const char *name;
	const char *subject;
} types[] = {
	[EVENT_REQUEST_CREATED] = { "kr.relay.request.created.v1", "service_request_id" },
	[EVENT_REQUEST_SUPPLEMENTED] = { "kr.relay.request.supplemented.v1", "service_request_id" },
	[EVENT_REQUEST_WITHDRAWN] = { "kr.relay.request.withdrawn.v1", "service_request_id" },
	[EVENT_REQUEST_UPDATED] = { "kr.relay.request.updated.v1", "service_request_id" },
	[EVENT_ESCALATION_ACKNOWLEDGED] = { "kr.relay.escalation.acknowledged.v1",
	    "service_request_id" },
	[EVENT_ESCALATION_ACCEPTED] = { "kr.relay.escalation.accepted.v1", "service_request_id" },
	[EVENT_ESCALATION_ANSWERED] = { "kr.relay.escalation.answered.v1", "service_request_id" },
	[EVENT_ESCALATION_RETURNED] = { "kr.relay.escalation.returned.v1", "service_request_id" },
	[EVENT_SATISFACTION_GIVEN] = { "kr.relay.satisfaction.given.v1", "service_request_id" },
	[EVENT_FORM_PUBLISHED] = { "kr.relay.form.published.v1", "service_code" },
	[EVENT_HOLIDAY_PUBLISHED] = { "kr.relay.holiday.published.v1", "date" },
	[EVENT_CONSULTATION_REQUESTED] = { "kr.relay.consultation.requested.v1",
	    "consultation_id" },
	[EVENT_CONSULTATION_SAID] = { "kr.relay.consultation.said.v1", "consultation_id" },
	[EVENT_NEED_CHANGED] = { "kr.relay.need.changed.v1", "need_id" },
	[EVENT_TASK_CHANGED] = { "kr.relay.task.changed.v1", "task_id" },
};
_Static_assert(COUNT(types) == EVENT__COUNT, "one row per type");

const char *
event_type_name(enum event_type type)
{
	return types[type].name;
}

void
event_add_instant(struct cJSON *to, const char *name, int64_t at)
{
	char text[32];

	instant_format(at, text);
	cJSON_AddStringToObject(to, name, text);
}

void
event_print(const struct event *event, const char *id, const struct cJSON *data, struct buf *out)
{
	cJSON *object = cJSON_CreateObject();
	char source[96];
	char *text;

	snprintf(source, sizeof(source), "https://relay.example/channels/%s", event->channel);
	cJSON_AddStringToObject(object, "specversion", "1.0");
	cJSON_AddStringToObject(object, "id", id);
	cJSON_AddStringToObject(object, "source", source);
	cJSON_AddStringToObject(object, "type", types[event->type].name);
	cJSON_AddStringToObject(object, "subject",
	    str_or_empty(json_text(data, types[event->type].subject)));
	event_add_instant(object, "time", event->at);
	cJSON_AddStringToObject(object, "datacontenttype", "application/json");
	cJSON_AddItemToObject(object, "data", cJSON_Duplicate(data, 1));
	text = cJSON_PrintUnformatted(object);
	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
	cJSON_Delete(object);
}

enum rc
event_append(struct store *store, const struct event *event, const char *jurisdiction,
    const struct cJSON *data, struct err *e)
{
	struct buf text = { 0 };
	char id[24];
	int64_t number = 0;
	enum rc rc = store_next_event(store, &number, e);

	if (rc == RC_OK) {
		snprintf(id, sizeof(id), "%013lld", (long long)number);
		event_print(event, id, data, &text);
		rc = store_add_event(store, event->channel, jurisdiction, text.data, text.len, false, e);
	}
	buf_release(&text);
	return rc;
}
