/* SPDX-License-Identifier: ISC */
#include "console/rules/json_gate.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_token.h"
#include "console/rules/json_tree.h"
#include "storage/text.h"

#define FEW_KEYS 32		/* of more, sorting them is sooner done */

/* A key of an object that is still open. */
struct key {
	const char *text;	/* in the document, or owned */
	size_t len, offset;
	uint32_t hash;
	char *owned;		/* the decoded text where the key has escapes */
};

/* An object or array that is still open. */
struct open {
	char closer;		/* ']' or '}' */
	size_t first_key;	/* of this object in keys */
	struct cJSON *node;	/* NULL where no tree is made */
};

/* One pass over one document. Depth is bounded, so the stack is an array. */
struct gate {
	struct json_cursor in;
	size_t members;
	int depth;
	struct open stack[JSON_DEPTH_MAX];
	struct key *keys;	/* of all open objects */
	size_t key_count, key_cap;
	struct json_tree *tree;	/* NULL: the document is only judged */
	struct cJSON *root;
	char *name;		/* of the next value in the tree */
};

static bool
fail(struct gate *g, const char *word, size_t at)
{
	g->in.word = word;
	g->in.fault_at = at;
	return false;
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void
skip_blanks(struct gate *g)
{
	while (g->in.at < g->in.len && is_blank(g->in.bytes[g->in.at]))
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

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
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
	return a->hash == b->hash && a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static void
drop_keys(struct gate *g, size_t first)
{
	while (g->key_count > first)
		free(g->keys[--g->key_count].owned);
}

/* Where a key of a few stands a second time; 0 = nowhere. A bit for each hash
 * that was met says whether to look. */
static size_t
twice_of_few(const struct key *keys, size_t count)
{
	uint64_t met = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t bit = UINT64_C(1) << (keys[i].hash & 63);

		for (size_t k = 0; (met & bit) != 0 && k < i; k++)
			if (is_same_key(&keys[k], &keys[i]))
				return keys[i].offset;
		met |= bit;
	}
	return 0;
}

static size_t
twice_of_many(struct key *keys, size_t count)
{
	size_t twice_at = 0;

	qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 1; i < count; i++)
		if (is_same_key(&keys[i - 1], &keys[i]) &&
		    (twice_at == 0 || keys[i].offset < twice_at))
			twice_at = keys[i].offset;
	return twice_at;
}

/* Leaves the object or array on top; an object's keys must differ. */
static bool
close_top(struct gate *g)
{
	size_t first = g->stack[--g->depth].first_key, count = g->key_count - first;
	size_t twice_at = 0;

	g->in.at++;
	if (count > 1)
		twice_at = count <= FEW_KEYS ? twice_of_few(g->keys + first, count) :
		    twice_of_many(g->keys + first, count);
	drop_keys(g, first);
	return twice_at == 0 ? true : fail(g, "duplicate-key", twice_at);
}

/* Mixes a key's bytes, eight at a time. */
static uint32_t
hash_key(const char *text, size_t len)
{
	uint64_t hash = len, word;

	for (; len >= sizeof(word); text += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 29;
	}
	word = 0;
	memcpy(&word, text, len);
	hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(hash >> 32);
}

/* The inside of the string that ends at the cursor, as the tree's own text. */
static char *
text_of(struct gate *g, size_t from, bool has_escape)
{
	return json_tree_text(json_tree_bytes(g->tree) + from + 1, g->in.at - from - 2, has_escape);
}

/* Puts a value of the document into the tree, if one is made. */
static struct cJSON *
put_value(struct gate *g, int type)
{
	struct cJSON *node;

	if (g->tree == NULL)
		return NULL;
	node = json_tree_add(g->tree, g->depth == 0 ? NULL : g->stack[g->depth - 1].node, type);
	if (g->depth == 0)
		g->root = node;
	node->string = g->name;
	g->name = NULL;
	return node;
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
	if (g->tree != NULL) {
		g->name = text_of(g, key.offset, has_escape);
		key.len = has_escape ? strlen(g->name) : key.len;
	} else if (has_escape) {
		key.owned = x_alloc(key.len);
		key.len = json_decode_string(key.owned, key.text, key.len);
		key.text = key.owned;
	}
	key.hash = hash_key(key.text, key.len);
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
	g->stack[g->depth] = (struct open){ .closer = closer, .first_key = g->key_count,
		.node = put_value(g, closer == '}' ? cJSON_Object : cJSON_Array) };
	g->depth++;
	g->in.at++;
	skip_blanks(g);
	*is_empty = peek(g) == closer;
	return *is_empty ? close_top(g) : begin_member(g);
}

