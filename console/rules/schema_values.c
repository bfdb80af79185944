/* SPDX-License-Identifier: ISC */
/* What the keywords ask of one value: its type, its size, its text. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/json_value.h"
#include "console/rules/schema_inside.h"
#include "storage/text.h"

#define WHOLE_MAX 9007199254740992.0	/* 2^53 */

bool
check_type(struct run *r, const struct check *c, const struct place *at)
{
	struct buf wanted = { 0 };
	const struct cJSON *item;

	if (is_wanted(at->node, at->at))
		return true;
	if (r->faults == NULL)
		return false;
	if (cJSON_IsString(c->value))
		return schema_fail(r, c, at, c->value->valuestring);
	cJSON_ArrayForEach(item, c->value) {
		buf_printf(&wanted, "%s%s", wanted.len == 0 ? "" : ", ", item->valuestring);
	}
	schema_fail(r, c, at, buf_str(&wanted));
	buf_release(&wanted);
	return false;
}

bool
fits_enum(const struct check *c, const struct cJSON *value)
{
	bool is_text = type_of(value) == cJSON_String;

	for (const struct cJSON *item = c->value->child; item != NULL; item = item->next) {
		if (type_of(item) != type_of(value))
			continue;
		if (is_text ? strcmp(item->valuestring, value->valuestring) == 0 :
		    json_equal(item, value))
			return true;
	}
	return false;
}

bool
check_enum(struct run *r, const struct check *c, const struct place *at)
{
	struct buf wanted = { 0 };
	const struct cJSON *item;

	if (fits_enum(c, at->at))
		return true;
	if (r->faults == NULL)
		return false;
	cJSON_ArrayForEach(item, c->value)
		if (cJSON_IsString(item) && wanted.len < 200)
			buf_printf(&wanted, "%s%s", wanted.len == 0 ? "" : ", ", item->valuestring);
	schema_fail(r, c, at, buf_str(&wanted));
	buf_release(&wanted);
	return false;
}

bool
check_number(struct run *r, const struct check *c, const struct place *at)
{
	char text[40];

	if (c->fits(c, at->at))
		return true;
	snprintf(text, sizeof(text), "%.15g", c->number);
	return schema_fail(r, c, at, text);
}

bool
check_text(struct run *r, const struct check *c, const struct place *at)
{
	return c->fits(c, at->at) ||
	    schema_fail(r, c, at, str_or_empty(cJSON_GetStringValue(c->value)));
}

bool
fits_const(const struct check *c, const struct cJSON *value)
{
	return json_equal(c->value, value);
}

__extension__ typedef unsigned __int128 wide;

/* A number as it is written: digits × 10^exponent, the digits at most 17. */
static void
split_decimal(double number, uint64_t *digits, int *exponent)
{
	char text[40];
	const char *end;
	int64_t power;

	number = fabs(number);
	/* The shortest text that reads back the same is the one that was meant. */
	for (int precision = 14; precision <= 16; precision++) {
		double back;

		snprintf(text, sizeof(text), "%.*e", precision, number);
		back = strtod(text, NULL);
		if (back >= number && back <= number)
			break;
	}
	*digits = (uint64_t)(text[0] - '0');
	end = strchr(text, 'e');
	if (!parse_int(end + 2, 0, 400, &power))
		power = 0;
	*exponent = end[1] == '-' ? -(int)power : (int)power;
	for (const char *p = text + 2; p < end; p++) {
		*digits = *digits * 10 + (uint64_t)(*p - '0');
		--*exponent;
	}
	while (*digits != 0 && *digits % 10 == 0) {
		*digits /= 10;
		++*exponent;
	}
}

/* A whole number that a double holds to the last digit. */
static bool
is_whole(double number)
{
	return fabs(number) <= WHOLE_MAX && floor(number) >= number;
}

/* Decimal, not binary: 1.13 is a multiple of 0.01. */
static bool
is_multiple(double number, double of)
{
	uint64_t a, b;
	int a_exponent, b_exponent;
	wide rest;

	if (is_whole(number) && is_whole(of))
		return (int64_t)number % (int64_t)of == 0;
	split_decimal(number, &a, &a_exponent);
	split_decimal(of, &b, &b_exponent);
	if (a == 0 || b == 0)
		return a == 0;
	if (a_exponent < b_exponent) {
		wide divisor = b;

		if (b_exponent - a_exponent > 17)
			return false;
		for (int i = a_exponent; i < b_exponent; i++)
			divisor *= 10;
		return a % divisor == 0;
	}
	rest = a % b;
	for (int i = b_exponent; i < a_exponent && rest != 0; i++)
		rest = rest * 10 % b;
	return rest == 0;
}

bool
fits_multiple_of(const struct check *c, const struct cJSON *value)
{
	return is_multiple(value->valuedouble, c->number);
}

bool
fits_maximum(const struct check *c, const struct cJSON *value)
{
	return value->valuedouble <= c->number;
}

bool
fits_exclusive_maximum(const struct check *c, const struct cJSON *value)
{
	return value->valuedouble < c->number;
}

bool
fits_minimum(const struct check *c, const struct cJSON *value)
{
	return value->valuedouble >= c->number;
}

bool
fits_exclusive_minimum(const struct check *c, const struct cJSON *value)
{
	return value->valuedouble > c->number;
}

/* Characters, not bytes: those that do not continue another. */
static double
length_of(const char *text, size_t bytes)
{
	size_t count = 0;

	for (size_t i = 0; i < bytes; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return (double)count;
}

bool
fits_max_length(const struct check *c, const struct cJSON *value)
{
	size_t bytes = strlen(value->valuestring);

	/* There are no more characters than bytes. */
	return (double)bytes <= c->number || length_of(value->valuestring, bytes) <= c->number;
}

bool
fits_min_length(const struct check *c, const struct cJSON *value)
{
	size_t bytes;

	/* Most often what is wanted is that there is anything at all. */
	if (c->number <= 1)
		return c->number <= 0 || value->valuestring[0] != '\0';
	bytes = strlen(value->valuestring);
	/* A character has four bytes at most. */
	return (double)bytes >= 4 * c->number || length_of(value->valuestring, bytes) >= c->number;
}

bool
fits_pattern(const struct check *c, const struct cJSON *value)
{
	return pattern_match(c->patterns[0], value->valuestring) == PATTERN_YES;
}

bool
fits_format(const struct check *c, const struct cJSON *value)
{
	return c->holds == NULL || c->holds(value->valuestring);
}
