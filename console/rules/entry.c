/* SPDX-License-Identifier: ISC */
/* The fields of an entry and their texts. */
#include "console/rules/entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/new_case.h"
#include "storage/instant.h"
#include "storage/text.h"

/* What an application has beside its form: before the form's fields, or behind
 * them. Of a correction only the consent (시행령 §6⑤). */
static const struct own_field {
	const char *name, *title, *section;	/* titles N_() */
	enum widget widget;
	bool is_new, is_behind, is_required;
} own_fields[] = {
	{ "e.channel", N_("Channel"), N_("How it came"), WIDGET_CHOICE, true, false, true },
	{ "e.applicant.name", N_("Applicant's name"), N_("Applicant"), WIDGET_TEXT, true, false, true },
	{ "e.applicant.birth", N_("Birth date and sex digit"), N_("Applicant"), WIDGET_BIRTH, true,
	    false, false },
	{ "e.applicant.phone", N_("Telephone"), N_("Applicant"), WIDGET_PHONE, true, false, false },
	{ "e.applicant.address", N_("Address"), N_("Applicant"), WIDGET_ADDRESS, true, false, false },
	{ "e.arrived", N_("Handed in at (empty: now)"), N_("Time"), WIDGET_TIME, true, true, false },
	{ "e.late", N_("Why it is typed in late"), N_("Time"), WIDGET_TEXT, true, true, false },
	{ "e.consent", N_("The applicant agreed"), N_("Consent"), WIDGET_YES_NO, false, true, true },
	{ "e.agreed", N_("How the applicant agreed"), N_("Consent"), WIDGET_TEXT, false, true, true },
};
#define OWN_FIELDS (sizeof(own_fields) / sizeof(own_fields[0]))

static const struct { const char *value, *label; } truths[] = {
	{ "true", N_("Yes") }, { "false", N_("No") },
};

bool
entry_is_new(const struct entry *en)
{
	return en->form->case_id == 0;
}

const char *
entry_text(const struct entry *en, size_t i)
{
	return i < en->count ? en->pool + en->fields[i].at : "";
}

/* Texts stand in the pool one behind the other, each with its end. */
bool
entry_set(struct entry *en, size_t i, const char *text)
{
	struct entry_field *f = &en->fields[i];
	size_t len = strlen(text), tail = f->at + f->len;

	if (en->used - f->len + len > sizeof(en->pool))
		return false;
	memmove(en->pool + f->at + len, en->pool + tail, en->used - tail);
	memcpy(en->pool + f->at, text, len);
	for (size_t k = 0; k < en->count; k++)
		if (en->fields[k].at > f->at)
			en->fields[k].at = en->fields[k].at + len - f->len;
	en->used = en->used + len - f->len;
	f->len = len;
	return true;
}

size_t
entry_find(const struct entry *en, const char *name)
{
	size_t i = 0;

	while (i < en->count && !str_eq(en->fields[i].name, name))
		i++;
	return i;
}

const char *
entry_value(const struct entry *en, const char *name)
{
	return entry_text(en, entry_find(en, name));
}

static struct entry_field *
add_field(struct entry *en, const char *name)
{
	struct entry_field *f;

	if (en->count == ENTRY_FIELDS_MAX || en->used == sizeof(en->pool))
		return NULL;
	f = &en->fields[en->count++];
	*f = (struct entry_field){ .list = -1, .at = en->used };
	(void)str_fill(f->name, sizeof(f->name), name);
	en->pool[en->used++] = '\0';
	return f;
}

