/* SPDX-License-Identifier: ISC */
#include "console/rules/form_fields.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"

#define ORDER_LAST 1000000		/* of a field without x-order */

static bool
is_listed(const struct cJSON *array, const char *word)
{
	const struct cJSON *item;

	cJSON_ArrayForEach(item, array)
		if (str_eq(cJSON_GetStringValue(item), word))
			return true;
	return false;
}

static struct form_field *
field_of(struct form *f, const char *name)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].name, name))
			return &f->fields[i];
	return NULL;
}

static struct form_field *
field_add(struct form *f, const char *name)
{
	struct form_field *field;

	f->fields = x_realloc(f->fields, f->field_count + 1, sizeof(*f->fields));
	field = &f->fields[f->field_count++];
	*field = (struct form_field){ .order = ORDER_LAST };
	str_fill(field->name, sizeof(field->name), name);
	return field;
}

/* Is the field another one than it was, or required where it was not? */
static bool
is_changed(const struct cJSON *before, const struct cJSON *property, const struct cJSON *after)
{
	const struct cJSON *was = json_member(json_member(before, "properties"), property->string);

	return was == NULL || !json_equal(was, property) ||
	    is_listed(json_member(before, "required"), property->string) !=
	    is_listed(json_member(after, "required"), property->string);
}

void
form_fields_note(struct form *f, const struct cJSON *merged, const char *layer)
{
	const struct cJSON *property;

	if (layer[0] == '\0')
		return;
	cJSON_ArrayForEach(property, json_member(merged, "properties")) {
		struct form_field *field;

		if (!is_changed(f->schema, property, merged))
			continue;
		field = field_of(f, property->string);
		if (field == NULL)
			field = field_add(f, property->string);
		str_fill(field->layer, sizeof(field->layer), layer);
	}
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

void
form_fields_fill(struct form *f)
{
	const struct cJSON *properties = json_member(f->schema, "properties"), *property;
	struct form noted = { .fields = f->fields, .field_count = f->field_count };

	f->fields = x_zalloc((size_t)cJSON_GetArraySize(properties), sizeof(*f->fields));
	f->field_count = 0;
	cJSON_ArrayForEach(property, properties) {
		struct form_field *field = &f->fields[f->field_count++];
		const struct form_field *was = field_of(&noted, property->string);

		fill_field(field, property, f->schema);
		if (was != NULL)
			str_fill(field->layer, sizeof(field->layer), was->layer);
	}
	qsort(f->fields, f->field_count, sizeof(*f->fields), compare_fields);
	free(noted.fields);
}
