/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/range.h"

#include <string.h>

/* Reads digits; false where there are none or too many. */
static bool
take_number(const char **at, int64_t *out)
{
	char digits[20];
	size_t len = strspn(*at, "0123456789");

	if (len == 0 || len >= sizeof(digits))
		return false;
	memcpy(digits, *at, len);
	digits[len] = '\0';
	*at += len;
	return parse_int(digits, 0, INT64_MAX, out);
}

enum range
range_read(const char *header, size_t len, size_t *from, size_t *to)
{
	static const char unit[] = "bytes=";
	const char *at = str_or_empty(header);
	int64_t size = (int64_t)len, first = 0, last = size - 1;

	if (!str_starts(at, unit))
		return RANGE_WHOLE;
	at += sizeof(unit) - 1;
	if (*at == '-') {
		at++;
		if (!take_number(&at, &last) || *at != '\0')
			return RANGE_WHOLE;
		if (last == 0)
			return RANGE_BEYOND;
		first = last < size ? size - last : 0;
		last = size - 1;
	} else {
		if (!take_number(&at, &first) || *at++ != '-')
			return RANGE_WHOLE;
		if (*at != '\0' && (!take_number(&at, &last) || *at != '\0' || last < first))
			return RANGE_WHOLE;
	}
	if (first >= size)
		return RANGE_BEYOND;
	*from = (size_t)first;
	*to = (size_t)(last < size ? last : size - 1);
	return RANGE_PART;
}

bool
range_is_allowed(const char *if_range, const char *etag)
{
	if (if_range == NULL)
		return true;
	return if_range[0] == '"' && str_eq(if_range, etag);
}