static void
add_own(struct entry *en, bool is_behind)
{
	for (size_t i = 0; i < OWN_FIELDS; i++) {
		const struct own_field *own = &own_fields[i];
		struct entry_field *f;

		if (own->is_new != entry_is_new(en) || own->is_behind != is_behind ||
		    (f = add_field(en, own->name)) == NULL)
			continue;
		(void)str_fill(f->title, sizeof(f->title), say(own->title));
		(void)str_fill(f->section, sizeof(f->section), say(own->section));
		f->widget = own->widget;
		f->is_required = own->is_required;
	}
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

/* One field of an entry of a list; member "" for a list of plain values. */
static void
add_member(struct entry *en, const struct form_field *of, int list, int number,
    const struct cJSON *items, const char *member, const struct cJSON *property)
{
	const char *title = json_text(property, "title");
	struct buf name = { 0 };
	struct entry_field *f;

	buf_printf(&name, "f.%s.%d%s%s", of->name, number, member[0] != '\0' ? "." : "", member);
	f = add_field(en, buf_str(&name));
	buf_release(&name);
	if (f == NULL)
		return;
	(void)snprintf(f->title, sizeof(f->title), "%.150s %d%s%.40s", of->title, number,
	    member[0] != '\0' ? " " : "", member[0] == '\0' ? "" : title != NULL ? title : member);
	(void)snprintf(f->label, sizeof(f->label), "%d. %.80s", number,
	    member[0] != '\0' && title == NULL ? member : str_or_empty(title));
	(void)str_fill(f->section, sizeof(f->section), of->section);
	f->widget = widget_of(property);
	f->property = property;
	f->list = list;
	f->number = number;
	f->is_required = member[0] == '\0' || is_listed(json_member(items, "required"), member);
}

static void
add_entries(struct entry *en, const struct form_field *of, const struct cJSON *property)
{
	const struct cJSON *items = json_member(property, "items"), *member;
	int list = 0;

	while (list < en->list_count && !str_eq(en->lists[list].name, of->name))
		list++;
	if (list == en->list_count && list < ENTRY_LISTS_MAX) {
		(void)str_fill(en->lists[list].name, sizeof(en->lists[list].name), of->name);
		en->lists[en->list_count++].rows = 0;
	}
	if (list == en->list_count)
		return;
	en->fields[en->count - 1].list = list;
	for (int number = 1; number <= en->lists[list].rows; number++) {
		if (json_member(items, "properties") == NULL)
			add_member(en, of, list, number, items, "", items);
		cJSON_ArrayForEach(member, json_member(items, "properties")) {
			add_member(en, of, list, number, items, member->string, member);
		}
	}
}

static void
add_form_field(struct entry *en, const struct form_field *of)
{
	const struct cJSON *property =
	    json_member(json_member(en->form->form.schema, "properties"), of->name);
	struct buf name = { 0 };
	struct entry_field *f;

	buf_printf(&name, "f.%s", of->name);
	f = add_field(en, buf_str(&name));
	buf_release(&name);
	if (f == NULL)
		return;
	(void)str_fill(f->title, sizeof(f->title), of->title);
	(void)str_fill(f->section, sizeof(f->section), of->section);
	(void)str_fill(f->layer, sizeof(f->layer), of->layer);
	f->widget = widget_of(property);
	f->property = property;
	f->is_required = of->is_required;
	if (f->widget == WIDGET_LIST)
		add_entries(en, of, property);
}

/* Makes the fields anew for the entries that the lists have now; texts stay with
 * their names. */
static void
lay_out(struct entry *en)
{
	struct entry *old = x_alloc(sizeof(*old));

	*old = *en;
	en->count = en->used = 0;
	add_own(en, false);
	for (size_t i = 0; i < en->form->form.field_count; i++)
		add_form_field(en, &en->form->form.fields[i]);
	add_own(en, true);
	for (size_t i = 0; i < old->count; i++) {
		size_t at = entry_find(en, old->fields[i].name);

		if (at == en->count)
			continue;
		(void)entry_set(en, at, entry_text(old, i));
		en->fields[at].is_left = old->fields[i].is_left;
	}
	free(old);
}

/* "members.1.name" in answers. */
const struct cJSON *
entry_property_value(const struct cJSON *answers, const char *name)
{
	const struct cJSON *value = answers;
	int64_t number;

	while (value != NULL && *name != '\0') {
		size_t len = strcspn(name, ".");
		char *token = x_strndup(name, len);

		if (cJSON_IsArray(value))
			value = parse_int(token, 1, 100000, &number) ?
			    cJSON_GetArrayItem(value, (int)number - 1) : NULL;
		else
			value = json_member(value, token);
		free(token);
		name += len + (name[len] == '.' ? 1 : 0);
	}
	return value;
}

/* How many entries of a list the case has. */
static int
rows_of(const struct entry *en, int list)
{
	const struct cJSON *value = json_member(en->form->now, en->lists[list].name);
	int count = cJSON_IsArray(value) ? cJSON_GetArraySize(value) : 0;

	return count < ENTRY_ROWS_MAX ? count : ENTRY_ROWS_MAX;
}

/* The text that a field began with. */
static void
base_text(const struct entry *en, size_t i, struct buf *out)
{
	const struct entry_field *f = &en->fields[i];

	if (str_eq(f->name, "e.channel"))
		buf_puts(out, CHANNEL_COUNTER);
	else if (f->property != NULL && f->widget != WIDGET_LIST)
		widget_text(out, f->widget, entry_property_value(en->form->now, f->name + 2));
	buf_puts(out, "");
}

void
entry_begin(struct entry *en, const struct entry_form *form, int64_t now_at)
{
	en->form = form;
	en->now_at = now_at;
	en->count = en->used = 0;
	en->list_count = 0;
	lay_out(en);
	for (int list = 0; list < en->list_count; list++)
		en->lists[list].rows = rows_of(en, list);
	lay_out(en);
	for (size_t i = 0; i < en->count; i++) {
		struct buf text = { 0 };

		base_text(en, i, &text);
		(void)entry_set(en, i, buf_str(&text));
		buf_release(&text);
	}
	entry_judge(en);
	/* What a case has is there to be seen, and set right. */
	for (size_t i = 0; i < en->count; i++)
		en->fields[i].is_left = en->fields[i].property != NULL && !entry_is_new(en);
}

bool
entry_is_changed(const struct entry *en, size_t i)
{
	struct buf base = { 0 };
	bool is_changed;

	base_text(en, i, &base);
	is_changed = !str_eq(buf_str(&base), entry_text(en, i));
	buf_release(&base);
	return is_changed;
}

void
entry_was(const struct entry *en, size_t i, struct buf *out)
{
	const struct entry_field *f = &en->fields[i];
	const struct cJSON *value = f->property == NULL || f->widget == WIDGET_LIST ? NULL :
	    entry_property_value(en->form->was, f->name + 2);

	if (cJSON_IsBool(value))
		buf_puts(out, say(truths[cJSON_IsTrue(value) ? 0 : 1].label));
	else
		widget_text(out, f->widget, value);
	buf_puts(out, "");
}

void
entry_leave(struct entry *en, size_t i)
{
	struct entry_field *f = &en->fields[i];
	struct buf tidied = { 0 };
	struct day today;
	int32_t second;

	f->is_left = true;
	instant_split(en->now_at, &today, &second);
	if (str_eq(f->name, "e.channel"))
		return;
	if (entry_is_changed(en, i)) {
		widget_tidy(&tidied, f->widget, f->property, entry_text(en, i), today);
		(void)entry_set(en, i, buf_str(&tidied));
	}
	buf_release(&tidied);
}

bool
entry_row_add(struct entry *en, size_t i, size_t *first)
{
	int list = en->fields[i].list;
	struct buf name = { 0 };
	size_t room = ENTRY_FIELDS_MAX - en->count, members;

	if (list < 0 || en->lists[list].rows >= ENTRY_ROWS_MAX)
		return false;
	buf_printf(&name, "f.%s", en->lists[list].name);
	i = entry_find(en, buf_str(&name));
	members = (size_t)cJSON_GetArraySize(json_member(json_member(en->fields[i].property,
	    "items"), "properties"));
	buf_release(&name);
	if (room < (members > 0 ? members : 1))
		return false;
	en->lists[list].rows++;
	lay_out(en);
	*first = i + 1;
	while (*first < en->count && (en->fields[*first].list != list ||
	    en->fields[*first].number != en->lists[list].rows))
		(*first)++;
	return *first < en->count;
}

bool
entry_row_drop(struct entry *en, size_t i)
{
	int list = en->fields[i].list, number = en->fields[i].number;

	if (list < 0 || number == 0)
		return false;
	for (size_t from = 0; from < en->count; from++) {
		const struct entry_field *f = &en->fields[from];
		size_t head = strlen(en->lists[list].name) + 3;
		struct buf to = { 0 };
		size_t at;

		if (f->list != list || f->number <= number)
			continue;
		buf_printf(&to, "f.%s.%d%s", en->lists[list].name, f->number - 1,
		    f->name + head + strcspn(f->name + head, "."));
		at = entry_find(en, buf_str(&to));
		if (at < en->count) {
			char *text = x_strdup(entry_text(en, from));

			(void)entry_set(en, at, text);
			en->fields[at].is_left = en->fields[from].is_left;
			free(text);
		}
		buf_release(&to);
	}
	en->lists[list].rows--;
	lay_out(en);
	return true;
}

const char *
entry_choice(const struct entry_field *f, size_t i)
{
	static const char *const channels[] = { CHANNEL_COUNTER, CHANNEL_PHONE };

	if (f->widget == WIDGET_YES_NO)
		return i < 2 ? truths[i].value : NULL;
	if (f->widget != WIDGET_CHOICE)
		return NULL;
	return f->property != NULL ? widget_choice(f->property, i) : i < 2 ? channels[i] : NULL;
}

const char *
entry_choice_label(const struct entry_field *f, size_t i)
{
	const char *value = entry_choice(f, i);
	const struct channel_info *c;

	if (value == NULL)
		return NULL;
	if (f->widget == WIDGET_YES_NO)
		return say(truths[i].label);
	c = f->property == NULL ? channel_find(value) : NULL;
	return c == NULL ? value : str_eq(text_language(), "ko") ? c->name_ko : c->name_en;
}

const char *
entry_shown(const struct entry *en, size_t i)
{
	const char *text = entry_text(en, i), *value;

	for (size_t k = 0; (value = entry_choice(&en->fields[i], k)) != NULL; k++)
		if (str_eq(value, text))
			return entry_choice_label(&en->fields[i], k);
	return text;
}

const char *
entry_same(const struct entry *en, size_t i)
{
	static const struct { const char *mask, *name; } rows[] = {
		{ "name", "e.applicant.name" }, { "phone", "e.applicant.phone" },
		{ "address", "e.applicant.address" }, { "birth", "e.applicant.birth" },
	};
	const char *mask = json_text(en->fields[i].property, "x-mask");

	for (size_t k = 0; mask != NULL && k < sizeof(rows) / sizeof(rows[0]); k++)
		if (str_eq(rows[k].mask, mask) && entry_is_new(en))
			return entry_value(en, rows[k].name);
	return NULL;
}

size_t
entry_next_fault(const struct entry *en, size_t i)
{
	for (size_t k = 1; k <= en->count; k++)
		if (en->fields[(i + k) % en->count].fault[0] != '\0')
			return (i + k) % en->count;
	return en->count;
}

const char *
entry_kept_label(const char *name)
{
	for (size_t i = 0; i < OWN_FIELDS; i++)
		if (str_eq(own_fields[i].name, name))
			return say(own_fields[i].title);
	return str_starts(name, "f.") || str_starts(name, "r.") ? name + 2 : name;
}

int64_t
entry_subject(const char *service)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *service != '\0'; service++)
		hash = (hash ^ (unsigned char)*service) * UINT64_C(1099511628211);
	/* A number that JSON can carry. */
	hash = (hash ^ hash >> 52) & UINT64_C(0xfffffffffffff);
	return hash == 0 ? 1 : (int64_t)hash;
}

const struct service_info *
entry_subject_service(int64_t subject)
{
	for (size_t i = 0; i < catalogue_service_count; i++)
		if (entry_subject(catalogue_services[i].code) == subject)
			return &catalogue_services[i];
	return NULL;
}
