/* SPDX-License-Identifier: ISC */
/* A channel's applications once more, as an Open311 GeoReport v2 server would
 * list them: for trying the open311 adapter, and no part of the contract. */
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/event.h"
#include "scripts/gateway/resource.h"
#include "storage/catalogue.h"
#include "storage/instant.h"

#define REQUESTS_MAX 1000	/* "or first 1000 requests returned" */
#define SPAN_SEC (90 * 24 * 60 * 60)
#define ALL_EVENTS 1000000

/* A list being written. */
struct listing {
	cJSON *rows;
	int64_t from_at, to_at;
};

/* Adds a member that both have. */
static void
copy_text(cJSON *row, const cJSON *data, const char *name, const char *as)
{
	const char *text = json_text(data, name);

	if (!str_empty(text))
		cJSON_AddStringToObject(row, as, text);
}

static void
list_event(void *arg, const void *bytes, size_t len)
{
	struct listing *l = arg;
	cJSON *event = NULL, *row;
	const cJSON *data;
	int64_t at;

	if (cJSON_GetArraySize(l->rows) == REQUESTS_MAX ||
	    json_parse(bytes, len, JSON_EVENT_BYTES_MAX, &event, NULL) != RC_OK)
		return;
	data = json_member(event, "data");
	if (str_eq(json_text(event, "type"), event_type_name(EVENT_REQUEST_CREATED)) &&
	    instant_parse(str_or_empty(json_text(data, "requested_datetime")), &at) &&
	    at >= l->from_at && at <= l->to_at) {
		row = cJSON_CreateObject();
		copy_text(row, data, "service_request_id", "service_request_id");
		cJSON_AddStringToObject(row, "status", "open");
		copy_text(row, data, "service_code", "service_code");
		copy_text(row, data, "description", "description");
		copy_text(row, data, "requested_datetime", "requested_datetime");
		copy_text(row, data, "requested_datetime", "updated_datetime");
		copy_text(row, json_member(data, "applicant"), "address", "address");
		cJSON_AddItemToArray(l->rows, row);
	}
	cJSON_Delete(event);
}

/* Prints the rows into the answer and frees them. */
static void
print_rows(cJSON *rows, struct reply *reply)
{
	char *text = cJSON_PrintUnformatted(rows);

	reply->status = 200;
	reply->content_type = "application/json";
	buf_puts(&reply->body, text);
	cJSON_free(text);
	cJSON_Delete(rows);
}

enum rc
open311_requests_get(const struct visit *v, struct reply *reply, struct err *e)
{
	const struct call *call = v->call;
	struct listing l = { .to_at = call->now_at };
	int64_t last = 0;
	enum rc rc;

	if (str_empty(call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id was not provided");
	if (call->end_date != NULL && !instant_parse(call->end_date, &l.to_at))
		return reply_refuse(reply, 400, "end_date is no date-time");
	l.from_at = l.to_at - SPAN_SEC;
	if (call->start_date != NULL && !instant_parse(call->start_date, &l.from_at))
		return reply_refuse(reply, 400, "start_date is no date-time");
	if (l.to_at - l.from_at > SPAN_SEC)
		return reply_refuse(reply, 400, "start_date and end_date span more than 90 days");
	l.rows = cJSON_CreateArray();
	rc = store_page(v->store, v->channel, call->jurisdiction_id, 0, ALL_EVENTS, list_event, &l,
	    &last, e);
	print_rows(l.rows, reply);
	return rc;
}

enum rc
open311_services_get(const struct visit *v, struct reply *reply, struct err *e)
{
	cJSON *rows;

	(void)e;
	if (str_empty(v->call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id was not provided");
	rows = cJSON_CreateArray();
	for (size_t i = 0; i < catalogue_service_count; i++) {
		cJSON *row = cJSON_CreateObject();

		cJSON_AddStringToObject(row, "service_code", catalogue_services[i].code);
		cJSON_AddStringToObject(row, "service_name", catalogue_services[i].name_ko);
		cJSON_AddStringToObject(row, "type", "realtime");
		cJSON_AddItemToArray(rows, row);
	}
	print_rows(rows, reply);
	return RC_OK;
}
