/* SPDX-License-Identifier: ISC */
/*
 * The keywords of JSON Schema 2020-12: one row each, or one for several that
 * are judged together, in the order in which they are judged.
 */
#include <stdlib.h>
#include <string.h>

#include "console/rules/schema_compile.h"
#include "storage/text.h"

typedef enum rc (*compile_function)(struct compiler *c, struct node *n, struct check *check);

static const struct cJSON *
member(const struct node *n, const char *keyword)
{
	return cJSON_GetObjectItemCaseSensitive(n->at, keyword);
}

static struct node *
child_of(struct compiler *c, const struct node *n, const char *keyword)
{
	const struct cJSON *at = member(n, keyword);

	return at == NULL ? NULL : compile_child(c, n, at, keyword, NULL);
}

static enum rc
compile_any(struct compiler *c, struct node *n, struct check *check)
{
	(void)c;
	(void)n;
	(void)check;
	return RC_OK;
}

static enum rc
compile_number(struct compiler *c, struct node *n, struct check *check)
{
	if (!cJSON_IsNumber(check->value))
		return compile_fault(c, n, check->keyword, say("must be a number"));
	check->number = check->value->valuedouble;
	if (str_eq(check->keyword, "multipleOf") && check->number <= 0)
		return compile_fault(c, n, check->keyword, say("must be more than 0"));
	return RC_OK;
}

/* The types as a set of cJSON's; "integer" apart, which cJSON does not know. */
static enum rc
compile_type(struct compiler *c, struct node *n, struct check *check)
{
	static const struct { const char *name; int types; } types[] = {
		{ "null", cJSON_NULL }, { "boolean", cJSON_True | cJSON_False },
		{ "number", cJSON_Number }, { "string", cJSON_String },
		{ "array", cJSON_Array }, { "object", cJSON_Object },
	};
	const struct cJSON *list = cJSON_IsArray(check->value) ? check->value->child :
	    check->value;

	for (; list != NULL; list = cJSON_IsArray(check->value) ? list->next : NULL) {
		const char *name = cJSON_GetStringValue(list);
		size_t i = 0;

		n->takes_integers = n->takes_integers || str_eq(name, "integer");
		while (i < sizeof(types) / sizeof(types[0]) && !str_eq(types[i].name, name))
			i++;
		if (i < sizeof(types) / sizeof(types[0]))
			n->wanted |= types[i].types;
		else if (!str_eq(name, "integer"))
			return compile_fault(c, n, check->keyword, say("names no type"));
	}
	return RC_OK;
}

static enum rc
compile_count(struct compiler *c, struct node *n, struct check *check)
{
	if (!cJSON_IsNumber(check->value) || check->value->valuedouble < 0)
		return compile_fault(c, n, check->keyword, say("must be a number, 0 or more"));
	check->number = check->value->valuedouble;
	return RC_OK;
}

static enum rc
compile_text(struct compiler *c, struct node *n, struct check *check)
{
	return cJSON_IsString(check->value) ? RC_OK :
	    compile_fault(c, n, check->keyword, say("must be a string"));
}

static enum rc
compile_format(struct compiler *c, struct node *n, struct check *check)
{
	if (cJSON_IsString(check->value) && c->schema->asserts_formats)
		check->holds = schema_format_find(check->value->valuestring);
	return compile_text(c, n, check);
}

static enum rc
compile_array(struct compiler *c, struct node *n, struct check *check)
{
	return cJSON_IsArray(check->value) ? RC_OK :
	    compile_fault(c, n, check->keyword, say("must be an array"));
}

static enum rc
compile_object(struct compiler *c, struct node *n, struct check *check)
{
	return cJSON_IsObject(check->value) ? RC_OK :
	    compile_fault(c, n, check->keyword, say("must be an object"));
}

static enum rc
compile_expression(struct compiler *c, struct node *n, const char *keyword,
    const char *expression, struct pattern **out)
{
	struct err why;

	if (pattern_compile(expression, out, &why) == RC_OK)
		return RC_OK;
	return compile_fault(c, n, keyword, why.text);
}

