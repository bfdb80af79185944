/* SPDX-License-Identifier: ISC */
/*
 * query_term: what the readers of a term's value have in common.
 */
#ifndef RULES_QUERY_TERM_H
#define RULES_QUERY_TERM_H

#include "console/rules/query_tree.h"

/* Words that stand for each other: typed ones, in both languages. */
struct query_synonym {
	const char *word_en, *word_ko;
};
extern const struct query_synonym query_none;	/* none: the value is not set */

bool query_is_synonym(const char *word, const struct query_synonym *s);

/* Puts the fault's sentence into why as query_sentence does; false. */
bool query_refuse(struct buf *why, const char *sentence, const char *quoted);

/* Reads a range of times, one time, or none into t; on false why has the
 * sentence. */
bool query_range_read(struct query_term *t, const char *value, struct buf *why);

#endif
