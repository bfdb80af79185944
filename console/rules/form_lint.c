/* SPDX-License-Identifier: ISC */
#include "console/rules/form_lint.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/form.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "console/rules/overlay.h"
#include "console/rules/schema.h"
#include "storage/instant.h"
#include "storage/text.h"

/* A lint on its way. */
struct lint {
	const struct form_source *source;
	form_finding found;
	void *arg;
	size_t count;
};

static void
find(struct lint *l, const char *pointer, const char *word, const char *sentence)
{
	l->found(l->arg, l->source->file, pointer, word, sentence);
	l->count++;
}

/* What x- keywords there are for the screen and the desk, and of what type
 * (cJSON types). minwon-forms(5) documents each. */
static const struct {
	const char *name;
	int types;
} vocabulary[] = {
	{ "x-order", cJSON_Number }, { "x-section", cJSON_String },
	{ "x-mask", cJSON_String }, { "x-width", cJSON_Number }, { "x-widget", cJSON_String },
	{ "x-help", cJSON_String }, { "x-notice", cJSON_String }, { "x-fee", cJSON_String },
	{ "x-statutory", cJSON_True | cJSON_False }, { "x-version", cJSON_String },
	{ "x-effective", cJSON_String }, { "x-source", cJSON_String },
	{ "x-confidence", cJSON_String }, { "x-attachments", cJSON_Array },
	{ "x-period", cJSON_String }, { "x-final-by", cJSON_String },
	{ "x-route", cJSON_String }, { "x-visible-to", cJSON_String },
	{ "x-authority", cJSON_String }, { "x-legal-basis", cJSON_String },
	{ "x-regions", cJSON_Array },
};

/* Is the keyword, if it is one of ours, of its type? A region's own (x-47750-…)
 * is whatever it likes. */
static bool
is_vocabulary(const struct cJSON *member)
{
	if (!str_starts(member->string, "x-") || (member->string[2] >= '0' &&
	    member->string[2] <= '9'))
		return true;
	for (size_t i = 0; i < sizeof(vocabulary) / sizeof(vocabulary[0]); i++)
		if (str_eq(vocabulary[i].name, member->string))
			return (member->type & vocabulary[i].types) != 0;
	return false;
}

static void
lint_vocabulary(struct lint *l, const struct cJSON *at, struct buf *pointer)
{
	const struct cJSON *member;

	cJSON_ArrayForEach(member, at) {
		size_t before = pointer->len;

		json_pointer_push(pointer, member->string);
		if (!is_vocabulary(member))
			find(l, buf_str(pointer), "vocabulary",
			    say("no such keyword for the screen, or of another type"));
		buf_cut(pointer, before);
	}
}

/* A field has a title, a mask that is one, and a place. */
static void
lint_field(struct lint *l, const struct cJSON *field, struct buf *pointer)
{
	const char *mask = json_text(field, "x-mask");

	if (!cJSON_IsObject(field) || str_empty(json_text(field, "title")))
		find(l, buf_str(pointer), "title", say("a field needs a title"));
	if (mask != NULL && field_mask_parse(mask) == MASK_HIDDEN && !str_eq(mask, "hidden"))
		find(l, buf_str(pointer), "mask", say("nobody knows this mask"));
	lint_vocabulary(l, field, pointer);
}

static void
lint_fields(struct lint *l, const struct cJSON *form)
{
	const struct cJSON *properties = json_member(form, "properties"), *item;
	struct buf pointer = { 0 };

	cJSON_ArrayForEach(item, properties) {
		buf_clear(&pointer);
		json_pointer_push(&pointer, "properties");
		json_pointer_push(&pointer, item->string);
		lint_field(l, item, &pointer);
	}
	cJSON_ArrayForEach(item, json_member(form, "required")) {
		const char *name = cJSON_GetStringValue(item);

		if (name == NULL || json_member(properties, name) == NULL)
			find(l, "/required", "required",
			    say("a field is required that the form does not have"));
	}
	buf_clear(&pointer);
	lint_vocabulary(l, form, &pointer);
	buf_release(&pointer);
}

/* Where it comes from, how sure that is, and since when it holds. */
static void
lint_origin(struct lint *l, const struct cJSON *layer)
{
	static const char *const confidences[] = { "verified", "high", "background", "예시" };
	const char *confidence = json_text(layer, "x-confidence");
	const char *version = json_text(layer, "x-version");
	struct day day;
	size_t i = 0;

	if (!cJSON_IsObject(layer))
		return;	/* a JSON Patch changes these as it changes everything */
	while (i < 4 && !str_eq(confidences[i], confidence))
		i++;
	if (i == 4)
		find(l, "/x-confidence", "confidence",
		    say("must be verified, high, background or 예시"));
	if (str_empty(json_text(layer, "x-source")))
		find(l, "/x-source", "source", say("must say where the form comes from"));
	if (version == NULL || !day_parse(version, &day))
		find(l, "/x-version", "version", say("must be the day since when it holds"));
}

