/* SPDX-License-Identifier: ISC */
#include "console/rules/form_edit.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
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

/* Appends the value as JSON of the field's type; false where it is none. */
static bool
put_value(struct buf *out, const struct cJSON *schema, const char *value)
{
	static const struct { const char *word, *json; } truths[] = {
		{ "true", "true" }, { "yes", "true" }, { "예", "true" },
		{ "false", "false" }, { "no", "false" }, { "아니오", "false" },
	};
	const char *type = str_or_empty(json_text(schema, "type"));
	struct cJSON *number = NULL;

	if (str_eq(type, "boolean")) {
		for (size_t i = 0; i < sizeof(truths) / sizeof(truths[0]); i++) {
			if (str_eq(value, truths[i].word)) {
				buf_puts(out, truths[i].json);
				return true;
			}
		}
		return false;
	}
	if (str_eq(type, "number") || str_eq(type, "integer")) {
		bool is_number = json_parse(value, strlen(value), 40, &number, NULL) == RC_OK &&
		    cJSON_IsNumber(number);

		cJSON_Delete(number);
		buf_puts(out, is_number ? value : "");
		return is_number;
	}
	if (str_eq(type, "array") || str_eq(type, "object"))
		return false;
	text_json_string(out, value, strlen(value));
	return true;
}

/* One line, its end at to. */
static enum rc
edit_line(const struct form *f, const char *from, const char *to, struct buf *patch,
    struct buf *titles, char what[96], struct err *e)
{
	const char *equals = memchr(from, '=', (size_t)(to - from));
	char *word = trimmed(from, equals == NULL ? to : equals);
	char *value = equals == NULL ? NULL : trimmed(equals + 1, to);
	const struct form_field *field = field_find(f, word);
	enum rc rc = RC_OK;

	(void)str_fill(what, 96, word);
	if (value == NULL || value[0] == '\0') {
		rc = err_set(e, RC_INVALID, say(N_("“%s”: write each answer as field=value")), word);
	} else if (field == NULL) {
		rc = err_set(e, RC_INVALID, say(N_("the form has no field “%s”")), word);
	} else {
		buf_puts(patch, patch->len > 1 ? "," : "");
		text_json_string(patch, field->name, strlen(field->name));
		buf_putc(patch, ':');
		if (!put_value(patch, json_member(json_member(f->schema, "properties"),
		    field->name), value))
			rc = err_set(e, RC_INVALID, say(N_("“%s” is no value for %s")), value,
			    field->title);
		buf_printf(titles, "%s%s", titles->len > 0 ? ", " : "", field->title);
	}
	free(word);
	free(value);
	return rc;
}

enum rc
form_edit(const struct form *f, const char *lines, struct buf *patch, struct buf *titles,
    char what[96], struct err *e)
{
	struct buf plain = { 0 };
	enum rc rc = RC_OK;

	what[0] = '\0';
	buf_putc(&plain, '{');
	while (*lines != '\0' && rc == RC_OK) {
		const char *end = lines + strcspn(lines, "\n");

		if (end > lines)
			rc = edit_line(f, lines, end, &plain, titles, what, e);
		lines = *end == '\n' ? end + 1 : end;
	}
	buf_putc(&plain, '}');
	if (rc == RC_OK)
		(void)redact_json(patch, buf_str(&plain), plain.len);
	buf_release(&plain);
	return rc;
}
