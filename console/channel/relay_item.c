/* SPDX-License-Identifier: ISC */
#include "console/channel/relay_item.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/ch_relay.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_span.h"
#include "console/rules/region.h"
#include "console/rules/verdict.h"
#include "storage/instant.h"
#include "storage/text.h"

#define TYPE_FAMILY "kr.relay."
#define TYPE_VERSION ".v1"
#define KIND_FORM "form.published"
#define TYPE_CREATED "kr.relay.request.created.v1"

bool
relay_is_id(const char *s, size_t cap)
{
	return !str_empty(s) && strlen(s) < cap && strspn(s, RELAY_ID_BYTES) == strlen(s);
}

size_t
relay_keep_bytes(const char *bytes, size_t len, size_t max)
{
	if (len <= max)
		return len;
	for (size_t at = max; at > 0; at--)
		if (bytes[at - 1] == '"')
			return at - 1;
	return 0;
}

/* Sets the item's fault, the first one found. detail was checked as UTF-8 or
 * is our own. */
static void
set_fault(struct wire_intake_item *item, enum reason reason, const char *detail)
{
	if (item->fault[0] != '\0')
		return;
	str_fill(item->fault, sizeof(item->fault), reason_name(reason));
	str_fill(item->fault_detail, sizeof(item->fault_detail), detail);
}

/* Cut before it is normalised: a hundred thousand marks on one letter would
 * take minutes. */
void
relay_fill_text(char *to, size_t cap, const char *text)
{
	struct buf nfc = { 0 };
	char *head = x_alloc(cap * 4);

	str_fill(head, cap * 4, str_or_empty(text));
	text_nfc(&nfc, head, strlen(head));
	str_fill(to, cap, buf_str(&nfc));
	buf_release(&nfc);
	free(head);
}

/* Fills an id; what is none is a missing field, whose pointer is given. */
static void
fill_id(struct wire_intake_item *item, char *to, size_t cap, const char *id, const char *pointer)
{
	if (relay_is_id(id, cap))
		str_fill(to, cap, id);
	else
		set_fault(item, REASON_MISSING_FIELD, pointer);
}

/* Copies the id that stands as a plain string in the member key of bytes that
 * nobody has checked; leaves to alone if none does. */
static void
guess_id(const char *bytes, size_t len, const char *key, char *to, size_t cap)
{
	struct json_span span;
	char *id;

	if (!json_span_member(bytes, len, key, &span) || span.len < 3 || span.len >= cap + 2 ||
	    bytes[span.from] != '"')
		return;
	id = x_strndup(bytes + span.from + 1, span.len - 2);
	if (strlen(id) == span.len - 2 && relay_is_id(id, cap))
		str_fill(to, cap, id);
	free(id);
}

static void
read_spoilt(struct wire_intake_item *item, enum reason reason, const char *detail)
{
	const char *bytes = item->raw.data;
	size_t len = item->raw.len;

	guess_id(bytes, len, "id", item->event_id, sizeof(item->event_id));
	guess_id(bytes, len, "subject", item->external_id, sizeof(item->external_id));
	set_fault(item, reason, detail);
	item->raw.len = relay_keep_bytes(bytes, len, RELAY_RAW_MAX);
}

/* Whether source is a channel's: …/channels/CHANNEL. */
static bool
is_own_source(const char *source, const char *channel)
{
	static const char folder[] = "/channels/";
	size_t len = strlen(source), tail = strlen(channel);

	return len >= tail + sizeof(folder) - 1 && str_eq(source + len - tail, channel) &&
	    memcmp(source + len - tail - (sizeof(folder) - 1), folder, sizeof(folder) - 1) == 0;
}

/* The kind of an event is its type without family and version; what is of
 * another family or version keeps its whole type. Which kinds are handled is
 * the office's to know. */
static void
read_kind(const char *type, struct wire_intake_item *item)
{
	size_t len = strlen(type), family = strlen(TYPE_FAMILY), version = strlen(TYPE_VERSION);

	if (str_starts(type, TYPE_FAMILY) && len > family + version &&
	    str_eq(type + len - version, TYPE_VERSION) && len - family - version <
	    sizeof(item->kind)) {
		memcpy(item->kind, type + family, len - family - version);
		item->kind[len - family - version] = '\0';
	} else {
		str_fill(item->kind, sizeof(item->kind), type);
	}
}

static void
read_envelope(const struct cJSON *event, const char *channel, struct wire_intake_item *item)
{
	const char *source = json_text(event, "source");
	const char *type = json_text(event, "type");

	fill_id(item, item->event_id, sizeof(item->event_id), json_text(event, "id"), "/id");
	str_fill(item->source, sizeof(item->source), str_or_empty(source));
	if (str_empty(source))
		set_fault(item, REASON_MISSING_FIELD, "/source");
	else if (!is_own_source(source, channel))
		set_fault(item, REASON_FOREIGN_SOURCE, source);
	if (str_empty(type)) {
		set_fault(item, REASON_MISSING_FIELD, "/type");
	} else if (str_eq(type, TYPE_CREATED)) {
		str_fill(item->kind, sizeof(item->kind), "created");
	} else {
		read_kind(type, item);
	}
}

