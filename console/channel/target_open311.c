/* SPDX-License-Identifier: ISC */
/* Open311 GeoReport v2 as a target: a hand-over becomes a service request of the
 * service that the section names, found again by our key in its description; a
 * token is followed until it has a number, and a closed request is the answer. */
#include "console/channel/target.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define TOKEN_PREFIX "token:"
#define LOOK_BACK_SEC ((int64_t)30 * 24 * 3600)

/* Asks for a list, and takes its first element with key in its description, or
 * just the first; NULL = none. */
static enum rc
get_first(struct sync *s, const struct channel_config *target, const char *path,
    const char *key, cJSON **out, struct err *e)
{
	struct http_answer a = { .status = 0 };
	struct buf detail = { 0 };
	cJSON *list = NULL;
	enum rc rc = target_ask(s, target, HTTP_GET, path, NULL, NULL, &a, e);

	*out = NULL;
	if (rc == RC_OK && a.status == 404) {
		http_answer_release(&a);
		return RC_OK;
	}
	if (rc == RC_OK && a.status != 200) {
		(void)target_judge(&a, &detail);
		rc = err_set(e, RC_NETWORK, "%s", buf_str(&detail));
	}
	if (rc == RC_OK)
		rc = json_parse(buf_str(&a.body), a.body.len, JSON_PAGE_BYTES_MAX, &list, e);
	/* The specification shows one where its text says a list. */
	if (key == NULL && cJSON_IsObject(list)) {
		*out = list;
		list = NULL;
	}
	for (int i = 0; cJSON_IsArray(list) && *out == NULL && i < cJSON_GetArraySize(list); i++) {
		const char *text = json_text(cJSON_GetArrayItem(list, i), "description");

		if (key == NULL || (text != NULL && strstr(text, key) != NULL))
			*out = cJSON_DetachItemFromArray(list, i);
	}
	cJSON_Delete(list);
	buf_release(&detail);
	http_answer_release(&a);
	return rc;
}

/* A number or a text as an id. */
static void
take_id(const cJSON *object, const char *name, char *to, size_t cap)
{
	const cJSON *value = json_member(object, name);

	if (cJSON_IsString(value))
		(void)str_fill(to, cap, value->valuestring);
	else if (cJSON_IsNumber(value) && value->valuedouble > 0)
		(void)snprintf(to, cap, "%.0f", value->valuedouble);
}

static enum rc
geo_find(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    char id[64], struct err *e)
{
	struct buf path = { 0 };
	char from[32], until[32];
	cJSON *request = NULL;
	enum rc rc;

	id[0] = '\0';
	instant_format(sync_now_at(s) - LOOK_BACK_SEC, from);
	instant_format(sync_now_at(s) + 3600, until);
	buf_puts(&path, "/requests.json?jurisdiction_id=");
	target_add_value(&path, away->region);
	buf_puts(&path, "&service_code=");
	target_add_value(&path, target->service);
	buf_puts(&path, "&start_date=");
	target_add_value(&path, from);
	buf_puts(&path, "&end_date=");
	target_add_value(&path, until);
	rc = get_first(s, target, buf_str(&path), away->op_key, &request, e);
	take_id(request, "service_request_id", id, 64);
	cJSON_Delete(request);
	buf_release(&path);
	return rc;
}

/* A request line that every server takes. */
#define PATH_MAX_BYTES 6000

static void
add_member(struct buf *out, const char *name, const char *value)
{
	if (value[0] != '\0') {
		buf_printf(out, "&%s=", name);
		target_add_value(out, value);
	}
}

/* What is asked for. The published Swagger has it all in the request line and takes
 * no form; the text of the specification has a form. What is too long for a line
 * goes as the text says. */
static void
write_request(const struct channel_config *target, const struct wire_outgoing *row,
    struct buf *path, struct buf *form)
{
	struct buf words = { 0 }, members = { 0 };

	target_subject(&words, row->op_key, row->body.data, row->body.len);
	buf_putc(&words, '\n');
	target_words(&words, row->body.data, row->body.len);
	buf_puts(&members, "jurisdiction_id=");
	target_add_value(&members, row->region);
	add_member(&members, "service_code", target->service);
	add_member(&members, "address_string", target->address);
	add_member(&members, "api_key", target->token);
	buf_printf(path, "/requests.json?%s", buf_str(&members));
	add_member(&members, "description", buf_str(&words));
	if (members.len <= PATH_MAX_BYTES) {
		buf_clear(path);
		buf_printf(path, "/requests.json?%s", buf_str(&members));
	} else {
		buf_puts(form, buf_str(&members));
	}
	buf_release(&members);
	buf_release(&words);
}

