/* SPDX-License-Identifier: ISC */
/* What the keywords ask of the members of objects and the elements of arrays. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/json_value.h"
#include "console/rules/schema_inside.h"

#define FEW_ITEMS 8	/* so many are compared sooner than hashed */

/* Members or elements. */
static double
count_of(const struct cJSON *value)
{
	double count = 0;

	for (const struct cJSON *part = value->child; part != NULL; part = part->next)
		count++;
	return count;
}

bool
fits_max_count(const struct check *c, const struct cJSON *value)
{
	return count_of(value) <= c->number;
}

bool
fits_min_count(const struct check *c, const struct cJSON *value)
{
	return count_of(value) >= c->number;
}

/* A fault of one keyword of a check that has several. */
static bool
fail_as(struct run *r, const struct check *c, const struct place *at, const char *keyword,
    const char *detail)
{
	struct check as = *c;

	as.keyword = keyword;
	return schema_fail(r, &as, at, detail);
}

static bool
check_part(struct run *r, const struct node *node, const struct place *at,
    const struct cJSON *part, const char *name, size_t index)
{
	struct path path = { at->path, name, index };

	return schema_node_check(r, node, part, &path, at->scope, NULL);
}

static const struct named *
named_look_up(const struct check *c, const char *name, size_t *next)
{
	size_t len;
	uint64_t hash;

	if ((c->beginnings & schema_name_beginning(name)) == 0)
		return NULL;
	hash = schema_name_hash(name, &len);
	for (size_t i = hash & c->named_mask; c->named[i].name != NULL;
	    i = (i + 1) & c->named_mask) {
		if (c->named[i].hash != hash || c->named[i].len != len ||
		    memcmp(c->named[i].name, name, len) != 0)
			continue;
		*next = c->named[i].next;
		return &c->named[i];
	}
	return NULL;
}

/* What the schema says of a member. Documents mostly list their members as the
 * form does: *next is where to look first. */
static inline const struct named *
named_find(const struct check *c, const char *name, size_t *next)
{
	if (*next < c->order_count && strcmp(c->in_order[*next]->name, name) == 0)
		return c->in_order[(*next)++];
	return named_look_up(c, name, next);
}
/* One member: its own schema, those of the patterns, else the additional. */
static bool
check_member(struct run *r, const struct check *c, const struct place *at,
    const struct named *named, const struct cJSON *member, size_t index)
{
	bool is_fine = true, is_known = named != NULL && named->node != NULL;

	if (is_known)
		is_fine = check_part(r, named->node, at, member, member->string, index);
	for (size_t i = 0; i < c->count && (is_fine || r->faults != NULL); i++) {
		if (pattern_match(c->patterns[i], member->string) == PATTERN_NO)
			continue;
		is_known = true;
		if (!check_part(r, c->nodes[i], at, member, member->string, index))
			is_fine = false;
	}
	if (!is_known && c->node != NULL) {
		is_known = true;
		if (c->node->always == 0)
			is_fine = fail_as(r, c, at, "additionalProperties", member->string);
		else
			is_fine = check_part(r, c->node, at, member, member->string, index);
	}
	if (is_known)
		seen_add(at->seen, index);
	return is_fine;
}

static bool
check_name(struct run *r, const struct check *c, const struct place *at,
    const struct cJSON *member)
{
	struct schema_faults *faults = r->faults;
	struct cJSON name = { .type = cJSON_String, .valuestring = member->string };
	bool is_fine;

	r->faults = NULL;
	is_fine = schema_node_check(r, c->names, &name, at->path, at->scope, NULL);
	r->faults = faults;
	return is_fine || fail_as(r, c, at, "propertyNames", member->string);
}

/* Says which of the required members are not there. */
static bool
fail_missing(struct run *r, const struct check *c, const struct place *at)
{
	for (size_t i = 0; i <= c->named_mask && r->faults != NULL; i++)
		if (c->named[i].is_required &&
		    cJSON_GetObjectItemCaseSensitive(at->at, c->named[i].name) == NULL)
			fail_as(r, c, at, "required", c->named[i].name);
	return false;
}

