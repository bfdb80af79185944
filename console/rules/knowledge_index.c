/* SPDX-License-Identifier: ISC */
#include "console/rules/knowledge_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/knowledge.h"
#include "storage/text.h"

#define LETTER_BITS 21

/* One pair of one entry, while the index is made. */
struct entry {
	uint64_t pair;
	uint32_t doc, fields;
};

struct making {
	struct entry *entries;	/* owned */
	size_t count, cap;
	uint32_t doc, fields;
};

/* The pairs of a word on their way. */
struct pairing {
	void (*each)(void *arg, uint64_t pair, bool is_soft);
	void *arg;
	bool is_soft;
};

static void
tell_pair(void *arg, uint32_t first, uint32_t second)
{
	const struct pairing *p = arg;

	p->each(p->arg, (uint64_t)first << LETTER_BITS | second, p->is_soft);
}

static void
tell_word(void *arg, const char *word, size_t len, bool is_filler)
{
	struct pairing *p = arg;
	char *copy = x_strndup(word, len);

	p->is_soft = is_filler || knowledge_is_cue(word, len);
	(void)text_bigrams(copy, tell_pair, p);
	free(copy);
}

void
knowledge_pairs_each(const char *text, void (*each)(void *arg, uint64_t pair, bool is_soft),
    void *arg)
{
	struct pairing p = { each, arg, false };
	struct buf form = { 0 };

	text_search_form(&form, text);
	knowledge_words_each(buf_str(&form), tell_word, &p);
	buf_release(&form);
}

static void
note_pair(void *arg, uint64_t pair, bool is_soft)
{
	struct making *m = arg;

	(void)is_soft;
	if (m->count == m->cap) {
		m->cap = m->cap == 0 ? 4096 : 2 * m->cap;
		m->entries = x_realloc(m->entries, m->cap, sizeof(*m->entries));
	}
	m->entries[m->count++] = (struct entry){ pair, m->doc, m->fields };
}

static void
note_doc(struct making *m, const struct knowledge_doc *doc, int service)
{
	m->fields = FIELD_QUESTION;
	knowledge_pairs_each(doc->question, note_pair, m);
	m->fields = FIELD_ANSWER;
	knowledge_pairs_each(doc->answer, note_pair, m);
	m->fields = FIELD_NAME;
	if (service < 0)
		return;
	knowledge_pairs_each(catalogue_services[service].name_ko, note_pair, m);
	knowledge_pairs_each(catalogue_services[service].short_ko, note_pair, m);
	for (size_t i = 0; i < catalogue_alias_count; i++)
		if (str_eq(catalogue_aliases[i].service, doc->service))
			knowledge_pairs_each(catalogue_aliases[i].alias, note_pair, m);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->pair != y->pair)
		return x->pair < y->pair ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

/* Entries in order become terms with their postings, one for each doc. */
static void
fill_terms(struct knowledge_index *x, const struct making *m)
{
	x->terms = x_zalloc(m->count + 1, sizeof(*x->terms));
	x->postings = x_zalloc(m->count + 1, sizeof(*x->postings));
	for (size_t i = 0; i < m->count; i++) {
		const struct entry *one = &m->entries[i];

		if (i == 0 || one->pair != m->entries[i - 1].pair)
			x->terms[x->term_count++] = (struct knowledge_term){ one->pair,
				(uint32_t)x->posting_count, 0 };
		struct knowledge_term *term = &x->terms[x->term_count - 1];
		if (term->count == 0 || x->postings[x->posting_count - 1].doc != one->doc) {
			x->postings[x->posting_count++] =
			    (struct knowledge_posting){ one->doc, 0 };
			term->count++;
		}
		x->postings[x->posting_count - 1].fields |= one->fields;
	}
}

double
knowledge_weight(const struct knowledge_index *x, size_t n)
{
	return log(1.0 + (double)x->count / (double)(n > 0 ? n : 1));
}

