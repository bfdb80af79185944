/* SPDX-License-Identifier: ISC */
/*
 * consult: the words of the consultation desk (상담) and who may do what to a
 * consultation there. Pure. Ending a call or a talk is for abuse, threats, sexual
 * harassment or great length, after a warning (민원처리법 §4, 시행령 §4).
 */
#ifndef RULES_CONSULT_H
#define RULES_CONSULT_H

#include "console/rules/by_hand.h"
#include "storage/record.h"

/* Stable names with what they are called. */
enum consult_words {
	CONSULT_KINDS,		/* phone, chat, video, counter */
	CONSULT_TASKS,		/* what it is about; what staff takes */
	CONSULT_STATES,
	CONSULT_RESULTS,	/* what came of it */
	CONSULT_ABUSES,		/* why one is warned */
	CONSULT_PRIORITIES,	/* normal, priority */
	CONSULT_WORDS__COUNT
};

size_t consult_word_count(enum consult_words words);
const char *consult_word_name(enum consult_words words, size_t i);
const char *consult_word_label(enum consult_words words, size_t i);

/* Finds by name, or by label in the current language; false if there is none. */
bool consult_word_find(enum consult_words words, const char *word, size_t *i);

/* The label of a stored name; the name itself if there is none. */
const char *consult_label(enum consult_words words, const char *name);

/* Appends all names, ", " between, for who typed none of them. */
void consult_word_list(struct buf *out, enum consult_words words);

/* Does what is done by hand belong to the desk? */
bool consult_is_hand(enum by_hand hand);

/* A consultation, as far as the rules look at it. */
struct consult_facts {
	const char *state;
	int64_t staff_id;	/* who has it, 0 = nobody */
	const char *staff_name;
	int64_t warned_at;
	bool has_chat;		/* a channel handed it over, and takes words for it */
};

/* May that person do it to one in that state? Only who has it, or a supervisor,
 * goes on with one that was called. */
struct verdict consult_judge(enum by_hand hand, enum role role, int64_t staff_id,
    const struct consult_facts *facts);

#endif
