/* SPDX-License-Identifier: ISC */
#include "console/rules/overlay.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"
#include "console/rules/json_value.h"
#include "storage/text.h"

enum rc
overlay_apply(const struct cJSON *below, const struct cJSON *layer, struct cJSON **out,
    struct err *e)
{
	struct cJSON *work = cJSON_Duplicate(below, true);
	enum rc rc = RC_OK;

	if (cJSON_IsArray(layer))
		rc = json_patch(&work, layer, e);
	else if (cJSON_IsObject(layer))
		work = merge_patch(work, layer);
	else
		rc = err_set(e, RC_INVALID, "%s",
		    say("an overlay is a merge patch (an object) or a JSON Patch (an array)"));
	if (rc == RC_OK && !cJSON_IsObject(work))
		rc = err_set(e, RC_INVALID, "%s", say("the overlay leaves no form"));
	if (rc != RC_OK) {
		cJSON_Delete(work);
		return rc;
	}
	*out = work;
	return RC_OK;
}

/* How a keyword may differ from the centre's. */
enum freedom {
	FREE,		/* as the region likes: help, order, width */
	EQUAL,		/* not at all */
	NO_LESS,	/* a lower limit: the same or more; may be added */
	NO_MORE,	/* an upper limit: the same or less; may be added */
	SUBSET,		/* enum: some of the centre's; may be added */
	SUPERSET,	/* required, allOf: all of the centre's, and more */
	ADDED,		/* may be added where the centre has none, else equal */
	FIELDS,		/* properties: judged one by one */
	CLOSED,		/* additionalProperties: equal, or closed */
	KEPT		/* $defs: all of the centre's, and others */
};

/* One row per keyword; what is not here is EQUAL, an x- one ADDED. */
static const struct keyword {
	const char *name;
	enum freedom freedom;
	enum overlay_reason reason;
} keywords[] = {
	{ "title", EQUAL, OVERLAY_RENAMED },
	{ "x-mask", EQUAL, OVERLAY_UNMASKED },
	{ "x-statutory", EQUAL, OVERLAY_LOST },
	{ "x-period", EQUAL, OVERLAY_REROUTED }, { "x-final-by", EQUAL, OVERLAY_REROUTED },
	{ "x-route", EQUAL, OVERLAY_REROUTED }, { "x-visible-to", EQUAL, OVERLAY_REROUTED },
	{ "x-authority", EQUAL, OVERLAY_REROUTED },
	{ "description", FREE, OVERLAY_REPLACED }, { "x-help", FREE, OVERLAY_REPLACED },
	{ "x-notice", FREE, OVERLAY_REPLACED }, { "x-order", FREE, OVERLAY_REPLACED },
	{ "x-section", FREE, OVERLAY_REPLACED }, { "x-width", FREE, OVERLAY_REPLACED },
	{ "x-widget", FREE, OVERLAY_REPLACED }, { "x-fee", FREE, OVERLAY_REPLACED },
	{ "x-attachments", SUPERSET, OVERLAY_LOST },
	{ "x-version", FREE, OVERLAY_REPLACED }, { "x-source", FREE, OVERLAY_REPLACED },
	{ "x-effective", FREE, OVERLAY_REPLACED },
	{ "x-confidence", FREE, OVERLAY_REPLACED }, { "examples", FREE, OVERLAY_REPLACED },
	{ "minLength", NO_LESS, OVERLAY_LOOSENED }, { "maxLength", NO_MORE, OVERLAY_LOOSENED },
	{ "minimum", NO_LESS, OVERLAY_LOOSENED }, { "maximum", NO_MORE, OVERLAY_LOOSENED },
	{ "exclusiveMinimum", NO_LESS, OVERLAY_LOOSENED },
	{ "exclusiveMaximum", NO_MORE, OVERLAY_LOOSENED },
	{ "minItems", NO_LESS, OVERLAY_LOOSENED }, { "maxItems", NO_MORE, OVERLAY_LOOSENED },
	{ "minProperties", NO_LESS, OVERLAY_LOOSENED },
	{ "maxProperties", NO_MORE, OVERLAY_LOOSENED },
	{ "enum", SUBSET, OVERLAY_LOOSENED }, { "required", SUPERSET, OVERLAY_OPTIONAL },
	{ "allOf", SUPERSET, OVERLAY_LOOSENED }, { "pattern", ADDED, OVERLAY_REPLACED },
	{ "format", ADDED, OVERLAY_REPLACED }, { "const", ADDED, OVERLAY_REPLACED },
	{ "uniqueItems", ADDED, OVERLAY_REPLACED }, { "multipleOf", ADDED, OVERLAY_REPLACED },
	{ "properties", FIELDS, OVERLAY_LOST },
	{ "additionalProperties", CLOSED, OVERLAY_OPENED },
	{ "unevaluatedProperties", CLOSED, OVERLAY_OPENED },
	{ "patternProperties", EQUAL, OVERLAY_OPENED },
	{ "$defs", KEPT, OVERLAY_REPLACED },
};

