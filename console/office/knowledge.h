/* SPDX-License-Identifier: ISC */
/*
 * knowledge: the questions and answers that an office has: those that came with the
 * program and those that offices added, in memory and ready to be looked through.
 */
#ifndef OFFICE_KNOWLEDGE_H
#define OFFICE_KNOWLEDGE_H

#include "console/office/office.h"
#include "console/rules/knowledge_rank.h"
#include "console/wire/message_knowledge.h"

/* Everything that speaks now; index counts docs as rows does. */
struct knowledge {
	struct knowledge_index *index;
	struct knowledge_row *rows;	/* owned, as their answers are */
	struct knowledge_doc *docs;
	char (*owners)[12];
	size_t count;
};

/* Reads it, unless that was done since the last change. */
MUST_USE enum rc knowledge_read(struct office *office, struct err *e);

/* Entries have changed, or what was written is undone. */
void knowledge_forget(struct office *office);

/* Who asks what, of the caller's own office unless another region is named. */
struct knowledge_ask knowledge_ask_of(const struct request *r, const char *text,
    const char *region, const char *service, int32_t layers);

/* The narrowest entry of a key that the caller sees and that holds; refuses where
 * there is none. The row lives until the next change. */
MUST_USE enum rc knowledge_find(struct request *r, const char *key,
    const struct knowledge_row **out, struct err *e);

/* Today, as the office's clock has it. */
struct day knowledge_today(const struct request *r);

#endif
