/* SPDX-License-Identifier: ISC */
/*
 * query_tree: the inside of a query, between its reading (query.c,
 * query_term.c) and its matching (query_match.c). Nobody else includes it.
 */
#ifndef RULES_QUERY_TREE_H
#define RULES_QUERY_TREE_H

#include "console/rules/query.h"

/* What a term asks about; one row each in the tables of query_term.c (how it
 * is read) and query_match.c (how it is matched). */
enum query_key {
	ASK_WORDS,
	ASK_STATE,
	ASK_DUE,
	ASK_ARRIVED,
	ASK_RECEIVED,
	ASK_REGION,
	ASK_SERVICE,
	ASK_CHANNEL,
	ASK_ASSIGNEE,
	ASK_HOLDER,
	ASK_NUMBER,
	ASK_OPEN,
	ASK_OVERDUE,
	ASK_CLOCK,
	ASK_DECIDED,
	ASK_ESCALATION,
	ASK_FLAG,
	ASK_DEEMED,
	ASK_SORT,		/* no condition: the order of what is found */
	ASK__COUNT
};

/* One end of a range, made an instant when a row is matched. */
enum query_bound_kind {
	BOUND_NONE,		/* open end */
	BOUND_INSTANT,		/* value: UTC seconds */
	BOUND_DAY,		/* value: day number */
	BOUND_DAY_FROM_NOW,	/* value: civil days from today */
	BOUND_MONTH,		/* value: the year times 12, and the month from 0 */
	BOUND_WORKING_DAYS,	/* value: working days from now */
	BOUND_WORKING_MINUTES	/* value: working minutes from now */
};

struct query_bound {
	enum query_bound_kind kind;
	int64_t value;
};

enum query_choice {
	CHOICE_YES,
	CHOICE_NO,
	CHOICE_ANY
};

/* Sets of how a clock stands, for clock:. */
#define CLOCK_BIT_RUNNING 1u
#define CLOCK_BIT_PAUSED 2u
#define CLOCK_BIT_STOPPED 4u

struct query_term {
	enum query_key key;
	unsigned int clocks;		/* CLOCK_BIT_ set */
	unsigned int escalations;	/* set of 1 << enum escalation */
	unsigned int flags;		/* FLAG_BIT set */
	unsigned int states;		/* STATE_BIT set */
	bool is_unset;			/* due:none: the instant is not there */
	struct query_bound from, to;
	enum query_choice choice;
	char **values;			/* owned: codes, logins; any may match. Of words the
					 * first is the word's search form */
	char *name;			/* owned; of words: as a person's whole name */
	bool is_initials;		/* of words: 초성 */
	const char *sort;		/* of an order: its name */
	size_t value_count;
	size_t bad_at;			/* of a value that cannot be read: offset of the piece */
};

enum query_node_kind {
	NODE_TERM,
	NODE_AND,
	NODE_OR,
	NODE_NOT		/* left only */
};

struct query_node {
	enum query_node_kind kind;
	struct query_node *left, *right;	/* owned */
	struct query_term term;
};

struct query {
	struct query_node *root;	/* owned; NULL matches everything */
	bool is_default_open;		/* no term about state, open, number or decided */
	const char *sort;		/* the last order named; "" = none */
};

/* Appends a fault's sentence; its %s quotes a piece of the query, clipped so
 * that the sentence always ends. */
void query_sentence(struct buf *out, const char *sentence, const char *quoted);

/* The key a word before ':' names, in English or Korean. */
bool query_key_find(const char *word, enum query_key *out);

/* The first and the last second a bound stands for. */
void query_bound_span(const struct query_bound *b, const struct query_context *context,
    int64_t *first_at, int64_t *last_at);

/* Reads a term's value. On false, why has the sentence. The caller releases
 * the term either way. */
bool query_term_read(struct query_term *t, enum query_key key, const char *value,
    struct buf *why);
void query_term_release(struct query_term *t);

#endif
