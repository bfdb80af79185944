/* SPDX-License-Identifier: ISC */
/* A channel hands somebody over who wants to talk: the chatbot that knows no
 * further, an application whose sender asks to be called. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/consult.h"
#include "console/rules/consult.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define ID_BYTES_MAX 64

/* A text of the data, cut before it is composed, resident numbers cut out. */
static void
take_text(const cJSON *json, const char *key, char *to, size_t cap)
{
	char *head = x_alloc(cap);

	(void)str_fill(head, cap, str_or_empty(json_text(json, key)));
	consult_clean(to, cap, head);
	free(head);
}

/* The word of a table; what is none of ours is the one at otherwise. */
static const char *
take_word(const cJSON *json, const char *key, enum consult_words words, size_t otherwise)
{
	size_t i = otherwise;

	(void)consult_word_find(words, str_or_empty(json_text(json, key)), &i);
	return consult_word_name(words, i);
}

static int64_t
take_time(const cJSON *json, const char *key, int64_t otherwise)
{
	const char *text = json_text(json, key);
	int64_t at = otherwise;

	return text != NULL && instant_parse(text, &at) ? at : otherwise;
}

static void
fill_row(const cJSON *json, int64_t now_at, struct consult_row *row)
{
	const cJSON *who = json_member(json, "applicant");
	int64_t back_at = take_time(json, "call_back_datetime", 0);

	str_fill(row->kind, sizeof(row->kind), take_word(json, "kind", CONSULT_KINDS, 1));
	str_fill(row->task, sizeof(row->task), take_word(json, "task", CONSULT_TASKS, 0));
	take_text(json, "topic", row->topic, sizeof(row->topic));
	if (who != NULL) {
		take_text(who, "name", row->who, sizeof(row->who));
		take_text(who, "phone", row->contact, sizeof(row->contact));
	}
	row->priority = cJSON_IsTrue(json_member(json, "priority")) ? 1 : 0;
	/* They wait since they asked, however long the message was on its way. */
	row->created_at = take_time(json, "requested_datetime", now_at);
	if (row->created_at > now_at || row->created_at < now_at - 24 * 3600)
		row->created_at = now_at;
	row->is_promised = back_at > now_at;
	row->ready_at = row->is_promised ? back_at : row->created_at;
	str_fill(row->state, sizeof(row->state), row->is_promised ? "later" : "waiting");
}

/* The case it is about, where the channel says so and it is here. */
static enum rc
find_case(struct office *office, const char *channel, const cJSON *json, int64_t *id,
    struct err *e)
{
	const char *external = json_text(json, "service_request_id");
	char fingerprint[65];
	enum rc rc;

	*id = 0;
	if (str_empty(external))
		return RC_OK;
	rc = store_case_by_channel(office->store, channel, external, id, fingerprint, e);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
add(struct office *office, const char *code, const char *channel, const cJSON *json,
    struct err *e)
{
	const char *external = json_text(json, "consultation_id");
	struct consult_record c = { .staff_id = 0 };
	char *key;
	int64_t known;
	enum rc rc;

	if (str_empty(external) || strlen(external) > ID_BYTES_MAX)
		return err_set(e, RC_INVALID, "consultation_id");
	rc = store_consult_by_channel(office->store, channel, external, &known, e);
	if (rc != RC_NOT_FOUND)
		return rc;	/* it waits already, or the store failed */
	fill_row(json, office->now_at, &c.row);
	if (str_eq(c.row.kind, "phone") && c.row.contact[0] == '\0')
		return err_set(e, RC_INVALID, "applicant/phone");
	str_fill(c.office, sizeof(c.office), code);
	str_fill(c.row.channel, sizeof(c.row.channel), channel);
	str_fill(c.external_id, sizeof(c.external_id), external);
	rc = find_case(office, channel, json, &c.row.case_id, e);
	if (rc != RC_OK)
		return rc;
	key = x_asprintf("consultation %s %s", channel, external);
	rc = consult_begin(office, &c, key, e);
	free(key);
	return rc == RC_OK ? consult_report(office, &c, NULL, NULL, e) : rc;
}

/* When they were said, for all we know. */
static int64_t
take_said(const cJSON *json, int64_t now_at)
{
	int64_t at = take_time(json, "said_datetime", now_at);

	return at < now_at ? at : now_at;
}

/* Words of the person, on the log of a consultation that runs. */
static enum rc
add_words(struct office *office, const char *code, const char *channel, const cJSON *json,
    struct err *e)
{
	const char *external = json_text(json, "consultation_id"), *said = json_text(json, "said_id");
	struct consult_record c;
	char text[CONSULT_TEXT_MAX + 1];
	char *key;
	int64_t id = 0, known;
	enum rc rc;

	if (str_empty(external) || strlen(external) > ID_BYTES_MAX)
		return err_set(e, RC_INVALID, "consultation_id");
	if (str_empty(said) || strlen(said) > ID_BYTES_MAX)
		return err_set(e, RC_INVALID, "said_id");
	if (str_empty(json_text(json, "text")))
		return err_set(e, RC_INVALID, "text");
	rc = store_consult_by_channel(office->store, channel, external, &id, e);
	if (rc == RC_OK)
		rc = store_consult_get(office->store, id, code, &c, e);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? err_set(e, RC_INVALID, "consultation_id") : rc;
	take_text(json, "text", text, sizeof(text));
	key = x_asprintf("said %s %s %s", channel, external, said);
	rc = store_consult_by_key(office->store, key, &known, e);
	if (rc == RC_NOT_FOUND)
		rc = store_consult_saying(office->store, &(struct consult_saying){
		    .consult_id = c.row.id, .at = take_said(json, office->now_at), .op_key = key,
		    .text = text }, e);
	free(key);
	return rc;
}

enum rc
consult_said(struct office *office, const char *code, const char *channel, const char *data,
    size_t len, struct err *e)
{
	cJSON *json = NULL;
	enum rc rc = json_parse(data, len, JSON_EVENT_BYTES_MAX, &json, e);

	if (rc == RC_OK)
		rc = add_words(office, code, channel, json, e);
	cJSON_Delete(json);
	return rc;
}

enum rc
consult_requested(struct office *office, const char *code, const char *channel, const char *data,
    size_t len, struct err *e)
{
	cJSON *json = NULL;
	enum rc rc = json_parse(data, len, JSON_EVENT_BYTES_MAX, &json, e);

	if (rc == RC_OK)
		rc = add(office, code, channel, json, e);
	cJSON_Delete(json);
	return rc;
}
