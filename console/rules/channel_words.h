/* SPDX-License-Identifier: ISC */
/*
 * channel_words: the words in which channels say where an application stands,
 * and what they mean here (domain.md B2). There is no closed list out there:
 * what is not in the table is unknown, and a person has to look at it. Pure.
 */
#ifndef RULES_CHANNEL_WORDS_H
#define RULES_CHANNEL_WORDS_H

#include <stddef.h>

struct channel_word {
	const char *word;	/* as the channel writes it, without blanks */
	const char *meaning;	/* name of a state, or of a kind of event */
};

/* The word of a channel, whatever blanks stand in it; NULL where the channel or
 * its word is unknown. */
const struct channel_word *channel_word_find(const char *channel, const char *word);

/* The i-th word of a channel; NULL after the last. */
const struct channel_word *channel_word_at(const char *channel, size_t i);

#endif
