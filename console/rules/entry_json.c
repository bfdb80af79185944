/* SPDX-License-Identifier: ISC */
/* What comes of an entry: JSON, faults, and what is kept of it while it is typed. */
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/entry.h"
#include "console/rules/form_check.h"
#include "console/rules/form_fields.h"
#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "console/rules/new_case.h"
#include "console/rules/redact.h"
#include "console/rules/schema.h"
#include "storage/instant.h"
#include "storage/text.h"

enum rc
entry_form_read(const char *json, struct entry_form *out, struct err *e)
{
	struct form *f = &out->form;
	enum rc rc;

	*out = (struct entry_form){ .case_id = 0 };
	rc = json_parse(json, strlen(json), JSON_PAGE_BYTES_MAX, &out->document, e);
	if (rc != RC_OK)
		return rc;
	str_fill(f->service, sizeof(f->service), str_or_empty(json_text(out->document, "service")));
	str_fill(f->region, sizeof(f->region), str_or_empty(json_text(out->document, "region")));
	str_fill(f->version, sizeof(f->version), str_or_empty(json_text(out->document, "version")));
	str_fill(out->number, sizeof(out->number), str_or_empty(json_text(out->document, "number")));
	(void)json_integer(out->document, "case", &out->case_id);
	(void)json_integer(out->document, "case_version", &out->case_version);
	out->was = json_member(out->document, "was");
	out->now = json_member(out->document, "now");
	f->schema = cJSON_DetachItemFromObjectCaseSensitive(out->document, "form");
	if (!cJSON_IsObject(f->schema)) {
		entry_form_release(out);
		return err_set(e, RC_INVALID, say(N_("the office told no form")));
	}
	form_fields_fill(f);
	/* It is asked at every field that is left. */
	f->judge = form_judge_new();
	for (size_t i = 0; i < f->field_count; i++)
		str_fill(f->fields[i].layer, sizeof(f->fields[i].layer), str_or_empty(json_text(
		    json_member(out->document, "layers"), f->fields[i].name)));
	return RC_OK;
}

void
entry_form_release(struct entry_form *f)
{
	form_release(&f->form);
	cJSON_Delete(f->document);
	*f = (struct entry_form){ .case_id = 0 };
}

/* The value of a field; NULL where nothing stands in it. */
static struct cJSON *
value_of(const struct entry *en, size_t i)
{
	const struct entry_field *f = &en->fields[i];
	struct cJSON *value = NULL;
	struct buf json = { 0 };

	if (f->len == 0)
		return NULL;
	widget_json(&json, f->widget, f->property, entry_text(en, i));
	if (json_parse(buf_str(&json), json.len, JSON_EVENT_BYTES_MAX, &value, NULL) != RC_OK)
		value = NULL;
	buf_release(&json);
	return value;
}

/* The member of an entry that a field is; "" for a plain value. */
static const char *
member_of(const struct entry *en, const struct entry_field *f)
{
	const char *rest = f->name + 2 + strlen(en->lists[f->list].name) + 1;

	rest += strcspn(rest, ".");
	return *rest == '.' ? rest + 1 : "";
}

/* A list with its entries. What the form does not describe of an entry stays as the
 * case has it. */
static struct cJSON *
list_of(const struct entry *en, int list)
{
	const struct cJSON *now = json_member(en->form->now, en->lists[list].name);
	struct cJSON *array = cJSON_CreateArray();

	for (int number = 1; number <= en->lists[list].rows; number++) {
		const struct cJSON *was = cJSON_GetArrayItem(now, number - 1);
		struct cJSON *entry = cJSON_IsObject(was) ? cJSON_Duplicate(was, true) :
		    cJSON_CreateObject();

		for (size_t i = 0; i < en->count; i++) {
			const struct entry_field *f = &en->fields[i];
			struct cJSON *value;

			if (f->list != list || f->number != number)
				continue;
			value = value_of(en, i);
			if (member_of(en, f)[0] == '\0') {
				cJSON_Delete(entry);
				entry = value != NULL ? value : cJSON_CreateString("");
				continue;
			}
			cJSON_DeleteItemFromObjectCaseSensitive(entry, member_of(en, f));
			if (value != NULL)
				cJSON_AddItemToObject(entry, member_of(en, f), value);
		}
		cJSON_AddItemToArray(array, entry);
	}
	return array;
}

