/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/relay_item.h"
#include "console/rules/catalogue.h"
#include "console/rules/json_gate.h"
#include "console/rules/redact.h"
#include "console/rules/verdict.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Who applied, where no column says it. */
#define NOBODY_NAMED "이름 비공개"

/* A row being read. */
struct reading {
	struct drop_row *out;
	const struct csv_row *row;
	const struct drop_column *columns;
	size_t count;
	const struct column_map *map;
	const struct drop_defaults *defaults;
};

/* Copies text without resident numbers. True where there was none and it fits. */
static bool
fill_cut(char *to, size_t cap, const char *text)
{
	struct buf cut = { 0 };
	size_t numbers = redact_bytes(&cut, text, strlen(text));
	bool is_whole = str_fill(to, cap, buf_str(&cut));

	buf_release(&cut);
	return numbers == 0 && is_whole;
}

/* The first thing that is wrong: its reason, and the sentence with the column. */
static void
set_fault(struct drop_row *out, enum reason reason, const struct drop_column *column,
    const char *detail)
{
	struct buf why = { 0 };

	if (out->item.fault[0] != '\0')
		return;
	(void)str_fill(out->item.fault, sizeof(out->item.fault), reason_name(reason));
	(void)fill_cut(out->item.fault_detail, sizeof(out->item.fault_detail), detail);
	if (column != NULL)
		buf_printf(&why, say(N_("column %zu (%s): ")), column->column, column->heading);
	reason_sentence(&why, reason, out->item.fault_detail);
	(void)fill_cut(out->why, sizeof(out->why), buf_str(&why));
	buf_release(&why);
}

/* What a row without a number is known by: its own bytes, resident numbers cut, for a
 * digest of them could be guessed. */
static void
name_by_bytes(struct wire_intake_item *item, const char *bytes, size_t len)
{
	struct buf cut = { 0 };
	char hash[65];

	redact_bytes(&cut, bytes, len);
	secret_sha256(buf_str(&cut), cut.len, hash);
	buf_release(&cut);
	(void)snprintf(item->event_id, sizeof(item->event_id), "row-%.32s", hash);
}

/* How many bytes to keep of those that are too many: none of a number that the cut
 * would halve, for half a resident number is not known as one. */
static size_t
keep_bytes(const char *bytes, size_t len)
{
	if (len <= JSON_EVENT_BYTES_MAX)
		return len;
	len = JSON_EVENT_BYTES_MAX;
	while (len > 0 && bytes[len - 1] != '\0' && (strchr("0123456789- ", bytes[len - 1]) != NULL ||
	    (unsigned char)bytes[len - 1] >= 0x80))
		len--;
	return len;
}

void
drop_row_spoil(struct drop_row *out, const char *bytes, size_t len, const char *why)
{
	bool is_large = len > JSON_EVENT_BYTES_MAX;

	(void)str_fill(out->item.kind, sizeof(out->item.kind), "created");
	set_fault(out, is_large ? REASON_TOO_LARGE : REASON_UNREADABLE, NULL, why);
	(void)str_fill(out->why, sizeof(out->why), why);
	buf_clear(&out->raw);
	buf_add(&out->raw, bytes, keep_bytes(bytes, len));
	out->item.raw = (struct wire_bytes){ buf_str(&out->raw), out->raw.len };
	name_by_bytes(&out->item, bytes, len);
}

/* The column of a member whose cell says something, from the one at *i on; NULL
 * where none does. */
static const struct drop_column *
next_of(const struct reading *r, enum drop_member member, size_t *i)
{
	for (; *i < r->count; ++*i)
		if (r->columns[*i].member == (int)member && r->row->cells[*i].len > 0)
			return &r->columns[*i];
	return NULL;
}

/* The word of a member in our words, "" where no cell says it. */
static const char *
word_of(const struct reading *r, enum drop_member member, const struct drop_column **column)
{
	size_t i = 0;

	*column = next_of(r, member, &i);
	return *column == NULL ? "" :
	    column_map_word(r->map, (int)member, r->row->cells[i].text);
}

