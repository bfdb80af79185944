/* SPDX-License-Identifier: ISC */
/* What the feed of the whole country brings: needs and joint tasks, each whole,
 * with its version. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/national.h"
#include "console/rules/json_gate.h"
#include "console/rules/need.h"
#include "storage/instant.h"
#include "storage/text.h"

#define SECONDS_MAX 500
#define TEXT_BYTES_MAX (12 * 1024)	/* 4096 characters of the contract */

bool
national_is_kind(const char *kind)
{
	return str_eq(kind, KIND_NEED) || str_eq(kind, KIND_TASK);
}

/* A text member into a field, NFC. What must be there and is not, or does not
 * fit, is no good. */
static enum rc
take(const cJSON *json, const char *name, bool is_needed, char *to, size_t cap, struct err *e)
{
	const char *text = json_text(json, name);
	struct buf nfc = { 0 };
	bool fits;

	to[0] = '\0';
	if (text == NULL && !is_needed)
		return RC_OK;
	text_nfc(&nfc, str_or_empty(text), strlen(str_or_empty(text)));
	fits = (nfc.len > 0 || !is_needed) && str_fill(to, cap, buf_str(&nfc));
	buf_release(&nfc);
	return fits ? RC_OK : err_set(e, RC_INVALID, "%s", name);
}

static enum rc
take_instant(const cJSON *json, const char *name, bool is_needed, int64_t *at, struct err *e)
{
	const char *text = json_text(json, name);

	*at = 0;
	if (text == NULL && !is_needed)
		return RC_OK;
	return instant_parse(str_or_empty(text), at) ? RC_OK : err_set(e, RC_INVALID, "%s", name);
}

/* The texts of a need that are too long for fields; owned. */
struct texts {
	char why[TEXT_BYTES_MAX + 1];
	char workaround[TEXT_BYTES_MAX + 1];
	char reason[TEXT_BYTES_MAX + 1];
};

static enum rc
read_answer(const cJSON *answer, struct need_row *n, struct texts *t, struct err *e)
{
	const char *date = json_text(answer, "planned_date");
	enum rc rc = take(answer, "reason", true, t->reason, sizeof(t->reason), e);

	if (rc == RC_OK)
		rc = take(answer, "agency_name", true, n->agency_name, sizeof(n->agency_name), e);
	if (rc == RC_OK)
		rc = take_instant(answer, "answered_datetime", true, &n->answered_at, e);
	if (rc == RC_OK && date != NULL && !day_parse(date, &n->planned))
		return err_set(e, RC_INVALID, "planned_date");
	return rc;
}

static enum rc
read_need(const cJSON *json, struct need_row *n, struct texts *t, struct err *e)
{
	const cJSON *answer = json_member(json, "answer");
	enum need_state state;
	const struct {
		const char *name;
		bool is_needed;
		char *to;
		size_t cap;
	} members[] = {
		{ "need_id", true, n->need_id, sizeof(n->need_id) },
		{ "reference", true, n->reference, sizeof(n->reference) },
		{ "office_code", true, n->office, sizeof(n->office) },
		{ "office_name", true, n->office_name, sizeof(n->office_name) },
		{ "title", true, n->title, sizeof(n->title) },
		{ "why", true, t->why, sizeof(t->why) },
		{ "service_code", false, n->service, sizeof(n->service) },
		{ "workaround", false, t->workaround, sizeof(t->workaround) },
		{ "state", true, n->state, sizeof(n->state) },
	};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]) && rc == RC_OK; i++)
		rc = take(json, members[i].name, members[i].is_needed, members[i].to, members[i].cap,
		    e);
	if (rc == RC_OK)
		rc = take_instant(json, "registered_datetime", true, &n->registered_at, e);
	if (rc == RC_OK && (!need_state_find(n->state, &state) || state == NEED_PROPOSED))
		return err_set(e, RC_INVALID, "state");
	if (rc == RC_OK && (!json_integer(json, "version", &n->version) || n->version < 1))
		return err_set(e, RC_INVALID, "version");
	if (rc == RC_OK && answer != NULL)
		rc = read_answer(answer, n, t, e);
	n->why = t->why;
	n->workaround = t->workaround;
	n->reason = t->reason;
	return rc;
}

