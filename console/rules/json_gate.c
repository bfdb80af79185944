/* SPDX-License-Identifier: ISC */
#include "console/rules/json_gate.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "storage/text.h"

/* A key of an object that is still open. */
struct key {
	const char *text;	/* in the document, or owned */
	size_t len, offset;
	char *owned;		/* the decoded text where the key has escapes */
};

/* One pass over one document. Depth is bounded, so the stack is an array. */
struct gate {
	const char *bytes;
	size_t len, at;
	const char *word;	/* why it failed */
	size_t fault_at;
	size_t members;
	int depth;
	struct {
		char closer;		/* ']' or '}' */
		size_t first_key;	/* of this object in keys */
	} stack[JSON_DEPTH_MAX];
	struct key *keys;	/* of all open objects */
	size_t key_count, key_cap;
};

static bool
fail(struct gate *g, const char *word, size_t at)
{
	g->word = word;
	g->fault_at = at;
	return false;
}

static void
skip_blanks(struct gate *g)
{
	while (g->at < g->len && strchr(" \t\r\n", g->bytes[g->at]) != NULL && g->bytes[g->at] != '\0')
		g->at++;
}

/* The next byte, -1 at the end. */
static int
peek(const struct gate *g)
{
	return g->at < g->len ? (unsigned char)g->bytes[g->at] : -1;
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

/* Reads the escape at g->at, which is the backslash. */
static bool
scan_escape(struct gate *g)
{
	size_t start = g->at;
	int32_t unit, low;

	g->at += 2;
	if (start + 1 >= g->len)
		return fail(g, "unterminated", start);
	if (g->bytes[start + 1] != 'u')
		return strchr("\"\\/bfnrt", g->bytes[start + 1]) != NULL &&
		    g->bytes[start + 1] != '\0' ? true : fail(g, "escape", start);
	unit = hex4(g->bytes, g->len, g->at);
	if (unit < 0)
		return fail(g, "escape", start);
	g->at += 4;
	if (unit == 0)
		return fail(g, "nul", start);
	if (unit < 0xD800 || unit > 0xDFFF)
		return true;
	if (unit > 0xDBFF || g->len - g->at < 2 || memcmp(g->bytes + g->at, "\\u", 2) != 0)
		return fail(g, "surrogate", start);
	low = hex4(g->bytes, g->len, g->at + 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return fail(g, low < 0 ? "escape" : "surrogate", start);
	g->at += 6;
	return true;
}

/* Reads a string from its first quote to past its last. */
static bool
scan_string(struct gate *g, bool *has_escape)
{
	size_t start = g->at++;
	uint32_t cp;

	*has_escape = false;
	while (g->at < g->len) {
		unsigned char c = (unsigned char)g->bytes[g->at];

		if (c == '"') {
			g->at++;
			return true;
		}
		if (c < 0x20)
			return fail(g, "control-character", g->at);
		if (c == '\\') {
			*has_escape = true;
			if (!scan_escape(g))
				return false;
		} else if (c < 0x80) {
			g->at++;
		} else {
			size_t n = utf8_decode(g->bytes + g->at, g->len - g->at, &cp);

			if (n == 0)
				return fail(g, "utf-8", g->at);
			g->at += n;
		}
	}
	return fail(g, "unterminated", start);
}

/* Appends the meaning of the inside of a string that scan_string passed. */
static void
decode_string(struct buf *out, const char *s, size_t len)
{
	static const char named[] = "b\bf\fn\nr\rt\t";

	for (size_t i = 0; i < len; ) {
		const char *name;
		uint32_t unit;

		if (s[i] != '\\') {
			buf_putc(out, s[i++]);
			continue;
		}
		if (s[i + 1] != 'u') {
			name = strchr("bfnrt", s[i + 1]) == NULL ? NULL : strchr(named, s[i + 1]);
			buf_putc(out, name == NULL ? s[i + 1] : name[1]);
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
		utf8_encode(out, unit);
	}
}

static size_t
scan_digits(struct gate *g)
{
	size_t start = g->at;

	while (g->at < g->len && g->bytes[g->at] >= '0' && g->bytes[g->at] <= '9')
		g->at++;
	return g->at - start;
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

static bool
scan_number(struct gate *g)
{
	size_t start = g->at, first;
	bool is_integer = true;

	if (peek(g) == '-')
		g->at++;
	first = g->at;
	if (scan_digits(g) == 0)
		return fail(g, "number", start);
	if (g->bytes[first] == '0' && g->at - first > 1)
		return fail(g, "number", start);
	if (peek(g) == '.') {
		is_integer = false;
		g->at++;
		if (scan_digits(g) == 0)
			return fail(g, "number", start);
	}
	if (peek(g) == 'e' || peek(g) == 'E') {
		is_integer = false;
		g->at++;
		if (peek(g) == '+' || peek(g) == '-')
			g->at++;
		if (scan_digits(g) == 0)
			return fail(g, "number", start);
	}
	if (is_integer && is_digits_over(g->bytes + first, g->at - first, "9007199254740991"))
		return fail(g, "integer-range", start);
	if (!is_integer && is_infinite(g->bytes + first, g->at - first))
		return fail(g, "not-finite", start);
	return true;
}

static bool
scan_word(struct gate *g)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (g->len - g->at >= n && memcmp(g->bytes + g->at, words[i], n) == 0) {
			g->at += n;
			return true;
		}
	}
	return fail(g, "syntax", g->at);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order;

	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	order = memcmp(x->text, y->text, x->len);
	if (order != 0)
		return order;
	return x->offset < y->offset ? -1 : 1;
}

static bool
is_same_key(const struct key *a, const struct key *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static void
drop_keys(struct gate *g, size_t first)
{
	while (g->key_count > first)
		free(g->keys[--g->key_count].owned);
}

/* Leaves the object or array on top; an object's keys must differ. */
static bool
close_top(struct gate *g)
{
	size_t first = g->stack[--g->depth].first_key, count = g->key_count - first;
	size_t twice_at = 0;

	g->at++;
	if (count > 1) {
		struct key *keys = g->keys + first;

		qsort(keys, count, sizeof(*keys), compare_keys);
		for (size_t i = 1; i < count; i++)
			if (is_same_key(&keys[i - 1], &keys[i]) &&
			    (twice_at == 0 || keys[i].offset < twice_at))
				twice_at = keys[i].offset;
	}
	drop_keys(g, first);
	return twice_at == 0 ? true : fail(g, "duplicate-key", twice_at);
}

static bool
scan_key(struct gate *g)
{
	struct key key = { .offset = g->at };
	bool has_escape;

	if (peek(g) != '"')
		return fail(g, g->at < g->len ? "syntax" : "unterminated", g->at);
	if (!scan_string(g, &has_escape))
		return false;
	key.text = g->bytes + key.offset + 1;
	key.len = g->at - key.offset - 2;
	if (has_escape) {
		struct buf decoded = { 0 };

		decode_string(&decoded, key.text, key.len);
		key.len = decoded.len;
		key.text = key.owned = buf_steal(&decoded);
	}
	if (g->key_count == g->key_cap) {
		g->key_cap = g->key_cap == 0 ? 32 : 2 * g->key_cap;
		g->keys = x_realloc(g->keys, g->key_cap, sizeof(*g->keys));
	}
	g->keys[g->key_count++] = key;
	skip_blanks(g);
	if (peek(g) != ':')
		return fail(g, g->at < g->len ? "syntax" : "unterminated", g->at);
	g->at++;
	skip_blanks(g);
	return true;
}

/* Goes to the value of the next member or element of what is on top. */
static bool
begin_member(struct gate *g)
{
	if (++g->members > JSON_MEMBERS_MAX)
		return fail(g, "members", g->at);
	return g->stack[g->depth - 1].closer == '}' ? scan_key(g) : true;
}

/* Enters an object or array; *is_empty when it ends at once. */
static bool
open_top(struct gate *g, char closer, bool *is_empty)
{
	if (g->depth == JSON_DEPTH_MAX)
		return fail(g, "depth", g->at);
	g->stack[g->depth].closer = closer;
	g->stack[g->depth].first_key = g->key_count;
	g->depth++;
	g->at++;
	skip_blanks(g);
	*is_empty = peek(g) == closer;
	return *is_empty ? close_top(g) : begin_member(g);
}

/* Reads one value; of an object or array only its beginning (*is_open). */
static bool
scan_value(struct gate *g, bool *is_open)
{
	int c = peek(g);
	bool unused, is_empty = true;

	*is_open = false;
	if (c == '{' || c == '[') {
		if (!open_top(g, c == '{' ? '}' : ']', &is_empty))
			return false;
		*is_open = !is_empty;
		return true;
	}
	if (c == '"')
		return scan_string(g, &unused);
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(g);
	return c < 0 ? fail(g, "unterminated", g->at) : scan_word(g);
}

static bool
scan_document(struct gate *g)
{
	bool is_open;

	skip_blanks(g);
	if (g->at == g->len)
		return fail(g, "empty", g->at);
	if (g->len - g->at >= 3 && memcmp(g->bytes + g->at, "\xEF\xBB\xBF", 3) == 0)
		return fail(g, "bom", g->at);
	do {
		if (!scan_value(g, &is_open))
			return false;
		while (!is_open) {
			skip_blanks(g);
			if (g->depth == 0)
				return g->at == g->len ? true : fail(g, "trailing", g->at);
			if (peek(g) == ',') {
				g->at++;
				skip_blanks(g);
				if (!begin_member(g))
					return false;
				break;
			}
			if (peek(g) != g->stack[g->depth - 1].closer)
				return fail(g, g->at < g->len ? "syntax" : "unterminated", g->at);
			if (!close_top(g))
				return false;
		}
	} while (true);
}

static void
locate(const char *bytes, size_t offset, const char *word, struct json_fault *fault)
{
	fault->word = word;
	fault->offset = offset;
	fault->line = 1;
	fault->column = 1;
	for (size_t i = 0; i < offset; i++) {
		fault->column++;
		if (bytes[i] == '\n') {
			fault->line++;
			fault->column = 1;
		}
	}
}

bool
json_check(const char *bytes, size_t len, size_t max_bytes, struct json_fault *fault)
{
	struct gate g = { .bytes = bytes, .len = len };
	bool passed = len <= max_bytes ? scan_document(&g) : fail(&g, "too-large", 0);

	drop_keys(&g, 0);
	free(g.keys);
	if (!passed && fault != NULL)
		locate(bytes, g.fault_at, g.word, fault);
	return passed;
}

enum rc
json_parse(const char *bytes, size_t len, size_t max_bytes, struct cJSON **out, struct err *e)
{
	struct json_fault fault;
	const char *end;

	*out = NULL;
	if (!json_check(bytes, len, max_bytes, &fault))
		return err_set(e, RC_INVALID, "%s at line %zu, column %zu", fault.word, fault.line,
		    fault.column);
	/* cJSON as released reads 63 characters of a number and goes on there. */
	*out = cJSON_ParseWithLengthOpts(bytes, len, &end, false);
	while (*out != NULL && end < bytes + len && strchr(" \t\r\n", *end) != NULL)
		end++;
	if (*out == NULL || end != bytes + len) {
		cJSON_Delete(*out);
		*out = NULL;
		return err_set(e, RC_INVALID, "a number of more than 63 characters");
	}
	return RC_OK;
}

const struct cJSON *
json_member(const struct cJSON *object, const char *key)
{
	return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
}

const char *
json_text(const struct cJSON *object, const char *key)
{
	return cJSON_GetStringValue(json_member(object, key));
}

bool
json_integer(const struct cJSON *object, const char *key, int64_t *out)
{
	const struct cJSON *member = json_member(object, key);
	double value;

	if (!cJSON_IsNumber(member))
		return false;
	value = member->valuedouble;
	if (value < -9007199254740991.0 || value > 9007199254740991.0 ||
	    value != (double)(int64_t)value)
		return false;
	*out = (int64_t)value;
	return true;
}
