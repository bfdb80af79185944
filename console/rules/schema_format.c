/* SPDX-License-Identifier: ISC */
/*
 * The formats that forms of a desk need, as shapes: a date exists, a number has
 * its digits. Whether a person or a firm is behind it is nobody's affair here. A
 * resident number is never refused for its check digit: since 2020-10 there is
 * none (domain.md D; 주민등록법 시행규칙).
 */
#include <ctype.h>
#include <string.h>

#include "console/rules/pattern.h"
#include "console/rules/schema_inside.h"
#include "console/rules/uri.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Does text look like the picture? 9 is a digit, everything else itself. */
static bool
looks_like(const char *text, const char *picture)
{
	for (; *picture != '\0'; picture++, text++) {
		if (*picture == '9' ? !is_digit(*text) : *text != *picture)
			return false;
	}
	return *text == '\0';
}

static int
number_at(const char *text, size_t digits)
{
	int number = 0;

	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (text[i] - '0');
	return number;
}

static bool
is_civil_day(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month >= 1 && month <= 12 && day >= 1 &&
	    day <= days[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

static bool
is_date(const char *text)
{
	return looks_like(text, "9999-99-99") &&
	    is_civil_day(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2));
}

/* Z, or +hh:mm. *minutes gets what it is away from UTC. */
static bool
is_offset(const char *text, int *minutes)
{
	*minutes = 0;
	if (str_eq(text, "Z") || str_eq(text, "z"))
		return true;
	if (!looks_like(text, "+99:99") && !looks_like(text, "-99:99"))
		return false;
	*minutes = number_at(text + 1, 2) * 60 + number_at(text + 4, 2);
	if (text[0] == '-')
		*minutes = -*minutes;
	return number_at(text + 1, 2) <= 23 && number_at(text + 4, 2) <= 59;
}

/* RFC 3339 full-time; the 60th second only where it is a leap second. */
static bool
is_time(const char *text)
{
	const char *rest = text + 8;
	int hour, minute, second, offset, utc;

	if (strlen(text) < 9)
		return false;
	for (size_t i = 0; i < 8; i++)
		if (i % 3 == 2 ? text[i] != ':' : !is_digit(text[i]))
			return false;
	hour = number_at(text, 2);
	minute = number_at(text + 3, 2);
	second = number_at(text + 6, 2);
	if (*rest == '.') {
		rest++;
		if (!is_digit(*rest))
			return false;
		while (is_digit(*rest))
			rest++;
	}
	if (!is_offset(rest, &offset) || hour > 23 || minute > 59 || second > 60)
		return false;
	utc = ((hour * 60 + minute - offset) % 1440 + 1440) % 1440;
	return second < 60 || utc == 1439;
}

static bool
is_date_time(const char *text)
{
	char date[11];

	if (strlen(text) < 11 || (text[10] != 'T' && text[10] != 't'))
		return false;
	str_fill(date, sizeof(date), text);
	return is_date(date) && is_time(text + 11);
}

/* A form's times are those of the clock on the wall. */
static bool
is_clock_time(const char *text)
{
	return looks_like(text, "99:99") && number_at(text, 2) <= 23 && number_at(text + 3, 2) <= 59;
}

static bool
is_email(const char *text)
{
	const char *at = strrchr(text, '@');

	if (at == NULL || at == text || at - text > 64 || strlen(at + 1) > 253 ||
	    text[0] == '.' || at[-1] == '.' || strstr(text, "..") != NULL)
		return false;
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f || strchr("()<>,;:\\\"[]", *p) != NULL ||
		    (*p == '@' && p != at))
			return false;
	return isalnum((unsigned char)at[1]) && at[strlen(at) - 1] != '-';
}

static bool
is_uri(const char *text)
{
	size_t scheme = strcspn(text, ":/?#");

	if (scheme == 0 || text[scheme] != ':' || !isalpha((unsigned char)text[0]) ||
	    text[scheme + 1] == '\0')
		return false;
	for (size_t i = 0; i < scheme; i++)
		if (!isalnum((unsigned char)text[i]) && strchr("+-.", text[i]) == NULL)
			return false;
	for (const char *p = text; *p != '\0'; p++) {
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f ||
		    strchr("<>\\^`{|}\"", *p) != NULL)
			return false;
		if (*p == '%' && !(isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2])))
			return false;
	}
	return true;
}

static bool
is_uuid(const char *text)
{
	for (size_t i = 0; i < 36; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-' :
		    !isxdigit((unsigned char)text[i]))
			return false;
	return text[36] == '\0';
}

static bool
is_regex(const char *text)
{
	struct pattern *p;
	bool is_fine = pattern_compile(text, &p, NULL) == RC_OK;

	pattern_free(p);
	return is_fine;
}

/* Digits alone, or with hyphens as people write them. */
static bool
is_phone(const char *text)
{
	static const char *const pictures[] = {
		"99-999-9999", "99-9999-9999", "999-999-9999", "999-9999-9999", "9999-9999",
		"9999-999-9999", "9999-9999-9999", "999999999", "9999999999", "99999999999",
		"999999999999", "99999999",
	};
	bool is_national = text[0] == '1' && (text[1] == '5' || text[1] == '6' || text[1] == '8');

	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		if (looks_like(text, pictures[i]))
			return strlen(text) <= 9 && text[0] != '0' ? is_national : text[0] == '0';
	return false;
}

/* YYMMDD-GNNNNNN with a day that a calendar has. The century is in the seventh
 * digit; 02-29 is let pass where any century had it. */
static bool
is_resident_number(const char *text)
{
	return (looks_like(text, "999999-9999999") || looks_like(text, "9999999999999")) &&
	    is_civil_day(2000 + number_at(text, 2), number_at(text + 2, 2), number_at(text + 4, 2));
}

static bool
is_business_number(const char *text)
{
	return looks_like(text, "999-99-99999") || looks_like(text, "9999999999");
}

static bool
is_postcode(const char *text)
{
	return looks_like(text, "99999");
}

static const struct {
	const char *name;
	format_function holds;
} formats[] = {
	{ "date", is_date }, { "time", is_time }, { "date-time", is_date_time },
	{ "email", is_email }, { "uri", is_uri }, { "uuid", is_uuid }, { "regex", is_regex },
	{ "kr-time", is_clock_time }, { "kr-phone", is_phone }, { "kr-rrn", is_resident_number },
	{ "kr-brn", is_business_number }, { "kr-postcode", is_postcode },
};

format_function
schema_format_find(const char *format)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (str_eq(formats[i].name, format))
			return formats[i].holds;
	return NULL;
}
