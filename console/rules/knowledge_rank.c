/* SPDX-License-Identifier: ISC */
#include "console/rules/knowledge_rank.h"

#include <stdlib.h>
#include <string.h>

#include "console/rules/knowledge.h"
#include "console/rules/knowledge_index.h"
#include "storage/text.h"

/* Points, as knowledge_rank.h has them. */
#define POINTS_COVER 45.0
#define POINTS_FOCUS 15.0
#define POINTS_TOPIC 25.0
#define POINTS_NAMED 25.0
#define POINTS_BEFORE 15.0
#define POINTS_LAYER 2.0
#define SHARE_NAME 0.9
#define SHARE_ANSWER 0.45
#define SHARE_LAPSED 0.6

#define PAIRS_MAX 512	/* of a question that are looked at */

/* What was asked, taken apart. */
struct question {
	const struct knowledge_index *x;
	const struct knowledge_ask *ask;
	const char *region;		/* whose answers are right: the named one, or the asker's */
	bool *is_near;			/* owned: by the number of a region, does it speak here? */
	uint64_t pairs[PAIRS_MAX];	/* each once */
	size_t pair_count;
	double weight;			/* of all of them */
	bool named[KNOWLEDGE_SERVICES_MAX];
	size_t named_count;
	int before;			/* the service of the case before the asker; -1 = none */
	int topics[TOPIC__COUNT];
	int topic_most;
	bool has_words;			/* besides initials */
	char *initials;			/* owned; "" = the question has none, or other words too */
};

/* What the pairs of the question found in one entry. */
struct tally {
	double cover, focus;
};

static void
note_pair(void *arg, uint64_t pair, bool is_soft)
{
	struct question *q = arg;
	const struct knowledge_term *term = knowledge_term_find(q->x, pair);

	/* What only makes it a question, and nobody writes, says nothing. */
	if ((is_soft && term == NULL) || q->pair_count == PAIRS_MAX)
		return;
	for (size_t i = 0; i < q->pair_count; i++)
		if (q->pairs[i] == pair)
			return;
	q->pairs[q->pair_count++] = pair;
	q->weight += knowledge_weight(q->x, term != NULL ? term->count : 0);
}

/* Words of initials name services; the others are read as words. */
struct splitting {
	struct question *q;
	struct buf initials, words;
	struct buf apart;	/* the words of initials, blanks between */
};

static void
split_word(void *arg, const char *word, size_t len, bool is_filler)
{
	struct splitting *s = arg;
	char *copy = x_strndup(word, len);

	(void)is_filler;
	if (text_is_initials(copy)) {
		buf_puts(&s->initials, copy);
		buf_printf(&s->apart, "%s ", copy);
	} else {
		buf_printf(&s->words, "%s ", copy);
	}
	free(copy);
}

static bool
has_entries(void *arg, const char *region)
{
	const struct question *q = arg;

	for (size_t i = 0; i < q->x->count; i++)
		if (q->x->docs[i].layer != KNOWLEDGE_CENTRAL &&
		    str_eq(q->x->docs[i].region, region))
			return true;
	return false;
}

/* Each word of initials by itself: the first that names services names them, the
 * others may say a topic. */
static void
read_apart(struct question *q, const char *apart)
{
	bool named[KNOWLEDGE_SERVICES_MAX];

	for (const char *at = apart; *at != '\0'; at += strcspn(at, " ") + 1) {
		char *typed = x_strndup(at, strcspn(at, " "));
		struct buf plain = { 0 };
		size_t count;

		text_initials(&plain, typed);
		count = q->named_count > 0 ? 0 :
		    knowledge_services_by_initials(buf_str(&plain), named);
		if (count > 0) {
			memcpy(q->named, named, sizeof(named));
			q->named_count = count;
		} else {
			knowledge_topics_by_initials(buf_str(&plain), q->topics);
		}
		buf_release(&plain);
		free(typed);
	}
}

static void
read_initials(struct question *q, const struct splitting *s)
{
	struct buf plain = { 0 };

	text_initials(&plain, buf_str(&s->initials));
	q->named_count = knowledge_services_by_initials(buf_str(&plain), q->named);
	if (q->named_count == 0)
		read_apart(q, buf_str(&s->apart));
	if (s->words.len == 0)
		q->initials = buf_steal(&plain);
	buf_release(&plain);
}

static bool *
near_regions(const struct knowledge_index *x, const char *region)
{
	bool *is_near = x_zalloc(x->region_count + 1, sizeof(*is_near));

	for (size_t i = 0; i < x->region_count; i++)
		is_near[i] = x->regions[i][0] == '\0' || (region[0] != '\0' &&
		    knowledge_is_for(KNOWLEDGE_SIGUNGU, x->regions[i], region));
	return is_near;
}

