/* SPDX-License-Identifier: ISC */
#include "console/rules/json_gate.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_token.h"
#include "storage/text.h"

/* A key of an object that is still open. */
struct key {
	const char *text;	/* in the document, or owned */
	size_t len, offset;
	char *owned;		/* the decoded text where the key has escapes */
};

/* One pass over one document. Depth is bounded, so the stack is an array. */
struct gate {
	struct json_cursor in;
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
	g->in.word = word;
	g->in.fault_at = at;
	return false;
}

static void
skip_blanks(struct gate *g)
{
	while (g->in.at < g->in.len && memchr(" \t\r\n", g->in.bytes[g->in.at], 4) != NULL)
		g->in.at++;
}

/* The next byte, -1 at the end. */
static int
peek(const struct gate *g)
{
	return g->in.at < g->in.len ? (unsigned char)g->in.bytes[g->in.at] : -1;
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

	g->in.at++;
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
	struct key key = { .offset = g->in.at };
	bool has_escape;

	if (peek(g) != '"')
		return fail(g, g->in.at < g->in.len ? "syntax" : "unterminated", g->in.at);
	if (!json_scan_string(&g->in, &has_escape))
		return false;
	key.text = g->in.bytes + key.offset + 1;
	key.len = g->in.at - key.offset - 2;
	if (has_escape) {
		struct buf decoded = { 0 };

		json_decode_string(&decoded, key.text, key.len);
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
		return fail(g, g->in.at < g->in.len ? "syntax" : "unterminated", g->in.at);
	g->in.at++;
	skip_blanks(g);
	return true;
}

/* Goes to the value of the next member or element of what is on top. */
static bool
begin_member(struct gate *g)
{
	if (++g->members > JSON_MEMBERS_MAX)
		return fail(g, "members", g->in.at);
	return g->stack[g->depth - 1].closer == '}' ? scan_key(g) : true;
}

/* Enters an object or array; *is_empty when it ends at once. */
static bool
open_top(struct gate *g, char closer, bool *is_empty)
{
	if (g->depth == JSON_DEPTH_MAX)
		return fail(g, "depth", g->in.at);
	g->stack[g->depth].closer = closer;
	g->stack[g->depth].first_key = g->key_count;
	g->depth++;
	g->in.at++;
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
		return json_scan_string(&g->in, &unused);
	if (c == '-' || (c >= '0' && c <= '9'))
		return json_scan_number(&g->in);
	return c < 0 ? fail(g, "unterminated", g->in.at) : json_scan_word(&g->in);
}

static bool
scan_document(struct gate *g)
{
	bool is_open;

	skip_blanks(g);
	if (g->in.at == g->in.len)
		return fail(g, "empty", g->in.at);
	if (g->in.len - g->in.at >= 3 && memcmp(g->in.bytes + g->in.at, "\xEF\xBB\xBF", 3) == 0)
		return fail(g, "bom", g->in.at);
	do {
		if (!scan_value(g, &is_open))
			return false;
		while (!is_open) {
			skip_blanks(g);
			if (g->depth == 0)
				return g->in.at == g->in.len ? true : fail(g, "trailing", g->in.at);
			if (peek(g) == ',') {
				g->in.at++;
				skip_blanks(g);
				if (!begin_member(g))
					return false;
				break;
			}
			if (peek(g) != g->stack[g->depth - 1].closer)
				return fail(g, g->in.at < g->in.len ? "syntax" : "unterminated", g->in.at);
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

/* One row per word of a fault. */
static const struct {
	const char *word;
	const char *label;
} labels[] = {
	{ "bom", N_("a byte order mark") },
	{ "control-character", N_("a control character in a text") },
	{ "depth", N_("nested too deeply") },
	{ "duplicate-key", N_("the same key twice") },
	{ "empty", N_("nothing at all") },
	{ "escape", N_("an escape that JSON does not know") },
	{ "integer-range", N_("an integer too large to be kept whole") },
	{ "members", N_("too many members") },
	{ "not-finite", N_("a number without end") },
	{ "nul", N_("a character NUL") },
	{ "number", N_("a number that JSON writes otherwise") },
	{ "surrogate", N_("half a character (surrogate)") },
	{ "syntax", N_("a character that cannot stand there") },
	{ "too-large", N_("too many bytes") },
	{ "trailing", N_("something after the end") },
	{ "unterminated", N_("an end in the middle") },
	{ "utf-8", N_("bytes that are no UTF-8") },
};

const char *
json_fault_label(const char *word)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (str_eq(word, labels[i].word))
			return say(labels[i].label);
	return word;
}

bool
json_check(const char *bytes, size_t len, size_t max_bytes, struct json_fault *fault)
{
	struct gate g = { .in = { .bytes = bytes, .len = len } };
	bool passed = len <= max_bytes ? scan_document(&g) : fail(&g, "too-large", 0);

	drop_keys(&g, 0);
	free(g.keys);
	if (!passed && fault != NULL)
		locate(bytes, g.in.fault_at, g.in.word, fault);
	return passed;
}

enum rc
json_parse(const char *bytes, size_t len, size_t max_bytes, struct cJSON **out, struct err *e)
{
	struct json_fault fault;
	const char *end;

	*out = NULL;
	if (!json_check(bytes, len, max_bytes, &fault))
		return err_set(e, RC_INVALID, say("broken JSON at line %zu, column %zu: %s"),
		    fault.line, fault.column, json_fault_label(fault.word));
	/* What cJSON allocates, now and later, is there or the program ends. */
	cJSON_InitHooks(&(struct cJSON_Hooks){ .malloc_fn = x_alloc, .free_fn = free });
	/* cJSON as released reads 63 characters of a number and goes on there. */
	*out = cJSON_ParseWithLengthOpts(bytes, len, &end, false);
	while (*out != NULL && end < bytes + len && memchr(" \t\r\n", *end, 4) != NULL)
		end++;
	if (*out == NULL || end != bytes + len) {
		cJSON_Delete(*out);
		*out = NULL;
		return err_set(e, RC_INVALID, say("a number of more than 63 characters"));
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
