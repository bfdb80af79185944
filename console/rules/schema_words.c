/* SPDX-License-Identifier: ISC */
/* What each keyword wants, in words. */
#include "console/rules/schema.h"
#include "console/rules/verdict.h"

/* One sentence a keyword; %s is the fault's detail. */
static const struct {
	const char *keyword;
	const char *sentence;	/* N_() */
} sentences[] = {
	{ "type", N_("must be of type %s") },
	{ "enum", N_("must be one of: %s") },
	{ "const", N_("must be \"%s\"") },
	{ "multipleOf", N_("must be a multiple of %s") },
	{ "maximum", N_("must be at most %s") },
	{ "exclusiveMaximum", N_("must be less than %s") },
	{ "minimum", N_("must be at least %s") },
	{ "exclusiveMinimum", N_("must be more than %s") },
	{ "maxLength", N_("has at most %s characters") },
	{ "minLength", N_("has at least %s characters") },
	{ "pattern", N_("must have the shape %s") },
	{ "format", N_("is not written as %s") },
	{ "required", N_("%s is missing") },
	{ "additionalProperties", N_("the form has no %s") },
	{ "unevaluatedProperties", N_("the form has no %s") },
	{ "propertyNames", N_("%s may not be called that") },
	{ "dependentRequired", N_("%s is missing beside what is there") },
	{ "maxProperties", N_("has at most %s members") },
	{ "minProperties", N_("has at least %s members") },
	{ "maxItems", N_("has at most %s entries") },
	{ "minItems", N_("has at least %s entries") },
	{ "uniqueItems", N_("has the same entry twice") },
	{ "contains", N_("lacks an entry that must be there") },
	{ "maxContains", N_("has too many entries of one kind") },
	{ "anyOf", N_("fits none of the ways this can be filled in") },
	{ "oneOf", N_("must fit exactly one of the ways this can be filled in") },
	{ "not", N_("is what it may not be") },
	{ "false", N_("may not be here") },
};

void
schema_fault_sentence(struct buf *out, const char *keyword, const char *detail)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		if (!str_eq(sentences[i].keyword, keyword))
			continue;
		verdict_sentence(out, sentences[i].sentence, detail);
		return;
	}
	buf_puts(out, keyword);
}
