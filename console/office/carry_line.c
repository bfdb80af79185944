/* SPDX-License-Identifier: ISC */
#include "console/office/carry_line.h"

#include <inttypes.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define EXACT_MOST INT64_C(9007199254740991)	/* 2^53 - 1: what every reader of JSON keeps */
#define NEVER "never"

/* What a value must be, for who wrote the line. */
static const char *const kind_words[] = {
	[CARRY_TEXT] = N_("a text within its limit"),
	[CARRY_WORD] = N_("one of its words"),
	[CARRY_NUMBER] = N_("a whole number"),
	[CARRY_FLAG] = N_("true or false"),
	[CARRY_AT] = N_("a time as 2026-11-23T10:45:00+09:00, never or null"),
	[CARRY_DAY] = N_("a day as 2026-11-23, or null"),
	[CARRY_STAFF] = N_("the login of a staff line before it, or null"),
	[CARRY_ORDER] = N_("a whole number"),
	[CARRY_EVENT] = N_("the order of an event of the same case, or null"),
	[CARRY_AFTER] = N_("a whole number"),
	[CARRY_OUTAGE] = N_("the place of an outage, or null"),
	[CARRY_CHANGE] = N_("the place of a change of the calendar, or null"),
	[CARRY_BATCH] = N_("the place of a batch, or null"),
	[CARRY_RULE] = N_("the place of a rule, or null"),
	[CARRY_FORM] = N_("the fingerprint of a form-version line before it, or null"),
};

static void
write_number(struct buf *out, int64_t number)
{
	bool is_exact = number >= -EXACT_MOST && number <= EXACT_MOST;

	buf_printf(out, is_exact ? "%" PRId64 : "\"%" PRId64 "\"", number);
}

static void
write_at(struct buf *out, int64_t at)
{
	char text[32];

	if (at == 0) {
		buf_puts(out, "null");
		return;
	}
	instant_format(at, text);
	buf_printf(out, "\"%s\"", at == DUE_NEVER ? NEVER : text);
}

static void
write_day(struct buf *out, int64_t number)
{
	char text[16];

	day_format((struct day){ (int32_t)number }, text);
	if (number == 0)
		buf_puts(out, "null");
	else
		buf_printf(out, "\"%s\"", text);
}

static enum rc
write_value(struct buf *out, const struct carry_column *column, const struct carry_value *value,
    const struct carry_names *names, struct err *e)
{
	switch (column->kind) {
	case CARRY_TEXT:
	case CARRY_WORD:
		text_json_string(out, value->text, strlen(value->text));
		return RC_OK;
	case CARRY_NUMBER:
	case CARRY_ORDER:
		write_number(out, value->number);
		return RC_OK;
	case CARRY_FLAG:
		buf_puts(out, value->number != 0 ? "true" : "false");
		return RC_OK;
	case CARRY_AT:
		write_at(out, value->number);
		return RC_OK;
	case CARRY_DAY:
		write_day(out, value->number);
		return RC_OK;
	case CARRY_EVENT:
	case CARRY_AFTER:
		if (value->number != 0)
			write_number(out, value->number);
		else
			buf_puts(out, "null");
		return RC_OK;
	case CARRY_STAFF:
	case CARRY_OUTAGE:
	case CARRY_CHANGE:
	case CARRY_BATCH:
	case CARRY_RULE:
	case CARRY_FORM:
		break;
	}
	if (value->number != 0)
		return names->name(names->arg, column->kind, value->number, out, e);
	buf_puts(out, "null");
	return RC_OK;
}

enum rc
carry_line_write(struct buf *out, enum carry_table table, const struct carry_value *values,
    const struct carry_names *names, struct err *e)
{
	const struct carry_info *info = &carry_table[table];
	enum rc rc = RC_OK;

	buf_printf(out, "{\"row\":\"%s\"", info->row);
	for (size_t i = 0; rc == RC_OK && i < info->count; i++) {
		buf_printf(out, ",\"%s\":", info->columns[i].key);
		rc = write_value(out, &info->columns[i], &values[i], names, e);
	}
	buf_puts(out, "}\n");
	return rc;
}