static bool
scan_text(struct gate *g)
{
	size_t from = g->in.at;
	struct cJSON *node;
	bool has_escape;

	if (!json_scan_string(&g->in, &has_escape))
		return false;
	node = put_value(g, cJSON_String);
	if (node != NULL)
		node->valuestring = text_of(g, from, has_escape);
	return true;
}

static bool
scan_number(struct gate *g)
{
	size_t from = g->in.at;
	struct cJSON *node;

	if (!json_scan_number(&g->in))
		return false;
	node = put_value(g, cJSON_Number);
	if (node != NULL)
		json_tree_number(node, g->in.bytes + from, g->in.at - from);
	return true;
}

static bool
scan_word(struct gate *g, int first)
{
	struct cJSON *node;

	if (!json_scan_word(&g->in))
		return false;
	node = put_value(g, first == 't' ? cJSON_True : first == 'f' ? cJSON_False : cJSON_NULL);
	if (node != NULL)
		node->valueint = first == 't';
	return true;
}

/* Reads one value; of an object or array only its beginning (*is_open). */
static bool
scan_value(struct gate *g, bool *is_open)
{
	int c = peek(g);
	bool is_empty = true;

	*is_open = false;
	if (c == '{' || c == '[') {
		if (!open_top(g, c == '{' ? '}' : ']', &is_empty))
			return false;
		*is_open = !is_empty;
		return true;
	}
	if (c == '"')
		return scan_text(g);
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(g);
	return c < 0 ? fail(g, "unterminated", g->in.at) : scan_word(g, c);
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

/* Judges a document, and makes a tree of it where g has one. */
static bool
judge(struct gate *g, const char *bytes, size_t max_bytes, struct json_fault *fault)
{
	bool passed = g->in.len <= max_bytes ? scan_document(g) : fail(g, "too-large", 0);

	drop_keys(g, 0);
	free(g->keys);
	if (!passed && fault != NULL)
		locate(bytes, g->in.fault_at, g->in.word, fault);
	return passed;
}

bool
json_check(const char *bytes, size_t len, size_t max_bytes, struct json_fault *fault)
{
	struct gate g = { .in = { .bytes = bytes, .len = len } };

	return judge(&g, bytes, max_bytes, fault);
}

enum rc
json_view_open(const char *bytes, size_t len, size_t max_bytes, struct json_view *out,
    struct err *e)
{
	struct gate g = { .in = { .len = len } };
	struct json_fault fault;

	*out = (struct json_view){ 0 };
	if (len <= max_bytes)
		out->tree = g.tree = json_tree_new(bytes, len);
	g.in.bytes = g.tree == NULL ? bytes : json_tree_bytes(g.tree);
	if (!judge(&g, bytes, max_bytes, &fault)) {
		json_view_release(out);
		return err_set(e, RC_INVALID, say("broken JSON at line %zu, column %zu: %s"),
		    fault.line, fault.column, json_fault_label(fault.word));
	}
	out->root = g.root;
	return RC_OK;
}

void
json_view_release(struct json_view *v)
{
	json_tree_free(v->tree);
	*v = (struct json_view){ 0 };
}

enum rc
json_parse(const char *bytes, size_t len, size_t max_bytes, struct cJSON **out, struct err *e)
{
	struct json_view view;
	enum rc rc = json_view_open(bytes, len, max_bytes, &view, e);

	*out = NULL;
	if (rc != RC_OK)
		return rc;
	/* What cJSON allocates, now and later, is there or the program ends. */
	cJSON_InitHooks(&(struct cJSON_Hooks){ .malloc_fn = x_alloc, .free_fn = free });
	*out = cJSON_Duplicate(view.root, true);
	json_view_release(&view);
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
