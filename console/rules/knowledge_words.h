/* SPDX-License-Identifier: ISC */
/*
 * knowledge_words: a question in words: taken apart at blanks and signs, without
 * particles and endings, and what it is about: a service, a topic, a region. The
 * tables are here and in storage/catalogue/aliases.csv; how much each counts is
 * rules/knowledge_rank.h. Pure.
 */
#ifndef RULES_KNOWLEDGE_WORDS_H
#define RULES_KNOWLEDGE_WORDS_H

#include "storage/base.h"
#include "storage/catalogue.h"

/* Calls each for every word of a search form (text_search_form): letters that stand
 * beside each other, without the particle or ending that was found at its end. A
 * word of which nothing would be left stays whole. is_filler: it only makes the
 * sentence a question (어떻게, 있나요). */
void knowledge_words_each(const char *form,
    void (*each)(void *arg, const char *word, size_t len, bool is_filler), void *arg);

/* Appends the letters of a search form without blanks and signs. */
void knowledge_words_join(struct buf *out, const char *form);

/* What a question may be about. The name is that of keys (CODE.topic). */
enum knowledge_topic {
	TOPIC_ELIGIBILITY,	/* 대상 */
	TOPIC_AMOUNT,		/* 지원금 */
	TOPIC_DOCUMENTS,	/* 구비서류 */
	TOPIC_PERIOD,		/* 처리기간 */
	TOPIC_FEE,		/* 수수료 */
	TOPIC_WHO,		/* 담당·전결 */
	TOPIC_DEADLINE,		/* 기한 */
	TOPIC_RULE,		/* 절차·규정 */
	TOPIC__COUNT
};
const char *knowledge_topic_name(enum knowledge_topic topic);

/* The topic of a key; TOPIC__COUNT where it is another word. */
enum knowledge_topic knowledge_topic_of(const char *key);

/* How much joined letters speak of each topic: 0 not at all, 100 in so many words. */
void knowledge_topics_in(const char *joined, int strength[TOPIC__COUNT]);

/* Adds the topics that a word of initials alone speaks of: ㅅㅅㄹ of 수수료. */
void knowledge_topics_by_initials(const char *initials, int strength[TOPIC__COUNT]);

/* Is the word one of those that say a topic? */
bool knowledge_is_cue(const char *word, size_t len);

/* The services that joined letters name, by place in the catalogue: by name, short
 * name, either up to a bracket, or an alias. Of names that lie inside each other
 * the longest counts. Returns how many bits were set. */
#define KNOWLEDGE_SERVICES_MAX 192
size_t knowledge_services_in(const char *joined, bool named[KNOWLEDGE_SERVICES_MAX]);

/* The services whose names or aliases begin so in initials (초성), or have them
 * inside. Returns how many bits were set. */
size_t knowledge_services_by_initials(const char *initials, bool named[KNOWLEDGE_SERVICES_MAX]);

/* The place of a service in the catalogue; -1 where it has none. */
int knowledge_service_index(const char *code);

/* The region that a search form names in a word of its own ("청송군", "서울특별시",
 * "청송" where has says yes); of two with one name the one in the province of near.
 * NULL: none, or nobody knows which. */
const struct region_info *knowledge_region_in(const char *form, const char *near,
    bool (*has)(void *arg, const char *region), void *arg);

#endif
