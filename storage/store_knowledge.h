/* SPDX-License-Identifier: ISC */
/*
 * store_knowledge: questions and answers that offices added, with their versions,
 * what nobody could answer, and counts of use. Each function works inside the
 * caller's transaction. As store.h has it: RC_STORAGE with a sentence when the
 * database fails, RC_NOT_FOUND where one row was asked for.
 */
#ifndef STORAGE_STORE_KNOWLEDGE_H
#define STORAGE_STORE_KNOWLEDGE_H

#include "storage/record_knowledge.h"
#include "storage/store.h"

/* One entry as the table has it. row.answer lives until the next row; row.layer is
 * read from its name. */
typedef void (*knowledge_taker)(void *arg, const struct knowledge_row *row, const char *office);

/* Adds a version in its state; what was current of that key and layer is superseded.
 * Sets row->id and row->version. layer is the layer's name. */
MUST_USE enum rc store_knowledge_add(struct store *s, const char *office, const char *layer,
    struct knowledge_row *row, int64_t by_id, int64_t now_at, struct err *e);

/* All current entries of every office, by id. */
MUST_USE enum rc store_knowledge_current(struct store *s,
    bool (*layer_of)(const char *name, enum knowledge_layer *out), knowledge_taker each, void *arg,
    struct err *e);

/* Every version of a key in an office, the newest first; "" = of every key, by key. */
MUST_USE enum rc store_knowledge_versions(struct store *s, const char *office, const char *key,
    bool (*layer_of)(const char *name, enum knowledge_layer *out), knowledge_taker each, void *arg,
    struct err *e);

/* Keeps a question; the same words again are counted. Sets *id. */
MUST_USE enum rc store_question_put(struct store *s, const char *office,
    const struct question_row *row, int64_t by_id, int64_t now_at, int64_t *id, struct err *e);
MUST_USE enum rc store_question_get(struct store *s, const char *office, int64_t id,
    struct question_row *out, struct err *e);

/* Closes one that is open: row's state, key and reason. */
MUST_USE enum rc store_question_close(struct store *s, const struct question_row *row,
    int64_t by_id, int64_t now_at, struct err *e);

/* Those in a state, the last asked first; "" = all. */
MUST_USE enum rc store_question_list(struct store *s, const char *office, const char *state,
    int64_t limit, void (*each)(void *arg, const struct question_row *row), void *arg,
    struct err *e);

/* One more use of a key on a day. */
MUST_USE enum rc store_knowledge_used(struct store *s, const char *office, struct day day,
    const char *key, const char *what, struct err *e);

/* Uses since a day, by key and kind. */
MUST_USE enum rc store_knowledge_uses(struct store *s, const char *office, struct day since,
    void (*each)(void *arg, const char *key, const char *what, int64_t count), void *arg,
    struct err *e);

/* That an answer was told in a consultation, and those told in one. */
MUST_USE enum rc store_consult_told(struct store *s, int64_t consult_id, const char *key,
    const char *layer, int64_t version, int64_t at, int64_t by_id, struct err *e);
MUST_USE enum rc store_consult_answers(struct store *s, int64_t consult_id,
    void (*each)(void *arg, const char *key, const char *layer, int64_t at, const char *by_name),
    void *arg, struct err *e);

#endif
