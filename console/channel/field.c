/* SPDX-License-Identifier: ISC */
#include "console/channel/field.h"

#include <ctype.h>
#include <string.h>

#include "storage/base.h"

void
field_media_type(const char *value, char *to, size_t cap)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789/+-._";
	const char *from = str_or_empty(value);
	size_t len = strcspn(from, "; \t");

	/* What is no media type is none: it ends up in sentences. */
	if (len >= cap || strspn(from, plain) < len)
		len = 0;
	for (size_t i = 0; i < len; i++)
		to[i] = (char)tolower((unsigned char)from[i]);
	to[len] = '\0';
}

int64_t
field_range_from(const char *value)
{
	static const char unit[] = "bytes ";
	char digits[20];
	size_t len;
	int64_t from;

	if (value == NULL || !str_starts(value, unit))
		return -1;
	value += sizeof(unit) - 1;
	len = strspn(value, "0123456789");
	if (len >= sizeof(digits) || value[len] != '-')
		return -1;
	memcpy(digits, value, len);
	digits[len] = '\0';
	return parse_int(digits, 0, INT64_MAX, &from) ? from : -1;
}
