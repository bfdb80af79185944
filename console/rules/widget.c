/* SPDX-License-Identifier: ISC */
#include "console/rules/widget.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define AHEAD_YEARS 10	/* of a year typed with two digits */
#define PARTS_MAX 3

/* The words of x-widget. */
static const char *const widget_words[WIDGET__COUNT] = {
	[WIDGET_TEXT] = "text", [WIDGET_PARAGRAPH] = "paragraph", [WIDGET_DATE] = "date",
	[WIDGET_TIME] = "time", [WIDGET_YES_NO] = "yes-no", [WIDGET_CHOICE] = "choice",
	[WIDGET_NUMBER] = "number", [WIDGET_MONEY] = "money", [WIDGET_PHONE] = "phone",
	[WIDGET_POSTCODE] = "postcode", [WIDGET_ADDRESS] = "address", [WIDGET_BIRTH] = "birth",
	[WIDGET_LIST] = "list",
};

/* One row per keyword that tells what a field is typed with, the first that fits. */
static const struct {
	const char *keyword, *value;
	enum widget widget;
} signs[] = {
	{ "type", "boolean", WIDGET_YES_NO }, { "type", "array", WIDGET_LIST },
	{ "format", "date", WIDGET_DATE }, { "format", "kr-phone", WIDGET_PHONE },
	{ "format", "kr-postcode", WIDGET_POSTCODE }, { "format", "kr-rrn", WIDGET_BIRTH },
	{ "x-mask", "phone", WIDGET_PHONE }, { "x-mask", "address", WIDGET_ADDRESS },
	{ "x-mask", "birth", WIDGET_BIRTH },
};

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len >= tail && str_eq(text + len - tail, end);
}

static bool
is_numeric(const struct cJSON *property)
{
	const char *type = str_or_empty(json_text(property, "type"));

	return str_eq(type, "number") || str_eq(type, "integer");
}

enum widget
widget_of(const struct cJSON *property)
{
	const char *word = json_text(property, "x-widget");

	for (int w = 0; word != NULL && w < WIDGET__COUNT; w++)
		if (str_eq(word, widget_words[w]))
			return (enum widget)w;
	if (cJSON_IsArray(json_member(property, "enum")))
		return WIDGET_CHOICE;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_eq(json_text(property, signs[i].keyword), signs[i].value))
			return signs[i].widget;
	if (is_numeric(property))
		return ends_with(str_or_empty(json_text(property, "title")), "(원)") ?
		    WIDGET_MONEY : WIDGET_NUMBER;
	return WIDGET_TEXT;
}

const char *
widget_choice(const struct cJSON *property, size_t i)
{
	const struct cJSON *item;

	cJSON_ArrayForEach(item, json_member(property, "enum"))
		if (cJSON_IsString(item) && i-- == 0)
			return item->valuestring;
	return NULL;
}

/* The numbers in text and how many digits each has, up to PARTS_MAX; what stands
 * between them must be none but the marks that dates are written with. Returns how
 * many; 0 where it is something else. */
static size_t
read_parts(const char *text, int parts[PARTS_MAX], size_t digits[PARTS_MAX])
{
	size_t count = 0;

	while (*text != '\0') {
		if (strchr(".-/ ", *text) != NULL) {
			text++;
			continue;
		}
		if (!isdigit((unsigned char)*text)) {
			static const char *const marks[] = { "년", "월", "일" };
			size_t i = 0;

			while (i < 3 && !str_starts(text, marks[i]))
				i++;
			if (i == 3 || count == 0)
				return 0;
			text += strlen(marks[i]);
			continue;
		}
		if (count == PARTS_MAX)
			return 0;
		parts[count] = 0;
		digits[count] = 0;
		for (; isdigit((unsigned char)*text) && digits[count] < 9; text++, digits[count]++)
			parts[count] = parts[count] * 10 + (*text - '0');
		count++;
	}
	return count;
}

static int
whole_year(int two_digits, struct day today)
{
	int year, month, day;

	day_split(today, &year, &month, &day);
	return 2000 + two_digits <= year + AHEAD_YEARS ? 2000 + two_digits : 1900 + two_digits;
}

bool
widget_day(const char *typed, struct day today, struct day *out)
{
	static const struct { const char *word; int days; } words[] = {
		{ "today", 0 }, { "오늘", 0 }, { "yesterday", -1 }, { "어제", -1 }, { "tomorrow", 1 },
		{ "내일", 1 }, { "그제", -2 }, { "그저께", -2 }, { "모레", 2 },
	};
	int p[PARTS_MAX], year, month, day;
	size_t digits[PARTS_MAX], count;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_eq(typed, words[i].word)) {
			*out = (struct day){ today.number + words[i].days };
			return true;
		}
	}
	count = read_parts(typed, p, digits);
	day_split(today, &year, &month, &day);
	if (count == 3 && digits[0] <= 2)
		return day_make(whole_year(p[0], today), p[1], p[2], out);
	if (count == 3)
		return digits[0] == 4 && day_make(p[0], p[1], p[2], out);
	if (count == 2)
		return day_make(year, p[0], p[1], out);
	if (count != 1)
		return false;
	if (digits[0] == 8)
		return day_make(p[0] / 10000, p[0] / 100 % 100, p[0] % 100, out);
	if (digits[0] == 6)
		return day_make(whole_year(p[0] / 10000, today), p[0] / 100 % 100, p[0] % 100, out);
	return digits[0] == 4 && day_make(year, p[0] / 100, p[0] % 100, out);
}

