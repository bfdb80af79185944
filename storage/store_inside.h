/* SPDX-License-Identifier: ISC */
/*
 * store_inside: what the files of the store share and nobody else sees.
 */
#ifndef STORAGE_STORE_INSIDE_H
#define STORAGE_STORE_INSIDE_H

#include "storage/db.h"
#include "storage/store.h"
#include "storage/tally_map.h"

/* Offices × states one transaction may touch before it writes at once. */
#define DELTA_MAX 256

struct counter_delta {
	char office[12];
	char state[16];
	int delta;
};

/* What a request has done to the tally, to be undone with it. */
struct tally_step {
	size_t place;
	int64_t delta;
};
struct tally_log {
	struct tally_step *steps;	/* owned */
	size_t count, cap;
};

/* What an application adds to the search index, until the commit writes it. */
struct search_entry {
	uint64_t key;		/* chunk and term, as the table has it */
	uint16_t place;		/* of the case in the chunk */
};

struct store {
	struct db *db;
	struct counter_delta deltas[DELTA_MAX];
	size_t delta_count;
	struct counter_delta kept[DELTA_MAX];	/* as before the request */
	size_t kept_count;
	due_rule due_rule;		/* NULL = dues are not counted */
	struct tally_map tally;		/* changed and not yet written */
	struct tally_log tally_log;	/* by this request */
	struct search_entry *entries;	/* owned */
	size_t entry_count, entry_cap;
	size_t entries_kept;		/* as before the request */
	struct staff_record staff;	/* read by id in this transaction; id 0 = none */
};

bool store_is_open_state(enum state state);

/* A case of the office stands otherwise: before may be NULL for a new one. */
void store_tally_move(struct store *s, const char *office, const char *service,
    const struct case_counted *before, const struct case_counted *after);
void store_tally_undo(struct store *s);		/* what this request did */
void store_tally_forget(struct store *s);	/* what this transaction did */
MUST_USE enum rc store_tally_write(struct store *s, const struct tally_map *map, struct err *e);

/* Fills a record from the columns of CASE_COLUMNS. */
void case_fill(struct store *s, enum statement statement, struct case_record *out);

/* due_at as the table keeps it. */
int64_t due_to_table(int64_t due_at);

/* Notes what a new case is found by; written at the commit. */
void store_search_add(struct store *s, const struct case_record *c, const char *phone);
MUST_USE enum rc store_search_write(struct store *s, struct err *e);

/* Notes and writes what cases from before the index are found by, a batch a
 * transaction; done once in the life of a store. */
MUST_USE enum rc store_search_catch_up(struct store *s, struct err *e);

#endif
