/* SPDX-License-Identifier: ISC */
/*
 * pattern: regular expressions that come from outside, as close to ECMA-262 as
 * PCRE2 goes and with limits that no expression gets past. The only file that
 * knows PCRE2. Pure.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include "storage/base.h"

#define PATTERN_BYTES_MAX 256	/* of the expression */

struct pattern;

enum pattern_answer {
	PATTERN_NO,
	PATTERN_YES,
	PATTERN_GAVE_UP	/* the limits ended it: neither yes nor no */
};

/* RC_INVALID says what is wrong, and where in the expression. The caller
 * frees. */
MUST_USE enum rc pattern_compile(const char *expression, struct pattern **out, struct err *e);
void pattern_free(struct pattern *p);

/* Does the expression match anywhere in valid UTF-8 text? */
enum pattern_answer pattern_match(const struct pattern *p, const char *text);

#endif