struct cJSON *
entry_attributes(const struct entry *en)
{
	struct cJSON *object = cJSON_CreateObject();

	for (size_t i = 0; i < en->count; i++) {
		const struct entry_field *f = &en->fields[i];
		struct cJSON *value = NULL;

		if (f->property == NULL || f->number > 0)
			continue;
		if (f->widget != WIDGET_LIST)
			value = value_of(en, i);
		else if (f->list >= 0 && en->lists[f->list].rows > 0)
			value = list_of(en, f->list);
		if (value != NULL)
			cJSON_AddItemToObject(object, f->name + 2, value);
	}
	return object;
}

static void
set_fault(struct entry *en, const char *name, const char *fault, const char *detail)
{
	size_t i = entry_find(en, name);

	if (i == en->count || en->fields[i].fault[0] != '\0')
		return;
	(void)str_fill(en->fields[i].fault, sizeof(en->fields[i].fault), fault);
	(void)str_fill(en->fields[i].fault_detail, sizeof(en->fields[i].fault_detail), detail);
}

/* What the form says of its fields. */
static void
judge_form(struct entry *en)
{
	struct answer *rows = x_zalloc(en->count, sizeof(*rows));
	struct cJSON *attributes = entry_attributes(en);

	for (size_t i = 0; i < en->count; i++)
		(void)str_fill(rows[i].name, sizeof(rows[i].name),
		    en->fields[i].property != NULL ? en->fields[i].name + 2 : "");
	for (size_t i = 0; i < en->count; i++)
		(void)str_fill(rows[i].title, sizeof(rows[i].title), en->fields[i].title);
	(void)form_check(&en->form->form, attributes, rows, en->count);
	for (size_t i = 0; i < en->count; i++)
		if (en->fields[i].property != NULL && rows[i].fault[0] != '\0')
			set_fault(en, en->fields[i].name, rows[i].fault, rows[i].fault_detail);
	cJSON_Delete(attributes);
	free(rows);
}

static void
judge_required(struct entry *en)
{
	for (size_t i = 0; i < en->count; i++)
		if (en->fields[i].is_required && en->fields[i].len == 0 &&
		    en->fields[i].widget != WIDGET_LIST)
			set_fault(en, en->fields[i].name, "required", en->fields[i].title);
}

/* What the law says of an application that is typed in. */
static void
judge_new(struct entry *en)
{
	static const struct { enum reason reason; const char *name; } places[] = {
		{ REASON_IN_WRITING, "e.channel" }, { REASON_NOT_SERVED, "e.channel" },
		{ REASON_TOO_LATE, "e.arrived" }, { REASON_ARRIVED_LONG_AGO, "e.arrived" },
		{ REASON_LATE_ENTRY, "e.late" },
	};
	const char *arrived = entry_value(en, "e.arrived");
	struct new_case n = { .form = &en->form->form, .channel = entry_value(en, "e.channel"),
		.applicant = entry_value(en, "e.applicant.name"), .reason = entry_value(en, "e.late"),
		.now_at = en->now_at };
	struct verdict v;

	if (arrived[0] != '\0' && !widget_instant(arrived, en->now_at, &n.arrived_at))
		set_fault(en, "e.arrived", "format", "11.23 14:30");
	v = new_case_judge(&n);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (v.reason == places[i].reason)
			set_fault(en, places[i].name, reason_name(v.reason), v.detail);
}

void
entry_judge(struct entry *en)
{
	size_t consent = entry_find(en, "e.consent");

	for (size_t i = 0; i < en->count; i++)
		en->fields[i].fault[0] = '\0';
	judge_required(en);
	if (entry_is_new(en))
		judge_new(en);
	else if (consent < en->count && str_eq(entry_text(en, consent), "false"))
		set_fault(en, "e.consent", reason_name(REASON_AMEND_CONSENT), "");
	judge_form(en);
	en->missing = en->wrong = 0;
	for (size_t i = 0; i < en->count; i++) {
		if (str_eq(en->fields[i].fault, "required"))
			en->missing++;
		else if (en->fields[i].fault[0] != '\0')
			en->wrong++;
	}
}

void
entry_fault_sentence(const struct entry *en, size_t i, struct buf *out)
{
	const struct entry_field *f = &en->fields[i];
	enum reason reason;

	if (f->fault[0] == '\0')
		return;
	if (reason_find(f->fault, &reason))
		reason_sentence(out, reason, f->fault_detail);
	else
		schema_fault_sentence(out, f->fault, f->fault_detail);
}

static void
print_into(struct buf *out, struct cJSON *json)
{
	char *printed = cJSON_PrintUnformatted(json);

	buf_puts(out, printed);
	cJSON_free(printed);
	cJSON_Delete(json);
}

