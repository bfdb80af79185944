/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/body.h"

#include <stdio.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum shape {
	SHAPE_TEXT,	/* a string of at most max characters */
	SHAPE_INSTANT,	/* an RFC 3339 instant */
	SHAPE_DAY,	/* a date, 2026-11-23 */
	SHAPE_WORD,	/* one of words */
	SHAPE_TEXTS,	/* an array of such strings */
	SHAPE_OBJECT,	/* an object of members */
	SHAPE_COUNT,	/* a whole number from 0 to max */
	SHAPE_ANY,	/* an object or array, left to who reads it */
};

/* One member that an object may have; what no row names is refused. */
struct member {
	const char *name;
	enum shape shape;
	bool is_required;
	bool may_be_null;
	size_t min;			/* characters of a text, items of an array */
	size_t max;			/* characters of a text or of each of an array; a count */
	const char *const *words;	/* ended by NULL */
	const struct member *members;	/* ended by a row without a name */
};

static const char *const status_words[] = { "open", "closed", NULL };
static const char *const outcome_words[] = { "complete", "refuse", NULL };
static const char *const notice_words[] = { "progress", "extension", "dunning", "supplement",
	"result", NULL };

static const char *const answer_words[] = { "accepted", "planned", "declined", "done", NULL };
static const char *const report_words[] = { "in-progress", "done", NULL };

