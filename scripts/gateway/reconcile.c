/* SPDX-License-Identifier: ISC */
/* What a channel has of one jurisdiction in a stretch of time, so that an
 * office can hold it against what it has itself. */
#include "scripts/gateway/resource.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define LIMIT_DEFAULT 500
#define LIMIT_MAX 500

/* A page being written, and what all of it comes to. */
struct listing {
	const char *jurisdiction;
	int64_t from_at, until_at;
	const char *after;
	int64_t limit;
	cJSON *rows;
	char last[ID_BYTES_MAX + 1];
	bool has_more;
	int64_t filed, received, decided, withdrawn;
};

static void
add_row(struct listing *l, const char *id, const cJSON *request, bool is_received, bool is_decided)
{
	cJSON *row;

	if (strcmp(id, l->after) <= 0)
		return;
	if (cJSON_GetArraySize(l->rows) == l->limit) {
		l->has_more = true;
		return;
	}
	row = cJSON_CreateObject();
	cJSON_AddStringToObject(row, "service_request_id", id);
	cJSON_AddStringToObject(row, "requested_datetime",
	    str_or_empty(json_text(request, "requested_datetime")));
	cJSON_AddBoolToObject(row, "is_received", is_received);
	cJSON_AddBoolToObject(row, "is_decided", is_decided);
	cJSON_AddItemToArray(l->rows, row);
	str_fill(l->last, sizeof(l->last), id);
}

static enum rc
list_request(void *arg, const char *id, const char *state, struct err *e)
{
	struct listing *l = arg;
	cJSON *request = NULL;
	int64_t at = 0;
	enum rc rc = json_parse(state, strlen(state), JSON_EVENT_BYTES_MAX, &request, e);

	if (rc != RC_OK)
		return rc;
	if (str_eq(json_text(request, "jurisdiction_id"), l->jurisdiction) &&
	    instant_parse(str_or_empty(json_text(request, "requested_datetime")), &at) &&
	    at >= l->from_at && at < l->until_at) {
		bool is_decided = json_member(request, "decision") != NULL;
		bool is_received = json_text(request, "receipt_no") != NULL;

		l->filed++;
		l->received += is_received;
		l->decided += is_decided;
		l->withdrawn += json_member(request, "withdrawn_datetime") != NULL;
		add_row(l, id, request, is_received, is_decided);
	}
	cJSON_Delete(request);
	return RC_OK;
}

static void
print_listing(const struct visit *v, struct listing *l, struct reply *reply)
{
	cJSON *answer = cJSON_CreateObject(), *counts;

	cJSON_AddStringToObject(answer, "channel", v->channel);
	cJSON_AddStringToObject(answer, "jurisdiction_id", l->jurisdiction);
	cJSON_AddStringToObject(answer, "start_date", v->call->start_date);
	cJSON_AddStringToObject(answer, "end_date", v->call->end_date);
	counts = cJSON_AddObjectToObject(answer, "counts");
	cJSON_AddNumberToObject(counts, "filed", (double)l->filed);
	cJSON_AddNumberToObject(counts, "received", (double)l->received);
	cJSON_AddNumberToObject(counts, "decided", (double)l->decided);
	cJSON_AddNumberToObject(counts, "withdrawn", (double)l->withdrawn);
	cJSON_AddItemToObject(answer, "requests", l->rows);
	if (l->has_more)
		cJSON_AddStringToObject(answer, "next", l->last);
	reply->status = 200;
	reply->content_type = "application/json";
	body_print(answer, &reply->body);
	cJSON_Delete(answer);
}

enum rc
reconciliation_get(const struct visit *v, struct reply *reply, struct err *e)
{
	const struct call *call = v->call;
	struct listing l = { .jurisdiction = call->jurisdiction_id,
		.after = str_or_empty(call->after), .limit = LIMIT_DEFAULT };
	enum rc rc;

	if (str_empty(call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id is needed");
	if (!instant_parse(str_or_empty(call->start_date), &l.from_at) ||
	    !instant_parse(str_or_empty(call->end_date), &l.until_at) || l.from_at > l.until_at)
		return reply_refuse(reply, 400, "start_date and end_date are needed, in order");
	if (call->limit != NULL && !parse_int(call->limit, 1, LIMIT_MAX, &l.limit))
		return reply_refuse(reply, 400, "limit must be from 1 to %d", LIMIT_MAX);
	l.rows = cJSON_CreateArray();
	rc = store_each(v->store, STORE_REQUEST, v->channel, list_request, &l, e);
	if (rc == RC_OK)
		print_listing(v, &l, reply);
	else
		cJSON_Delete(l.rows);
	return rc;
}