static void
weigh_questions(struct knowledge_index *x)
{
	for (size_t t = 0; t < x->term_count; t++) {
		const struct knowledge_term *term = &x->terms[t];

		for (size_t p = term->first; p < term->first + term->count; p++)
			if ((x->postings[p].fields & FIELD_QUESTION) != 0)
				x->sides[x->postings[p].doc].question_weight +=
				    knowledge_weight(x, term->count);
	}
}

/* A doc in the order of keys. */
struct keyed {
	const char *key;
	size_t doc;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	size_t x_len = knowledge_key_len(x->key), y_len = knowledge_key_len(y->key);
	int order = memcmp(x->key, y->key, x_len < y_len ? x_len : y_len);

	return order != 0 ? order : (x_len > y_len) - (x_len < y_len);
}

static void
number_groups(struct knowledge_index *x)
{
	struct keyed *keyed = x_zalloc(x->count + 1, sizeof(*keyed));

	for (size_t i = 0; i < x->count; i++)
		keyed[i] = (struct keyed){ x->docs[i].key, i };
	qsort(keyed, x->count, sizeof(*keyed), compare_keys);
	for (size_t i = 0; i < x->count; i++) {
		if (i == 0 || compare_keys(&keyed[i - 1], &keyed[i]) != 0)
			x->group_count++;
		x->sides[keyed[i].doc].group = x->group_count - 1;
	}
	free(keyed);
}

static void
number_regions(struct knowledge_index *x)
{
	x->regions = x_zalloc(x->count + 1, sizeof(*x->regions));
	for (size_t i = 0; i < x->count; i++) {
		size_t n = 0;

		while (n < x->region_count && !str_eq(x->regions[n], x->docs[i].region))
			n++;
		x->sides[i].region = n;
		if (n == x->region_count)
			x->regions[x->region_count++] = x->docs[i].region;
	}
}

static char *
initials_of(const char *text)
{
	struct buf form = { 0 }, joined = { 0 }, initials = { 0 };

	text_search_form(&form, text);
	knowledge_words_join(&joined, buf_str(&form));
	text_initials(&initials, buf_str(&joined));
	buf_release(&form);
	buf_release(&joined);
	return initials.data != NULL ? buf_steal(&initials) : x_strdup("");
}

struct knowledge_index *
knowledge_index_make(const struct knowledge_doc *docs, size_t count)
{
	struct knowledge_index *x = x_zalloc(1, sizeof(*x));
	struct making m = { .count = 0 };

	x->docs = x_zalloc(count + 1, sizeof(*x->docs));
	x->sides = x_zalloc(count + 1, sizeof(*x->sides));
	x->count = count;
	for (size_t i = 0; i < count; i++) {
		x->docs[i] = docs[i];
		x->sides[i].service = knowledge_service_index(docs[i].service);
		x->sides[i].topic = knowledge_topic_of(docs[i].key);
		x->sides[i].initials = initials_of(docs[i].question);
		m.doc = (uint32_t)i;
		note_doc(&m, &docs[i], x->sides[i].service);
	}
	if (m.count > 0)
		qsort(m.entries, m.count, sizeof(*m.entries), compare_entries);
	fill_terms(x, &m);
	free(m.entries);
	weigh_questions(x);
	number_groups(x);
	number_regions(x);
	return x;
}

void
knowledge_index_free(struct knowledge_index *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < x->count; i++)
		free(x->sides[i].initials);
	free(x->docs);
	free(x->regions);
	free(x->sides);
	free(x->terms);
	free(x->postings);
	free(x);
}

static int
compare_term(const void *key, const void *term)
{
	uint64_t pair = *(const uint64_t *)key, other = ((const struct knowledge_term *)term)->pair;

	return (pair > other) - (pair < other);
}

const struct knowledge_term *
knowledge_term_find(const struct knowledge_index *x, uint64_t pair)
{
	return bsearch(&pair, x->terms, x->term_count, sizeof(*x->terms), compare_term);
}