static const struct member officer_members[] = {
	{ .name = "department", .shape = SHAPE_TEXT, .is_required = true, .max = 200 },
	{ .name = "name", .shape = SHAPE_TEXT, .is_required = true, .max = 200 },
	{ .name = "contact", .shape = SHAPE_TEXT, .max = 200 },
	{ .name = NULL },
};
static const struct member decision_members[] = {
	{ .name = "outcome", .shape = SHAPE_WORD, .is_required = true, .words = outcome_words },
	{ .name = "text", .shape = SHAPE_TEXT, .max = 65536 },
	{ .name = "reasons", .shape = SHAPE_TEXTS, .max = 16384 },
	{ .name = "remedies", .shape = SHAPE_TEXTS, .max = 16384 },
	{ .name = "approved_at", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member supplement_members[] = {
	{ .name = "supplement_id", .shape = SHAPE_TEXT, .min = 1, .max = 64 },
	{ .name = "items", .shape = SHAPE_TEXTS, .is_required = true, .min = 1, .max = 400 },
	{ .name = "text", .shape = SHAPE_TEXT, .max = 16384 },
	{ .name = "due_date", .shape = SHAPE_DAY, .is_required = true },
	{ .name = "demanded_at", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member message_members[] = {
	{ .name = "text", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 16384 },
	{ .name = "sent_at", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member patch_members[] = {
	{ .name = "status", .shape = SHAPE_WORD, .words = status_words },
	{ .name = "status_word", .shape = SHAPE_TEXT, .max = 64 },
	{ .name = "receipt_no", .shape = SHAPE_TEXT, .may_be_null = true, .max = 64 },
	{ .name = "received_datetime", .shape = SHAPE_INSTANT, .may_be_null = true },
	{ .name = "expected_datetime", .shape = SHAPE_INSTANT, .may_be_null = true },
	{ .name = "status_notes", .shape = SHAPE_TEXT, .may_be_null = true, .max = 16384 },
	{ .name = "officer", .shape = SHAPE_OBJECT, .members = officer_members },
	{ .name = "decision", .shape = SHAPE_OBJECT, .members = decision_members },
	{ .name = "supplement", .shape = SHAPE_OBJECT, .members = supplement_members },
	{ .name = "message", .shape = SHAPE_OBJECT, .members = message_members },
	{ .name = NULL },
};
static const struct member office_members[] = {
	{ .name = "code", .shape = SHAPE_TEXT, .is_required = true, .max = 64 },
	{ .name = "name", .shape = SHAPE_TEXT, .is_required = true, .max = 200 },
	{ .name = NULL },
};
static const char *const hop_words[] = { "acknowledged", "accepted", "answered", "returned", NULL };
static const struct member hop_members[] = {
	{ .name = "status", .shape = SHAPE_WORD, .is_required = true, .words = hop_words },
	{ .name = "reported_at", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "receipt_no", .shape = SHAPE_TEXT, .max = 64 },
	{ .name = "reason_code", .shape = SHAPE_TEXT, .max = 64 },
	{ .name = "reason", .shape = SHAPE_TEXT, .max = 16384 },
	{ .name = "answer", .shape = SHAPE_TEXT, .max = 65536 },
	{ .name = "officer", .shape = SHAPE_OBJECT, .members = officer_members },
	{ .name = NULL },
};
static const struct member escalation_members[] = {
	{ .name = "handover_id", .shape = SHAPE_TEXT, .min = 1, .max = 64 },
	{ .name = "service_code", .shape = SHAPE_TEXT, .min = 1, .max = 64 },
	{ .name = "office", .shape = SHAPE_OBJECT, .members = office_members },
	{ .name = "package", .shape = SHAPE_ANY },
	{ .name = "attachments", .shape = SHAPE_ANY },
	{ .name = "service_request_id", .shape = SHAPE_TEXT, .is_required = true, .max = 64 },
	{ .name = "agency_code", .shape = SHAPE_TEXT, .is_required = true, .max = 64 },
	{ .name = "kind", .shape = SHAPE_TEXT, .is_required = true, .max = 64 },
	{ .name = "question", .shape = SHAPE_TEXT, .is_required = true, .max = 65536 },
	{ .name = "asked_at", .shape = SHAPE_INSTANT },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member notice_members[] = {
	{ .name = "service_request_id", .shape = SHAPE_TEXT, .is_required = true, .max = 64 },
	{ .name = "kind", .shape = SHAPE_WORD, .is_required = true, .words = notice_words },
	{ .name = "text", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 16384 },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member need_members[] = {
	{ .name = "reference", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "office_code", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "office_name", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 100 },
	{ .name = "title", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 200 },
	{ .name = "why", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 4096 },
	{ .name = "service_code", .shape = SHAPE_TEXT, .max = 64 },
	{ .name = "workaround", .shape = SHAPE_TEXT, .max = 4096 },
	{ .name = "registered_datetime", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member second_members[] = {
	{ .name = "office_code", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "office_name", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 100 },
	{ .name = "seconded_datetime", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member answer_members[] = {
	{ .name = "agency_code", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "agency_name", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 100 },
	{ .name = "state", .shape = SHAPE_WORD, .is_required = true, .words = answer_words },
	{ .name = "reason", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 4096 },
	{ .name = "planned_date", .shape = SHAPE_DAY },
	{ .name = "answered_datetime", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const struct member task_members[] = {
	{ .name = "title", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 200 },
	{ .name = "owner_code", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "owner_name", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 100 },
	{ .name = "due_date", .shape = SHAPE_DAY, .is_required = true },
	{ .name = NULL },
};
static const struct member report_members[] = {
	{ .name = "office_code", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "state", .shape = SHAPE_WORD, .is_required = true, .words = report_words },
	{ .name = "note", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 4096 },
	{ .name = "reported_datetime", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .is_required = true, .members = officer_members },
	{ .name = NULL },
};
static const char *const consult_words[] = { "waiting", "later", "called", "serving", "held", "done",
	"no-show", "left", "ended", NULL };
static const struct member consult_members[] = {
	{ .name = "jurisdiction_id", .shape = SHAPE_TEXT, .is_required = true, .min = 1, .max = 64 },
	{ .name = "state", .shape = SHAPE_WORD, .is_required = true, .words = consult_words },
	{ .name = "message", .shape = SHAPE_TEXT, .min = 1, .max = 4096 },
	{ .name = "median_minutes", .shape = SHAPE_COUNT, .max = 100000 },
	{ .name = "p90_minutes", .shape = SHAPE_COUNT, .max = 100000 },
	{ .name = "samples", .shape = SHAPE_COUNT, .max = 1000000000 },
	{ .name = "call_back_datetime", .shape = SHAPE_INSTANT },
	{ .name = "reported_datetime", .shape = SHAPE_INSTANT, .is_required = true },
	{ .name = "officer", .shape = SHAPE_OBJECT, .members = officer_members },
	{ .name = NULL },
};
static const struct member *const bodies[] = {
	[BODY_PATCH] = patch_members,
	[BODY_ESCALATION] = escalation_members,
	[BODY_HOP] = hop_members,
	[BODY_NOTICE] = notice_members,
	[BODY_NEED] = need_members,
	[BODY_SECOND] = second_members,
	[BODY_ANSWER] = answer_members,
	[BODY_TASK] = task_members,
	[BODY_TASK_REPORT] = report_members,
	[BODY_CONSULT_REPORT] = consult_members,
};
_Static_assert(COUNT(bodies) == BODY__COUNT, "one row per kind of body");

/* The title of each status a problem may have. */
static const struct {
	int status;
	const char *title;
} titles[] = {
	{ 400, "Bad request" }, { 401, "Not authorised" }, { 404, "Not found" },
	{ 405, "Method not allowed" }, { 409, "In flight" }, { 412, "Changed meanwhile" },
	{ 410, "No longer kept" }, { 413, "Too large" }, { 415, "Wrong media type" },
	{ 422, "Not acceptable by the contract" }, { 428, "If-Match is needed" },
	{ 429, "Too many requests" }, { 500, "Internal error" }, { 502, "Bad gateway" },
	{ 503, "Not available" },
};

bool
problem_set(struct problem *p, int status, const char *pointer, const char *fmt, ...)
{
	va_list ap;

	p->status = status;
	str_fill(p->pointer, sizeof(p->pointer), pointer);
	va_start(ap, fmt);
	vsnprintf(p->detail, sizeof(p->detail), fmt, ap);
	va_end(ap);
	return false;
}

void
problem_json(const struct problem *p, struct buf *out)
{
	cJSON *object = cJSON_CreateObject();
	const char *title = "Problem";
	char *text;

	for (size_t i = 0; i < COUNT(titles); i++) {
		if (titles[i].status == p->status)
			title = titles[i].title;
	}
	cJSON_AddStringToObject(object, "type", "about:blank");
	cJSON_AddStringToObject(object, "title", title);
	cJSON_AddNumberToObject(object, "status", p->status);
	cJSON_AddStringToObject(object, "detail", p->detail);
	if (p->pointer[0] != '\0') {
		cJSON *one = cJSON_CreateObject();

		cJSON_AddStringToObject(one, "detail", p->detail);
		cJSON_AddStringToObject(one, "pointer", p->pointer);
		cJSON_AddItemToArray(cJSON_AddArrayToObject(object, "errors"), one);
	}
	text = cJSON_PrintUnformatted(object);
	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
	cJSON_Delete(object);
}

static bool object_check(const struct member *members, const cJSON *object, const char *pointer,
    struct problem *p);

static bool
text_check(const struct member *m, const cJSON *value, const char *pointer, struct problem *p)
{
	const char *text = cJSON_GetStringValue(value);
	size_t characters = 0;

	if (text == NULL)
		return problem_set(p, 422, pointer, "must be a string");
	for (; *text != '\0'; text++)
		characters += ((unsigned char)*text & 0xC0) != 0x80;
	if (characters > m->max)
		return problem_set(p, 422, pointer, "is longer than %zu characters", m->max);
	if (m->shape == SHAPE_TEXT && characters < m->min)
		return problem_set(p, 422, pointer, "is empty");
	return true;
}

static bool
word_check(const struct member *m, const cJSON *value, const char *pointer, struct problem *p)
{
	const char *text = cJSON_GetStringValue(value);
	struct buf words = { 0 };

	for (size_t i = 0; m->words[i] != NULL; i++) {
		if (str_eq(text, m->words[i])) {
			buf_release(&words);
			return true;
		}
		buf_printf(&words, "%s\"%s\"", i == 0 ? "" : " or ", m->words[i]);
	}
	problem_set(p, 422, pointer, "must be %s", buf_str(&words));
	buf_release(&words);
	return false;
}

static bool
texts_check(const struct member *m, const cJSON *value, const char *pointer, struct problem *p)
{
	const cJSON *item;

	if (!cJSON_IsArray(value))
		return problem_set(p, 422, pointer, "must be an array of strings");
	if ((size_t)cJSON_GetArraySize(value) < m->min)
		return problem_set(p, 422, pointer, "is empty");
	cJSON_ArrayForEach(item, value) {
		if (!text_check(m, item, pointer, p))
			return false;
	}
	return true;
}

static bool
count_check(const struct member *m, const cJSON *value, const char *pointer, struct problem *p)
{
	double number = cJSON_IsNumber(value) ? value->valuedouble : -1;

	return (number >= 0 && number <= (double)m->max && number == (double)(int64_t)number) ||
	    problem_set(p, 422, pointer, "must be a whole number from 0 to %zu", m->max);
}

static bool
value_check(const struct member *m, const cJSON *value, const char *pointer, struct problem *p)
{
	struct day day;
	int64_t at;

	if (m->may_be_null && cJSON_IsNull(value))
		return true;
	switch (m->shape) {
	case SHAPE_TEXT:
		return text_check(m, value, pointer, p);
	case SHAPE_INSTANT:
		if (!instant_parse(cJSON_GetStringValue(value), &at))
			return problem_set(p, 422, pointer, "must be an RFC 3339 instant");
		return true;
	case SHAPE_DAY:
		if (!day_parse(str_or_empty(cJSON_GetStringValue(value)), &day))
			return problem_set(p, 422, pointer, "must be a date such as 2026-11-23");
		return true;
	case SHAPE_WORD:
		return word_check(m, value, pointer, p);
	case SHAPE_TEXTS:
		return texts_check(m, value, pointer, p);
	case SHAPE_COUNT:
		return count_check(m, value, pointer, p);
	case SHAPE_ANY:
		return cJSON_IsObject(value) || cJSON_IsArray(value) ||
		    problem_set(p, 422, pointer, "must be an object or an array");
	case SHAPE_OBJECT:
		return object_check(m->members, value, pointer, p);
	}
	return problem_set(p, 422, pointer, "has a shape that is not known");
}

static bool
object_check(const struct member *members, const cJSON *object, const char *pointer,
    struct problem *p)
{
	char at[120];
	const cJSON *value;

	if (!cJSON_IsObject(object))
		return problem_set(p, 422, pointer, "must be an object");
	for (const struct member *m = members; m->name != NULL; m++) {
		snprintf(at, sizeof(at), "%s/%s", pointer, m->name);
		value = cJSON_GetObjectItemCaseSensitive(object, m->name);
		if (value == NULL && m->is_required)
			return problem_set(p, 422, at, "is required");
		if (value != NULL && !value_check(m, value, at, p))
			return false;
	}
	cJSON_ArrayForEach(value, object) {
		const struct member *m = members;

		while (m->name != NULL && !str_eq(m->name, value->string))
			m++;
		if (m->name == NULL)
			return problem_set(p, 422, pointer, "there is no member \"%.80s\"", value->string);
	}
	return true;
}

/* 행정절차법 §23, §26: a refusal gives its reasons and the ways to contest it. */
static bool
decision_check(const cJSON *body, struct problem *p)
{
	static const char *const needed[] = { "reasons", "remedies" };
	const cJSON *decision = cJSON_GetObjectItemCaseSensitive(body, "decision");
	char at[40];

	if (decision == NULL || !str_eq(json_text(decision, "outcome"), "refuse"))
		return true;
	for (size_t i = 0; i < COUNT(needed); i++) {
		snprintf(at, sizeof(at), "/decision/%s", needed[i]);
		if (cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(decision, needed[i])) == 0)
			return problem_set(p, 422, at, "a refusal must give its %s", needed[i]);
	}
	return true;
}

bool
body_read(enum body_kind kind, const char *bytes, size_t len, struct cJSON **out,
    struct problem *p)
{
	cJSON *body = NULL;
	struct err e;

	if (json_parse(bytes, len, BODY_BYTES_MAX, &body, &e) != RC_OK)
		return problem_set(p, 400, "", "the body cannot be read: %s", e.text);
	if (!object_check(bodies[kind], body, "", p) || !decision_check(body, p)) {
		cJSON_Delete(body);
		return false;
	}
	if (cJSON_GetArraySize(body) == 0) {
		cJSON_Delete(body);
		return problem_set(p, 422, "", "the body changes nothing");
	}
	*out = body;
	return true;
}

void
body_print(const struct cJSON *object, struct buf *out)
{
	char *text = cJSON_PrintUnformatted(object);

	if (text != NULL)
		buf_puts(out, text);
	cJSON_free(text);
}

void
body_merge(struct cJSON *target, const struct cJSON *patch)
{
	const cJSON *value;

	cJSON_ArrayForEach(value, patch) {
		cJSON *old = cJSON_GetObjectItemCaseSensitive(target, value->string);

		if (cJSON_IsObject(value) && cJSON_IsObject(old)) {
			body_merge(old, value);
			continue;
		}
		cJSON_DeleteItemFromObjectCaseSensitive(target, value->string);
		if (!cJSON_IsNull(value))
			cJSON_AddItemToObject(target, value->string, cJSON_Duplicate(value, 1));
	}
}
