/* SPDX-License-Identifier: ISC */
#include "console/rules/json_tree.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/rules/json_token.h"

#define BYTES_A_NODE 12		/* in documents as people write them, about so many */
#define NODES_LEAST 16
#define SPARE_BYTES 8		/* NUL, so that a number at the end ends */
#define DIGITS_EXACT 15		/* so many digits a double holds to the last one … */
#define POWER_EXACT 22		/* … and of ten this power */

/* Nodes that were allocated together. */
struct piece {
	struct piece *next;
	size_t cap, count;
	struct cJSON nodes[];
};

struct json_tree {
	struct piece *pieces;	/* owned; the newest first */
	char bytes[];
};

static void
add_piece(struct json_tree *t, size_t cap)
{
	struct piece *piece = x_alloc(sizeof(*piece) + cap * sizeof(struct cJSON));

	piece->next = t->pieces;
	piece->cap = cap;
	piece->count = 0;
	t->pieces = piece;
}

struct json_tree *
json_tree_new(const char *bytes, size_t len)
{
	struct json_tree *t = x_alloc(sizeof(*t) + len + SPARE_BYTES);

	t->pieces = NULL;
	memcpy(t->bytes, bytes, len);
	memset(t->bytes + len, 0, SPARE_BYTES);
	add_piece(t, NODES_LEAST + len / BYTES_A_NODE);
	return t;
}

void
json_tree_free(struct json_tree *t)
{
	if (t == NULL)
		return;
	while (t->pieces != NULL) {
		struct piece *next = t->pieces->next;

		free(t->pieces);
		t->pieces = next;
	}
	free(t);
}

char *
json_tree_bytes(struct json_tree *t)
{
	return t->bytes;
}

struct cJSON *
json_tree_add(struct json_tree *t, struct cJSON *on, int type)
{
	struct cJSON *node;

	if (t->pieces->count == t->pieces->cap)
		add_piece(t, 2 * t->pieces->cap);
	node = &t->pieces->nodes[t->pieces->count++];
	*node = (struct cJSON){ .type = type };
	if (on == NULL)
		return node;
	/* As cJSON links them: the first one's prev is the last. */
	if (on->child == NULL) {
		on->child = node;
	} else {
		node->prev = on->child->prev;
		node->prev->next = node;
	}
	on->child->prev = node;
	return node;
}

char *
json_tree_text(char *inside, size_t len, bool has_escape)
{
	if (has_escape)
		len = json_decode_string(inside, inside, len);
	inside[len] = '\0';
	return inside;
}

/* A number of few digits, exactly: two doubles that are exact, and one
 * operation that rounds once. False where there are more. */
static bool
read_exactly(const char *s, size_t len, double *out)
{
	static const double powers[POWER_EXACT + 1] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
		1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
	};
	bool is_negative = s[0] == '-', is_after_dot = false;
	int64_t digits = 0;
	size_t after_dot = 0;

	if (len > DIGITS_EXACT)
		return false;
	for (size_t i = is_negative; i < len; i++) {
		if (s[i] == '.') {
			is_after_dot = true;
			continue;
		}
		if (s[i] < '0' || s[i] > '9')
			return false;
		digits = digits * 10 + (s[i] - '0');
		after_dot += is_after_dot;
	}
	*out = (double)digits / powers[after_dot];
	if (is_negative)
		*out = -*out;
	return true;
}

void
json_tree_number(struct cJSON *node, const char *number, size_t len)
{
	double value;

	if (!read_exactly(number, len, &value))
		value = strtod(number, NULL);
	node->valuedouble = value;
	node->valueint = value >= INT_MAX ? INT_MAX : value <= INT_MIN ? INT_MIN : (int)value;
}
