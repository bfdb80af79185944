/* SPDX-License-Identifier: ISC */
#include "console/rules/schema_resource.h"

#include <stdio.h>
#include <stdlib.h>

#include "console/rules/json_value.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
#define VALIDATION "https://json-schema.org/draft/2020-12/vocab/validation"
#define WALK_DEPTH_MAX 500

/* Where subschemas stand. What stands elsewhere (const, enum, x-) is no schema,
 * whatever it looks like. */
enum shape { SHAPE_SCHEMA, SHAPE_ARRAY, SHAPE_MAP };
static const struct {
	const char *keyword;
	enum shape shape;
} places[] = {
	{ "$defs", SHAPE_MAP }, { "definitions", SHAPE_MAP }, { "properties", SHAPE_MAP },
	{ "patternProperties", SHAPE_MAP }, { "dependentSchemas", SHAPE_MAP },
	{ "allOf", SHAPE_ARRAY }, { "anyOf", SHAPE_ARRAY }, { "oneOf", SHAPE_ARRAY },
	{ "prefixItems", SHAPE_ARRAY }, { "not", SHAPE_SCHEMA }, { "if", SHAPE_SCHEMA },
	{ "then", SHAPE_SCHEMA }, { "else", SHAPE_SCHEMA }, { "items", SHAPE_SCHEMA },
	{ "contains", SHAPE_SCHEMA }, { "additionalProperties", SHAPE_SCHEMA },
	{ "propertyNames", SHAPE_SCHEMA }, { "unevaluatedItems", SHAPE_SCHEMA },
	{ "unevaluatedProperties", SHAPE_SCHEMA }, { "contentSchema", SHAPE_SCHEMA },
};
#define PLACE_COUNT (sizeof(places) / sizeof(places[0]))

static const char *
text_of(const struct cJSON *at, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(at, key));
}

static struct resource *
find_known(const struct schema *s, const char *uri)
{
	for (struct resource *r = s->resources; r != NULL; r = r->next)
		if (str_eq(r->uri, uri) || (r->alias != NULL && str_eq(r->alias, uri)))
			return r;
	return NULL;
}

/* Does the dialect that a resource names have the validation vocabulary? */
static bool
dialect_validates(struct compiler *c, const char *dialect)
{
	const struct cJSON *meta, *vocabulary;

	if (str_eq(dialect, DIALECT) || c->options->load == NULL)
		return true;
	meta = c->options->load(c->options->arg, dialect);
	vocabulary = cJSON_GetObjectItemCaseSensitive(meta, "$vocabulary");
	return vocabulary == NULL ||
	    cJSON_GetObjectItemCaseSensitive(vocabulary, VALIDATION) != NULL;
}

static struct resource *
begin_resource(struct compiler *c, const struct cJSON *at, const char *base, bool validates)
{
	struct resource *r = x_zalloc(1, sizeof(*r));
	const char *id = text_of(at, "$id"), *dialect = text_of(at, "$schema");
	struct buf uri = { 0 };

	uri_resolve(&uri, base, str_or_empty(id));
	r->uri = x_strdup(buf_str(&uri));
	buf_release(&uri);
	r->root = at;
	r->validates = dialect == NULL ? validates : dialect_validates(c, dialect);
	r->next = c->schema->resources;
	c->schema->resources = r;
	return r;
}

static void
add_anchor(struct compiler *c, struct resource *r, const struct cJSON *at, const char *keyword,
    const char *pointer)
{
	const char *name = text_of(at, keyword);
	struct anchor *a;

	if (name == NULL)
		return;
	r->anchors = x_realloc(r->anchors, r->anchor_count + 1, sizeof(*r->anchors));
	a = &r->anchors[r->anchor_count++];
	*a = (struct anchor){ .name = name, .at = at, .pointer = x_strdup(pointer) };
	/* Any of them may be where a $dynamicRef ends. */
	if (str_eq(keyword, "$dynamicAnchor"))
		a->node = compile_node(c, at, r, pointer);
}

static void walk(struct compiler *c, const struct cJSON *at, struct resource *r,
    struct buf *pointer, int depth);

static void
walk_token(struct compiler *c, const struct cJSON *at, struct resource *r, struct buf *pointer,
    const char *token, int depth)
{
	size_t before = pointer->len;

	json_pointer_push(pointer, token);
	walk(c, at, r, pointer, depth);
	buf_cut(pointer, before);
}

static void
walk_below(struct compiler *c, const struct cJSON *value, enum shape shape, struct resource *r,
    struct buf *pointer, int depth)
{
	const struct cJSON *item;
	int index = 0;

	cJSON_ArrayForEach(item, value) {
		char token[16];

		snprintf(token, sizeof(token), "%d", index++);
		walk_token(c, item, r, pointer, shape == SHAPE_MAP ? item->string : token, depth);
	}
}

/* Looks through a schema for what has a name. */
static void
walk(struct compiler *c, const struct cJSON *at, struct resource *r, struct buf *pointer, int depth)
{
	struct buf fresh = { 0 };
	const struct cJSON *member;

	if (!cJSON_IsObject(at) || depth > WALK_DEPTH_MAX)
		return;
	if (text_of(at, "$id") != NULL && r->root != at) {
		r = begin_resource(c, at, r->uri, r->validates);
		pointer = &fresh;
	}
	add_anchor(c, r, at, "$anchor", buf_str(pointer));
	add_anchor(c, r, at, "$dynamicAnchor", buf_str(pointer));
	cJSON_ArrayForEach(member, at) {
		size_t before = pointer->len, i = 0;

		while (i < PLACE_COUNT && !str_eq(member->string, places[i].keyword))
			i++;
		if (i == PLACE_COUNT)
			continue;
		json_pointer_push(pointer, member->string);
		if (places[i].shape == SHAPE_SCHEMA)
			walk(c, member, r, pointer, depth + 1);
		else
			walk_below(c, member, places[i].shape, r, pointer, depth + 1);
		buf_cut(pointer, before);
	}
	buf_release(&fresh);
}

struct resource *
resource_add(struct compiler *c, const struct cJSON *document, const char *uri)
{
	struct resource *r = begin_resource(c, document, uri, true);
	struct buf pointer = { 0 };

	if (!str_eq(r->uri, uri))
		r->alias = x_strdup(uri);
	walk(c, document, r, &pointer, 0);
	buf_release(&pointer);
	return r;
}

struct resource *
resource_find(struct compiler *c, const char *uri)
{
	struct resource *known = find_known(c->schema, uri);
	const struct cJSON *document;

	if (known != NULL || c->options->load == NULL)
		return known;
	document = c->options->load(c->options->arg, uri);
	return document == NULL ? NULL : resource_add(c, document, uri);
}

struct resource *
resource_at(const struct schema *s, const struct cJSON *at, struct resource *around)
{
	if (at == around->root || text_of(at, "$id") == NULL)
		return around;
	for (struct resource *r = s->resources; r != NULL; r = r->next)
		if (r->root == at)
			return r;
	return around;
}

void
resources_free(struct resource *list)
{
	while (list != NULL) {
		struct resource *next = list->next;

		free(list->uri);
		free(list->alias);
		for (size_t i = 0; i < list->anchor_count; i++)
			free(list->anchors[i].pointer);
		free(list->anchors);
		free(list);
		list = next;
	}
}