static const struct region_info *
question_read(struct question *q, const struct knowledge_index *x, const struct knowledge_ask *ask)
{
	struct splitting s = { .q = q };
	struct buf form = { 0 }, joined = { 0 };
	const struct region_info *region;

	memset(q, 0, sizeof(*q));
	q->x = x;
	q->ask = ask;
	q->before = knowledge_service_index(ask->service);
	text_search_form(&form, ask->text);
	knowledge_words_join(&joined, buf_str(&form));
	region = knowledge_region_in(buf_str(&form), ask->region, has_entries, q);
	q->region = region != NULL ? region->code : ask->region;
	q->is_near = near_regions(x, q->region);
	knowledge_topics_in(buf_str(&joined), q->topics);
	q->named_count = knowledge_services_in(buf_str(&joined), q->named);
	knowledge_words_each(buf_str(&form), split_word, &s);
	if (s.initials.len > 0 && q->named_count == 0)
		read_initials(q, &s);
	for (int t = 0; t < TOPIC__COUNT; t++)
		q->topic_most = q->topics[t] > q->topic_most ? q->topics[t] : q->topic_most;
	q->has_words = s.words.len > 0;
	if (q->has_words)
		knowledge_pairs_each(ask->text, note_pair, q);
	if (q->initials == NULL)
		q->initials = x_strdup("");
	buf_release(&s.initials);
	buf_release(&s.words);
	buf_release(&s.apart);
	buf_release(&form);
	buf_release(&joined);
	return region;
}

/* Adds what each pair finds. */
static void
count_pairs(const struct question *q, struct tally *tallies)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		const struct knowledge_term *term = knowledge_term_find(q->x, q->pairs[i]);
		double weight = term != NULL ? knowledge_weight(q->x, term->count) : 0;

		for (size_t p = 0; term != NULL && p < term->count; p++) {
			const struct knowledge_posting *post = &q->x->postings[term->first + p];
			struct tally *t = &tallies[post->doc];

			if ((post->fields & FIELD_QUESTION) != 0)
				t->focus += weight;
			t->cover += weight * ((post->fields & FIELD_QUESTION) != 0 ? 1.0 :
			    (post->fields & FIELD_NAME) != 0 ? SHARE_NAME : SHARE_ANSWER);
		}
	}
}

/* How well initials fit a question: 1 at its beginning, 1/2 inside. */
static double
initials_fit(const struct question *q, const struct knowledge_side *side)
{
	const char *at;

	if (q->initials[0] == '\0')
		return 0;
	at = strstr(side->initials, q->initials);
	return at == NULL ? 0 : at == side->initials ? 1.0 : 0.5;
}

/* The points that an entry could have at most, without its layer's. */
static double
points_most(const struct question *q)
{
	double most = 0;

	if (q->has_words || q->initials[0] != '\0')
		most += POINTS_COVER + POINTS_FOCUS;
	if (q->topic_most > 0)
		most += POINTS_TOPIC * q->topic_most / 100.0;
	if (q->named_count > 0)
		most += POINTS_NAMED;
	else if (q->before >= 0)
		most += POINTS_BEFORE;
	return most;
}

/* The points of an entry; 0 = it has nothing of what was asked. */
static double
points_of(const struct question *q, size_t doc, const struct tally *t)
{
	const struct knowledge_side *side = &q->x->sides[doc];
	double points = 0, initials = initials_fit(q, side);
	bool is_named = side->service >= 0 && q->named[side->service];
	bool is_before = q->named_count == 0 && q->before >= 0 && side->service == q->before;

	if (t->cover <= 0 && !is_named && !is_before && initials <= 0)
		return 0;
	if (q->weight > 0)
		points += POINTS_COVER * t->cover / q->weight;
	if (side->question_weight > 0)
		points += POINTS_FOCUS * t->focus / side->question_weight;
	if (side->topic != TOPIC__COUNT)
		points += POINTS_TOPIC * q->topics[side->topic] / 100.0;
	if (is_named)
		points += POINTS_NAMED;
	else if (q->named_count > 0 && side->service >= 0)
		points -= POINTS_NAMED;
	if (is_before)
		points += POINTS_BEFORE;
	if (q->initials[0] != '\0')
		points += (POINTS_COVER + POINTS_FOCUS) * (is_named ? 1.0 : initials);
	return points > 0 ? points + POINTS_LAYER * q->x->docs[doc].layer : 0;
}

static bool
speaks(const struct question *q, size_t i)
{
	const struct knowledge_doc *doc = &q->x->docs[i];

	if (q->ask->layers != 0 && (q->ask->layers & KNOWLEDGE_BIT(doc->layer)) == 0)
		return false;
	return q->is_near[q->x->sides[i].region] &&
	    knowledge_is_seen(doc->owner, doc->layer, doc->region, q->ask->office);
}

