/* SPDX-License-Identifier: ISC */
/*
 * What was submitted, as rows in the form's order. Whatever the form does not
 * describe is kept and shown too, but hidden from people who may not see.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/form.h"
#include "console/rules/json_gate.h"
#include "storage/text.h"

/* The rows made so far. */
struct rows {
	struct answer *answers;
	enum field_mask *masks;
	size_t count, cap;
};

static void
put_number(struct buf *out, double value)
{
	struct buf shortest = { 0 };

	if (value >= -9007199254740991.0 && value <= 9007199254740991.0 &&
	    value == (double)(int64_t)value) {
		buf_printf(out, "%" PRId64, (int64_t)value);
		return;
	}
	buf_printf(&shortest, "%.15g", value);
	if (strtod(buf_str(&shortest), NULL) == value)
		buf_puts(out, buf_str(&shortest));
	else
		buf_printf(out, "%.17g", value);
	buf_release(&shortest);
}

static bool
is_nested(const struct cJSON *value)
{
	return cJSON_IsObject(value) || cJSON_IsArray(value);
}

static bool
has_nested(const struct cJSON *array)
{
	const struct cJSON *item;

	cJSON_ArrayForEach(item, array)
		if (is_nested(item))
			return true;
	return false;
}

static void
put_scalar(struct buf *out, const struct cJSON *value)
{
	if (cJSON_IsString(value))
		buf_puts(out, value->valuestring);
	else if (cJSON_IsBool(value))
		buf_puts(out, say(cJSON_IsTrue(value) ? N_("Yes") : N_("No")));
	else if (cJSON_IsNumber(value))
		put_number(out, value->valuedouble);
}

/* Whether a value takes lines of its own: objects, and lists of nested ones. */
static bool
has_lines(const struct cJSON *value)
{
	return (cJSON_IsObject(value) && value->child != NULL) || has_nested(value);
}

/* Writes a value out: scalars as they are, lists with commas, objects as "key:
 * value" lines, indented by two blanks a level. The gate bounds the depth. */
static void
put_value(struct buf *out, const struct cJSON *value, int level)
{
	const struct cJSON *item;
	bool is_lines = has_lines(value);

	put_scalar(out, value);
	if (!is_nested(value))
		return;
	cJSON_ArrayForEach(item, value) {
		if (item != value->child)
			buf_puts(out, is_lines ? "\n" : ", ");
		for (int i = 0; is_lines && item != value->child && i < level; i++)
			buf_puts(out, "  ");
		if (cJSON_IsObject(value))
			buf_printf(out, "%s:", item->string);
		else if (is_lines)
			buf_puts(out, "- ");
		if (cJSON_IsObject(value) && has_lines(item)) {
			buf_putc(out, '\n');
			for (int i = 0; i <= level; i++)
				buf_puts(out, "  ");
		} else if (cJSON_IsObject(value)) {
			buf_putc(out, ' ');
		}
		put_value(out, item, level + 1);
	}
}

static struct answer *
add_row(struct rows *rows, const char *name, const char *title, enum field_mask mask,
    const struct cJSON *value)
{
	struct buf text = { 0 };
	struct answer *answer;

	if (rows->count == rows->cap) {
		rows->cap = rows->cap == 0 ? 16 : 2 * rows->cap;
		rows->answers = x_realloc(rows->answers, rows->cap, sizeof(*rows->answers));
		rows->masks = x_realloc(rows->masks, rows->cap, sizeof(*rows->masks));
	}
	answer = &rows->answers[rows->count];
	*answer = (struct answer){ 0 };
	str_fill(answer->name, sizeof(answer->name), name);
	str_fill(answer->title, sizeof(answer->title), title);
	answer->is_yes_no = cJSON_IsBool(value);
	if (answer->is_yes_no)
		buf_puts(&text, cJSON_IsTrue(value) ? "true" : "false");
	else
		put_value(&text, value, 0);
	answer->value = buf_steal(&text);
	rows->masks[rows->count++] = mask;
	return answer;
}

