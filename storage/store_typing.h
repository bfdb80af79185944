/* SPDX-License-Identifier: ISC */
/*
 * store_typing: what staff type and have not handed in (scratches), and the
 * texts that they insert (snippets). As store.h has it: RC_STORAGE with a
 * sentence when the database fails, RC_NOT_FOUND where one row was asked for.
 */
#ifndef STORAGE_STORE_TYPING_H
#define STORAGE_STORE_TYPING_H

#include "storage/store.h"

/* Days that a scratch outlives the case it is about, untouched. */
#define SCRATCH_KEEP_DAYS 14

/* What an application that is being typed in is kept by, and what it is about. */
#define SCRATCH_NEW "new"

/* Which text: of whom, in which dialog, on what. */
struct scratch_key {
	int64_t staff_id;
	const char *about;
	int64_t subject_id;
	const char *action;
};

/* Writes a text, in the place of the one before it; *id is its number. */
MUST_USE enum rc store_scratch_put(struct store *s, const struct scratch_key *key,
    const char *content, int64_t now_at, int64_t *id, struct err *e);

/* A person's text by its number or, where id is 0, by its key; *content is the
 * caller's to free. */
MUST_USE enum rc store_scratch_get(struct store *s, const struct scratch_key *key, int64_t id,
    struct scratch_row *row, char **content, struct err *e);

/* The person's texts, the newest first. */
MUST_USE enum rc store_scratch_list(struct store *s, int64_t staff_id,
    void (*each)(void *arg, const struct scratch_row *row), void *arg, struct err *e);

/* How many texts a person has. */
MUST_USE enum rc store_scratch_count(struct store *s, int64_t staff_id, int64_t *count,
    struct err *e);

/* Forgets a text, by number or by key as above; *gone says whether it was
 * there. */
MUST_USE enum rc store_scratch_drop(struct store *s, const struct scratch_key *key, int64_t id,
    bool *gone, struct err *e);

/* Forgets what nobody has touched for SCRATCH_KEEP_DAYS and whose case is
 * closed, or is none. */
MUST_USE enum rc store_scratch_purge(struct store *s, int64_t now_at, struct err *e);

/* Writes a snippet of a person (staff_id 0: of the office), in the place of one
 * with the same name; sets row->id. */
MUST_USE enum rc store_snippet_put(struct store *s, const char *office, int64_t staff_id,
    const char *name, const char *text, int64_t now_at, int64_t *id, struct err *e);

/* What the person may insert: their own first, then the office's, by name.
 * Texts live until each returns. */
MUST_USE enum rc store_snippet_list(struct store *s, const char *office, int64_t staff_id,
    void (*each)(void *arg, const struct snippet_row *row), void *arg, struct err *e);

/* One of them, without its text. */
MUST_USE enum rc store_snippet_get(struct store *s, int64_t id, const char *office,
    int64_t staff_id, struct snippet_row *row, struct err *e);
MUST_USE enum rc store_snippet_drop(struct store *s, int64_t id, struct err *e);

#endif
