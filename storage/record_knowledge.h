/* SPDX-License-Identifier: ISC */
/*
 * record_knowledge: questions and answers (질의응답) as plain structs: an entry of
 * a layer, and a question that nobody could answer yet. No screen, no store.
 */
#ifndef STORAGE_RECORD_KNOWLEDGE_H
#define STORAGE_RECORD_KNOWLEDGE_H

#include "storage/record.h"

#define KNOWLEDGE_QUESTION_MAX 400	/* bytes */
#define KNOWLEDGE_ANSWER_MAX (4 * 1024)
#define KNOWLEDGE_SOURCE_MAX 1000

/* Who says so, from the widest to the narrowest. Where two say something about
 * the same thing the narrower one is right here. */
enum knowledge_layer {
	KNOWLEDGE_CENTRAL,	/* 중앙: the same everywhere */
	KNOWLEDGE_SIDO,		/* 시·도 */
	KNOWLEDGE_SIGUNGU,	/* 시·군·구 */
	KNOWLEDGE_OFFICE,	/* one office's own */
	KNOWLEDGE_LAYER__COUNT
};
#define KNOWLEDGE_BIT(layer) (1 << (layer))

/* One entry, as it travels and as views show it. */
struct knowledge_row {
	int64_t id;		/* of the store; 0 = it came with the program */
	char key[80];		/* CODE.topic, regional ones with @REGION */
	enum knowledge_layer layer;
	char region[12];	/* "" = everywhere */
	char service[24];	/* code; "" = none in particular */
	char question[KNOWLEDGE_QUESTION_MAX + 1];
	char source[KNOWLEDGE_SOURCE_MAX + 1];	/* where it stands: an article, a page */
	struct day from, until;	/* both included; 0 = open */
	char confidence[16];	/* rules/knowledge.h */
	char state[12];		/* current, superseded, retired */
	int64_t version;	/* of the key, from 1; 0 = as the program has it */
	int64_t changed_at;	/* 0 = it came with the program */
	char by[40], by_name[64];
	char reason[400];	/* why it was changed or retired */
	/* Of a hit. */
	int32_t fit;		/* how well it answers, 0 to 100 */
	int32_t hides;		/* KNOWLEDGE_BIT of wider layers that answer the same */
	int32_t lapsed;		/* … of narrower ones that hold no more, or not yet */
	bool is_expired, is_early;	/* it holds no more, or not yet */
	const char *answer;	/* borrowed */
};

/* A question that no entry answered, kept for who maintains the layer. */
struct question_row {
	int64_t id;
	char region[12];
	char service[24];
	char text[KNOWLEDGE_QUESTION_MAX + 1];	/* without personal data */
	char state[12];		/* open, answered, dismissed */
	int64_t asked;		/* how often the same words came */
	int64_t first_at, last_at;
	char by[40], by_name[64];	/* who left it first */
	char key[80];		/* of the entry that answers it */
	int64_t closed_at;
	char closed_by_name[64];
	char reason[400];	/* why it was dismissed */
};

#endif