static enum rc
compile_pattern(struct compiler *c, struct node *n, struct check *check)
{
	if (!cJSON_IsString(check->value))
		return compile_text(c, n, check);
	check->count = 1;
	check->patterns = x_zalloc(1, sizeof(struct pattern *));
	return compile_expression(c, n, check->keyword, check->value->valuestring,
	    &check->patterns[0]);
}

static enum rc
compile_one(struct compiler *c, struct node *n, struct check *check)
{
	check->node = compile_child(c, n, check->value, check->keyword, NULL);
	return RC_OK;
}

/* An array or an object of schemas. */
static enum rc
compile_many(struct compiler *c, struct node *n, struct check *check)
{
	const struct cJSON *item;

	check->nodes = x_zalloc((size_t)cJSON_GetArraySize(check->value) + 1,
	    sizeof(struct node *));
	cJSON_ArrayForEach(item, check->value) {
		char *token = item->string != NULL ? x_strdup(item->string) :
		    x_asprintf("%zu", check->count);

		check->nodes[check->count++] = compile_child(c, n, item, check->keyword, token);
		free(token);
	}
	return RC_OK;
}

static enum rc
compile_list(struct compiler *c, struct node *n, struct check *check)
{
	enum rc rc = compile_array(c, n, check);

	return rc == RC_OK ? compile_many(c, n, check) : rc;
}

static enum rc
compile_map(struct compiler *c, struct node *n, struct check *check)
{
	enum rc rc = compile_object(c, n, check);

	return rc == RC_OK ? compile_many(c, n, check) : rc;
}

static enum rc
compile_ref(struct compiler *c, struct node *n, struct check *check)
{
	const char *anchor;

	if (!cJSON_IsString(check->value))
		return compile_text(c, n, check);
	check->node = compile_reference(c, n, check->keyword, check->value->valuestring, &anchor);
	if (str_eq(check->keyword, "$dynamicRef"))
		check->anchor = anchor;
	return check->node == NULL ? RC_INVALID : RC_OK;
}

static enum rc
compile_if(struct compiler *c, struct node *n, struct check *check)
{
	check->then_node = child_of(c, n, "then");
	check->else_node = child_of(c, n, "else");
	return compile_one(c, n, check);
}

static struct named *
named_slot(struct check *check, const char *name)
{
	size_t len;
	uint64_t hash = schema_name_hash(name, &len);
	size_t i = hash & check->named_mask;

	while (check->named[i].name != NULL && !str_eq(check->named[i].name, name))
		i = (i + 1) & check->named_mask;
	check->beginnings |= schema_name_beginning(name);
	check->named[i].name = name;
	check->named[i].len = len;
	check->named[i].hash = hash;
	return &check->named[i];
}

static enum rc
compile_required(struct compiler *c, struct node *n, struct check *check,
    const struct cJSON *required)
{
	const struct cJSON *item;

	if (required != NULL && !cJSON_IsArray(required))
		return compile_fault(c, n, "required", say("must be an array"));
	cJSON_ArrayForEach(item, required) {
		struct named *named;

		if (!cJSON_IsString(item))
			return compile_fault(c, n, "required", say("must be an array of names"));
		named = named_slot(check, item->valuestring);
		check->required_count += !named->is_required;
		named->is_required = true;
	}
	return RC_OK;
}

static enum rc
compile_patterns(struct compiler *c, struct node *n, struct check *check,
    const struct cJSON *patterns)
{
	const struct cJSON *item;
	size_t count = (size_t)cJSON_GetArraySize(patterns);
	enum rc rc = RC_OK;

	if (patterns != NULL && !cJSON_IsObject(patterns))
		return compile_fault(c, n, "patternProperties", say("must be an object"));
	check->nodes = x_zalloc(count + 1, sizeof(struct node *));
	check->patterns = x_zalloc(count + 1, sizeof(struct pattern *));
	cJSON_ArrayForEach(item, patterns) {
		rc = compile_expression(c, n, "patternProperties", item->string,
		    &check->patterns[check->count]);
		if (rc != RC_OK)
			break;
		check->nodes[check->count++] =
		    compile_child(c, n, item, "patternProperties", item->string);
	}
	return rc;
}

