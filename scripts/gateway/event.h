/* SPDX-License-Identifier: ISC */
/*
 * event: the elements of a feed, CloudEvents 1.0 with the types and subjects of
 * relay.openapi.yaml, and the one way in which one is added to a feed.
 */
#ifndef GATEWAY_EVENT_H
#define GATEWAY_EVENT_H

#include "scripts/gateway/store.h"

struct cJSON;

enum event_type {
	EVENT_REQUEST_CREATED,
	EVENT_REQUEST_SUPPLEMENTED,
	EVENT_REQUEST_WITHDRAWN,
	EVENT_REQUEST_UPDATED,
	EVENT_ESCALATION_ACKNOWLEDGED,
	EVENT_ESCALATION_ACCEPTED,
	EVENT_ESCALATION_ANSWERED,
	EVENT_ESCALATION_RETURNED,
	EVENT_SATISFACTION_GIVEN,
	EVENT_FORM_PUBLISHED,
	EVENT_HOLIDAY_PUBLISHED,
	EVENT_CONSULTATION_REQUESTED,
	EVENT_CONSULTATION_SAID,
	EVENT_NEED_CHANGED,
	EVENT_TASK_CHANGED,
	EVENT__COUNT
};

/* The type as it is written, kr.relay.request.created.v1. */
const char *event_type_name(enum event_type type);

/* What is known of an event besides its data. */
struct event {
	enum event_type type;
	const char *channel;
	int64_t at;
};

/* Appends the event under the given id to out. Its subject is the member of
 * data that its type is about. data is the caller's. */
void event_print(const struct event *event, const char *id, const struct cJSON *data,
    struct buf *out);

/* Adds the event to the feed of a jurisdiction, under the next number. */
MUST_USE enum rc event_append(struct store *store, const struct event *event,
    const char *jurisdiction, const struct cJSON *data, struct err *e);

/* Adds an instant to a JSON object, as RFC 3339 in Korean time. */
void event_add_instant(struct cJSON *to, const char *name, int64_t at);

#endif