/* "14:30" or "9:05" as minutes of the day; -1 where it is none. */
static int
minute_of(const char *text)
{
	int hour = 0, minute = 0;
	size_t n = strspn(text, "0123456789");

	if (n < 1 || n > 2 || text[n] != ':' || strspn(text + n + 1, "0123456789") != 2 ||
	    text[n + 3] != '\0')
		return -1;
	for (size_t i = 0; i < n; i++)
		hour = hour * 10 + (text[i] - '0');
	minute = (text[n + 1] - '0') * 10 + (text[n + 2] - '0');
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

bool
widget_instant(const char *typed, int64_t now_at, int64_t *at)
{
	const char *clock = strrchr(typed, ' ');
	int minute = minute_of(clock != NULL ? clock + 1 : typed);
	int32_t second;
	struct day day;
	bool is_day = true;

	if (instant_parse(typed, at))
		return true;
	instant_split(now_at, &day, &second);
	if (minute < 0)
		return false;
	if (clock != NULL) {
		char *front = x_strndup(typed, (size_t)(clock - typed));

		is_day = widget_day(front, day, &day);
		free(front);
	}
	*at = instant_make(day, minute * 60);
	return is_day;
}

/* The digits of text, where it has only those and what stands between them. */
static bool
digits_of(const char *text, const char *between, struct buf *out)
{
	for (; *text != '\0'; text++) {
		if (isdigit((unsigned char)*text))
			buf_putc(out, *text);
		else if (strchr(between, *text) == NULL)
			return false;
	}
	buf_puts(out, "");
	return true;
}

/* domain.md D: 02 has two digits before the exchange, 15NN has none, all others
 * three; the last four stand alone. */
static bool
tidy_phone(struct buf *out, const char *typed)
{
	struct buf d = { 0 };
	size_t area = 3;
	bool is_phone = digits_of(typed, " -().", &d);
	const char *s = buf_str(&d);

	if (str_starts(s, "02"))
		area = 2;
	if (d.len == 8 && s[0] == '1' && strchr("568", s[1]) != NULL)
		buf_printf(out, "%.4s-%s", s, s + 4);
	else if (is_phone && s[0] == '0' && (d.len == area + 7 || d.len == area + 8))
		buf_printf(out, "%.*s-%.*s-%s", (int)area, s, (int)(d.len - area - 4), s + area,
		    s + d.len - 4);
	else
		is_phone = false;
	buf_release(&d);
	return is_phone;
}

static bool
tidy_birth(struct buf *out, const char *typed)
{
	struct buf d = { 0 };
	bool is_birth = digits_of(typed, " -*", &d) && (d.len == 6 || d.len >= BIRTH_DIGITS);

	if (is_birth)
		buf_printf(out, "%.6s%s%.1s", buf_str(&d), d.len > 6 ? "-" : "", buf_str(&d) + 6);
	buf_release(&d);
	return is_birth;
}

/* Is the comma at text one between groups of three digits? */
static bool
is_group(const char *text)
{
	return strspn(text + 1, "0123456789") == 3;
}

/* A number without the commas between its groups and the 원 behind it. */
static bool
plain_number(struct buf *out, const char *typed)
{
	size_t len = strlen(typed);
	struct cJSON *number = NULL;
	bool is_number;

	if (ends_with(typed, "원"))
		len -= strlen("원");
	for (size_t i = 0; i < len; i++)
		if (typed[i] != ',' || !is_group(typed + i))
			buf_putc(out, typed[i]);
	buf_puts(out, "");
	is_number = json_parse(buf_str(out), out->len, 40, &number, NULL) == RC_OK &&
	    cJSON_IsNumber(number);
	cJSON_Delete(number);
	return is_number;
}

static bool
tidy_money(struct buf *out, const char *typed)
{
	struct buf n = { 0 };
	bool is_number = plain_number(&n, typed) && strspn(buf_str(&n), "0123456789") == n.len;

	for (size_t i = 0; is_number && i < n.len; i++) {
		if (i > 0 && (n.len - i) % 3 == 0)
			buf_putc(out, ',');
		buf_putc(out, n.data[i]);
	}
	buf_release(&n);
	return is_number;
}

/* A choice by its whole word, else by its place from 1, else by the beginning or
 * the initials that only it has. */
static const char *
choice_of(const struct cJSON *property, const char *typed)
{
	const char *word, *found = NULL;
	bool is_initials = text_is_initials(typed);
	size_t count = 0;
	int64_t place;

	for (size_t i = 0; (word = widget_choice(property, i)) != NULL; i++)
		if (str_eq(word, typed))
			return word;
	if (parse_int(typed, 1, 1000, &place))
		return widget_choice(property, (size_t)place - 1);
	for (size_t i = 0; (word = widget_choice(property, i)) != NULL; i++) {
		struct buf initials = { 0 };

		text_initials(&initials, word);
		if (str_starts(is_initials ? buf_str(&initials) : word, typed)) {
			found = word;
			count++;
		}
		buf_release(&initials);
	}
	return count == 1 ? found : NULL;
}

static const struct { const char *word; bool is_yes; } truths[] = {
	{ "yes", true }, { "y", true }, { "true", true }, { "예", true }, { "네", true },
	{ "1", true }, { "ㅇ", true }, { "no", false }, { "n", false }, { "false", false },
	{ "아니오", false }, { "아니요", false }, { "2", false }, { "0", false }, { "ㄴ", false },
};

static bool
is_truth(const char *typed, bool *is_yes)
{
	for (size_t i = 0; i < sizeof(truths) / sizeof(truths[0]); i++) {
		if (str_eq(typed, truths[i].word)) {
			*is_yes = truths[i].is_yes;
			return true;
		}
	}
	return false;
}

/* As widget_tidy; false where the text is none of its kind. */
static bool
tidy(struct buf *out, enum widget w, const struct cJSON *property, const char *typed,
    struct day today)
{
	const char *word;
	struct day day;
	char text[16];
	bool is_yes;

	switch (w) {
	case WIDGET_DATE:
		if (!widget_day(typed, today, &day))
			return false;
		day_format(day, text);
		buf_puts(out, text);
		return true;
	case WIDGET_YES_NO:
		if (!is_truth(typed, &is_yes))
			return false;
		buf_puts(out, is_yes ? "true" : "false");
		return true;
	case WIDGET_CHOICE:
		word = choice_of(property, typed);
		buf_puts(out, str_or_empty(word));
		return word != NULL;
	case WIDGET_NUMBER:
		return plain_number(out, typed);
	case WIDGET_MONEY:
		return tidy_money(out, typed);
	case WIDGET_PHONE:
		return tidy_phone(out, typed);
	case WIDGET_BIRTH:
		return tidy_birth(out, typed);
	case WIDGET_TEXT:
	case WIDGET_PARAGRAPH:
	case WIDGET_TIME:
	case WIDGET_POSTCODE:
	case WIDGET_ADDRESS:
	case WIDGET_LIST:
	case WIDGET__COUNT:
		break;
	}
	return false;
}

void
widget_tidy(struct buf *out, enum widget w, const struct cJSON *property, const char *typed,
    struct day today)
{
	struct buf trimmed = { 0 }, tidied = { 0 };
	size_t from = strspn(typed, " \t"), to = strlen(typed);

	while (to > from && (typed[to - 1] == ' ' || typed[to - 1] == '\t'))
		to--;
	buf_add(&trimmed, typed + from, to - from);
	if (tidy(&tidied, w, property, buf_str(&trimmed), today))
		buf_puts(out, buf_str(&tidied));
	else
		buf_puts(out, w == WIDGET_PARAGRAPH ? typed : buf_str(&trimmed));
	buf_release(&trimmed);
	buf_release(&tidied);
}

void
widget_json(struct buf *out, enum widget w, const struct cJSON *property, const char *tidied)
{
	struct buf number = { 0 };
	bool is_yes, is_number = false;

	if (w == WIDGET_NUMBER || w == WIDGET_MONEY || is_numeric(property))
		is_number = plain_number(&number, tidied);
	if (is_number) {
		buf_puts(out, buf_str(&number));
	} else if (w == WIDGET_YES_NO && is_truth(tidied, &is_yes)) {
		buf_puts(out, is_yes ? "true" : "false");
	} else if (w == WIDGET_BIRTH && strlen(tidied) == 8 && tidied[6] == '-') {
		/* As what a channel sends is kept (rules/redact.h). */
		buf_printf(out, "\"%s******\"", tidied);
	} else {
		text_json_string(out, tidied, strlen(tidied));
	}
	buf_release(&number);
}

void
widget_text(struct buf *out, enum widget w, const struct cJSON *value)
{
	struct buf text = { 0 };

	if (cJSON_IsBool(value)) {
		buf_puts(out, cJSON_IsTrue(value) ? "true" : "false");
	} else if (cJSON_IsString(value)) {
		if (w != WIDGET_BIRTH || !tidy_birth(&text, value->valuestring))
			buf_puts(out, value->valuestring);
	} else if (cJSON_IsNumber(value)) {
		char *printed = cJSON_PrintUnformatted(value);

		if (w != WIDGET_MONEY || !tidy_money(&text, printed))
			buf_puts(out, printed);
		cJSON_free(printed);
	}
	buf_puts(out, buf_str(&text));
	buf_release(&text);
}
