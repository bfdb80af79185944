/* SPDX-License-Identifier: ISC */
/*
 * letter: which letters a case owes. Found from what happened to it and the
 * time, so that no day on which nobody looked loses one. Pure.
 */
#ifndef RULES_LETTER_H
#define RULES_LETTER_H

#include "console/rules/case_clock.h"

enum letter {
	LETTER_PROGRESS,	/* 처리진행상황 통지 (Decree §23) */
	LETTER_MOVED,		/* a calendar change moved the due that was told */
	LETTER_DUNNING,		/* 독촉장 (Decree §28②), to whoever has the case */
	LETTER__COUNT
};

struct letter_info {
	const char *name;	/* stable: command line, store, template's name */
	const char *label_ko, *label_en;
	const char *law;
	const char *notice;	/* its kind in the relay's contract; "" = stays here */
	const char *event;	/* on the case's timeline */
	unsigned int roles;	/* ROLE_BIT set: who sends and skips it */
};
extern const struct letter_info letter_table[LETTER__COUNT];

/* What a case says about its letters. */
struct letter_facts {
	bool is_open;
	int64_t received_at;		/* 0 = not yet: it owes nothing */
	int64_t due_at;			/* the first due, 0 = none */
	struct period period;
	bool is_stopped;		/* the clock stands still */
	int64_t announced_at;
	int64_t moved_at;		/* the last calendar change that moved the due after the
					 * applicant was told; 0 = none */
	int64_t dealt[LETTER__COUNT];	/* the highest serial sent or skipped; 0 = none */
	int64_t now_at;
};

/* A progress letter that is never owed: told that progress is public online. */
#define LETTER_NEVER INT64_MAX

/* One letter owed. serial tells it from others of its kind: of progress, how
 * many times 30 days have gone; of the others, the due it is about. */
struct letter_owed {
	enum letter letter;
	int64_t serial;
	int64_t owed_at;	/* since when */
	int64_t missed;		/* of progress: earlier ones that nobody sent */
};

/* The letters owed now, one of a kind at most; returns how many. */
size_t letters_owed(const struct calendar *c, const struct letter_facts *f,
    struct letter_owed out[LETTER__COUNT]);

const char *letter_label(enum letter letter);	/* in the current language */
bool letter_find(const char *word, enum letter *out);

/* A letter of a case as one number, for lists and keys, and back. */
int64_t letter_id(int64_t case_id, enum letter letter);
bool letter_of_id(int64_t id, int64_t *case_id, enum letter *letter);

#endif