static void
read_applicant(const struct cJSON *data, struct wire_intake_item *item)
{
	const struct cJSON *who = json_member(data, "applicant");

	if (who == NULL)
		return;
	relay_fill_text(item->applicant_name, sizeof(item->applicant_name), json_text(who, "name"));
	relay_fill_text(item->applicant_phone, sizeof(item->applicant_phone), json_text(who, "phone"));
	relay_fill_text(item->applicant_address, sizeof(item->applicant_address),
	    json_text(who, "address"));
	relay_fill_text(item->applicant_birth, sizeof(item->applicant_birth),
	    json_text(who, "birth_date"));
}

/* What every kind of event tells about its application, as far as it does. */
static void
read_data(const struct cJSON *data, struct wire_intake_item *item)
{
	const char *id = json_text(data, "service_request_id");
	const char *at = json_text(data, "requested_datetime");

	if (relay_is_id(id, sizeof(item->external_id)))
		str_fill(item->external_id, sizeof(item->external_id), id);
	relay_fill_text(item->service, sizeof(item->service), json_text(data, "service_code"));
	relay_fill_text(item->region, sizeof(item->region), json_text(data, "jurisdiction_id"));
	relay_fill_text(item->title, sizeof(item->title), json_text(data, "description"));
	relay_fill_text(item->form_version, sizeof(item->form_version),
	    json_text(data, "form_version"));
	if (at == NULL || !instant_parse(at, &item->arrived_at))
		item->arrived_at = 0;
	read_applicant(data, item);
}

/* What an application cannot be without. */
static void
check_created(const struct cJSON *data, const char *region, struct wire_intake_item *item)
{
	const char *named = json_text(data, "jurisdiction_id");

	if (item->external_id[0] == '\0')
		set_fault(item, REASON_MISSING_FIELD, "/data/service_request_id");
	if (str_empty(named))
		set_fault(item, REASON_MISSING_FIELD, "/data/jurisdiction_id");
	else if (!region_is_or_became(named, region))
		set_fault(item, region_find(named) == NULL ? REASON_UNKNOWN_REGION :
		    REASON_FOREIGN_SOURCE, named);
	if (item->service[0] == '\0')
		set_fault(item, REASON_MISSING_FIELD, "/data/service_code");
	if (item->arrived_at == 0)
		set_fault(item, REASON_MISSING_FIELD, "/data/requested_datetime");
}

/* An event about an application that is there already comes through the feed
 * of its region, and need not name it. */
static void
check_later(const char *region, struct wire_intake_item *item)
{
	/* A form names the jurisdiction that it is for; whether it may come through
	 * this feed is the office's to say. */
	if (item->region[0] == '\0' || str_eq(item->kind, KIND_FORM))
		str_fill(item->region, sizeof(item->region), region);
	else if (!region_is_or_became(item->region, region))
		set_fault(item, REASON_FOREIGN_SOURCE, item->region);
}

static void
read_spans(struct wire_intake_item *item)
{
	struct json_span data, answers;

	if (!json_span_member(item->raw.data, item->raw.len, "data", &data))
		return;
	item->data_from = (int64_t)data.from;
	item->data_len = (int64_t)data.len;
	if (!json_span_member(item->raw.data + data.from, data.len, "attributes", &answers))
		return;
	item->answers_from = (int64_t)(data.from + answers.from);
	item->answers_len = (int64_t)answers.len;
}

void
relay_item_read(const char *bytes, size_t len, const char *channel, const char *region,
    struct wire_intake_item *item)
{
	struct json_fault fault = { 0 };
	struct cJSON *event = NULL;
	const struct cJSON *data;
	char detail[96];

	*item = (struct wire_intake_item){ .raw = { bytes, len } };
	if (len > JSON_EVENT_BYTES_MAX) {
		snprintf(detail, sizeof(detail), "%zu bytes", len);
		read_spoilt(item, REASON_TOO_LARGE, detail);
		return;
	}
	if (json_parse(bytes, len, JSON_EVENT_BYTES_MAX, &event, NULL) != RC_OK) {
		json_check(bytes, len, JSON_EVENT_BYTES_MAX, &fault);
		snprintf(detail, sizeof(detail), "%s %zu:%zu",
		    str_or_empty(fault.word), fault.line, fault.column);
		read_spoilt(item, REASON_UNREADABLE, detail);
		return;
	}
	if (!cJSON_IsObject(event)) {
		set_fault(item, REASON_UNREADABLE, "no object");
		cJSON_Delete(event);
		return;
	}
	read_envelope(event, channel, item);
	data = json_member(event, "data");
	if (cJSON_IsObject(data)) {
		read_data(data, item);
		if (str_eq(item->kind, "created"))
			check_created(data, region, item);
		else
			check_later(region, item);
		read_spans(item);
	} else {
		set_fault(item, REASON_MISSING_FIELD, "/data");
	}
	cJSON_Delete(event);
}
