/* SPDX-License-Identifier: ISC */
#include "console/rules/form.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "console/rules/overlay.h"
#include "storage/text.h"

#define LAYERS_MAX 3			/* central, 시·도, 시군구 */
#define ORDER_LAST 1000000		/* of a field without x-order */

/* The word of each mask in x-mask. */
static const char *const mask_words[] = {
	[MASK_NONE] = "none", [MASK_NAME] = "name", [MASK_PHONE] = "phone",
	[MASK_ADDRESS] = "address", [MASK_BIRTH] = "birth", [MASK_ACCOUNT] = "account",
	[MASK_TEXT] = "text", [MASK_HIDDEN] = "hidden",
};
_Static_assert(sizeof(mask_words) / sizeof(mask_words[0]) == MASK__COUNT, "one word per mask");

enum field_mask
field_mask_parse(const char *word)
{
	if (word == NULL)
		return MASK_NONE;
	for (size_t i = 0; i < MASK__COUNT; i++)
		if (str_eq(word, mask_words[i]))
			return (enum field_mask)i;
	return MASK_HIDDEN;
}

static bool
is_listed(const struct cJSON *array, const char *word)
{
	const struct cJSON *item;

	cJSON_ArrayForEach(item, array)
		if (str_eq(cJSON_GetStringValue(item), word))
			return true;
	return false;
}

static const struct form_source *
source_find(const char *service, const char *region)
{
	for (size_t i = 0; i < catalogue_form_count; i++)
		if (str_eq(catalogue_forms[i].service, service) &&
		    str_eq(catalogue_forms[i].region, region))
			return &catalogue_forms[i];
	return NULL;
}

/* The sources of a form from the centre outwards; a region that has ended has
 * those of the one that took over. Returns how many. */
static size_t
source_layers(const char *service, const char *region, const struct form_source *to[LAYERS_MAX])
{
	const struct region_info *successor = region_current(region);
	const struct region_info *info = successor != NULL ? successor : region_find(region);
	const char *regions[] = { "", info == NULL ? NULL : info->parent,
		info == NULL ? NULL : info->code };
	size_t count = 0;

	for (size_t i = 0; i < LAYERS_MAX; i++) {
		if (i > 0 && str_empty(regions[i]))
			continue;
		to[count] = source_find(service, regions[i]);
		if (to[count] != NULL)
			count++;
	}
	return count;
}

/* Is the field another one than it was, or required where it was not? */
static bool
is_changed(const struct cJSON *before, const struct cJSON *after, const char *name)
{
	const struct cJSON *was = json_member(json_member(before, "properties"), name);
	const struct cJSON *is = json_member(json_member(after, "properties"), name);

	return was == NULL || is == NULL || !json_equal(was, is) ||
	    is_listed(json_member(before, "required"), name) !=
	    is_listed(json_member(after, "required"), name);
}

static int
compare_fields(const void *a, const void *b)
{
	const struct form_field *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
fill_field(struct form_field *field, const struct cJSON *property, const struct cJSON *schema)
{
	int64_t order;

	str_fill(field->name, sizeof(field->name), property->string);
	str_fill(field->title, sizeof(field->title),
	    json_text(property, "title") != NULL ? json_text(property, "title") : property->string);
	str_fill(field->section, sizeof(field->section),
	    str_or_empty(json_text(property, "x-section")));
	field->mask = field_mask_parse(json_text(property, "x-mask"));
	field->is_required = is_listed(json_member(schema, "required"), property->string);
	field->order = ORDER_LAST;
	if (json_integer(property, "x-order", &order) && order >= 0 && order < ORDER_LAST)
		field->order = (int)order;
}

/* Makes the fields from the merged schema; steps[i] is what stood before layer i
 * was put over it. */
static void
fill_fields(struct form *f, struct cJSON *const *steps, const struct form_source *const *sources,
    size_t layer_count)
{
	const struct cJSON *properties = json_member(f->schema, "properties"), *property;

	f->fields = x_zalloc((size_t)cJSON_GetArraySize(properties), sizeof(*f->fields));
	cJSON_ArrayForEach(property, properties) {
		struct form_field *field = &f->fields[f->field_count++];

		fill_field(field, property, f->schema);
		for (size_t i = 1; i < layer_count; i++) {
			const struct cJSON *after = i + 1 < layer_count ? steps[i + 1] : f->schema;

			if (json_member(json_member(after, "properties"), property->string) != NULL &&
			    is_changed(steps[i], after, property->string))
				str_fill(field->layer, sizeof(field->layer), sources[i]->region);
		}
	}
	qsort(f->fields, f->field_count, sizeof(*f->fields), compare_fields);
}

enum rc
form_resolve(const char *service, const char *region, struct form *out, struct err *e)
{
	const struct form_source *sources[LAYERS_MAX];
	struct cJSON *layers[LAYERS_MAX] = { 0 }, *steps[LAYERS_MAX] = { 0 };
	size_t count = source_layers(service, region, sources);
	enum rc rc = RC_OK;

	*out = (struct form){ 0 };
	if (count == 0 || sources[0]->region[0] != '\0')
		return err_set(e, RC_NOT_FOUND, say("no form for service %s"), service);
	for (size_t i = 0; i < count; i++) {
		rc = json_parse(sources[i]->json, strlen(sources[i]->json), JSON_EVENT_BYTES_MAX,
		    &layers[i], e);
		if (rc != RC_OK) {
			err_add(e, "form %s", sources[i]->file);
			goto out;
		}
		/* Versions are dates: the youngest layer names the form. */
		if (strcmp(sources[i]->version, out->version) > 0)
			str_fill(out->version, sizeof(out->version), sources[i]->version);
		steps[i] = out->schema;
		rc = overlay_apply(steps[i], layers[i], &out->schema, e);
		if (rc != RC_OK) {
			out->schema = NULL;
			err_add(e, "form %s", sources[i]->file);
			goto out;
		}
	}
	str_fill(out->service, sizeof(out->service), service);
	str_fill(out->region, sizeof(out->region), region);
	fill_fields(out, steps, sources, count);
out:
	for (size_t i = 0; i < count; i++) {
		cJSON_Delete(layers[i]);
		cJSON_Delete(steps[i]);
	}
	if (rc != RC_OK)
		form_release(out);
	return rc;
}

void
form_release(struct form *f)
{
	if (f == NULL)
		return;
	free(f->fields);
	cJSON_Delete(f->schema);
	*f = (struct form){ 0 };
}

void
field_mask_apply(struct buf *out, enum field_mask mask, const char *value, const char *name,
    const char *phone)
{
	switch (mask) {
	case MASK_NONE:
		buf_puts(out, value);
		return;
	case MASK_NAME:
		mask_name(out, value);
		return;
	case MASK_PHONE:
		mask_phone(out, value);
		return;
	case MASK_ADDRESS:
		mask_address(out, value);
		return;
	case MASK_BIRTH:
		mask_birth(out, value);
		return;
	case MASK_ACCOUNT:
		mask_account(out, value);
		return;
	case MASK_TEXT:
		mask_free_text(out, value, name, phone);
		return;
	case MASK_HIDDEN:
	case MASK__COUNT:
		break;
	}
	if (value[0] != '\0')
		buf_puts(out, "***");
}