void
entry_json(const struct entry *en, struct buf *out)
{
	static const char prefix[] = "e.applicant.";
	struct cJSON *object = cJSON_CreateObject(), *applicant = cJSON_CreateObject();

	for (size_t i = 0; i < en->count; i++)
		if (str_starts(en->fields[i].name, prefix) && en->fields[i].len > 0)
			cJSON_AddStringToObject(applicant, en->fields[i].name + strlen(prefix),
			    entry_text(en, i));
	cJSON_AddItemToObject(object, "applicant", applicant);
	cJSON_AddItemToObject(object, "attributes", entry_attributes(en));
	print_into(out, object);
}

void
entry_patch(const struct entry *en, struct buf *out)
{
	struct cJSON *attributes = entry_attributes(en), *patch = cJSON_CreateObject();

	for (size_t i = 0; i < en->form->form.field_count; i++) {
		const char *name = en->form->form.fields[i].name;
		const struct cJSON *was = json_member(en->form->now, name);
		struct cJSON *is = cJSON_DetachItemFromObjectCaseSensitive(attributes, name);

		if (was == NULL ? is == NULL : is != NULL && json_equal(was, is))
			cJSON_Delete(is);
		else
			cJSON_AddItemToObject(patch, name, is != NULL ? is : cJSON_CreateNull());
	}
	cJSON_Delete(attributes);
	print_into(out, patch);
}

static void
put_kept(struct buf *out, const char *name, const char *text)
{
	struct buf cut = { 0 };

	(void)redact_bytes(&cut, text, strlen(text));
	buf_printf(out, "%s %zu\n", name, cut.len);
	buf_puts(out, buf_str(&cut));
	buf_putc(out, '\n');
	buf_release(&cut);
}

void
entry_write(const struct entry *en, struct buf *out)
{
	for (int list = 0; list < en->list_count; list++) {
		const struct cJSON *now = json_member(en->form->now, en->lists[list].name);
		struct buf name = { 0 }, rows = { 0 };

		if (en->lists[list].rows == cJSON_GetArraySize(now))
			continue;
		buf_printf(&name, "r.%s", en->lists[list].name);
		buf_printf(&rows, "%d", en->lists[list].rows);
		put_kept(out, buf_str(&name), buf_str(&rows));
		buf_release(&name);
		buf_release(&rows);
	}
	for (size_t i = 0; i < en->count; i++)
		if (entry_is_changed(en, i))
			put_kept(out, en->fields[i].name, entry_text(en, i));
}

/* The next "NAME LENGTH\nTEXT\n"; false at the end and at what is none. The caller
 * frees both. */
static bool
next_kept(const char **at, char **name, char **text)
{
	const char *blank = strchr(*at, ' '), *end = strchr(*at, '\n');
	char *digits;
	int64_t len;
	bool is_one;

	if (blank == NULL || end == NULL || blank > end)
		return false;
	digits = x_strndup(blank + 1, (size_t)(end - blank - 1));
	is_one = parse_int(digits, 0, ENTRY_BYTES, &len) &&
	    strnlen(end + 1, (size_t)len + 1) > (size_t)len && end[1 + len] == '\n';
	free(digits);
	if (!is_one)
		return false;
	*name = x_strndup(*at, (size_t)(blank - *at));
	*text = x_strndup(end + 1, (size_t)len);
	*at = end + 1 + len + 1;
	return true;
}

/* Makes entries until the list has so many, or takes the last ones away. */
static void
make_rows(struct entry *en, const char *list_name, const char *text)
{
	struct buf name = { 0 };
	int64_t wanted;
	size_t i, first;

	buf_printf(&name, "f.%s", list_name);
	i = entry_find(en, buf_str(&name));
	buf_release(&name);
	if (i == en->count || en->fields[i].list < 0 || !parse_int(text, 0, ENTRY_ROWS_MAX, &wanted))
		return;
	while (en->lists[en->fields[i].list].rows < wanted && entry_row_add(en, i, &first))
		;
	while (en->lists[en->fields[i].list].rows > wanted) {
		size_t last = en->count;

		while (last > 0 && (en->fields[last - 1].list != en->fields[i].list ||
		    en->fields[last - 1].number == 0))
			last--;
		if (last == 0 || !entry_row_drop(en, last - 1))
			return;
	}
}

void
entry_read(struct entry *en, const char *content)
{
	char *name, *text;

	while (next_kept(&content, &name, &text)) {
		size_t i = entry_find(en, name);

		if (str_starts(name, "r."))
			make_rows(en, name + 2, text);
		else if (i < en->count && entry_set(en, i, text))
			en->fields[i].is_left = true;
		free(name);
		free(text);
	}
	entry_judge(en);
}