static bool
is_over(const struct knowledge_doc *doc, struct day today)
{
	return doc->until.number != 0 && doc->until.number < today.number;
}

static bool
is_to_come(const struct knowledge_doc *doc, struct day today)
{
	return doc->from.number > today.number;
}

static bool
holds(const struct knowledge_doc *doc, struct day today)
{
	return !is_over(doc, today) && !is_to_come(doc, today);
}

/* Does the entry answer before the other one of its key? What holds before what does
 * not, the narrower layer, then what was added here before what came with us. */
static bool
goes_before(const struct knowledge_doc *a, const struct knowledge_doc *b, struct day today)
{
	if (holds(a, today) != holds(b, today))
		return holds(a, today);
	if (a->layer != b->layer)
		return a->layer > b->layer;
	return a->owner[0] != '\0' && b->owner[0] == '\0';
}

/* One key with its entries. */
struct group {
	double points;
	size_t doc;
	bool has_doc;
	int32_t valid, lapsed;	/* layers that speak: that hold today, that do not */
};

static void
join_group(const struct question *q, struct group *g, size_t doc, double points)
{
	const struct knowledge_doc *d = &q->x->docs[doc];

	if (!g->has_doc || goes_before(d, &q->x->docs[g->doc], q->ask->today))
		g->doc = doc;
	g->has_doc = true;
	g->points = points > g->points ? points : g->points;
	if (holds(d, q->ask->today))
		g->valid |= KNOWLEDGE_BIT(d->layer);
	else
		g->lapsed |= KNOWLEDGE_BIT(d->layer);
}

static struct knowledge_hit
hit_of(const struct question *q, const struct group *g, double most)
{
	const struct knowledge_doc *d = &q->x->docs[g->doc];
	int32_t own = KNOWLEDGE_BIT(d->layer);
	struct knowledge_hit h = { .doc = g->doc, .points = g->points,
		.is_expired = is_over(d, q->ask->today),
		.is_early = is_to_come(d, q->ask->today) };
	double fit;

	h.hides = (g->valid | g->lapsed) & (own - 1);
	h.lapsed = g->lapsed & ~(own | (own - 1));
	if (h.is_expired || h.is_early)
		h.points *= SHARE_LAPSED;
	fit = most > 0 ? 100.0 * h.points / most : 0;
	h.fit = fit > 100 ? 100 : (int32_t)fit;
	return h;
}

static int
compare_hits(const void *a, const void *b)
{
	const struct knowledge_hit *x = a, *y = b;

	if (x->points > y->points || x->points < y->points)
		return x->points > y->points ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

size_t
knowledge_search(const struct knowledge_index *x, const struct knowledge_ask *ask,
    struct knowledge_hit *out, size_t max, const struct region_info **region)
{
	struct question q;
	struct tally *tallies = x_zalloc(x->count + 1, sizeof(*tallies));
	struct group *groups = x_zalloc(x->group_count + 1, sizeof(*groups));
	struct knowledge_hit *hits = x_zalloc(x->group_count + 1, sizeof(*hits));
	size_t count = 0;
	double most;

	*region = question_read(&q, x, ask);
	most = points_most(&q);
	count_pairs(&q, tallies);
	for (size_t i = 0; i < x->count; i++)
		if (speaks(&q, i))
			join_group(&q, &groups[x->sides[i].group], i, points_of(&q, i, &tallies[i]));
	for (size_t g = 0; g < x->group_count; g++)
		if (groups[g].points > 0)
			hits[count++] = hit_of(&q, &groups[g], most);
	qsort(hits, count, sizeof(*hits), compare_hits);
	count = count < max ? count : max;
	if (count > 0)
		memcpy(out, hits, count * sizeof(*hits));
	free(q.initials);
	free(q.is_near);
	free(hits);
	free(groups);
	free(tallies);
	return count;
}

size_t
knowledge_layers_of(const struct knowledge_index *x, const struct knowledge_ask *ask,
    const char *key, size_t *out, size_t max)
{
	struct question q = { .x = x, .ask = ask, .region = ask->region,
		.is_near = near_regions(x, ask->region) };
	size_t count = 0;

	for (size_t i = 0; i < x->count; i++) {
		size_t at = count;

		if (!knowledge_key_is_same(x->docs[i].key, key) || !speaks(&q, i) ||
		    count == max)
			continue;
		while (at > 0 && goes_before(&x->docs[i], &x->docs[out[at - 1]], ask->today)) {
			out[at] = out[at - 1];
			at--;
		}
		out[at] = i;
		count++;
	}
	free(q.is_near);
	return count;
}
