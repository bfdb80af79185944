/* SPDX-License-Identifier: ISC */
/* What a full export carries: every table and every column of the schema is either
 * carried, or named with why it is not. A migration that adds one fails here until
 * somebody has decided. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "storage/carry.h"
#include "storage/text.h"
#include "tests/storage/store_folder.h"

/* Is the word in a list with blanks or commas between? */
static bool
is_listed(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = str_or_empty(list); (at = strstr(at, word)) != NULL; at += len) {
		bool begins = at == list || strchr(" ,(.", at[-1]) != NULL;

		if (begins && strchr(" ,)", at[len]) != NULL)
			return true;
	}
	return false;
}

static const struct carry_info *
carried(const char *table)
{
	for (int i = 0; i < CARRY_TABLE__COUNT; i++)
		if (str_eq(carry_table[i].table, table))
			return &carry_table[i];
	return NULL;
}

static const char *
rest_of(const char *table)
{
	for (size_t i = 0; i < carry_rest_count; i++)
		if (str_eq(carry_rest[i].table, table))
			return carry_rest[i].why;
	return NULL;
}

/* How many columns of the schema nobody has decided about, and how many tables. */
static int
count_forgotten(const char *path, int *tables)
{
	const char sql[] = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
	    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid";
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	char last[64] = "";
	int forgotten = 0;

	*tables = 0;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(st, 0);
		const char *column = (const char *)sqlite3_column_text(st, 1);
		const struct carry_info *info = carried(table);
		const char *read;

		*tables += !str_eq(last, table);
		(void)str_fill(last, sizeof(last), table);
		if (info == NULL) {
			if (str_empty(rest_of(table))) {
				print_message("%s: carried in no row, and not named\n", table);
				forgotten++;
			}
			continue;
		}
		read = statement_table[info->read].sql;
		if (!is_listed(info->left, column) && !is_listed(read, column)) {
			print_message("%s.%s: not carried, and not named\n", table, column);
			forgotten++;
		}
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	return forgotten;
}

static void
every_table_and_column_is_decided_about(void **state)
{
	struct store_folder *f = *state;
	int tables = 0;

	assert_int_equal(count_forgotten(f->path, &tables), 0);
	assert_true(tables > 50);
}

/* The same look finds what a migration would add. */
static void
a_new_table_and_a_new_column_are_noticed(void **state)
{
	struct store_folder *f = *state;
	int tables = 0;

	assert_true(sql_run(f->path, "CREATE TABLE planted (id INTEGER PRIMARY KEY)"));
	assert_true(sql_run(f->path, "ALTER TABLE letter ADD COLUMN planted_at BIGINT DEFAULT 0"));
	assert_int_equal(count_forgotten(f->path, &tables), 2);
}

static void
nothing_is_named_twice_or_without_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < carry_rest_count; i++) {
		assert_null(carried(carry_rest[i].table));
		assert_ptr_equal(rest_of(carry_rest[i].table), carry_rest[i].why);
		assert_false(str_empty(carry_rest[i].why));
	}
	for (int i = 0; i < CARRY_TABLE__COUNT; i++) {
		assert_ptr_equal(carried(carry_table[i].table), &carry_table[i]);
		assert_false(str_empty(carry_table[i].what));
	}
}

/* A text column is read as text and added as such, a number as a number. */
static void
statements_fit_the_columns(void **state)
{
	(void)state;
	for (int t = 0; t < CARRY_TABLE__COUNT; t++) {
		const struct carry_info *info = &carry_table[t];
		const char *read = statement_table[info->read].columns;
		const char *add = info->add == STATEMENT__COUNT ? NULL :
		    statement_table[info->add].parameters;

		assert_int_equal(strlen(read), info->count + 1);
		if (add != NULL)
			assert_int_equal(strlen(add), info->count + (t == CARRY_TABLE_CASE ? 2 : 1));
		for (size_t i = 0; i < info->count; i++) {
			bool is_text = info->columns[i].kind == CARRY_TEXT ||
			    info->columns[i].kind == CARRY_WORD;

			assert_int_equal(read[i + 1], is_text ? 't' : 'i');
			if (add != NULL)
				assert_int_equal(add[i + 1] == 't' || add[i + 1] == 'u', is_text);
			assert_int_equal(info->columns[i].kind == CARRY_WORD,
			    info->columns[i].words != NULL);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STORE(every_table_and_column_is_decided_about),
		ON_A_STORE(a_new_table_and_a_new_column_are_noticed),
		cmocka_unit_test(nothing_is_named_twice_or_without_why),
		cmocka_unit_test(statements_fit_the_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