static void
place(struct answer *answer, const struct form_field *field)
{
	str_fill(answer->section, sizeof(answer->section), field->section);
	str_fill(answer->layer, sizeof(answer->layer), field->layer);
}

/* One row for one member of one entry of a list. */
static void
add_entry_row(struct rows *rows, const struct form_field *field, int number, const char *key,
    const struct cJSON *property, const struct cJSON *value)
{
	const char *title = json_text(property, "title"), *word = json_text(property, "x-mask");
	struct buf name = { 0 }, full = { 0 };

	buf_printf(&name, "%s.%d.%s", field->name, number, key);
	buf_printf(&full, "%s %d: %s", field->title, number, title != NULL ? title : key);
	place(add_row(rows, buf_str(&name), buf_str(&full),
	    property == NULL || is_nested(value) ? MASK_HIDDEN : field_mask_parse(word), value),
	    field);
	buf_release(&full);
	buf_release(&name);
}

/* The rows of a list whose entries the form describes. */
static void
add_entries(struct rows *rows, const struct form_field *field, const struct cJSON *properties,
    const struct cJSON *list)
{
	const struct cJSON *entry, *property, *member;
	int number = 0;

	cJSON_ArrayForEach(entry, list) {
		number++;
		if (!cJSON_IsObject(entry)) {
			struct buf name = { 0 };

			buf_printf(&name, "%s.%d", field->name, number);
			place(add_row(rows, buf_str(&name), field->title, MASK_HIDDEN, entry), field);
			buf_release(&name);
			continue;
		}
		cJSON_ArrayForEach(property, properties) {
			member = json_member(entry, property->string);
			if (member != NULL)
				add_entry_row(rows, field, number, member->string, property,
				    member);
		}
		cJSON_ArrayForEach(member, entry)
			if (json_member(properties, member->string) == NULL)
				add_entry_row(rows, field, number, member->string, NULL,
				    member);
	}
}

static void
add_field(struct rows *rows, const struct form *f, const struct form_field *field,
    const struct cJSON *value)
{
	const struct cJSON *schema = json_member(json_member(f->schema, "properties"), field->name);
	const struct cJSON *properties = json_member(json_member(schema, "items"), "properties");
	/* A list of words has the field's mask; what is deeper nobody described. */
	bool is_described = !cJSON_IsObject(value) && !has_nested(value);

	if (cJSON_IsArray(value) && properties != NULL)
		add_entries(rows, field, properties, value);
	else if (value != NULL || field->is_required)
		place(add_row(rows, field->name, field->title,
		    is_described ? field->mask : MASK_HIDDEN, value), field);
}

static bool
is_field(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].name, name))
			return true;
	return false;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp((*(const struct cJSON *const *)a)->string,
	    (*(const struct cJSON *const *)b)->string);
}

static void
add_unknown(struct rows *rows, const struct form *f, const struct cJSON *attributes)
{
	const struct cJSON **unknown, *member;
	size_t count = 0;

	unknown = x_zalloc((size_t)cJSON_GetArraySize(attributes), sizeof(const struct cJSON *));
	cJSON_ArrayForEach(member, attributes)
		if (!is_field(f, member->string))
			unknown[count++] = member;
	qsort(unknown, count, sizeof(const struct cJSON *), compare_names);
	for (size_t i = 0; i < count; i++)
		add_row(rows, unknown[i]->string, unknown[i]->string, MASK_HIDDEN, unknown[i]);
	free(unknown);
}

void
form_answers(const struct form *f, const struct cJSON *attributes, struct answer **out,
    enum field_mask **masks, size_t *count)
{
	struct rows rows = { 0 };

	for (size_t i = 0; i < f->field_count; i++)
		add_field(&rows, f, &f->fields[i], json_member(attributes, f->fields[i].name));
	if (cJSON_IsObject(attributes))
		add_unknown(&rows, f, attributes);
	*out = rows.answers;
	*masks = rows.masks;
	*count = rows.count;
}