static bool
has_column(const struct reading *r, enum drop_member member)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->columns[i].member == (int)member)
			return true;
	return false;
}

/* Appends the number as the row writes it; returns the last of its columns. */
static const struct drop_column *
put_id(const struct reading *r, struct buf *out)
{
	const struct drop_column *column = NULL;

	for (size_t i = 0; i < r->count; i++) {
		if (r->columns[i].member != DROP_ID)
			continue;
		column = &r->columns[i];
		buf_printf(out, "%s%s", out->len > 0 ? "-" : "", r->row->cells[i].text);
	}
	return column;
}

static void
read_id(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	struct buf id = { 0 };
	const struct drop_column *column = put_id(r, &id);

	if (!relay_is_id(buf_str(&id), sizeof(item->external_id)) ||
	    !fill_cut(item->external_id, sizeof(item->external_id), buf_str(&id))) {
		item->external_id[0] = '\0';
		set_fault(r->out, REASON_MISSING_FIELD, column, "id");
	}
	(void)str_fill(item->event_id, sizeof(item->event_id), item->external_id);
	buf_release(&id);
}

static void
read_service(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	const struct drop_column *column;
	const char *word = word_of(r, DROP_SERVICE, &column);
	const struct service_info *service;

	if (word[0] == '\0')
		word = r->defaults->service;
	service = service_search(word);
	(void)fill_cut(item->service, sizeof(item->service),
	    service != NULL ? service->code : word);
	if (service == NULL)
		set_fault(r->out, word[0] == '\0' ? REASON_MISSING_FIELD : REASON_UNKNOWN_SERVICE,
		    column, word[0] == '\0' ? "service" : word);
}

static void
read_region(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	const struct drop_column *column;
	const char *word = word_of(r, DROP_REGION, &column);
	const struct region_info *region = region_search(word);

	if (word[0] == '\0') {
		(void)str_fill(item->region, sizeof(item->region), r->defaults->region);
		return;
	}
	(void)fill_cut(item->region, sizeof(item->region), region != NULL ? region->code : word);
	if (region == NULL)
		set_fault(r->out, REASON_UNKNOWN_REGION, column, word);
}

static void
read_arrival(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	const struct drop_column *column;
	const char *word = word_of(r, DROP_ARRIVED, &column);

	if (word[0] != '\0' && !drop_instant(word, &item->arrived_at)) {
		item->arrived_at = 0;
		set_fault(r->out, REASON_MISSING_FIELD, column, "arrived");
	}
}

static void
read_applicant(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	const struct drop_column *column;
	struct day day;
	int32_t second;
	int64_t at;

	(void)fill_cut(item->applicant_name, sizeof(item->applicant_name),
	    word_of(r, DROP_APPLICANT, &column));
	if (!has_column(r, DROP_APPLICANT))
		(void)str_fill(item->applicant_name, sizeof(item->applicant_name), NOBODY_NAMED);
	else if (item->applicant_name[0] == '\0')
		set_fault(r->out, REASON_MISSING_FIELD, NULL, "applicant");
	(void)fill_cut(item->applicant_phone, sizeof(item->applicant_phone),
	    word_of(r, DROP_PHONE, &column));
	(void)fill_cut(item->applicant_address, sizeof(item->applicant_address),
	    word_of(r, DROP_ADDRESS, &column));
	if (drop_instant(word_of(r, DROP_BIRTH, &column), &at)) {
		instant_split(at, &day, &second);
		day_format(day, item->applicant_birth);
	}
}

/* What is a member of the application itself, in the order in which it is kept. */
static const struct {
	const char *name;
	enum drop_member member;
	bool is_of_applicant;
} kept[] = {
	{ "requested_datetime", DROP_ARRIVED, false },
	{ "description", DROP_TITLE, false },
	{ "form_version", DROP_FORM_VERSION, false },
	{ "status_word", DROP_STATUS, false },
	{ "name", DROP_APPLICANT, true },
	{ "phone", DROP_PHONE, true },
	{ "address", DROP_ADDRESS, true },
	{ "birth_date", DROP_BIRTH, true },
	{ "resident_number", DROP_RESIDENT, true },
};

