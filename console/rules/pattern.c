/* SPDX-License-Identifier: ISC */
#include "console/rules/pattern.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "storage/text.h"

/* Twelve known bombs end within these in a few milliseconds. */
#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 1000
#define HEAP_LIMIT_KIB 1024

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	bool is_compiled;	/* to code of the machine */
};

/* Names that ECMA-262 gives a Unicode property and PCRE2 10.42 only by its
 * short one. */
static const struct {
	const char *name;
	const char *shorter;
} properties[] = {
	{ "{Letter}", "{L}" }, { "{Uppercase_Letter}", "{Lu}" },
	{ "{Lowercase_Letter}", "{Ll}" }, { "{Mark}", "{M}" }, { "{Number}", "{N}" },
	{ "{Decimal_Number}", "{Nd}" }, { "{digit}", "{Nd}" }, { "{Punctuation}", "{P}" },
	{ "{Symbol}", "{S}" }, { "{Separator}", "{Z}" }, { "{Other}", "{C}" },
	{ "{Script=Hangul}", "{Hangul}" }, { "{Script=Han}", "{Han}" },
	{ "{Script=Latin}", "{Latin}" },
};

/* The expression with \p{Letter} and its kind as PCRE2 spells them. */
static void
respell(struct buf *out, const char *expression)
{
	while (*expression != '\0') {
		size_t i, count = sizeof(properties) / sizeof(properties[0]);
		bool is_property = out->len >= 2 && (out->data[out->len - 1] == 'p' ||
		    out->data[out->len - 1] == 'P') && out->data[out->len - 2] == '\\';

		for (i = 0; is_property && i < count; i++)
			if (str_starts(expression, properties[i].name))
				break;
		if (is_property && i < count) {
			buf_puts(out, properties[i].shorter);
			expression += strlen(properties[i].name);
		} else {
			buf_putc(out, *expression++);
		}
	}
}

enum rc
pattern_compile(const char *expression, struct pattern **out, struct err *e)
{
	const uint32_t options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY |
	    PCRE2_MATCH_UNSET_BACKREF | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_NEVER_BACKSLASH_C;
	pcre2_compile_context *context;
	struct pattern *p;
	struct buf spelled = { 0 };
	PCRE2_SIZE offset = 0;
	char why[160];
	int code = 0;

	*out = NULL;
	if (strlen(expression) > PATTERN_BYTES_MAX)
		return err_set(e, RC_INVALID, say("a pattern has at most %d bytes"),
		    PATTERN_BYTES_MAX);
	context = pcre2_compile_context_create(NULL);
	pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALT_BSUX);
	pcre2_set_parens_nest_limit(context, 50);
	respell(&spelled, expression);
	p = x_zalloc(1, sizeof(*p));
	p->code = pcre2_compile((PCRE2_SPTR)buf_str(&spelled), spelled.len, options, &code,
	    &offset, context);
	pcre2_compile_context_free(context);
	buf_release(&spelled);
	if (p->code == NULL) {
		free(p);
		pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof(why));
		return err_set(e, RC_INVALID, say("the pattern is wrong at byte %zu: %s"),
		    (size_t)offset + 1, why);
	}
	/* Where no code may be made at run time, the expression is interpreted. */
	p->is_compiled = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
	p->data = pcre2_match_data_create(1, NULL);
	p->limits = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(p->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(p->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(p->limits, HEAP_LIMIT_KIB);
	*out = p;
	return RC_OK;
}

void
pattern_free(struct pattern *p)
{
	if (p == NULL)
		return;
	pcre2_match_context_free(p->limits);
	pcre2_match_data_free(p->data);
	pcre2_code_free(p->code);
	free(p);
}

enum pattern_answer
pattern_match(const struct pattern *p, const char *text)
{
	int count = p->is_compiled ?
	    pcre2_jit_match(p->code, (PCRE2_SPTR)text, strlen(text), 0, 0, p->data, p->limits) :
	    pcre2_match(p->code, (PCRE2_SPTR)text, strlen(text), 0, PCRE2_NO_UTF_CHECK, p->data,
	    p->limits);

	if (count >= 0)
		return PATTERN_YES;
	return count == PCRE2_ERROR_NOMATCH ? PATTERN_NO : PATTERN_GAVE_UP;
}
