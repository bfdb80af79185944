/* SPDX-License-Identifier: ISC */
/*
 * Judging: a node runs its checks; those that stand in place (allOf, $ref …)
 * are here. What unevaluated* asks for travels in struct seen: who wants to know
 * hands one down, and a branch that may fail gets one of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/json_value.h"
#include "console/rules/schema_inside.h"

/* Schemas may refer to themselves on the same value; nothing honest goes as
 * deep as this. */
#define CHECK_DEPTH_MAX 400

/* Nor does it judge as many nodes: references that fan out double with each level
 * (allOf of the same thing twice, forty times over), and who sends a form must not
 * be able to stop an office. A document of 1 MiB has half a million. */
#define CHECK_STEPS_MAX 2000000

uint64_t
schema_name_hash(const char *name, size_t *len)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	const char *p = name;

	for (; *p != '\0'; p++)
		hash = (hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
	*len = (size_t)(p - name);
	return hash ^ hash >> 32;
}

void
seen_init(struct seen *s, const struct cJSON *value)
{
	size_t words;

	s->count = cJSON_IsArray(value) || cJSON_IsObject(value) ?
	    (size_t)cJSON_GetArraySize(value) : 0;
	words = s->count / 64 + 1;
	s->few[0] = s->few[1] = 0;
	s->words = words <= 2 ? s->few : x_zalloc(words, sizeof(uint64_t));
}

void
seen_release(struct seen *s)
{
	if (s->words != s->few)
		free(s->words);	/* or NULL: never asked for */
}

void
seen_add_all(struct seen *s)
{
	if (s != NULL)
		memset(s->words, 0xff, (s->count / 64 + 1) * sizeof(uint64_t));
}

void
seen_join(struct seen *s, const struct seen *more)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i <= s->count / 64; i++)
		s->words[i] |= more->words[i];
}

bool
seen_has(const struct seen *s, size_t index)
{
	return (s->words[index / 64] >> (index % 64) & 1) != 0;
}

static void
write_path(struct buf *out, const struct path *path)
{
	char index[24];

	if (path == NULL)
		return;
	write_path(out, path->up);
	snprintf(index, sizeof(index), "%zu", path->index);
	json_pointer_push(out, path->name != NULL ? path->name : index);
}

bool
schema_fail(struct run *r, const struct check *c, const struct place *at, const char *detail)
{
	struct schema_faults *f = r->faults;
	struct buf instance = { 0 };

	if (f == NULL)
		return false;
	if (f->count == SCHEMA_FAULTS_MAX) {
		f->is_cut = true;
		return false;
	}
	write_path(&instance, at->path);
	buf_puts(&instance, "");
	f->list = x_realloc(f->list, f->count + 1, sizeof(*f->list));
	f->list[f->count++] = (struct schema_fault){
		.instance = buf_steal(&instance),
		.schema = x_asprintf("%s#%s/%s", at->node->resource->uri, at->node->pointer,
		    c->keyword),
		.keyword = c->keyword,
		.detail = x_strdup(detail),
	};
	return false;
}

/* The faults of boolean schemas: nothing may be here at all. */
static const struct check never = { .keyword = "false" };

static bool
run_checks(struct run *r, const struct place *at)
{
	int type = type_of(at->at);
	bool is_fine = true;

	/* The keyword type comes first, if it is there; most often it is all. */
	for (size_t i = is_wanted(at->node, at->at) ? 1 : 0; i < at->node->count; i++) {
		const struct check *c = &at->node->checks[i];

		if ((c->types & type) == 0)
			continue;
		if (!c->run(r, c, at)) {
			is_fine = false;
			if (r->faults == NULL)
				break;
		}
	}
	return is_fine;
}

/* Runs the checks of a node that asks what those beside unevaluated* have seen. */
static bool
run_watched(struct run *r, const struct place *at)
{
	struct place watched = *at;
	struct seen own;
	bool is_fine;

	seen_init(&own, at->at);
	watched.seen = &own;
	is_fine = run_checks(r, &watched);
	seen_join(at->seen, &own);
	seen_release(&own);
	return is_fine;
}

