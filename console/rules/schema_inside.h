/* SPDX-License-Identifier: ISC */
/*
 * schema_inside: what compiling and checking share. Only the schema_* files
 * include it.
 */
#ifndef RULES_SCHEMA_INSIDE_H
#define RULES_SCHEMA_INSIDE_H

#include <math.h>

#include <cjson/cJSON.h>

#include "console/rules/pattern.h"
#include "console/rules/schema.h"

struct node;

/* A named place in a resource: $anchor or $dynamicAnchor. */
struct anchor {
	const char *name;
	const struct cJSON *at;
	char *pointer;		/* owned: from the resource's root */
	struct node *node;	/* of a dynamic one; else NULL */
};

/* A schema document or a part of one with an $id of its own. */
struct resource {
	char *uri;
	char *alias;			/* the URI it was asked for by; NULL = the same */
	const struct cJSON *root;
	struct anchor *anchors;		/* owned */
	size_t anchor_count;
	bool validates;			/* its dialect has the validation vocabulary */
	struct resource *next;
};

/* What a keyword, or several that belong together, asks of a value. */
struct check;
struct run;
struct place;
typedef bool (*check_function)(struct run *r, const struct check *c, const struct place *at);
/* The same for a keyword that needs to know nothing but the value, and says
 * nothing of what is wrong. */
typedef bool (*fits_function)(const struct check *c, const struct cJSON *value);
typedef bool (*format_function)(const char *text);

/* One member that an object schema names. */
struct named {
	const char *name;	/* NULL = free slot */
	size_t len;
	uint64_t hash;
	struct node *node;	/* NULL = nothing is said of its value */
	size_t next;		/* of the properties in order, the one behind it */
	bool is_required;
};

struct check {
	check_function run;
	fits_function fits;	/* NULL: only run can tell */
	const char *keyword;	/* for the fault; static */
	int types;		/* cJSON types it says something of */
	const struct cJSON *value;	/* the keyword's own */
	double number;
	struct node *node;	/* $ref, not, additionalProperties, items, contains, if … */
	struct node *then_node, *else_node;
	struct node **nodes;	/* owned: allOf, prefixItems, patternProperties … */
	size_t count;
	struct pattern **patterns;	/* owned: pattern, patternProperties */
	struct named *named;	/* owned, open addressing: properties, required */
	size_t named_mask;
	uint64_t beginnings;	/* of the names: a bit of schema_name_beginning for each */
	size_t required_count;
	struct named **in_order;	/* owned: the properties as the schema lists them */
	size_t order_count;
	struct node *names;	/* propertyNames */
	const char *anchor;	/* $dynamicRef by a dynamic anchor; else NULL */
	double least, most;	/* minContains, maxContains */
	format_function holds;	/* format, where it is asserted and known; else NULL */
};

struct node {
	const struct cJSON *at;
	struct resource *resource;
	char *pointer;		/* owned: from the resource's root */
	struct check *checks;	/* owned */
	size_t count;
	int always;		/* boolean schemas: 0 or 1; else -1 */
	int wanted;		/* type: a set of cJSON's types; 0 = not asked … */
	bool takes_integers;	/* … and numbers without a fraction */
	bool is_leaf;		/* each of its checks has fits, and it is no boolean */
	bool has_unevaluated;
	struct node *next_waiting;
};

struct schema {
	struct node *root;
	struct node **slots;	/* owned: nodes by the place of their JSON */
	size_t slot_count, node_count;
	struct resource *resources;	/* owned */
	bool asserts_formats;
};

/* Which members or elements a schema and those beside it have looked at. */
struct seen {
	uint64_t *words;
	size_t count;		/* members or elements */
	uint64_t few[2];
};

/* Where in the document. */
struct path {
	const struct path *up;
	const char *name;	/* NULL: index says which */
	size_t index;
};

/* The resources that led here, innermost first. */
struct scope {
	const struct scope *up;
	const struct resource *resource;
};

/* What a check is given. */
struct place {
	const struct node *node;
	const struct cJSON *at;
	const struct path *path;
	const struct scope *scope;
	struct seen *seen;	/* NULL: nobody wants to know */
};

struct run {
	const struct schema *schema;
	struct schema_faults *faults;	/* NULL: the first one ends it */
	int depth;
	int32_t steps;		/* nodes judged so far */
};

/* Records a fault, unless nobody listens; returns false. */
bool schema_fail(struct run *r, const struct check *c, const struct place *at,
    const char *detail);

void seen_init(struct seen *s, const struct cJSON *value);
void seen_release(struct seen *s);
void seen_add_all(struct seen *s);		/* s may be NULL */
void seen_join(struct seen *s, const struct seen *more);	/* s may be NULL */
bool seen_has(const struct seen *s, size_t index);