/* Adds every office that seconds it; nobody takes a second back. */
static enum rc
keep_seconds(struct store *store, const cJSON *json, int64_t id, struct err *e)
{
	const cJSON *seconds = json_member(json, "seconds"), *one;
	enum rc rc = RC_OK;
	int count = 0;

	cJSON_ArrayForEach(one, seconds) {
		struct need_second_row v = { .office = "" };
		bool is_new;

		if (++count > SECONDS_MAX)
			return err_set(e, RC_INVALID, "seconds");
		rc = take(one, "office_code", true, v.office, sizeof(v.office), e);
		if (rc == RC_OK)
			rc = take(one, "office_name", true, v.office_name, sizeof(v.office_name), e);
		if (rc == RC_OK)
			rc = take_instant(one, "seconded_datetime", true, &v.seconded_at, e);
		if (rc == RC_OK)
			rc = store_need_second(store, id, &v, 0, &is_new, e);
		if (rc != RC_OK)
			return rc;
	}
	return rc;
}

/* The need as we have it: by the relay's number, or our own by its reference.
 * RC_NOT_FOUND: it is new. */
static enum rc
find_need(struct store *store, const struct need_row *n, struct need_record *out, struct err *e)
{
	enum rc rc = store_need_find(store, "", n->need_id, out, e);

	if (rc == RC_NOT_FOUND)
		rc = store_need_by_reference(store, n->office, n->reference, out, e);
	return rc;
}

/* Our own answer that is still on its way stands above what the relay says. */
static enum rc
keep_need(struct store *store, const char *channel, const cJSON *json, const struct need_row *n,
    struct err *e)
{
	struct need_record old;
	bool is_unsent = false;
	int64_t id = 0;
	enum rc rc = find_need(store, n, &old, e);

	id = old.row.id;
	if (rc == RC_OK && old.row.version >= n->version)
		goto out;
	if (rc == RC_NOT_FOUND)
		rc = store_need_add(store, channel, n, 0, &id, e);
	else if (rc == RC_OK)
		rc = store_need_heard(store, id, n->need_id, n->version, e);
	if (rc == RC_OK)
		rc = store_national_unsent(store, n->need_id, "need-answer", &is_unsent, e);
	if (rc == RC_OK && !is_unsent)
		rc = store_need_state(store, id, n, e);
	if (rc == RC_OK)
		rc = keep_seconds(store, json, id, e);
out:
	need_record_release(&old);
	return rc;
}

static enum rc
apply_need(struct store *store, const char *channel, const cJSON *json, struct err *e)
{
	struct texts *t = x_zalloc(1, sizeof(*t));
	struct need_row n = { .id = 0 };
	enum rc rc = read_need(json, &n, t, e);

	if (rc == RC_OK)
		rc = keep_need(store, channel, json, &n, e);
	free(t);
	return rc;
}

static enum rc
apply_task(struct store *store, const char *channel, const cJSON *json, struct err *e)
{
	char *note = x_zalloc(1, TEXT_BYTES_MAX + 1);
	struct task_row t = { .note = note };
	enum task_state state;
	bool is_unsent = false;
	enum rc rc = take(json, "task_id", true, t.task_id, sizeof(t.task_id), e);

	if (rc == RC_OK)
		rc = take(json, "title", true, t.title, sizeof(t.title), e);
	if (rc == RC_OK)
		rc = take(json, "owner_code", true, t.owner, sizeof(t.owner), e);
	if (rc == RC_OK)
		rc = take(json, "owner_name", true, t.owner_name, sizeof(t.owner_name), e);
	if (rc == RC_OK)
		rc = take(json, "state", true, t.state, sizeof(t.state), e);
	if (rc == RC_OK)
		rc = take(json, "note", false, note, TEXT_BYTES_MAX + 1, e);
	if (rc == RC_OK)
		rc = take_instant(json, "reported_datetime", false, &t.reported_at, e);
	if (rc == RC_OK && !task_state_find(t.state, &state))
		rc = err_set(e, RC_INVALID, "state");
	if (rc == RC_OK && !day_parse(str_or_empty(json_text(json, "due_date")), &t.due))
		rc = err_set(e, RC_INVALID, "due_date");
	if (rc == RC_OK && (!json_integer(json, "version", &t.version) || t.version < 1))
		rc = err_set(e, RC_INVALID, "version");
	if (rc == RC_OK)
		rc = store_national_unsent(store, t.task_id, "task-report", &is_unsent, e);
	if (rc == RC_OK && !is_unsent)
		rc = store_task_heard(store, channel, &t, e);
	free(note);
	return rc;
}

enum rc
national_apply(struct office *office, const char *channel, const char *kind, const char *data,
    size_t len, struct err *e)
{
	cJSON *json = NULL;
	enum rc rc = json_parse(data, len, JSON_EVENT_BYTES_MAX, &json, e);

	if (rc == RC_OK)
		rc = str_eq(kind, KIND_NEED) ? apply_need(office->store, channel, json, e) :
		    apply_task(office->store, channel, json, e);
	cJSON_Delete(json);
	return rc;
}