static enum relay_verdict
geo_create(struct sync *s, const struct channel_config *target, const struct wire_outgoing *row,
    char id[64], struct buf *detail)
{
	struct buf path = { 0 }, form = { 0 };
	struct http_answer a = { .status = 0 };
	enum relay_verdict verdict = RELAY_RETRY;
	cJSON *list = NULL;
	struct err why = { .rc = RC_OK };
	char token[48] = "";

	write_request(target, row, &path, &form);
	if (target_ask(s, target, HTTP_POST, buf_str(&path),
	    form.len > 0 ? "application/x-www-form-urlencoded" : NULL, &form, &a, &why) != RC_OK) {
		buf_puts(detail, why.text);
	} else if (a.status != 200 && a.status != 201) {
		verdict = target_judge(&a, detail);
	} else if (json_parse(buf_str(&a.body), a.body.len, JSON_EVENT_BYTES_MAX, &list, NULL) ==
	    RC_OK && cJSON_IsArray(list) && cJSON_GetArraySize(list) > 0) {
		take_id(cJSON_GetArrayItem(list, 0), "service_request_id", id, 64);
		take_id(cJSON_GetArrayItem(list, 0), "token", token, sizeof(token));
		if (id[0] == '\0' && token[0] != '\0')
			(void)snprintf(id, 64, TOKEN_PREFIX "%s", token);
	}
	if (id[0] != '\0')
		verdict = RELAY_SENT;
	else if (detail->len == 0)
		buf_puts(detail, say("the target took it and did not say under which number"));
	cJSON_Delete(list);
	http_answer_release(&a);
	buf_release(&path);
	buf_release(&form);
	return verdict;
}

/* The number that the request has by now: what the office knows, what stands behind
 * the token that it was sent under, or what our key finds. */
static enum rc
number_of(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    char id[64], struct err *e)
{
	const char *token = strstr(away->note, TOKEN_PREFIX);
	struct buf path = { 0 };
	cJSON *answer = NULL;
	enum rc rc;

	(void)str_fill(id, 64, away->receipt_no);
	if (id[0] != '\0')
		return RC_OK;
	if (token == NULL) {
		const char *number = strrchr(away->note, ' ');

		/* The note of a message that was sent: "TARGET NUMBER". */
		if (number != NULL && str_starts(away->note, target->channel))
			(void)str_fill(id, 64, number + 1);
		return id[0] != '\0' ? RC_OK : geo_find(s, target, away, id, e);
	}
	buf_puts(&path, "/tokens/");
	target_add_value(&path, token + strlen(TOKEN_PREFIX));
	buf_puts(&path, ".json?jurisdiction_id=");
	target_add_value(&path, away->region);
	rc = get_first(s, target, buf_str(&path), NULL, &answer, e);
	take_id(answer, "service_request_id", id, 64);
	cJSON_Delete(answer);
	buf_release(&path);
	return rc;
}

static enum rc
geo_look(struct sync *s, const struct channel_config *target, const struct wire_away *away,
    struct wire_away_news *news, struct err *e)
{
	struct buf path = { 0 };
	cJSON *request = NULL;
	const char *notes;
	char id[64] = "";
	enum rc rc = number_of(s, target, away, id, e);

	if (rc != RC_OK || id[0] == '\0')
		return rc;
	buf_puts(&path, "/request/");
	target_add_value(&path, id);
	buf_puts(&path, ".json?jurisdiction_id=");
	target_add_value(&path, away->region);
	rc = get_first(s, target, buf_str(&path), NULL, &request, e);
	notes = json_text(request, "status_notes");
	(void)str_fill(news->receipt_no, sizeof(news->receipt_no), id);
	if (rc == RC_OK && request != NULL && away->receipt_no[0] == '\0') {
		(void)str_fill(news->status, sizeof(news->status), "acknowledged");
		snprintf(news->event_id, sizeof(news->event_id), "%s-%.60s", target->channel, id);
		if (!instant_parse(str_or_empty(json_text(request, "requested_datetime")), &news->at))
			news->at = 0;
	} else if (rc == RC_OK && str_eq(json_text(request, "status"), "closed")) {
		(void)str_fill(news->status, sizeof(news->status), "answered");
		snprintf(news->event_id, sizeof(news->event_id), "%s-%.60s-closed", target->channel, id);
		if (!instant_parse(str_or_empty(json_text(request, "updated_datetime")), &news->at))
			news->at = 0;
		(void)str_fill(news->officer, sizeof(news->officer),
		    str_or_empty(json_text(request, "agency_responsible")));
		(void)str_fill(news->text, sizeof(news->text), str_empty(notes) ? "closed" : notes);
	}
	cJSON_Delete(request);
	buf_release(&path);
	return rc;
}

const struct target_ops target_open311 = { geo_find, geo_create, geo_look };
