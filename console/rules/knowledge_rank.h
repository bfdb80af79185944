/* SPDX-License-Identifier: ISC */
/*
 * knowledge_rank: which entry answers a question, and how well. Pure: entries and a
 * question in, hits out; no store, no clock.
 *
 * What is compared are pairs of letters that stand beside each other (bigrams) in
 * words without particles and endings (rules/knowledge_words.h), so that spacing and
 * inflection matter little and no dictionary is needed. A pair weighs the more the
 * fewer entries have it: ln(1 + N / n). An entry's points are the sum of
 *
 *	45 x how much of what was asked is in it: a pair of its question counts whole,
 *	     of its service's name 9/10, of its answer 9/20;
 *	15 x how much of its question was asked;
 *	25 x how much the question speaks of its topic (documents, fee, …);
 *	25 x  1 where the question names its service, by name, short name, alias or
 *	      initials; -1 where it names others only;
 *	15 x  1 where none is named and it is of the service that the asker has before
 *	      them (the open case's);
 *	 2 x  its layer, from 0 (central) to 3 (the own office): of two that fit alike
 *	      the nearer one goes first.
 *
 * Entries that share a key up to '@' say something about the same thing: only the
 * narrowest layer that speaks for the asker's region and holds today answers, with
 * the points of the best of them, and says which wider ones it hides. Where none
 * holds today the narrowest answers all the same, marked, with 6/10 of the points.
 * A region that the question names goes before the asker's own. fit is the share of
 * the points that could be had, in percent; from KNOWLEDGE_GOOD on it is an answer,
 * below it a guess. Words of initials alone (초성) look in names and
 * questions; where all of them together are in none, each is looked up by itself, as a
 * service or as a topic's word (ㅈㅇㅅㄱ ㅅㅅㄹ).
 */
#ifndef RULES_KNOWLEDGE_RANK_H
#define RULES_KNOWLEDGE_RANK_H

#include "storage/catalogue.h"

#define KNOWLEDGE_GOOD 50
#define KNOWLEDGE_HITS_MAX 200

/* One entry as it is looked through. Strings are borrowed and outlive the index. */
struct knowledge_doc {
	const char *key;
	enum knowledge_layer layer;
	const char *region, *service, *question, *answer;
	const char *owner;	/* the office that added it; "" = it came with the program */
	struct day from, until;
};

/* Entries, ready to be looked through. */
struct knowledge_index;

/* Makes an index of count docs, which are copied; the caller frees it. */
struct knowledge_index *knowledge_index_make(const struct knowledge_doc *docs, size_t count);
void knowledge_index_free(struct knowledge_index *x);	/* NULL is fine */

/* What is asked, by whom. */
struct knowledge_ask {
	const char *text;	/* "" = everything about service */
	const char *service;	/* of the case before the asker; "" = none */
	const char *region;	/* whose answers are right here: a 시군구, or "" = central only */
	const char *office;	/* the asker's */
	struct day today;
	int32_t layers;		/* KNOWLEDGE_BIT of those that may speak; 0 = all */
};

/* One answer; more of the same key are hidden behind it. */
struct knowledge_hit {
	size_t doc;
	int32_t fit;		/* 0 to 100 */
	double points;
	int32_t hides;		/* KNOWLEDGE_BIT of wider layers that it stands before */
	int32_t lapsed;		/* … of narrower ones that do not hold today */
	bool is_expired, is_early;
};

/* The best answers, the best first, at most max; returns how many. Where the text
 * names a region, *region is that; else NULL. */
size_t knowledge_search(const struct knowledge_index *x, const struct knowledge_ask *ask,
    struct knowledge_hit *out, size_t max, const struct region_info **region);

/* The docs of one key that speak for the region of ask, the narrowest first;
 * returns how many are in out. */
size_t knowledge_layers_of(const struct knowledge_index *x, const struct knowledge_ask *ask,
    const char *key, size_t *out, size_t max);

#endif