static inline void
seen_add(struct seen *s, size_t index)	/* s may be NULL */
{
	if (s != NULL)
		s->words[index / 64] |= UINT64_C(1) << (index % 64);
}

uint64_t schema_name_hash(const char *name, size_t *len);

/* A bit for how a name begins: most names that a schema does not have differ by
 * it from all that it has. */
static inline uint64_t
schema_name_beginning(const char *name)
{
	unsigned first = (unsigned char)name[0], second = first == 0 ? 0 : (unsigned char)name[1];

	return UINT64_C(1) << ((first * 7 + second) & 63);
}

/* cJSON's own tests are calls into its library, and these run for each value. */
static inline int
type_of(const struct cJSON *value)
{
	return value->type & 0xff;
}

/* Is the value of a type that the node's keyword type wants? */
static inline bool
is_wanted(const struct node *n, const struct cJSON *value)
{
	return (type_of(value) & n->wanted) != 0 || (n->takes_integers &&
	    type_of(value) == cJSON_Number && floor(value->valuedouble) >= value->valuedouble);
}

/* Judges a value by a node. seen gets what was looked at; NULL if nobody
 * asks. */
bool schema_node_judge(struct run *r, const struct node *node, const struct cJSON *at,
    const struct path *path, const struct scope *scope, struct seen *seen);

/* Does the value fit a leaf? */
static inline bool
schema_leaf_fits(const struct node *node, const struct cJSON *value)
{
	/* The keyword type comes first, if it is there; most often it is all. */
	const struct check *c = node->checks + (is_wanted(node, value) ? 1 : 0);
	const struct check *end = node->checks + node->count;

	for (; c < end; c++)
		if ((c->types & type_of(value)) != 0 && !c->fits(c, value))
			return false;
	return true;
}

/* The same as judging; most nodes are leaves, and most values fit them. */
static inline bool
schema_node_check(struct run *r, const struct node *node, const struct cJSON *at,
    const struct path *path, const struct scope *scope, struct seen *seen)
{
	return (node->is_leaf && schema_leaf_fits(node, at)) ||
	    schema_node_judge(r, node, at, path, scope, seen);
}

/* The checks, by file. schema_values.c: the last two judge by fits, and say what
 * number or what text the keyword has; check_type and check_enum say more. */
bool check_type(struct run *r, const struct check *c, const struct place *at);
bool check_enum(struct run *r, const struct check *c, const struct place *at);
bool check_number(struct run *r, const struct check *c, const struct place *at);
bool check_text(struct run *r, const struct check *c, const struct place *at);
bool fits_enum(const struct check *c, const struct cJSON *value);
bool fits_const(const struct check *c, const struct cJSON *value);
bool fits_multiple_of(const struct check *c, const struct cJSON *value);
bool fits_maximum(const struct check *c, const struct cJSON *value);
bool fits_exclusive_maximum(const struct check *c, const struct cJSON *value);
bool fits_minimum(const struct check *c, const struct cJSON *value);
bool fits_exclusive_minimum(const struct check *c, const struct cJSON *value);
bool fits_max_length(const struct check *c, const struct cJSON *value);
bool fits_min_length(const struct check *c, const struct cJSON *value);
bool fits_pattern(const struct check *c, const struct cJSON *value);
bool fits_format(const struct check *c, const struct cJSON *value);
/* schema_parts.c: */
bool fits_max_count(const struct check *c, const struct cJSON *value);
bool fits_min_count(const struct check *c, const struct cJSON *value);
bool fits_unique_items(const struct check *c, const struct cJSON *value);
bool check_members(struct run *r, const struct check *c, const struct place *at);
bool check_dependent_required(struct run *r, const struct check *c, const struct place *at);
bool check_unevaluated_properties(struct run *r, const struct check *c, const struct place *at);
bool check_items(struct run *r, const struct check *c, const struct place *at);
bool check_contains(struct run *r, const struct check *c, const struct place *at);
bool check_unevaluated_items(struct run *r, const struct check *c, const struct place *at);
/* schema_check.c, in place: */
bool check_ref(struct run *r, const struct check *c, const struct place *at);
bool check_dynamic_ref(struct run *r, const struct check *c, const struct place *at);
bool check_all_of(struct run *r, const struct check *c, const struct place *at);
bool check_any_of(struct run *r, const struct check *c, const struct place *at);
bool check_one_of(struct run *r, const struct check *c, const struct place *at);
bool check_not(struct run *r, const struct check *c, const struct place *at);
bool check_if(struct run *r, const struct check *c, const struct place *at);
bool check_dependent_schemas(struct run *r, const struct check *c, const struct place *at);

/* What tells whether a text has the format; NULL for a format we do not know. */
format_function schema_format_find(const char *format);

#endif