static void
put_member(struct buf *raw, const char *name, const char *text)
{
	char last = raw->len > 0 ? raw->data[raw->len - 1] : '{';

	if (last != '{')
		buf_putc(raw, ',');
	text_json_string(raw, name, strlen(name));
	buf_putc(raw, ':');
	text_json_string(raw, text, strlen(text));
}

static void
put_kept(const struct reading *r, struct buf *raw, bool is_of_applicant)
{
	const struct drop_column *column;

	for (size_t i = 0; i < COUNT(kept); i++) {
		const char *word = kept[i].is_of_applicant == is_of_applicant ?
		    word_of(r, kept[i].member, &column) : "";

		if (word[0] != '\0')
			put_member(raw, kept[i].name, word);
	}
}

/* A number as JSON writes it; thousands may be parted. */
static bool
read_number(const char *text, struct buf *out)
{
	size_t from = out->len, digits = 0, points = 0;

	for (const char *s = text; *s != '\0'; s++) {
		if (*s == ',' && digits > 0 && points == 0)
			continue;
		if (*s == '.' && digits > 0 && s[1] != '\0' && points++ == 0) {
			buf_putc(out, *s);
			continue;
		}
		digits += *s >= '0' && *s <= '9';
		if ((*s < '0' || *s > '9') && !(*s == '-' && s == text))
			break;
		buf_putc(out, *s);
		if (s[1] == '\0' && digits <= 15 && digits > 0 &&
		    (digits == 1 || points > 0 || out->data[from + (text[0] == '-')] != '0'))
			return true;
	}
	buf_cut(out, from);
	return false;
}

static bool
read_yes_no(const char *text, struct buf *out)
{
	static const struct {
		const char *word;
		bool is_yes;
	} words[] = { { "예", true }, { "Y", true }, { "y", true }, { "O", true }, { "true", true },
		{ "1", true }, { "아니오", false }, { "N", false }, { "n", false }, { "X", false },
		{ "false", false }, { "0", false } };

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(words[i].word, text)) {
			buf_puts(out, words[i].is_yes ? "true" : "false");
			return true;
		}
	return false;
}

/* The answers of the form, and whatever else the row says. */
static void
put_answers(const struct reading *r, struct buf *raw)
{
	buf_putc(raw, '{');
	for (size_t i = 0; i < r->count; i++) {
		const struct drop_column *c = &r->columns[i];
		const char *word = r->row->cells[i].text;
		struct buf value = { 0 };

		if (word[0] == '\0' || (c->member >= 0 && c->member < DROP_ANSWER))
			continue;
		if (c->member != COLUMN_MAP_NONE)
			word = column_map_word(r->map, c->member, word);
		put_member(raw, c->key, word);
		if ((c->member == DROP_NUMBER && read_number(word, &value)) ||
		    (c->member == DROP_YES_NO && read_yes_no(word, &value))) {
			struct buf text = { 0 };

			text_json_string(&text, word, strlen(word));
			buf_cut(raw, raw->len - text.len);
			buf_puts(raw, buf_str(&value));
			buf_release(&text);
		}
		buf_release(&value);
	}
	buf_putc(raw, '}');
}

/* The row as one JSON object: what it is known by, and what 미분류 shows. */
static void
keep(const struct reading *r)
{
	struct wire_intake_item *item = &r->out->item;
	struct buf *raw = &r->out->raw;
	const struct drop_column *column;
	struct buf id = { 0 };

	buf_clear(raw);
	buf_putc(raw, '{');
	(void)put_id(r, &id);
	put_member(raw, "service_request_id", buf_str(&id));
	buf_release(&id);
	put_member(raw, "service_code", str_eq(item->fault, reason_name(REASON_UNKNOWN_SERVICE)) ?
	    word_of(r, DROP_SERVICE, &column) : item->service);
	put_kept(r, raw, false);
	buf_puts(raw, ",\"applicant\":{");
	put_kept(r, raw, true);
	buf_puts(raw, "},\"attributes\":");
	item->answers_from = (int64_t)raw->len;
	put_answers(r, raw);
	item->answers_len = (int64_t)raw->len - item->answers_from;
	buf_putc(raw, '}');
	item->data_len = (int64_t)raw->len;
	item->raw = (struct wire_bytes){ buf_str(raw), raw->len };
}