static enum rc
compile_members(struct compiler *c, struct node *n, struct check *check)
{
	const struct cJSON *properties = member(n, "properties"), *item;
	const struct cJSON *required = n->resource->validates ? member(n, "required") : NULL;
	size_t slots = 4;
	enum rc rc;

	if (properties != NULL && !cJSON_IsObject(properties))
		return compile_fault(c, n, "properties", say("must be an object"));
	while (slots < 2 * (size_t)(cJSON_GetArraySize(properties) + cJSON_GetArraySize(required)))
		slots *= 2;
	check->named = x_zalloc(slots, sizeof(*check->named));
	check->named_mask = slots - 1;
	check->in_order = x_zalloc((size_t)cJSON_GetArraySize(properties) + 1,
	    sizeof(struct named *));
	cJSON_ArrayForEach(item, properties) {
		struct named *named = named_slot(check, item->string);

		named->node = compile_child(c, n, item, "properties", item->string);
		check->in_order[check->order_count++] = named;
		named->next = check->order_count;
	}
	rc = compile_required(c, n, check, required);
	if (rc == RC_OK)
		rc = compile_patterns(c, n, check, member(n, "patternProperties"));
	check->node = child_of(c, n, "additionalProperties");
	check->names = child_of(c, n, "propertyNames");
	return rc;
}

static enum rc
compile_items(struct compiler *c, struct node *n, struct check *check)
{
	struct check prefix = *check;
	enum rc rc = RC_OK;

	prefix.keyword = "prefixItems";
	prefix.value = member(n, "prefixItems");
	if (prefix.value != NULL)
		rc = compile_list(c, n, &prefix);
	check->nodes = prefix.nodes;
	check->count = prefix.count;
	check->node = child_of(c, n, "items");
	return rc;
}

static enum rc
compile_contains(struct compiler *c, struct node *n, struct check *check)
{
	const struct cJSON *least = member(n, "minContains"), *most = member(n, "maxContains");

	check->least = 1;
	check->most = -1;	/* any number */
	if (n->resource->validates && cJSON_IsNumber(least))
		check->least = least->valuedouble;
	if (n->resource->validates && cJSON_IsNumber(most))
		check->most = most->valuedouble;
	return compile_one(c, n, check);
}

static enum rc
compile_unevaluated(struct compiler *c, struct node *n, struct check *check)
{
	n->has_unevaluated = true;
	return compile_one(c, n, check);
}

/* A leaf asks what its keyword type has to say only when it is not content. */
static bool
fits_never(const struct check *c, const struct cJSON *value)
{
	(void)c;
	(void)value;
	return false;
}

#define ANY 0xff	/* every kind of value */

/* One row per check: the keywords that ask for it, whether they are of the
 * validation vocabulary, what kinds of value it judges, how it is compiled, how
 * it runs, and what tells the same of the value alone (NULL = nothing does). The
 * first keyword that is there lends its value. */
