/* SPDX-License-Identifier: ISC */
/*
 * carry: what a full export takes out of a store and an import brings into one:
 * which tables, in which order, and what each of their columns is. One row a
 * table; the lines of the file, the checks of an import and the manual's table
 * are made from it. What is carried in no line is named too, with why. Knows no
 * JSON and no right.
 */
#ifndef STORAGE_CARRY_H
#define STORAGE_CARRY_H

#include "storage/statement.h"
#include "storage/store.h"

/* What a column holds. Texts and words are text, all else is a number. */
enum carry_kind {
	CARRY_TEXT,		/* at most `most` bytes */
	CARRY_WORD,		/* one of words, by blanks */
	CARRY_NUMBER,
	CARRY_FLAG,		/* 0 or 1 */
	CARRY_AT,		/* instant; 0 = none, DUE_NEVER = never */
	CARRY_DAY,		/* civil day; 0 = none */
	CARRY_STAFF,		/* staff member; 0 = nobody */
	CARRY_ORDER,		/* an event's own place in the record of the store */
	CARRY_EVENT,		/* the order of an event of the same case; 0 = none */
	CARRY_AFTER,		/* the order of any event; 0 = none */
	CARRY_OUTAGE,		/* the outage, the change of the calendar, the batch or the */
	CARRY_CHANGE,		/* rule with that number among the lines before the cases; */
	CARRY_BATCH,		/* 0 = none */
	CARRY_RULE,
	CARRY_FORM		/* the form, by its fingerprint; 0 = none */
};

struct carry_column {
	const char *key;	/* its name in the file */
	enum carry_kind kind;
	size_t most;
	const char *words;
};

/* What a table's rows belong to. */
enum carry_of {
	CARRY_OF_OFFICE,	/* before the first case */
	CARRY_OF_NONE,		/* before the first line that names it */
	CARRY_OF_CASE,
	CARRY_OF_CONSULTATION
};

/* In the order of the file. */
enum carry_table {
	CARRY_TABLE_OUTAGE,
	CARRY_TABLE_CHANGE,
	CARRY_TABLE_HOLIDAY,
	CARRY_TABLE_LUNCH,
	CARRY_TABLE_BATCH,
	CARRY_TABLE_RULE,
	CARRY_TABLE_STAFF,
	CARRY_TABLE_FORM_KEPT,
	CARRY_TABLE_CASE,
	CARRY_TABLE_APPLICANT,
	CARRY_TABLE_FORM,
	CARRY_TABLE_EVENT,
	CARRY_TABLE_DRAFT,
	CARRY_TABLE_PAUSE,
	CARRY_TABLE_EXTENSION,
	CARRY_TABLE_SUPPLEMENT,
	CARRY_TABLE_AMENDMENT,
	CARRY_TABLE_FLAG,
	CARRY_TABLE_CORRECTION,
	CARRY_TABLE_CASE_OUTAGE,
	CARRY_TABLE_MOVE,
	CARRY_TABLE_LETTER,
	CARRY_TABLE_ESCALATION,
	CARRY_TABLE_OUTBOX,
	CARRY_TABLE_ATTACHMENT,
	CARRY_TABLE_TRANSCRIPT,
	CARRY_TABLE_SATISFACTION,
	CARRY_TABLE_CONSULTATION,
	CARRY_TABLE_INTERVAL,
	CARRY_TABLE_VISIT,
	CARRY_TABLE_SAYING,
	CARRY_TABLE_ANSWER,
	CARRY_TABLE_BATCH_ITEM,
	CARRY_TABLE_FIRING,
	CARRY_TABLE__COUNT
};

struct carry_info {
	const char *row;	/* what such a line says it is */
	const char *table;	/* of the schema */
	enum carry_of of;
	bool is_single;		/* a case has one at most */
	enum statement read, add;
	const struct carry_column *columns;
	size_t count;
	const char *left;	/* columns that no line has, by blanks … */
	const char *why;	/* … and why */
	const char *what;	/* a sentence for the manual */
};
extern const struct carry_info carry_table[CARRY_TABLE__COUNT];

#define CARRY_COLUMNS_MAX 32

/* The line that says it is such a row; false where none does. */
bool carry_find(const char *row, enum carry_table *out);

/* What becomes of the tables that no line is of. */
enum carry_fate {
	CARRY_FATE_DERIVED,	/* made again from what is carried */
	CARRY_FATE_NOT_OF_CASE,	/* the office's, a person's or a channel's affair */
	CARRY_FATE_STAYS	/* the record of this very store */
};
struct carry_rest {
	const char *table;
	enum carry_fate fate;
	const char *why;
};
extern const struct carry_rest carry_rest[];
extern const size_t carry_rest_count;

/* One value; text is NULL for numbers. */
struct carry_value {
	int64_t number;
	const char *text;
};

/* Which rows: an office's, or those of one case or consultation, or one by its id. */
struct carry_key {
	int64_t id;
	const char *office;	/* only of CARRY_OF_OFFICE */
};

/* Gives each row in the file's order, with its id (0 = it has none); the texts live
 * until the next row. What each returns other than RC_OK ends it. */
MUST_USE enum rc store_carry_read(struct store *s, enum carry_table table,
    const struct carry_key *key,
    enum rc (*each)(void *arg, int64_t id, const struct carry_value *values, struct err *e),
    void *arg, struct err *e);

/* Adds a row; key says what it belongs to. *id is the new one's, 0 = it has none.
 * RC_CONFLICT: there is such a one. Not of CARRY_TABLE_STAFF, which store_staff_add
 * adds. The case's figures are store_carry_case's. */
MUST_USE enum rc store_carry_add(struct store *s, enum carry_table table,
    const struct carry_key *key, const struct carry_value *values, int64_t *id, struct err *e);

/* The form that was brought in, or is here, with this fingerprint. */
MUST_USE enum rc store_carry_form_find(struct store *s, const char *fingerprint, int64_t *id,
    struct err *e);

/* A case that was added stands with its applicant: counts it, and notes what it is
 * found by. serial is the number of its receipt, to go on from; 0 = none. */
MUST_USE enum rc store_carry_case(struct store *s, int64_t id, int64_t serial, int year,
    struct err *e);

/* Nothing of the office is exchanged with any channel until somebody says so. */
MUST_USE enum rc store_carry_channels_off(struct store *s, const char *office, struct err *e);

/* Whether the store has what an import would mix with: cases of any office, or the
 * office's own days, outages, batches or rules. */
MUST_USE enum rc store_carry_is_empty(struct store *s, const char *office, bool *is_empty,
    struct err *e);

/* The record of what was carried. Begun first, with id set; then how far it is;
 * ended when sha256 is not empty. */
struct carried_record {
	int64_t id;
	char office[12];
	bool is_import;
	int64_t by_id;
	const char *query, *reason;
	int64_t at, ended_at;
	int64_t cases, bytes;
	char sha256[65];
};
MUST_USE enum rc store_carried_add(struct store *s, struct carried_record *c, struct err *e);
MUST_USE enum rc store_carried_update(struct store *s, const struct carried_record *c,
    struct err *e);

/* The newest first, those before an id; 0 = all. */
MUST_USE enum rc store_carried_list(struct store *s, const char *office, int64_t before_id,
    int64_t limit, void (*each)(void *arg, const struct carried_row *row), void *arg,
    struct err *e);

/* How many full exports of the office there were, how many never ended, and when the
 * last one was. */
struct carried_sum {
	int64_t exports, unended, last_at;
};
MUST_USE enum rc store_carried_sum(struct store *s, const char *office, struct carried_sum *out,
    struct err *e);

#endif
