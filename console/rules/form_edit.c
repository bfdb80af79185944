/* SPDX-License-Identifier: ISC */
#include "console/rules/form_edit.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "console/rules/widget.h"
#include "storage/text.h"

/* The text between from and to without blanks around it. The caller frees. */
static char *
trimmed(const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r'))
		to--;
	return x_strndup(from, (size_t)(to - from));
}

static const struct form_field *
field_find(const struct form *f, const char *word)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].name, word))
			return &f->fields[i];
	for (size_t i = 0; i < f->field_count; i++)
		if (str_eq(f->fields[i].title, word))
			return &f->fields[i];
	return NULL;
}

static const struct cJSON *
property_of(const struct form *f, const char *name)
{
	return json_member(json_member(f->schema, "properties"), name);
}

/* What a word means: a field, or with number > 0 the member of an entry of a list
 * (member "" for a list of plain values). */
struct target {
	const struct form_field *field;
	const struct cJSON *property;	/* of the value */
	int64_t number;
	char member[64];
};

/* "members.2.name" or "documents.1"; false where it is none of the form's. */
static bool
entry_find(const struct form *f, const char *word, struct target *t)
{
	const char *dot = strchr(word, '.'), *end;
	char *name = x_strndup(word, dot == NULL ? 0 : (size_t)(dot - word)), *number;
	const struct cJSON *items;

	t->field = field_find(f, name);
	free(name);
	if (dot == NULL || t->field == NULL)
		return false;
	end = dot + 1 + strcspn(dot + 1, ".");
	number = x_strndup(dot + 1, (size_t)(end - dot - 1));
	items = json_member(property_of(f, t->field->name), "items");
	t->property = *end == '\0' ? items : json_member(json_member(items, "properties"), end + 1);
	(void)str_fill(t->member, sizeof(t->member), *end == '\0' ? "" : end + 1);
	if (!parse_int(number, 1, 1000, &t->number))
		t->property = NULL;
	free(number);
	return t->property != NULL && !str_eq(json_text(t->property, "type"), "object");
}

static bool
target_find(const struct form *f, const char *word, struct target *t)
{
	*t = (struct target){ .field = field_find(f, word) };
	if (t->field == NULL)
		return entry_find(f, word, t);
	t->property = property_of(f, t->field->name);
	return true;
}

/* The value as JSON of the field's type; NULL where it is none. The caller
 * deletes. */
static struct cJSON *
value_of(const struct form_edit *edit, const struct cJSON *property, const char *typed)
{
	const char *type = str_or_empty(json_text(property, "type"));
	enum widget w = widget_of(property);
	struct buf tidied = { 0 }, text = { 0 };
	struct cJSON *value = NULL;
	bool is_wrong;

	if (w == WIDGET_LIST || str_eq(type, "object"))
		return NULL;
	widget_tidy(&tidied, w, property, typed, edit->today);
	widget_json(&text, w, property, buf_str(&tidied));
	if (json_parse(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX, &value, NULL) != RC_OK)
		value = NULL;
	is_wrong = (str_eq(type, "boolean") && !cJSON_IsBool(value)) ||
	    ((str_eq(type, "number") || str_eq(type, "integer")) && !cJSON_IsNumber(value));
	if (is_wrong && !edit->keeps_wrong) {
		cJSON_Delete(value);
		value = NULL;
	}
	buf_release(&tidied);
	buf_release(&text);
	return value;
}

/* Puts value into entry t->number of the list, which is as it was until then; false
 * where that would leave a gap. Takes value. */
static bool
put_entry(const struct form_edit *edit, struct cJSON *patch, const struct target *t,
    struct cJSON *value)
{
	const struct cJSON *was = json_member(edit->now, t->field->name);
	struct cJSON *list = cJSON_GetObjectItemCaseSensitive(patch, t->field->name), *entry;
	int at = (int)t->number - 1, count;

