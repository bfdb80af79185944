/* SPDX-License-Identifier: ISC */
#include "console/rules/json_token.h"

#include <string.h>

#include "storage/text.h"

static bool
fail(struct json_cursor *c, const char *word, size_t at)
{
	c->word = word;
	c->fault_at = at;
	return false;
}

/* The next byte, -1 at the end. */
static int
peek(const struct json_cursor *c)
{
	return c->at < c->len ? (unsigned char)c->bytes[c->at] : -1;
}

/* The four hex digits of a \u escape at offset, -1 if they are not there. */
static int32_t
hex4(const char *bytes, size_t len, size_t offset)
{
	int32_t value = 0;

	if (len < 4 || offset > len - 4)
		return -1;
	for (size_t i = offset; i < offset + 4; i++) {
		char c = bytes[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 :
		    c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* Reads the escape at c->at, which is the backslash. */
static bool
scan_escape(struct json_cursor *c)
{
	size_t start = c->at;
	int32_t unit, low;

	c->at += 2;
	if (start + 1 >= c->len)
		return fail(c, "unterminated", start);
	if (c->bytes[start + 1] != 'u')
		return strchr("\"\\/bfnrt", c->bytes[start + 1]) != NULL &&
		    c->bytes[start + 1] != '\0' ? true : fail(c, "escape", start);
	unit = hex4(c->bytes, c->len, c->at);
	if (unit < 0)
		return fail(c, "escape", start);
	c->at += 4;
	if (unit == 0)
		return fail(c, "nul", start);
	if (unit < 0xD800 || unit > 0xDFFF)
		return true;
	if (unit > 0xDBFF || c->len - c->at < 2 || memcmp(c->bytes + c->at, "\\u", 2) != 0)
		return fail(c, "surrogate", start);
	low = hex4(c->bytes, c->len, c->at + 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return fail(c, low < 0 ? "escape" : "surrogate", start);
	c->at += 6;
	return true;
}

/* The bytes of a character that is written with three, as Hangul is; 0 where
 * there is none, or only utf8_decode can tell. */
static inline size_t
plain_three(const char *s, size_t left)
{
	const unsigned char *c = (const unsigned char *)s;

	return left >= 3 && c[0] > 0xE0 && c[0] < 0xF0 && (c[1] & 0xC0) == 0x80 &&
	    (c[2] & 0xC0) == 0x80 && (c[0] != 0xED || c[1] < 0xA0) ? 3 : 0;
}

bool
json_scan_string(struct json_cursor *c, bool *has_escape)
{
	size_t start = c->at++;
	uint32_t cp;

	*has_escape = false;
	while (c->at < c->len) {
		unsigned char byte = (unsigned char)c->bytes[c->at];
		size_t n;

		if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
			c->at++;
		} else if (byte == '"') {
			c->at++;
			return true;
		} else if (byte < 0x20) {
			return fail(c, "control-character", c->at);
		} else if (byte == '\\') {
			*has_escape = true;
			if (!scan_escape(c))
				return false;
		} else {
			n = plain_three(c->bytes + c->at, c->len - c->at);
			if (n == 0)
				n = utf8_decode(c->bytes + c->at, c->len - c->at, &cp);
			if (n == 0)
				return fail(c, "utf-8", c->at);
			c->at += n;
		}
	}
	return fail(c, "unterminated", start);
}

size_t
json_decode_string(char *to, const char *s, size_t len)
{
	static const char named[] = "b\bf\fn\nr\rt\t";
	size_t out = 0;

	for (size_t i = 0; i < len; ) {
		const char *name;
		uint32_t unit;

		if (s[i] != '\\') {
			to[out++] = s[i++];
			continue;
		}
		if (s[i + 1] != 'u') {
			name = strchr("bfnrt", s[i + 1]) == NULL ? NULL : strchr(named, s[i + 1]);
			to[out++] = name == NULL ? s[i + 1] : name[1];
			i += 2;
			continue;
		}
		unit = (uint32_t)hex4(s, len, i + 2);
		i += 6;
		if (unit >= 0xD800 && unit <= 0xDBFF) {
			unit = 0x10000 + ((unit - 0xD800) << 10) +
			    ((uint32_t)hex4(s, len, i + 2) - 0xDC00);
			i += 6;
		}
		/* Its six bytes of escape, or twelve, hold it. */
		out += utf8_put(to + out, unit);
	}
	return out;
}

static size_t
scan_digits(struct json_cursor *c)
{
	size_t start = c->at;

	while (c->at < c->len && c->bytes[c->at] >= '0' && c->bytes[c->at] <= '9')
		c->at++;
	return c->at - start;
}

/* Compares digits (zeroes in front allowed) with a limit of the same kind. */
static bool
is_digits_over(const char *digits, size_t count, const char *limit)
{
	size_t want = strlen(limit);

	while (count > 0 && *digits == '0') {
		digits++;
		count--;
	}
	if (count != want)
		return count > want;
	return memcmp(digits, limit, count) > 0;
}

/* Whether a number with fraction or exponent, mantissa from..dot/exp, is
 * beyond what a double holds: the place of its first digit plus the exponent. */
static bool
is_infinite(const char *number, size_t len)
{
	static const char largest[] = "17976931348623157";
	char digits[sizeof(largest)] = "00000000000000000";
	size_t kept = 0, i = 0;
	int64_t place = -1, exponent = 0;
	bool is_after_dot = false;

	for (; i < len && number[i] != 'e' && number[i] != 'E'; i++) {
		if (number[i] == '.') {
			is_after_dot = true;
			continue;
		}
		if (kept == 0 && number[i] == '0') {
			place -= is_after_dot;
			continue;
		}
		place += !is_after_dot;
		if (kept < sizeof(largest) - 1)
			digits[kept++] = number[i];
	}
	if (kept == 0)
		return false;
	if (i < len) {
		bool is_negative = number[++i] == '-';

		for (i += number[i] == '-' || number[i] == '+'; i < len; i++)
			if (exponent < 1000000000)
				exponent = exponent * 10 + (number[i] - '0');
		if (is_negative)
			exponent = -exponent;
	}
	/* place counts whole digits less one, or minus the zeroes after the dot. */
	exponent += place;
	return exponent > 308 || (exponent == 308 && memcmp(digits, largest, kept) > 0);
}

bool
json_scan_number(struct json_cursor *c)
{
	size_t start = c->at, first;
	bool is_integer = true;

	if (peek(c) == '-')
		c->at++;
	first = c->at;
	if (scan_digits(c) == 0)
		return fail(c, "number", start);
	if (c->bytes[first] == '0' && c->at - first > 1)
		return fail(c, "number", start);
	if (peek(c) == '.') {
		is_integer = false;
		c->at++;
		if (scan_digits(c) == 0)
			return fail(c, "number", start);
	}
	if (peek(c) == 'e' || peek(c) == 'E') {
		is_integer = false;
		c->at++;
		if (peek(c) == '+' || peek(c) == '-')
			c->at++;
		if (scan_digits(c) == 0)
			return fail(c, "number", start);
	}
	if (is_integer && is_digits_over(c->bytes + first, c->at - first, "9007199254740991"))
		return fail(c, "integer-range", start);
	if (!is_integer && is_infinite(c->bytes + first, c->at - first))
		return fail(c, "not-finite", start);
	return true;
}

bool
json_scan_word(struct json_cursor *c)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (c->len - c->at >= n && memcmp(c->bytes + c->at, words[i], n) == 0) {
			c->at += n;
			return true;
		}
	}
	return fail(c, "syntax", c->at);
}