static struct keyword
keyword_of(const char *name)
{
	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		if (str_eq(keywords[i].name, name))
			return keywords[i];
	/* Nothing reads an x- keyword that nobody knows: a region may keep its own. */
	return (struct keyword){ name, str_starts(name, "x-") ? ADDED : EQUAL, OVERLAY_REPLACED };
}

static void
fault(struct overlay_faults *f, enum overlay_reason reason, const struct buf *pointer,
    const char *token)
{
	struct buf at = { 0 };

	if (f->count == OVERLAY_FAULTS_MAX) {
		f->is_cut = true;
		return;
	}
	buf_puts(&at, buf_str(pointer));
	if (token != NULL)
		json_pointer_push(&at, token);
	f->list[f->count++] = (struct overlay_fault){ reason, buf_steal(&at) };
}

static bool
has_equal(const struct cJSON *array, const struct cJSON *value)
{
	const struct cJSON *item;

	cJSON_ArrayForEach(item, array)
		if (json_equal(item, value))
			return true;
	return false;
}

/* Is each element of one array in the other? */
static bool
is_within(const struct cJSON *few, const struct cJSON *many)
{
	const struct cJSON *item;

	if (!cJSON_IsArray(few) || !cJSON_IsArray(many))
		return false;
	cJSON_ArrayForEach(item, few)
		if (!has_equal(many, item))
			return false;
	return true;
}

/* Does an object have each member of another, unchanged? */
static bool
has_members(const struct cJSON *object, const struct cJSON *members)
{
	const struct cJSON *member;

	cJSON_ArrayForEach(member, members) {
		const struct cJSON *there = json_member(object, member->string);

		if (there == NULL || !json_equal(there, member))
			return false;
	}
	return true;
}

static bool
is_limit_kept(const struct cJSON *was, const struct cJSON *is, bool is_lower)
{
	if (was == NULL || is == NULL || !cJSON_IsNumber(was) || !cJSON_IsNumber(is))
		return false;
	return is_lower ? is->valuedouble >= was->valuedouble :
	    is->valuedouble <= was->valuedouble;
}

/* May the keyword be what it is, after having been what it was? NULL = it was
 * not, or is not, there. FIELDS is not asked here. */
static bool
is_kept(enum freedom freedom, const struct cJSON *was, const struct cJSON *is)
{
	if (freedom == FREE || (was != NULL && is != NULL && json_equal(was, is)))
		return true;
	if (was == NULL)
		return freedom != EQUAL && freedom != FIELDS &&
		    (freedom != CLOSED || cJSON_IsFalse(is));
	switch (freedom) {
	case NO_LESS:
		return is_limit_kept(was, is, true);
	case NO_MORE:
		return is_limit_kept(was, is, false);
	case SUBSET:
		return is_within(is, was);
	case SUPERSET:
		return is_within(was, is);
	case CLOSED:
		return cJSON_IsFalse(is);
	case KEPT:
		return has_members(is, was);
	case FREE:
	case EQUAL:
	case ADDED:
	case FIELDS:
		break;
	}
	return false;
}

static void judge(const struct cJSON *was, const struct cJSON *is, struct buf *pointer,
    struct overlay_faults *f);

static bool
is_statutory(const struct cJSON *schema, const char *name)
{
	const struct cJSON *item;
	const struct cJSON *field = json_member(json_member(schema, "properties"), name);

	if (cJSON_IsTrue(json_member(field, "x-statutory")))
		return true;
	cJSON_ArrayForEach(item, json_member(schema, "required"))
		if (str_eq(cJSON_GetStringValue(item), name))
			return true;
	return false;
}