static void
lint_schema(struct lint *l, const struct cJSON *form)
{
	struct schema *schema;
	struct err e;

	if (schema_compile(form, NULL, &schema, &e) != RC_OK)
		find(l, "", "schema", e.text);
	else
		schema_free(schema);
}

/* What of the guard's faults counts for this layer: for the centre's own, those
 * that are nobody's to allow. */
static void
lint_guard(struct lint *l, const struct cJSON *central, const struct cJSON *merged)
{
	struct overlay_faults faults;
	bool is_central = str_empty(l->source->region);

	if (!overlay_may(central, merged, &faults))
		for (size_t i = 0; i < faults.count; i++)
			if (!is_central || faults.list[i].reason == OVERLAY_UNMASKED ||
			    faults.list[i].reason == OVERLAY_FOREIGN_REF)
				find(l, faults.list[i].pointer,
				    overlay_reason_name(faults.list[i].reason),
				    overlay_reason_sentence(faults.list[i].reason));
	overlay_faults_release(&faults);
}

/* A layer over what is below it. */
static void
lint_over(struct lint *l, const struct cJSON *layer, const struct cJSON *below,
    const struct cJSON *central)
{
	struct cJSON *merged = NULL;
	struct err e;

	if (overlay_apply(below, layer, &merged, &e) != RC_OK) {
		find(l, "", "patch", e.text);
		return;
	}
	lint_guard(l, central, merged);
	lint_fields(l, merged);
	lint_schema(l, merged);
	cJSON_Delete(merged);
}

/* A layer over what the catalogue has below it. */
static void
lint_layer(struct lint *l, const struct cJSON *layer, const struct cJSON *central)
{
	const struct region_info *info = region_find(l->source->region);
	struct form below;
	struct err e;

	if (info == NULL) {
		find(l, "", "region", say("no such region"));
		return;
	}
	if (form_resolve(l->source->service, info->parent, &below, &e) != RC_OK) {
		find(l, "", "service", e.text);
		return;
	}
	lint_over(l, layer, below.schema, central);
	form_release(&below);
}

/* A whole form of the centre's. */
static void
lint_base(struct lint *l, const struct cJSON *json)
{
	if (!cJSON_IsObject(json)) {
		find(l, "", "patch", say("a whole form is an object"));
		return;
	}
	lint_fields(l, json);
	lint_schema(l, json);
}

/* The bytes as JSON; false, and found, where they are none. */
static bool
lint_read(struct lint *l, struct cJSON **json)
{
	struct err e;

	if (json_parse(l->source->json, strlen(l->source->json), JSON_EVENT_BYTES_MAX, json, &e) ==
	    RC_OK)
		return true;
	find(l, "", "json", e.text);
	return false;
}

size_t
form_lint(const struct form_source *source, form_finding found, void *arg)
{
	struct lint l = { .source = source, .found = found, .arg = arg };
	struct cJSON *json;
	struct form central;
	struct err e;

	if (!lint_read(&l, &json))
		return l.count;
	lint_origin(&l, json);
	if (str_empty(source->region)) {
		lint_base(&l, json);
	} else if (form_resolve(source->service, "", &central, &e) != RC_OK) {
		find(&l, "", "service", e.text);
	} else {
		lint_layer(&l, json, central.schema);
		form_release(&central);
	}
	cJSON_Delete(json);
	return l.count;
}

size_t
form_lint_release(const struct form_source *source, const struct form_bed *bed,
    form_finding found, void *arg)
{
	struct lint l = { .source = source, .found = found, .arg = arg };
	struct cJSON *json;

	if (!lint_read(&l, &json))
		return l.count;
	if (!bed->is_patch)
		lint_origin(&l, json);
	if (!bed->is_practice && str_eq(json_text(json, "x-confidence"), "예시"))
		find(&l, "/x-confidence", "sample", say("an invented form is for practice only"));
	if (bed->below == NULL) {
		lint_base(&l, json);
		if (bed->central != NULL && cJSON_IsObject(json))
			lint_guard(&l, bed->central, json);
	} else {
		lint_over(&l, json, bed->below, bed->central);
	}
	cJSON_Delete(json);
	return l.count;
}