static const struct rule {
	const char *keywords[5];
	bool is_validation;
	int types;
	compile_function compile;
	check_function run;
	fits_function fits;
} rules[] = {
	{ { "type" }, true, ANY, compile_type, check_type, fits_never },
	{ { "enum" }, true, ANY, compile_array, check_enum, fits_enum },
	{ { "const" }, true, ANY, compile_any, check_text, fits_const },
	{ { "multipleOf" }, true, cJSON_Number, compile_number, check_number, fits_multiple_of },
	{ { "maximum" }, true, cJSON_Number, compile_number, check_number, fits_maximum },
	{ { "exclusiveMaximum" }, true, cJSON_Number, compile_number, check_number,
	    fits_exclusive_maximum },
	{ { "minimum" }, true, cJSON_Number, compile_number, check_number, fits_minimum },
	{ { "exclusiveMinimum" }, true, cJSON_Number, compile_number, check_number,
	    fits_exclusive_minimum },
	{ { "maxLength" }, true, cJSON_String, compile_count, check_number, fits_max_length },
	{ { "minLength" }, true, cJSON_String, compile_count, check_number, fits_min_length },
	{ { "pattern" }, true, cJSON_String, compile_pattern, check_text, fits_pattern },
	{ { "format" }, false, cJSON_String, compile_format, check_text, fits_format },
	{ { "properties", "required", "patternProperties", "additionalProperties",
	    "propertyNames" }, false, cJSON_Object, compile_members, check_members, NULL },
	{ { "maxProperties" }, true, cJSON_Object, compile_count, check_number, fits_max_count },
	{ { "minProperties" }, true, cJSON_Object, compile_count, check_number, fits_min_count },
	{ { "dependentRequired" }, true, cJSON_Object, compile_object,
	    check_dependent_required, NULL },
	{ { "items", "prefixItems" }, false, cJSON_Array, compile_items, check_items, NULL },
	{ { "contains" }, false, cJSON_Array, compile_contains, check_contains, NULL },
	{ { "maxItems" }, true, cJSON_Array, compile_count, check_number, fits_max_count },
	{ { "minItems" }, true, cJSON_Array, compile_count, check_number, fits_min_count },
	{ { "uniqueItems" }, true, cJSON_Array, compile_any, check_text, fits_unique_items },
	{ { "$ref" }, false, ANY, compile_ref, check_ref, NULL },
	{ { "$dynamicRef" }, false, ANY, compile_ref, check_dynamic_ref, NULL },
	{ { "allOf" }, false, ANY, compile_list, check_all_of, NULL },
	{ { "anyOf" }, false, ANY, compile_list, check_any_of, NULL },
	{ { "oneOf" }, false, ANY, compile_list, check_one_of, NULL },
	{ { "not" }, false, ANY, compile_one, check_not, NULL },
	{ { "if" }, false, ANY, compile_if, check_if, NULL },
	{ { "dependentSchemas" }, false, cJSON_Object, compile_map, check_dependent_schemas,
	    NULL },
	{ { "unevaluatedItems" }, false, cJSON_Array, compile_unevaluated,
	    check_unevaluated_items, NULL },
	{ { "unevaluatedProperties" }, false, cJSON_Object, compile_unevaluated,
	    check_unevaluated_properties, NULL },
};
#define RULE_COUNT (sizeof(rules) / sizeof(rules[0]))

/* The first keyword of the row that the node has; NULL = none. */
static const char *
rule_keyword(const struct rule *rule, const struct node *n)
{
	for (size_t i = 0; i < 5 && rule->keywords[i] != NULL; i++)
		if (member(n, rule->keywords[i]) != NULL)
			return rule->keywords[i];
	return NULL;
}

enum rc
compile_keywords(struct compiler *c, struct node *n)
{
	enum rc rc = RC_OK;

	n->checks = x_zalloc(RULE_COUNT, sizeof(*n->checks));
	n->is_leaf = true;
	for (size_t i = 0; i < RULE_COUNT && rc == RC_OK; i++) {
		const char *keyword = rule_keyword(&rules[i], n);
		struct check *check = &n->checks[n->count];

		if (keyword == NULL || (rules[i].is_validation && !n->resource->validates))
			continue;
		*check = (struct check){ .run = rules[i].run, .fits = rules[i].fits,
			.keyword = keyword, .types = rules[i].types,
			.value = member(n, keyword) };
		n->count++;
		n->is_leaf = n->is_leaf && check->fits != NULL;
		rc = rules[i].compile(c, n, check);
	}
	n->checks = x_realloc(n->checks, n->count + 1, sizeof(*n->checks));
	return rc;
}
