/* SPDX-License-Identifier: ISC */
#include "console/rules/json_span.h"

#include <string.h>

#include "storage/base.h"
#include "storage/text.h"

/* A place in the bytes. */
struct cursor {
	const char *bytes;
	size_t len;
	size_t at;
};

static bool
is_at(const struct cursor *c, char byte)
{
	return c->at < c->len && c->bytes[c->at] == byte;
}

static void
skip_blanks(struct cursor *c)
{
	while (is_at(c, ' ') || is_at(c, '\t') || is_at(c, '\n') || is_at(c, '\r'))
		c->at++;
}

/* Skips one wanted byte with the blanks before it. */
static bool
take(struct cursor *c, char byte)
{
	skip_blanks(c);
	if (!is_at(c, byte))
		return false;
	c->at++;
	return true;
}

/* Skips a string that starts here, quotes included. */
static bool
skip_string(struct cursor *c)
{
	if (!is_at(c, '"'))
		return false;
	for (c->at++; c->at < c->len; c->at++)
		if (c->bytes[c->at] == '\\')
			c->at++;
		else if (c->bytes[c->at] == '"') {
			c->at++;
			return true;
		}
	return false;
}

/* Skips an object or array that starts here. */
static bool
skip_nested(struct cursor *c)
{
	size_t depth = 0;

	while (c->at < c->len) {
		char byte = c->bytes[c->at];

		if (byte == '"') {
			if (!skip_string(c))
				return false;
			continue;
		}
		c->at++;
		if (byte == '{' || byte == '[')
			depth++;
		else if ((byte == '}' || byte == ']') && --depth == 0)
			return true;
	}
	return false;
}

/* Skips the value that starts here. */
static bool
skip_value(struct cursor *c)
{
	size_t start = c->at;

	if (is_at(c, '"'))
		return skip_string(c);
	if (is_at(c, '{') || is_at(c, '['))
		return skip_nested(c);
	while (c->at < c->len && strchr(",]} \t\r\n", c->bytes[c->at]) == NULL)
		c->at++;
	return c->at > start;
}

static bool
read_hex4(const char *s, const char *end, uint32_t *out)
{
	static const char digits[] = "0123456789abcdef";

	*out = 0;
	if (end - s < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		char low = s[i] >= 'A' && s[i] <= 'F' ? (char)(s[i] + 'a' - 'A') : s[i];
		const char *digit = low != '\0' ? strchr(digits, low) : NULL;

		if (digit == NULL)
			return false;
		*out = *out << 4 | (uint32_t)(digit - digits);
	}
	return true;
}

/* Appends the code point of the escape \uXXXX whose XXXX starts at s, a pair
 * of surrogates as one. Returns the bytes it took, 0 if it is none. */
static size_t
decode_unicode(struct buf *out, const char *s, const char *end)
{
	uint32_t cp, low;

	if (!read_hex4(s, end, &cp))
		return 0;
	if (cp < 0xd800 || cp > 0xdfff) {
		utf8_encode(out, cp);
		return 4;
	}
	if (cp > 0xdbff || end - s < 10 || s[4] != '\\' || s[5] != 'u' ||
	    !read_hex4(s + 6, end, &low) || low < 0xdc00 || low > 0xdfff)
		return 0;
	utf8_encode(out, 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00));
	return 10;
}

/* Appends the text between the quotes of a string; false if it has an escape
 * that JSON does not know. */
static bool
decode_string(struct buf *out, const char *s, size_t len)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	const char *end = s + len;

	while (s < end) {
		const char *known;
		size_t n;

		if (*s != '\\') {
			buf_putc(out, *s++);
			continue;
		}
		if (++s == end)
			return false;
		if (*s == 'u') {
			n = decode_unicode(out, s + 1, end);
			if (n == 0)
				return false;
			s += n + 1;
			continue;
		}
		known = *s != '\0' ? strchr(names, *s) : NULL;
		if (known == NULL)
			return false;
		buf_putc(out, values[known - names]);
		s++;
	}
	return true;
}

/* Whether the string in bytes (with its quotes) says key. */
static bool
is_key(const char *bytes, size_t len, const char *key)
{
	struct buf decoded = { 0 };
	bool is_same;

	bytes++;
	len -= 2;
	if (memchr(bytes, '\\', len) == NULL)
		return len == strlen(key) && memcmp(bytes, key, len) == 0;
	is_same = decode_string(&decoded, bytes, len) && decoded.len == strlen(key) &&
	    memcmp(buf_str(&decoded), key, decoded.len) == 0;
	buf_release(&decoded);
	return is_same;
}

bool
json_span_member(const char *bytes, size_t len, const char *key, struct json_span *out)
{
	struct cursor c = { .bytes = bytes, .len = len };

	if (!take(&c, '{'))
		return false;
	do {
		size_t name_at, name_end, value_at;

		skip_blanks(&c);
		name_at = c.at;
		if (!skip_string(&c))
			return false;
		name_end = c.at;
		if (!take(&c, ':'))
			return false;
		skip_blanks(&c);
		value_at = c.at;
		if (!skip_value(&c))
			return false;
		if (is_key(bytes + name_at, name_end - name_at, key)) {
			*out = (struct json_span){ .from = value_at, .len = c.at - value_at };
			return true;
		}
	} while (take(&c, ','));
	return false;
}
