/* SPDX-License-Identifier: ISC */
/*
 * store_folder: a folder with a store of its own for one test, on a real disk,
 * and the plainest rows to put into it.
 */
#ifndef TESTS_STORAGE_STORE_FOLDER_H
#define TESTS_STORAGE_STORE_FOLDER_H

#include "storage/store.h"

struct store_folder {
	char folder[64];
	char path[96];		/* of the store, which is not made yet */
	struct store *store;	/* by store_folder_fill */
};

void store_folder_make(struct store_folder *f);
void store_folder_remove(struct store_folder *f);	/* closes the store */

/* Makes and opens the store with two offices, 11410 and 30200, an officer in
 * each (ids 1 and 2) and one channel in each. Leaves no transaction open. */
void store_folder_fill(struct store_folder *f);

/* cmocka's: *state is a struct store_folder that is made and filled; teardown removes
 * it and frees it. Both return 0, or fail the test. */
int store_folder_setup(void **state);
int store_folder_teardown(void **state);

/* A row of a table of tests: one that has such a store to itself. */
#define ON_A_STORE(test)                                                                          \
	cmocka_unit_test_setup_teardown(test, store_folder_setup, store_folder_teardown)

/* Adds an ARRIVED case; its external id is "E" and a number of its own. */
void case_made(struct store *s, const char *office, int64_t arrived_at, int64_t due_at,
    struct case_record *out);

/* An event of the case with a key of its own; returns its id. */
int64_t event_made(struct store *s, const struct case_record *c);

/* Runs SQL beside the store's own connection; false where SQLite refuses. */
bool sql_run(const char *path, const char *sql);
int64_t sql_number(const char *path, const char *sql);

#endif
