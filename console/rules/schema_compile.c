/* SPDX-License-Identifier: ISC */
/*
 * From JSON to nodes. A node is made where a reference or a keyword first leads
 * to it and waits in a list until its keywords are read, so neither cycles nor
 * depth matter.
 */
#include <stdlib.h>
#include <string.h>

#include "console/rules/json_value.h"
#include "console/rules/schema_compile.h"
#include "console/rules/schema_inside.h"
#include "console/rules/schema_resource.h"
#include "storage/text.h"

enum rc
compile_fault(struct compiler *c, const struct node *n, const char *keyword, const char *why)
{
	return err_set(c->e, RC_INVALID, say("%s#%s/%s: %s"), n->resource->uri, n->pointer,
	    keyword, why);
}

static size_t
slot_of(const struct schema *s, const struct cJSON *at)
{
	size_t i = ((size_t)(uintptr_t)at >> 4) * 2654435761u & (s->slot_count - 1);

	while (s->slots[i] != NULL && s->slots[i]->at != at)
		i = (i + 1) & (s->slot_count - 1);
	return i;
}

static void
grow_slots(struct schema *s)
{
	struct node **old = s->slots;
	size_t count = s->slot_count;

	s->slot_count = count == 0 ? 64 : count * 2;
	s->slots = x_zalloc(s->slot_count, sizeof(struct node *));
	for (size_t i = 0; i < count; i++)
		if (old[i] != NULL)
			s->slots[slot_of(s, old[i]->at)] = old[i];
	free(old);
}

struct node *
compile_node(struct compiler *c, const struct cJSON *at, struct resource *resource,
    const char *pointer)
{
	struct schema *s = c->schema;
	struct node *n;
	size_t slot;

	if (2 * (s->node_count + 1) > s->slot_count)
		grow_slots(s);
	slot = slot_of(s, at);
	if (s->slots[slot] != NULL)
		return s->slots[slot];
	n = x_zalloc(1, sizeof(*n));
	n->at = at;
	n->resource = resource_at(s, at, resource);
	n->pointer = x_strdup(n->resource->root == at ? "" : pointer);
	n->always = cJSON_IsBool(at) ? cJSON_IsTrue(at) : -1;
	s->slots[slot] = n;
	s->node_count++;
	n->next_waiting = c->waiting;
	c->waiting = n;
	return n;
}

struct node *
compile_child(struct compiler *c, const struct node *n, const struct cJSON *at,
    const char *keyword, const char *token)
{
	struct buf pointer = { 0 };
	struct node *child;

	buf_puts(&pointer, n->pointer);
	json_pointer_push(&pointer, keyword);
	if (token != NULL)
		json_pointer_push(&pointer, token);
	child = compile_node(c, at, n->resource, buf_str(&pointer));
	buf_release(&pointer);
	return child;
}

/* Follows a JSON Pointer from a resource's root; what it passes may have an
 * $id of its own. */
static struct node *
pointed_at(struct compiler *c, struct resource *resource, const char *pointer)
{
	const struct cJSON *at = resource->root;
	struct buf token = { 0 }, from = { 0 };
	struct node *node = NULL;

	while (at != NULL && pointer != NULL && *pointer != '\0') {
		pointer = json_pointer_next(pointer, &token);
		if (pointer == NULL)
			break;
		at = json_pointer_step(at, buf_str(&token));
		if (at == NULL)
			break;
		json_pointer_push(&from, buf_str(&token));
		if (resource_at(c->schema, at, resource) != resource) {
			resource = resource_at(c->schema, at, resource);
			buf_clear(&from);
		}
	}
	if (at != NULL && pointer != NULL)
		node = compile_node(c, at, resource, buf_str(&from));
	buf_release(&token);
	buf_release(&from);
	return node;
}

/* What a fragment means in a resource; *anchor gets the dynamic anchor that it
 * names, or NULL. */
static struct node *
fragment_find(struct compiler *c, struct resource *resource, const char *fragment,
    const char **anchor)
{
	struct buf plain = { 0 };
	struct node *node = NULL;

	*anchor = NULL;
	if (!uri_unescape(&plain, fragment))
		goto out;
	if (plain.len == 0 || buf_str(&plain)[0] == '/') {
		node = pointed_at(c, resource, buf_str(&plain));
		goto out;
	}
	for (size_t i = 0; i < resource->anchor_count; i++) {
		const struct anchor *a = &resource->anchors[i];

		if (!str_eq(a->name, buf_str(&plain)))
			continue;
		if (a->node != NULL)
			*anchor = a->name;
		node = compile_node(c, a->at, resource, a->pointer);
	}
out:
	buf_release(&plain);
	return node;
}

struct node *
compile_reference(struct compiler *c, const struct node *n, const char *keyword,
    const char *reference, const char **anchor)
{
	struct buf uri = { 0 };
	struct resource *resource;
	struct node *node = NULL;

	uri_resolve(&uri, n->resource->uri, reference);
	resource = resource_find(c, buf_str(&uri));
	buf_release(&uri);
	if (resource != NULL)
		node = fragment_find(c, resource, uri_fragment(reference), anchor);
	if (node == NULL && (c->e == NULL || c->e->rc == RC_OK))
		compile_fault(c, n, keyword, say("leads nowhere"));
	return node;
}

/* The checks of a node, in the order of the table of keywords. */
static enum rc
compile_checks(struct compiler *c, struct node *n)
{
	if (n->always >= 0)
		return RC_OK;
	if (!cJSON_IsObject(n->at))
		return err_set(c->e, RC_INVALID, say("%s#%s: a schema is an object, true or false"),
		    n->resource->uri, n->pointer);
	return compile_keywords(c, n);
}

enum rc
schema_compile(const struct cJSON *document, const struct schema_options *options,
    struct schema **out, struct err *e)
{
	static const struct schema_options none;
	struct err why = { 0 };
	struct compiler c = { .options = options != NULL ? options : &none, .e = &why };
	struct resource *root;
	enum rc rc = RC_OK;

	*out = NULL;
	c.schema = x_zalloc(1, sizeof(*c.schema));
	c.schema->asserts_formats = c.options->asserts_formats;
	root = resource_add(&c, document, str_or_empty(c.options->uri));
	c.schema->root = compile_node(&c, document, root, "");
	while (rc == RC_OK && c.waiting != NULL) {
		struct node *n = c.waiting;

		c.waiting = n->next_waiting;
		rc = compile_checks(&c, n);
	}
	if (rc != RC_OK) {
		schema_free(c.schema);
		return err_set(e, rc, "%s", why.text);
	}
	*out = c.schema;
	return RC_OK;
}

static void
check_release(struct check *c)
{
	for (size_t i = 0; c->patterns != NULL && i < c->count; i++)
		pattern_free(c->patterns[i]);
	free(c->patterns);
	free(c->nodes);
	free(c->named);
	free(c->in_order);
}

void
schema_free(struct schema *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->slot_count; i++) {
		struct node *n = s->slots[i];

		if (n == NULL)
			continue;
		for (size_t k = 0; k < n->count; k++)
			check_release(&n->checks[k]);
		free(n->checks);
		free(n->pointer);
		free(n);
	}
	resources_free(s->resources);
	free(s->slots);
	free(s);
}
