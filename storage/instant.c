/* SPDX-License-Identifier: ISC */
#include "storage/instant.h"

#include <stdio.h>
#include <string.h>

#define DAY_SEC 86400

/* Days since 1970-01-01 of a proleptic Gregorian date, by counting years from
 * March so that the leap day comes last. */
static int32_t
days_from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int month_from_march = (month + 9) % 12;
	int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && is_leap ? 29 : days[month - 1];
}

bool
day_make(int year, int month, int day, struct day *out)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 ||
	    day < 1 || day > month_days(year, month))
		return false;
	out->number = days_from_civil(year, month, day);
	return true;
}

void
day_split(struct day d, int *year, int *month, int *day)
{
	int z = d.number + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
	    day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	*month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
	*year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

int
day_weekday(struct day d)
{
	int w = (d.number + 4) % 7;	/* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

/* Reads exactly n digits at *s, advancing it. */
static bool
take_digits(const char **s, int n, int *out)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if ((*s)[i] < '0' || (*s)[i] > '9')
			return false;
		value = value * 10 + ((*s)[i] - '0');
	}
	*s += n;
	*out = value;
	return true;
}

static bool
take_char(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool
take_day(const char **s, struct day *out)
{
	int year, month, day;

	return take_digits(s, 4, &year) && take_char(s, '-') && take_digits(s, 2, &month) &&
	    take_char(s, '-') && take_digits(s, 2, &day) && day_make(year, month, day, out);
}

bool
day_parse(const char *s, struct day *out)
{
	return s != NULL && take_day(&s, out) && *s == '\0';
}

void
day_format(struct day d, char to[16])
{
	int year, month, day;

	day_split(d, &year, &month, &day);
	snprintf(to, 16, "%04d-%02d-%02d", year % 10000, month, day);
}

void
instant_split(int64_t at, struct day *d, int32_t *second_of_day)
{
	int64_t local = at + KOREA_OFFSET_SEC;
	int64_t days = local / DAY_SEC;
	int64_t rest = local % DAY_SEC;

	if (rest < 0) {
		rest += DAY_SEC;
		days--;
	}
	d->number = (int32_t)days;
	*second_of_day = (int32_t)rest;
}

int64_t
instant_make(struct day d, int32_t second_of_day)
{
	return (int64_t)d.number * DAY_SEC + second_of_day - KOREA_OFFSET_SEC;
}

void
instant_civil(int64_t at, struct civil *c)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	day_split(d, &c->year, &c->month, &c->day);
	c->hour = second / 3600;
	c->minute = second / 60 % 60;
	c->second = second % 60;
	c->weekday = day_weekday(d);
}

/* The offset at the end of an RFC 3339 instant; none means Korean time. */
static bool
take_offset(const char **s, int *offset_sec)
{
	int sign, hour, minute;

	*offset_sec = KOREA_OFFSET_SEC;
	if (**s == '\0')
		return true;
	if (take_char(s, 'Z') || take_char(s, 'z')) {
		*offset_sec = 0;
		return true;
	}
	sign = **s == '-' ? -1 : 1;
	if (**s != '+' && **s != '-')
		return false;
	(*s)++;
	if (!take_digits(s, 2, &hour) || !take_char(s, ':') || !take_digits(s, 2, &minute) ||
	    hour > 23 || minute > 59)
		return false;
	*offset_sec = sign * (hour * 3600 + minute * 60);
	return true;
}

bool
instant_parse(const char *s, int64_t *at)
{
	struct day d;
	int hour, minute, second = 0, offset_sec;

	if (s == NULL || !take_day(&s, &d))
		return false;
	if (!take_char(&s, 'T') && !take_char(&s, 't') && !take_char(&s, ' '))
		return false;
	if (!take_digits(&s, 2, &hour) || !take_char(&s, ':') || !take_digits(&s, 2, &minute))
		return false;
	if (take_char(&s, ':')) {
		if (!take_digits(&s, 2, &second))
			return false;
		if (take_char(&s, '.')) {
			if (*s < '0' || *s > '9')
				return false;
			while (*s >= '0' && *s <= '9')
				s++;
		}
	}
	/* A leap second is read as the second before it. */
	if (second == 60)
		second = 59;
	if (hour > 23 || minute > 59 || second > 59 || !take_offset(&s, &offset_sec) || *s != '\0')
		return false;
	*at = (int64_t)d.number * DAY_SEC + hour * 3600 + minute * 60 + second - offset_sec;
	return true;
}

static void
two_digits(char *to, int number)
{
	to[0] = (char)('0' + number / 10);
	to[1] = (char)('0' + number % 10);
}

void
instant_format(int64_t at, char to[32])
{
	struct civil c;
	int year;

	if (at == 0) {
		to[0] = '\0';
		return;
	}
	instant_civil(at, &c);
	/* Every message has some: printf took most of its time. */
	year = (c.year % 10000 + 10000) % 10000;
	two_digits(to, year / 100);
	two_digits(to + 2, year % 100);
	two_digits(to + 5, c.month);
	two_digits(to + 8, c.day);
	two_digits(to + 11, c.hour);
	two_digits(to + 14, c.minute);
	two_digits(to + 17, c.second);
	to[4] = to[7] = '-';
	to[10] = 'T';
	to[13] = to[16] = ':';
	memcpy(to + 19, "+09:00", 7);
}

void
instant_format_official(int64_t at, char to[32])
{
	struct civil c;

	if (at == 0) {
		to[0] = '\0';
		return;
	}
	instant_civil(at, &c);
	snprintf(to, 32, "%04d. %d. %d. %02d:%02d", c.year % 10000, c.month, c.day, c.hour, c.minute);
}