	if (list == NULL) {
		list = cJSON_IsArray(was) ? cJSON_Duplicate(was, true) : cJSON_CreateArray();
		cJSON_AddItemToObject(patch, t->field->name, list);
	}
	count = cJSON_GetArraySize(list);
	if (at > count) {
		cJSON_Delete(value);
		return false;
	}
	if (t->member[0] == '\0') {
		if (at < count)
			cJSON_ReplaceItemInArray(list, at, value);
		else
			cJSON_AddItemToArray(list, value);
		return true;
	}
	entry = cJSON_GetArrayItem(list, at);
	if (!cJSON_IsObject(entry)) {
		entry = cJSON_CreateObject();
		if (at < count)
			cJSON_ReplaceItemInArray(list, at, entry);
		else
			cJSON_AddItemToArray(list, entry);
	}
	cJSON_DeleteItemFromObjectCaseSensitive(entry, t->member);
	cJSON_AddItemToObject(entry, t->member, value);
	return true;
}

static void
add_title(struct buf *titles, const char *title)
{
	if (strstr(buf_str(titles), title) == NULL)
		buf_printf(titles, "%s%s", titles->len > 0 ? ", " : "", title);
}

/* One line, its end at to. */
static enum rc
edit_line(const struct form_edit *edit, const char *from, const char *to, struct cJSON *patch,
    struct buf *titles, char what[96], struct err *e)
{
	const char *equals = memchr(from, '=', (size_t)(to - from));
	char *word = trimmed(from, equals == NULL ? to : equals);
	char *typed = equals == NULL ? NULL : trimmed(equals + 1, to);
	struct target t = { .field = NULL };
	struct cJSON *value = NULL;
	enum rc rc = RC_OK;

	(void)str_fill(what, 96, word);
	if (str_empty(typed))
		rc = err_set(e, RC_INVALID, say(N_("“%s”: write each answer as field=value")), word);
	else if (!target_find(edit->form, word, &t))
		rc = err_set(e, RC_INVALID, say(N_("the form has no field “%s”")), word);
	if (rc == RC_OK && t.field != NULL) {
		value = value_of(edit, t.property, typed);
		add_title(titles, t.field->title);
	}
	if (rc == RC_OK && value != NULL && t.number > 0) {
		if (!put_entry(edit, patch, &t, value))
			value = NULL;
	} else if (rc == RC_OK && value != NULL) {
		cJSON_DeleteItemFromObjectCaseSensitive(patch, t.field->name);
		cJSON_AddItemToObject(patch, t.field->name, value);
	}
	if (rc == RC_OK && value == NULL && t.field != NULL)
		rc = err_set(e, RC_INVALID, say(N_("“%s” is no value for %s")), typed,
		    t.field->title);
	free(word);
	free(typed);
	return rc;
}

/* An object of answers: all of them are fields of the form. */
static enum rc
edit_object(const struct form_edit *edit, const char *json, struct cJSON **patch,
    struct buf *titles, char what[96], struct err *e)
{
	const struct cJSON *member;
	enum rc rc = json_parse(json, strlen(json), JSON_EVENT_BYTES_MAX, patch, e);

	(void)str_fill(what, 96, "JSON");
	if (rc != RC_OK)
		return rc;
	cJSON_ArrayForEach(member, *patch) {
		const struct form_field *field = field_find(edit->form, member->string);

		if (field == NULL || !str_eq(field->name, member->string)) {
			(void)str_fill(what, 96, member->string);
			return err_set(e, RC_INVALID, say(N_("the form has no field “%s”")),
			    member->string);
		}
		add_title(titles, field->title);
	}
	return RC_OK;
}

enum rc
form_edit(const struct form_edit *edit, const char *lines, struct buf *patch, struct buf *titles,
    char what[96], struct err *e)
{
	struct cJSON *object = NULL;
	enum rc rc = RC_OK;

	what[0] = '\0';
	if (lines[strspn(lines, " \t\n")] == '{') {
		rc = edit_object(edit, lines, &object, titles, what, e);
	} else {
		object = cJSON_CreateObject();
		while (*lines != '\0' && rc == RC_OK) {
			const char *end = lines + strcspn(lines, "\n");

			if (end > lines)
				rc = edit_line(edit, lines, end, object, titles, what, e);
			lines = *end == '\n' ? end + 1 : end;
		}
	}
	if (rc == RC_OK) {
		char *printed = cJSON_PrintUnformatted(object);

		(void)redact_json(patch, printed, strlen(printed));
		cJSON_free(printed);
	}
	cJSON_Delete(object);
	return rc;
}
