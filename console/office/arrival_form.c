/* SPDX-License-Identifier: ISC */
#include "console/office/arrival_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/form_release.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_span.h"
#include "storage/instant.h"

/* When the case arrived: as arrival.c writes it into the case. */
static struct day
day_of(const struct arrival *a)
{
	int64_t now_at = a->r->office->now_at, at = a->item.arrived_at;
	struct day d;
	int32_t second;

	instant_split(at > 0 && at <= now_at ? at : now_at, &d, &second);
	return d;
}

enum rc
arrival_pin(struct arrival *a, struct err *e)
{
	struct office *office = a->r->office;
	const struct form_wish wish = { .service = a->item.service, .region = a->item.region,
		.office = a->office, .on = day_of(a),
		.hint = a->part[0] != '\0' ? a->part : a->item.applicant_address };
	char parts[96];
	bool is_split = false;
	enum rc rc;

	if (!office->mark.is_practice && form_is_sample(a->item.service)) {
		const struct office_form *f;
		struct err why = { 0 };

		/* A true form that was released takes the invented one's place. */
		rc = forms_in_force(office, &wish, &f, &why);
		if (rc == RC_NOT_FOUND) {
			arrival_fault(a, REASON_SAMPLE_SERVICE, a->item.service);
			return RC_OK;
		}
		if (rc != RC_OK)
			return err_set(e, rc, "%s", why.text);
	}
	rc = forms_is_split(office, &wish, parts, &is_split, e);
	if (rc == RC_OK && is_split)
		arrival_fault(a, REASON_REGION_SPLIT, parts);
	return rc != RC_OK || is_split ? rc : forms_pin(office, &wish, &a->form_kept_id, e);
}

/* The kinds of release that the contract has (FormRelease). */
static const struct {
	const char *media_type;
	bool is_whole;
	bool is_array;
} kinds[] = {
	{ "application/schema+json", true, false },
	{ "application/merge-patch+json", false, false },
	{ "application/json-patch+json", false, true },
};

/* May this feed publish a form of that jurisdiction: of the whole country, of its
 * own region or its 시·도? */
static bool
is_of_feed(const char *layer, const char *region)
{
	const struct region_fate fate = region_fate_of(region, NULL);

	return layer[0] == '\0' || (fate.province != NULL && str_eq(layer, fate.province->code)) ||
	    region_is_or_became(layer, region) || region_is_or_became(region, layer);
}

/* A version is a word of plain text that fits. */
static bool
is_version(const char *version)
{
	if (str_empty(version) || strlen(version) >= sizeof(((struct form_release_row *)0)->version))
		return false;
	for (const char *c = version; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~')
			return false;
	return true;
}

/* Fills the row of a release from its data; a fault where the data are none. */
static void
read_release(struct arrival *a, const struct cJSON *json, struct form_release_row *row,
    bool *is_array)
{
	const char *service = str_or_empty(json_text(json, "service_code"));
	const char *layer = json_text(json, "jurisdiction_id");
	const char *version = json_text(json, "version");
	const char *from = json_text(json, "effective_from");
	const char *media = str_or_empty(json_text(json, "media_type"));
	size_t kind = 0;

	while (kind < sizeof(kinds) / sizeof(kinds[0]) && !str_eq(kinds[kind].media_type, media))
		kind++;
	if (service_find(service) == NULL)
		arrival_fault(a, REASON_UNKNOWN_SERVICE, service);
	else if (layer == NULL || (layer[0] != '\0' && region_find(layer) == NULL))
		arrival_fault(a, REASON_UNKNOWN_REGION, str_or_empty(layer));
	else if (!is_of_feed(layer, a->begin->region))
		arrival_fault(a, REASON_FOREIGN_SOURCE, layer);
	else if (!is_version(version))
		arrival_fault(a, REASON_MISSING_FIELD, "version");
	else if (from == NULL || !day_parse(from, &row->from))
		arrival_fault(a, REASON_MISSING_FIELD, "effective_from");
	else if (kind == sizeof(kinds) / sizeof(kinds[0]))
		arrival_fault(a, REASON_MISSING_FIELD, "media_type");
	if (a->fault.reason != REASON_NONE)
		return;
	str_fill(row->service, sizeof(row->service), service);
	str_fill(row->layer, sizeof(row->layer), layer);
	str_fill(row->version, sizeof(row->version), version);
	row->is_whole = kinds[kind].is_whole;
	*is_array = kinds[kind].is_array;
}

/* The patch as the bytes that came; NULL, and a fault, where it is none. */
static char *
read_patch(struct arrival *a, bool is_array)
{
	const char *data = buf_str(&a->data);
	struct json_span span;

	if (!json_span_member(data, a->data.len, "patch", &span) ||
	    data[span.from] != (is_array ? '[' : '{')) {
		arrival_fault(a, REASON_MISSING_FIELD, "patch");
		return NULL;
	}
	return x_strndup(data + span.from, span.len);
}

/* The findings as one line: as many as fit, and how many more there are. */
struct telling {
	struct buf words;
	size_t left_out;
};

static void
note_finding(void *arg, const char *file, const char *pointer, const char *word,
    const char *sentence)
{
	struct telling *t = arg;
	size_t cap = sizeof(((struct verdict *)0)->detail) - 8;

	(void)file;
	(void)sentence;
	if (t->words.len + strlen(pointer) + strlen(word) + 3 > cap) {
		t->left_out++;
		return;
	}
	buf_printf(&t->words, "%s%s%s%s", t->words.len > 0 ? ", " : "", word,
	    pointer[0] == '\0' ? "" : " ", pointer);
}

/* Judges the release and puts it into the store. */
static enum rc
release(struct arrival *a, struct form_candidate *c, struct err *e)
{
	struct telling t = { .left_out = 0 };
	struct err why = { 0 };
	size_t findings = 0;
	bool is_new = false;
	enum rc rc = form_release_judge(a->r->office, c, note_finding, &t, &findings, &why);

	if (rc == RC_OK && findings > 0) {
		if (t.words.len == 0)
			buf_puts(&t.words, "patch");
		if (t.left_out > 0)
			buf_printf(&t.words, " +%zu", t.left_out);
		arrival_fault(a, REASON_FORM_REFUSED, buf_str(&t.words));
	} else if (rc == RC_OK) {
		rc = form_release_add(a->r->office, c, &is_new, &why);
	}
	buf_release(&t.words);
	if (rc == RC_CONFLICT) {
		arrival_fault(a, REASON_OTHER_CONTENT, c->row.version);
		rc = RC_OK;
	}
	return rc == RC_OK ? RC_OK : err_set(e, rc, "%s", why.text);
}

enum rc
arrival_release_form(struct arrival *a, struct err *e)
{
	struct form_candidate c = { .row = { .at = a->r->office->now_at } };
	struct cJSON *json = NULL;
	bool is_array = false;
	char *patch = NULL;
	enum rc rc = RC_OK;

	if (json_parse(buf_str(&a->data), a->data.len, JSON_EVENT_BYTES_MAX, &json, NULL) != RC_OK) {
		arrival_fault(a, REASON_UNREADABLE, "data");
		return RC_OK;
	}
	(void)snprintf(c.row.source, sizeof(c.row.source), "%s %.120s", a->begin->channel,
	    a->item.event_id);
	read_release(a, json, &c.row, &is_array);
	if (a->fault.reason == REASON_NONE)
		patch = read_patch(a, is_array);
	c.body = patch;
	if (a->fault.reason == REASON_NONE)
		rc = release(a, &c, e);
	free(patch);
	cJSON_Delete(json);
	return rc;
}