bool
check_members(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *member;
	/* Nothing but its own schema has a say in a member that the form names. */
	bool is_plain = c->count == 0 && c->names == NULL && at->seen == NULL;
	size_t index = 0, found = 0, next = 0;
	bool is_fine = true;

	cJSON_ArrayForEach(member, at->at) {
		const struct named *named = named_find(c, member->string, &next);

		found += named != NULL && named->is_required;
		if (is_plain && named != NULL && named->node != NULL && named->node->is_leaf &&
		    schema_leaf_fits(named->node, member)) {
			index++;
			continue;
		}
		if (!check_member(r, c, at, named, member, index++))
			is_fine = false;
		if (c->names != NULL && !check_name(r, c, at, member))
			is_fine = false;
		if (!is_fine && r->faults == NULL)
			return false;
	}
	return found >= c->required_count ? is_fine : fail_missing(r, c, at);
}

bool
check_dependent_required(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *member, *item;
	bool is_fine = true;

	cJSON_ArrayForEach(member, c->value) {
		if (cJSON_GetObjectItemCaseSensitive(at->at, member->string) == NULL)
			continue;
		cJSON_ArrayForEach(item, member) {
			const char *name = str_or_empty(cJSON_GetStringValue(item));

			if (cJSON_GetObjectItemCaseSensitive(at->at, name) == NULL)
				is_fine = schema_fail(r, c, at, name);
		}
	}
	return is_fine;
}

bool
check_unevaluated_properties(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *member;
	size_t index = 0;
	bool is_fine = true;

	cJSON_ArrayForEach(member, at->at) {
		bool is_seen = seen_has(at->seen, index);

		if (!is_seen && c->node->always == 0)
			is_fine = schema_fail(r, c, at, member->string);
		else if (!is_seen && !check_part(r, c->node, at, member, member->string, index))
			is_fine = false;
		index++;
	}
	seen_add_all(at->seen);
	return is_fine;
}

bool
check_items(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *item;
	size_t index = 0;
	bool is_fine = true;

	cJSON_ArrayForEach(item, at->at) {
		const struct node *node = index < c->count ? c->nodes[index] : c->node;

		if (node == NULL)
			break;
		if (!check_part(r, node, at, item, NULL, index))
			is_fine = false;
		if (!is_fine && r->faults == NULL)
			return false;
		seen_add(at->seen, index++);
	}
	return is_fine;
}

bool
check_contains(struct run *r, const struct check *c, const struct place *at)
{
	struct schema_faults *faults = r->faults;
	const struct cJSON *item;
	size_t index = 0;
	double count = 0;

	r->faults = NULL;
	cJSON_ArrayForEach(item, at->at) {
		if (check_part(r, c->node, at, item, NULL, index)) {
			count++;
			seen_add(at->seen, index);
		}
		index++;
	}
	r->faults = faults;
	if (count < c->least)
		return fail_as(r, c, at, "contains", "");
	return c->most < 0 || count <= c->most || fail_as(r, c, at, "maxContains", "");
}

struct hashed {
	uint64_t hash;
	const struct cJSON *item;
};

static int
compare_hashed(const void *a, const void *b)
{
	const struct hashed *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Is one of a few items equal to another? Each is compared with each. */
static bool
has_twins_of_few(const struct cJSON *array)
{
	for (const struct cJSON *a = array->child; a != NULL; a = a->next)
		for (const struct cJSON *b = a->next; b != NULL; b = b->next)
			if (json_equal(a, b))
				return true;
	return false;
}

/* Is one of the items equal to another? Only those of equal hash are compared. */
static bool
has_twins(const struct cJSON *array)
{
	size_t count = (size_t)count_of(array), n = 0;
	struct hashed *list;
	const struct cJSON *item;
	bool has = false;

	if (count <= FEW_ITEMS)
		return has_twins_of_few(array);
	list = x_zalloc(count, sizeof(*list));
	cJSON_ArrayForEach(item, array)
		list[n++] = (struct hashed){ json_hash(item), item };
	qsort(list, n, sizeof(*list), compare_hashed);
	for (size_t i = 0; i < n && !has; i++)
		for (size_t k = i + 1; k < n && list[k].hash == list[i].hash && !has; k++)
			has = json_equal(list[i].item, list[k].item);
	free(list);
	return has;
}

bool
fits_unique_items(const struct check *c, const struct cJSON *value)
{
	return !cJSON_IsTrue(c->value) || !has_twins(value);
}

bool
check_unevaluated_items(struct run *r, const struct check *c, const struct place *at)
{
	const struct cJSON *item;
	size_t index = 0;
	bool is_fine = true;

	cJSON_ArrayForEach(item, at->at) {
		if (!seen_has(at->seen, index) && !check_part(r, c->node, at, item, NULL, index))
			is_fine = false;
		index++;
	}
	seen_add_all(at->seen);
	return is_fine;
}
