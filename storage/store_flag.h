/* SPDX-License-Identifier: ISC */
/*
 * store_flag: answers in which something is needed, and how many of a case do
 * not fit its form. A part of the store (store.h): the same errors, the same
 * transactions.
 */
#ifndef STORAGE_STORE_FLAG_H
#define STORAGE_STORE_FLAG_H

#include "storage/store.h"

/* One marked answer of a case. */
struct field_flag {
	char field[64];		/* name of the answer */
	int64_t at;		/* when it was marked … */
	char by[40];		/* … and by whom: login, name */
	char by_name[64];
	int64_t demand_event;	/* that asks the applicant for it; 0 = none yet */
};

/* Marks an answer; one that is marked already stays as it is. */
MUST_USE enum rc store_flag_put(struct store *s, int64_t case_id, const char *field,
    int64_t by_id, int64_t now_at, struct err *e);

/* Takes the mark away; none is fine. */
MUST_USE enum rc store_flag_drop(struct store *s, int64_t case_id, const char *field,
    struct err *e);

/* The demand of event_id asks for it. */
MUST_USE enum rc store_flag_demand(struct store *s, int64_t case_id, const char *field,
    int64_t event_id, struct err *e);

/* The marks of a case by the name of the answer, as an array that the caller
 * frees; NULL where there is none. */
MUST_USE enum rc store_flag_list(struct store *s, int64_t case_id, struct field_flag **out,
    size_t *count, struct err *e);

/* The ids of an office's open cases that do not fit their form, at most max. */
MUST_USE enum rc store_mismatch_list(struct store *s, const char *office, int64_t *ids,
    size_t max, size_t *count, struct err *e);

/* The ids of open cases behind after_id that were never judged, in order, at
 * most max; and the judgement, which is no change of the case. */
MUST_USE enum rc store_mismatch_unknown(struct store *s, int64_t after_id, int64_t *ids,
    size_t max, size_t *count, struct err *e);
MUST_USE enum rc store_mismatch_set(struct store *s, int64_t case_id, int64_t mismatches,
    struct err *e);

#endif
