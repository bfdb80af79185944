/* SPDX-License-Identifier: ISC */
#include "console/rules/channel_words.h"

#include "storage/base.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* 정부24: 신청 → 접수 → 처리중 → 보완요구 → 처리완료, 불가 or 취하. */
static const struct channel_word portal_words[] = {
	{ "신청", "arrived" },
	{ "접수", "received" },
	{ "처리중", "in-progress" },
	{ "보완요구", "supplement" },
	{ "처리완료", "completed" },
	{ "불가", "refused" },
	{ "취하", "withdrawn" },
};

/* 국민신문고: 신청 → 접수 → (부서)배정 → 처리중 → 보완요청, 연장 → 답변완료 →
 * 만족도. */
static const struct channel_word petition_words[] = {
	{ "신청", "arrived" },
	{ "접수", "received" },
	{ "배정", "assigned" },
	{ "부서배정", "assigned" },
	{ "(부서)배정", "assigned" },
	{ "처리중", "in-progress" },
	{ "보완요청", "supplement" },
	{ "연장", "extend" },
	{ "답변완료", "completed" },
	{ "만족도", "satisfaction" },
	{ "취하", "withdrawn" },
};

/* 새올: its list of states is not published (domain.md, open questions); 예시. */
static const struct channel_word saeol_words[] = {
	{ "신청", "arrived" },
	{ "접수", "received" },
	{ "접수대기", "arrived" },
	{ "배정", "assigned" },
	{ "처리중", "in-progress" },
	{ "보완요구", "supplement" },
	{ "연장", "extend" },
	{ "처리완료", "completed" },
	{ "완료", "completed" },
	{ "불가", "refused" },
	{ "반려", "returned" },
	{ "취하", "withdrawn" },
};

/* One row per channel. 복지로 takes applications as 정부24 does; the 120 lines
 * hand their questions over as 국민신문고 does. */
static const struct vocabulary {
	const char *channel;
	const struct channel_word *words;
	size_t count;
} vocabularies[] = {
	{ "gov24", portal_words, COUNT(portal_words) },
	{ "bokjiro", portal_words, COUNT(portal_words) },
	{ "epeople", petition_words, COUNT(petition_words) },
	{ "saeol", saeol_words, COUNT(saeol_words) },
	{ "seoul-chatbot", petition_words, COUNT(petition_words) },
	{ "daejeon365", petition_words, COUNT(petition_words) },
};

static const struct vocabulary *
vocabulary_of(const char *channel)
{
	for (size_t i = 0; i < COUNT(vocabularies); i++)
		if (str_eq(vocabularies[i].channel, channel))
			return &vocabularies[i];
	return NULL;
}

static bool
is_same_word(const char *known, const char *word)
{
	for (;; word++) {
		if (*word == ' ' || *word == '\t')
			continue;
		if (*word != *known)
			return false;
		if (*known == '\0')
			return true;
		known++;
	}
}

const struct channel_word *
channel_word_find(const char *channel, const char *word)
{
	const struct vocabulary *v = vocabulary_of(channel);

	for (size_t i = 0; v != NULL && i < v->count; i++)
		if (is_same_word(v->words[i].word, str_or_empty(word)))
			return &v->words[i];
	return NULL;
}

const struct channel_word *
channel_word_at(const char *channel, size_t i)
{
	const struct vocabulary *v = vocabulary_of(channel);

	return v != NULL && i < v->count ? &v->words[i] : NULL;
}