/* A word of a list with blanks between. */
static bool
is_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = list; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (len > 0 && strncmp(at, word, len) == 0 && (at[len] == ' ' || at[len] == '\0'))
			return true;
	}
	return false;
}

/* Numbers, beyond what every reader keeps as text; only as they are written, so that
 * what comes back is the same bytes. */
static bool
read_number(const struct cJSON *value, int64_t *out)
{
	if (cJSON_IsString(value))
		return parse_int(value->valuestring, INT64_MIN, INT64_MAX, out) &&
		    (*out < -EXACT_MOST || *out > EXACT_MOST);
	*out = cJSON_IsNumber(value) ? (int64_t)value->valuedouble : 0;
	return cJSON_IsNumber(value) && (double)*out == value->valuedouble;
}

static bool
read_at(const struct cJSON *value, int64_t *out)
{
	char text[32];

	if (!cJSON_IsString(value))
		return cJSON_IsNull(value);
	if (str_eq(value->valuestring, NEVER)) {
		*out = DUE_NEVER;
		return true;
	}
	if (!instant_parse(value->valuestring, out))
		return false;
	instant_format(*out, text);
	return str_eq(text, value->valuestring);
}

static bool
read_day(const struct cJSON *value, int64_t *out)
{
	struct day d = { 0 };

	if (!cJSON_IsString(value))
		return cJSON_IsNull(value);
	if (!day_parse(value->valuestring, &d) || d.number == 0)
		return false;
	*out = d.number;
	return true;
}

/* Whether the value is what the column wants, where that asks nobody. */
static bool
read_plain(const struct cJSON *value, const struct carry_column *column, struct carry_value *out)
{
	switch (column->kind) {
	case CARRY_TEXT:
	case CARRY_WORD:
		if (!cJSON_IsString(value))
			return false;
		out->text = value->valuestring;
		return column->kind == CARRY_TEXT ? strlen(out->text) <= column->most :
		    is_word(column->words, out->text);
	case CARRY_NUMBER:
		return read_number(value, &out->number);
	case CARRY_FLAG:
		out->number = cJSON_IsTrue(value) ? 1 : 0;
		return cJSON_IsBool(value);
	case CARRY_AT:
		return read_at(value, &out->number);
	case CARRY_DAY:
		return read_day(value, &out->number);
	case CARRY_ORDER:
		return read_number(value, &out->number) && out->number > 0;
	case CARRY_EVENT:
	case CARRY_AFTER:
		return cJSON_IsNull(value) || (read_number(value, &out->number) && out->number > 0);
	case CARRY_STAFF:
	case CARRY_OUTAGE:
	case CARRY_CHANGE:
	case CARRY_BATCH:
	case CARRY_RULE:
	case CARRY_FORM:
		break;
	}
	return cJSON_IsNull(value) || cJSON_IsString(value) || cJSON_IsNumber(value);
}

static bool
is_asked(enum carry_kind kind)
{
	return kind == CARRY_STAFF || kind == CARRY_EVENT || kind >= CARRY_OUTAGE;
}

static enum rc
wrong(const struct carry_info *info, const struct carry_column *column, struct err *e)
{
	return err_set(e, RC_INVALID, say(N_("“%s” of “%s” is not %s")), column->key, info->row,
	    say(kind_words[column->kind]));
}

enum rc
carry_line_read(const struct cJSON *object, enum carry_table table, struct carry_value *values,
    const struct carry_numbers *numbers, struct err *e)
{
	const struct carry_info *info = &carry_table[table];
	enum rc rc = RC_OK;

	if ((size_t)cJSON_GetArraySize(object) != info->count + 1)
		return err_set(e, RC_INVALID, say(N_("“%s” has other members than it must have")),
		    info->row);
	for (size_t i = 0; rc == RC_OK && i < info->count; i++) {
		const struct carry_column *column = &info->columns[i];
		const struct cJSON *value = json_member(object, column->key);

		values[i] = (struct carry_value){ 0 };
		if (value == NULL || !read_plain(value, column, &values[i]))
			return wrong(info, column, e);
		if (is_asked(column->kind) && !cJSON_IsNull(value))
			rc = numbers->number(numbers->arg, column->kind, value,
			    &values[i].number, e);
		if (rc == RC_NOT_FOUND)
			return wrong(info, column, e);
	}
	return rc;
}