void
drop_row_read(struct drop_row *out, const struct csv_row *row,
    const struct drop_column *columns, size_t count, const struct column_map *map,
    const struct drop_defaults *defaults)
{
	struct reading r = { .out = out, .row = row, .columns = columns, .count = count,
		.map = map, .defaults = defaults };
	struct wire_intake_item *item = &out->item;
	const struct drop_column *column;

	(void)str_fill(item->kind, sizeof(item->kind), "created");
	read_id(&r);
	read_service(&r);
	read_region(&r);
	read_arrival(&r);
	(void)fill_cut(item->title, sizeof(item->title), word_of(&r, DROP_TITLE, &column));
	(void)fill_cut(item->form_version, sizeof(item->form_version),
	    word_of(&r, DROP_FORM_VERSION, &column));
	read_applicant(&r);
	keep(&r);
	if (out->raw.len > JSON_EVENT_BYTES_MAX) {
		char *whole = buf_steal(&out->raw);

		*item = (struct wire_intake_item){ .event_id = "" };
		drop_row_spoil(out, whole, strlen(whole), say(N_("the row is larger than 1 MiB")));
		free(whole);
		return;
	}
	if (item->event_id[0] == '\0')
		name_by_bytes(item, item->raw.data, item->raw.len);
}

/* The next group of at most max digits; -1 = there is none. */
static int
group(const char **s, int max)
{
	int value = 0, digits = 0;

	*s += strspn(*s, " -./:T,");
	for (; **s >= '0' && **s <= '9' && digits < max; ++*s, digits++)
		value = value * 10 + (**s - '0');
	return digits == 0 ? -1 : value;
}

/* Passes over a word that stands there. */
static bool
passes(const char **s, const char *const words[], size_t count)
{
	*s += strspn(*s, " ");
	for (size_t i = 0; i < count; i++)
		if (str_starts(*s, words[i])) {
			*s += strlen(words[i]);
			return true;
		}
	return false;
}

bool
drop_instant(const char *text, int64_t *at)
{
	static const char *const noon[] = { "오후", "PM", "pm" }, *const morning[] = { "오전", "AM",
		"am" }, *const units[] = { "년", "월", "일", "시", "분", "초" };
	bool is_packed = strspn(text, "0123456789") >= 8;
	int part[6] = { -1, -1, -1, 0, 0, 0 };
	bool is_late = false, is_early = false;
	struct day day;

	if (instant_parse(text, at))
		return true;
	for (int i = 0; i < 6; i++) {
		int value;

		if (i == 3) {
			is_late = passes(&text, noon, COUNT(noon));
			is_early = !is_late && passes(&text, morning, COUNT(morning));
		}
		value = group(&text, i == 0 ? 4 : 2);
		if (value < 0 && i < 3)
			return false;
		part[i] = value < 0 ? 0 : value;
		if (!is_packed)
			(void)passes(&text, units, COUNT(units));
	}
	text += strspn(text, " .");
	if (is_late && part[3] < 12)
		part[3] += 12;
	else if (is_early && part[3] == 12)
		part[3] = 0;
	if (*text != '\0' || part[0] < 1900 || part[0] > 2999 || part[3] > 23 || part[4] > 59 ||
	    part[5] > 59 || !day_make(part[0], part[1], part[2], &day))
		return false;
	*at = instant_make(day, part[3] * 3600 + part[4] * 60 + part[5]);
	return true;
}
