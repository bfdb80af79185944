/* SPDX-License-Identifier: ISC */
/*
 * knowledge_index: which entries have which pairs of letters. Inside of
 * knowledge_rank.
 */
#ifndef RULES_KNOWLEDGE_INDEX_H
#define RULES_KNOWLEDGE_INDEX_H

#include "console/rules/knowledge_rank.h"
#include "console/rules/knowledge_words.h"

/* Where in an entry a pair stands. */
enum knowledge_field {
	FIELD_QUESTION = 1,
	FIELD_NAME = 2,		/* of its service */
	FIELD_ANSWER = 4
};

/* That a pair stands in an entry. */
struct knowledge_posting {
	uint32_t doc;
	uint32_t fields;
};

/* A pair, and the postings of it. */
struct knowledge_term {
	uint64_t pair;
	uint32_t first, count;
};

/* What is known of an entry beside what it was made of. */
struct knowledge_side {
	size_t group;		/* entries of one key have one number */
	size_t region;		/* entries of one region have one number */
	int service;		/* place in the catalogue; -1 = none */
	enum knowledge_topic topic;
	double question_weight;	/* of all pairs of its question */
	char *initials;		/* of its question; owned */
};

struct knowledge_index {
	struct knowledge_doc *docs;	/* owned, as are the rest */
	struct knowledge_side *sides;
	size_t count, group_count;
	const char **regions;	/* by number */
	size_t region_count;
	struct knowledge_term *terms;	/* by pair */
	size_t term_count;
	struct knowledge_posting *postings;
	size_t posting_count;
};

/* The postings of a pair; NULL if no entry has it. */
const struct knowledge_term *knowledge_term_find(const struct knowledge_index *x, uint64_t pair);

/* What a pair weighs that n entries have. */
double knowledge_weight(const struct knowledge_index *x, size_t n);

/* Calls each for every pair of letters of the words of a text that is no search form
 * yet; is_soft: of a word that only says a topic or makes it a question. */
void knowledge_pairs_each(const char *text, void (*each)(void *arg, uint64_t pair, bool is_soft),
    void *arg);

#endif
