/* SPDX-License-Identifier: ISC */
/*
 * search: finding cases by what is written in them, without reading them all.
 * The index keeps, for every term, which cases have it; a term is a number:
 * two letters that stand beside each other in what a list shows of a case, two
 * initials (초성) of its title, the applicant's whole name, the initials of that
 * name, the last four digits of the telephone, the service, the channel. What
 * a list hides is not in the first kinds. The index may say yes too often (the
 * terms of long texts are numbers that may meet) and never no too often: who
 * asks compares the rows it names.
 */
#ifndef STORAGE_SEARCH_H
#define STORAGE_SEARCH_H

#include "storage/store.h"

/* Cases by id. */
struct search_set {
	uint64_t *bits;		/* owned */
	size_t chunks;
	size_t count;		/* how many are in it */
};
void search_set_release(struct search_set *set);
bool search_set_has(const struct search_set *set, int64_t id);
int64_t search_set_next(const struct search_set *set, int64_t after_id);	/* 0 = no more */

/* Adds a case; one that is newer than the set reaches is left out. */
void search_set_add(struct search_set *set, int64_t id);

/* Leaves only what is in other too. */
void search_set_keep(struct search_set *set, const struct search_set *other);

/* A set of these ids alone. */
void search_set_make(struct search_set *set, const int64_t *ids, size_t count);

/* What a case must have: every term of all, or one term of any. */
struct search_want {
	uint64_t *all, *any;	/* owned */
	size_t all_count, any_count;
};
void search_want_release(struct search_want *want);

/* Wants a word of a query: form in a text (with is_initials: in the initials of
 * the title), name as the whole name, or one of the services and channels.
 * False where the word is too short for the index or no word of letters. */
bool search_want_word(struct search_want *want, const char *form, const char *name,
    bool is_initials, const char *const *codes, size_t code_count);

/* Wants a telephone by its last four digits, a whole name as text_search_name
 * gives it, or a name by its initials as text_initials gives them. */
void search_want_phone(struct search_want *want, const char *tail);
void search_want_name(struct search_want *want, const char *name);
void search_want_initials(struct search_want *want, const char *initials);

/* The last four digits of a telephone number; false if it has fewer. */
bool search_phone_tail(const char *phone, char tail[5]);

/* The cases that meet every want, of all offices. The caller releases out. */
MUST_USE enum rc store_search(struct store *s, const struct search_want *wants, size_t count,
    struct search_set *out, struct err *e);

/* Adds the open cases that a staff member is in charge of. */
MUST_USE enum rc store_search_assigned(struct store *s, const char *office, int64_t staff_id,
    struct search_set *set, struct err *e);

/* As store_walk, but only the cases of a set; the walk's place moves with it.
 * limit is in rows of the index. *is_whole: nothing is left behind the place
 * unless each returned false. */
MUST_USE enum rc store_walk_found(struct store *s, struct walk *w, const struct search_set *set,
    int64_t limit, bool (*each)(void *arg, const struct case_record *c), void *arg,
    bool *is_whole, struct err *e);

#endif
