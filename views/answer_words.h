/* SPDX-License-Identifier: ISC */
/*
 * answer_words: how an entry of questions and answers reads, on a screen and in a
 * command's answer. Pure.
 */
#ifndef VIEWS_ANSWER_WORDS_H
#define VIEWS_ANSWER_WORDS_H

#include "storage/base.h"
#include "storage/record_knowledge.h"

/* "Region 서대문구", "Central": whose answer it is. Appended. */
void answer_words_layer(struct buf *out, const struct knowledge_row *row);

/* Until when it holds, or that it holds no more or not yet. Appended. */
void answer_words_validity(struct buf *out, const struct knowledge_row *row);

/* What one should know of a hit: that it holds no more, which layers it stands
 * before, which nearer ones have lapsed. Appended; nothing where nothing is odd. */
void answer_words_note(struct buf *out, const struct knowledge_row *row);

/* The whole entry, a line each. Appended. */
void answer_words_whole(struct buf *out, const struct knowledge_row *row);

/* What a kind of use is called. */
const char *answer_words_use(const char *what);

#endif