/* Each statutory field of the centre must still be there and be no looser; of
 * the others the region may say what it likes, but not what they are masked
 * by. */
static void
judge_fields(const struct cJSON *was, const struct cJSON *is, struct buf *pointer,
    struct overlay_faults *f)
{
	const struct cJSON *field, *fields = json_member(is, "properties");
	size_t before = pointer->len;

	json_pointer_push(pointer, "properties");
	cJSON_ArrayForEach(field, json_member(was, "properties")) {
		const struct cJSON *now = json_member(fields, field->string);
		const struct cJSON *mask = json_member(field, "x-mask");
		size_t here = pointer->len;

		json_pointer_push(pointer, field->string);
		if (is_statutory(was, field->string)) {
			if (!cJSON_IsObject(now))
				fault(f, OVERLAY_LOST, pointer, NULL);
			else
				judge(field, now, pointer, f);
		} else if (now != NULL && mask != NULL &&
		    (json_member(now, "x-mask") == NULL ||
		    !json_equal(mask, json_member(now, "x-mask")))) {
			fault(f, OVERLAY_UNMASKED, pointer, "x-mask");
		}
		buf_cut(pointer, here);
	}
	buf_cut(pointer, before);
}

/* A list of things: its entries are judged as the form is. */
static void
judge_items(const struct cJSON *was, const struct cJSON *is, struct buf *pointer,
    struct overlay_faults *f)
{
	size_t before = pointer->len;

	json_pointer_push(pointer, "items");
	if (!cJSON_IsObject(was) || !cJSON_IsObject(is))
		fault(f, OVERLAY_REPLACED, pointer, NULL);
	else
		judge(was, is, pointer, f);
	buf_cut(pointer, before);
}

/* Keyword by keyword: all that either side has. */
static void
judge(const struct cJSON *was, const struct cJSON *is, struct buf *pointer,
    struct overlay_faults *f)
{
	const struct cJSON *sides[] = { was, is }, *member;

	for (int side = 0; side < 2; side++) {
		cJSON_ArrayForEach(member, sides[side]) {
			struct keyword k = keyword_of(member->string);
			const struct cJSON *old = json_member(was, member->string);
			const struct cJSON *new = json_member(is, member->string);

			if ((side == 1 && old != NULL) || k.freedom == FIELDS)
				continue;
			if (str_eq(member->string, "items") && old != NULL && new != NULL)
				judge_items(old, new, pointer, f);
			else if (!is_kept(k.freedom, old, new))
				fault(f, k.reason, pointer, member->string);
		}
	}
	if (json_member(was, "properties") != NULL)
		judge_fields(was, is, pointer, f);
}

/* No reference may lead out of the form: what stands elsewhere is not the
 * centre's, and not the region's either. */
static void
judge_references(const struct cJSON *at, struct buf *pointer, struct overlay_faults *f)
{
	const struct cJSON *member;
	int index = 0;

	cJSON_ArrayForEach(member, at) {
		size_t before = pointer->len;
		char *token = member->string != NULL ? x_strdup(member->string) :
		    x_asprintf("%d", index);
		bool is_reference = str_eq(token, "$ref") || str_eq(token, "$dynamicRef") ||
		    str_eq(token, "$id");

		index++;
		json_pointer_push(pointer, token);
		free(token);
		if (is_reference && cJSON_IsString(member) && member->valuestring[0] != '#')
			fault(f, OVERLAY_FOREIGN_REF, pointer, NULL);
		judge_references(member, pointer, f);
		buf_cut(pointer, before);
	}
}

bool
overlay_may(const struct cJSON *central, const struct cJSON *merged,
    struct overlay_faults *faults)
{
	struct buf pointer = { 0 };

	*faults = (struct overlay_faults){ 0 };
	judge(central, merged, &pointer, faults);
	judge_references(merged, &pointer, faults);
	buf_release(&pointer);
	return faults->count == 0;
}

void
overlay_faults_release(struct overlay_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->list[i].pointer);
	faults->count = 0;
}