bool
schema_node_judge(struct run *r, const struct node *node, const struct cJSON *value,
    const struct path *path, const struct scope *scope, struct seen *seen)
{
	struct scope entered = { scope, node->resource };
	struct place at = { node, value, path, scope, seen };
	bool is_fine;

	if (node->always >= 0)
		return node->always == 1 || schema_fail(r, &never, &at, "");
	if (r->depth == CHECK_DEPTH_MAX || r->steps++ >= CHECK_STEPS_MAX)
		return schema_fail(r, &never, &at, "");
	if (scope == NULL || scope->resource != node->resource)
		at.scope = &entered;
	r->depth++;
	is_fine = node->has_unevaluated ? run_watched(r, &at) : run_checks(r, &at);
	r->depth--;
	return is_fine;
}

bool
check_ref(struct run *r, const struct check *c, const struct place *at)
{
	return schema_node_check(r, c->node, at->at, at->path, at->scope, at->seen);
}

/* The outermost resource on the way here that has the anchor decides. */
bool
check_dynamic_ref(struct run *r, const struct check *c, const struct place *at)
{
	const struct node *node = c->node;

	for (const struct scope *s = at->scope; s != NULL && c->anchor != NULL; s = s->up) {
		for (size_t i = 0; i < s->resource->anchor_count; i++) {
			const struct anchor *a = &s->resource->anchors[i];

			if (a->node != NULL && str_eq(a->name, c->anchor))
				node = a->node;
		}
	}
	return schema_node_check(r, node, at->at, at->path, at->scope, at->seen);
}

/* Tries a branch: its faults are nobody's affair, and what it has seen counts
 * only if it fits. */
static bool
try_branch(struct run *r, const struct node *node, const struct place *at)
{
	struct schema_faults *faults = r->faults;
	struct seen *const outer = at->seen;
	struct seen own = { 0 };
	bool is_fine;

	r->faults = NULL;
	if (outer != NULL)
		seen_init(&own, at->at);
	is_fine = schema_node_check(r, node, at->at, at->path, at->scope,
	    outer != NULL ? &own : NULL);
	if (outer != NULL && is_fine)
		seen_join(outer, &own);
	seen_release(&own);
	r->faults = faults;
	return is_fine;
}

bool
check_all_of(struct run *r, const struct check *c, const struct place *at)
{
	bool is_fine = true;

	for (size_t i = 0; i < c->count && (is_fine || r->faults != NULL); i++)
		if (!schema_node_check(r, c->nodes[i], at->at, at->path, at->scope, at->seen))
			is_fine = false;
	return is_fine;
}

bool
check_any_of(struct run *r, const struct check *c, const struct place *at)
{
	bool is_fine = false;

	for (size_t i = 0; i < c->count && (!is_fine || at->seen != NULL); i++)
		if (try_branch(r, c->nodes[i], at))
			is_fine = true;
	return is_fine || schema_fail(r, c, at, "");
}

bool
check_one_of(struct run *r, const struct check *c, const struct place *at)
{
	size_t count = 0;

	for (size_t i = 0; i < c->count && count < 2; i++)
		if (try_branch(r, c->nodes[i], at))
			count++;
	return count == 1 || schema_fail(r, c, at, count == 0 ? "0" : "2");
}

bool
check_not(struct run *r, const struct check *c, const struct place *at)
{
	struct place apart = *at;

	apart.seen = NULL;
	return !try_branch(r, c->node, &apart) || schema_fail(r, c, at, "");
}

bool
check_if(struct run *r, const struct check *c, const struct place *at)
{
	const struct node *next = try_branch(r, c->node, at) ? c->then_node : c->else_node;

	return next == NULL ||
	    schema_node_check(r, next, at->at, at->path, at->scope, at->seen);
}

bool
check_dependent_schemas(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *member;
	bool is_fine = true;
	size_t i = 0;

	cJSON_ArrayForEach(member, c->value) {
		const struct node *node = c->nodes[i++];

		if (cJSON_GetObjectItemCaseSensitive(at->at, member->string) != NULL &&
		    !schema_node_check(r, node, at->at, at->path, at->scope, at->seen))
			is_fine = false;
	}
	return is_fine;
}

bool
schema_check(const struct schema *s, const struct cJSON *instance, struct schema_faults *faults)
{
	struct run r = { .schema = s, .faults = faults };

	if (faults != NULL)
		*faults = (struct schema_faults){ 0 };
	return schema_node_check(&r, s->root, instance, NULL, NULL, NULL);
}

void
schema_faults_release(struct schema_faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		free(faults->list[i].instance);
		free(faults->list[i].schema);
		free(faults->list[i].detail);
	}
	free(faults->list);
	*faults = (struct schema_faults){ 0 };
}
