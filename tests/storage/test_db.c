/* SPDX-License-Identifier: ISC */
/* Opening a store, its settings, its guards and the statement table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/storage/store_folder.h"

static int
make(void **state)
{
	struct store_folder *f = x_zalloc(1, sizeof(*f));

	store_folder_make(f);
	*state = f;
	return 0;
}

/* What opening says, with a piece of the sentence. */
static void
assert_says(const char *path, bool is_new, enum rc want, const char *piece)
{
	struct store *s = NULL;
	struct err e = { 0 };

	assert_int_equal(store_open(path, is_new, &s, &e), want);
	assert_null(s);
	if (strstr(e.text, piece) == NULL)
		fail_msg("no \"%s\" in: %s", piece, e.text);
}

static void
assert_refused(const char *path, bool is_new, const char *piece)
{
	assert_says(path, is_new, RC_STORAGE, piece);
}

static void
settings_are_really_on(void **state)
{
	static const struct {
		const char *pragma, *want;
	} rows[] = {
		{ "PRAGMA journal_mode", "wal" }, { "PRAGMA synchronous", "2" },
		{ "PRAGMA foreign_keys", "1" }, { "PRAGMA trusted_schema", "0" },
		{ "PRAGMA cell_size_check", "1" }, { "PRAGMA mmap_size", "0" },
		{ "PRAGMA temp_store", "2" }, { "PRAGMA secure_delete", "1" },
		{ "PRAGMA wal_autocheckpoint", "0" }, { "PRAGMA application_id", "1296979790" /* MNWN */ },
	};
	struct store_folder *f = *state;

	for (int is_new = 1; is_new >= 0; is_new--) {
		void *connection = NULL;
		struct err e = { 0 };

		assert_int_equal(db_sqlite.open(f->path, is_new == 1, &connection, &e), RC_OK);
		for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
			void *statement = NULL;
			bool has_row = false;
			size_t len;

			assert_int_equal(db_sqlite.prepare(connection, rows[i].pragma, &statement,
			    &e), RC_OK);
			assert_int_equal(db_sqlite.step(statement, &has_row, &e), RC_OK);
			assert_true(has_row);
			assert_string_equal(db_sqlite.column_text(statement, 0, &len), rows[i].want);
			db_sqlite.finalize(statement);
		}
		db_sqlite.close(connection);
	}
}

static void
a_store_and_its_files_are_private(void **state)
{
	static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
	struct store_folder *f = *state;
	mode_t before = umask(0077);

	store_folder_fill(f);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		char path[128];
		struct stat st;

		snprintf(path, sizeof(path), "%s%s", f->path, endings[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 077, 0);
	}
	umask(before);
}

static void
a_second_opener_hears_that_it_is_held(void **state)
{
	struct store_folder *f = *state;
	struct err e = { 0 };

	store_folder_fill(f);
	assert_says(f->path, false, RC_CONFLICT, "held");
	store_close(f->store);
	assert_int_equal(store_open(f->path, false, &f->store, &e), RC_OK);
}

static void
write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static void
what_is_no_store_is_left_as_it_is(void **state)
{
	struct store_folder *f = *state;
	char other[128], folder[128];
	struct buf before = { 0 }, after = { 0 };

	assert_refused(f->path, false, "no store");
	snprintf(other, sizeof(other), "%s/missing/store", f->folder);
	assert_refused(other, true, "no folder");
	assert_refused(other, false, "no folder");

	write_text(f->path, "이것은 저장소가 아닙니다. 지우지 마세요.\n");
	assert_refused(f->path, true, "exists already");
	assert_refused(f->path, false, "no store of minwon");
	assert_int_equal(file_read(f->path, 4096, &after, NULL), RC_OK);
	assert_string_equal(buf_str(&after), "이것은 저장소가 아닙니다. 지우지 마세요.\n");

	write_text(f->path, "");
	assert_refused(f->path, false, "no store of minwon");

	unlink(f->path);
	assert_true(sql_run(f->path, "CREATE TABLE recipes (name TEXT)"));
	buf_clear(&after);
	assert_int_equal(file_read(f->path, 1 << 20, &before, NULL), RC_OK);
	assert_refused(f->path, false, "no store of minwon");
	assert_int_equal(file_read(f->path, 1 << 20, &after, NULL), RC_OK);
	assert_int_equal(after.len, before.len);
	assert_memory_equal(after.data, before.data, before.len);

	snprintf(folder, sizeof(folder), "%s/folder", f->folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_refused(folder, false, "no regular file");
	buf_release(&before);
	buf_release(&after);
}

static void
a_second_name_of_a_store_is_refused(void **state)
{
	struct store_folder *f = *state;
	char second[128], pointer[128];
	struct err e = { 0 };

	store_folder_fill(f);
	store_close(f->store);
	f->store = NULL;
	snprintf(second, sizeof(second), "%s/second", f->folder);
	snprintf(pointer, sizeof(pointer), "%s/pointer", f->folder);
	assert_int_equal(symlink(f->path, pointer), 0);
	assert_refused(pointer, false, "no regular file");
	assert_int_equal(link(f->path, second), 0);
	assert_refused(second, false, "hard link");
	assert_refused(f->path, false, "hard link");
	assert_int_equal(unlink(second), 0);
	assert_int_equal(store_open(f->path, false, &f->store, &e), RC_OK);
}

static void
a_newer_store_is_refused_and_left_as_it_is(void **state)
{
	struct store_folder *f = *state;
	char sql[96];

	store_folder_fill(f);
	store_close(f->store);
	f->store = NULL;
	snprintf(sql, sizeof(sql), "INSERT INTO schema_version (version) VALUES (%d)",
	    db_schema_version() + 1);
	assert_true(sql_run(f->path, sql));
	assert_refused(f->path, false, "newer");
	assert_int_equal(sql_number(f->path, "SELECT MAX(version) FROM schema_version"),
	    db_schema_version() + 1);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM staff"), 2);
}

/* What happened and what was handed in cannot be changed, not even by SQL. */
static void
guards_hold(void **state)
{
	static const char *const changes[] = {
		"UPDATE event SET text = 'x'", "DELETE FROM event",
		"UPDATE event SET effective_at = 0", "UPDATE access_log SET login = 'x'",
		"UPDATE form SET answers = '{}'", "UPDATE outbox SET body = '{}'",
		"UPDATE outbox SET op_key = 'other'", "UPDATE store SET is_practice = 0",
	};
	struct store_folder *f = *state;
	struct outbox_record m = { .channel = "gov24", .region = "11410", .kind = "status",
		.external_id = "E1", .op_key = "k", .body = (char *)"{\"a\":1}" };
	struct case_record c;
	struct err e = { 0 };

	store_folder_fill(f);
	assert_int_equal(store_begin(f->store, &e), RC_OK);
	case_made(f->store, "11410", 1, 0, &c);
	m.case_id = c.row.id;
	m.event_id = event_made(f->store, &c);
	assert_int_equal(store_outbox_add(f->store, &m, 1, &e), RC_OK);
	assert_int_equal(store_access_add(f->store, 1, 1, "officer-11410", "local/unknown", "case 1",
	    "show", &e), RC_OK);
	assert_int_equal(store_commit(f->store, &e), RC_OK);
	store_close(f->store);
	f->store = NULL;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		if (sql_run(f->path, changes[i]))
			fail_msg("nothing stops: %s", changes[i]);
	assert_true(sql_run(f->path, "UPDATE outbox SET state = 'sent'"));
}

/* The highest $n of a text; every lower one must be there. */
static int
parameters_used(const char *sql)
{
	bool is_used[32] = { false };
	int most = 0;

	for (const char *p = strchr(sql, '$'); p != NULL; p = strchr(p + 1, '$')) {
		int n = atoi(p + 1);

		assert_true(n >= 1 && n < 32);
		is_used[n] = true;
		most = n > most ? n : most;
	}
	for (int i = 1; i <= most; i++)
		assert_true(is_used[i]);
	return most;
}

static void
every_statement_is_what_its_row_declares(void **state)
{
	struct store_folder *f = *state;
	sqlite3 *db = NULL;

	store_folder_fill(f);
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (int i = 0; i < STATEMENT__COUNT; i++) {
		const struct statement_info *info = &statement_table[i];
		sqlite3_stmt *st = NULL;
		bool is_write;

		assert_non_null(info->sql);
		assert_int_equal(strspn(info->parameters, "itbnu"), strlen(info->parameters));
		assert_int_equal(strspn(info->columns, "itb"), strlen(info->columns));
		if (parameters_used(info->sql) != (int)strlen(info->parameters))
			fail_msg("%s: %d parameters used, %zu declared", info->name,
			    parameters_used(info->sql), strlen(info->parameters));
		assert_int_equal(sqlite3_prepare_v2(db, info->sql, -1, &st, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_bind_parameter_count(st), strlen(info->parameters));
		assert_int_equal(sqlite3_column_count(st), strlen(info->columns));
		/* Transaction control counts as a write for the table, as none for SQLite. */
		is_write = sqlite3_stmt_readonly(st) == 0 || str_starts(info->sql, "SAVEPOINT") ||
		    str_starts(info->sql, "RELEASE") || str_starts(info->sql, "ROLLBACK") ||
		    str_starts(info->sql, "BEGIN") || str_starts(info->sql, "COMMIT");
		if (is_write != (info->is_write || info->columns[0] == '\0'))
			fail_msg("%s: declared otherwise than it writes", info->name);
		for (int k = 0; info->columns[k] != '\0'; k++) {
			const char *type = sqlite3_column_decltype(st, k);

			if (type != NULL && (info->columns[k] == 'i') !=
			    (str_eq(type, "BIGINT") || str_eq(type, "INTEGER")))
				fail_msg("%s: column %d is %s", info->name, k, type);
		}
		sqlite3_finalize(st);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
a_refused_write_is_no_full_disk(void **state)
{
	struct store_folder *f = *state;
	struct err e = { 0 };

	store_folder_fill(f);
	assert_false(store_is_full(f->store));
	assert_int_equal(store_begin(f->store, &e), RC_OK);
	assert_int_equal(store_office_add(f->store, "11410", "두 번", &e), RC_STORAGE);
	assert_false(store_is_full(f->store));
	store_rollback(f->store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(settings_are_really_on, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(a_store_and_its_files_are_private, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(a_second_opener_hears_that_it_is_held, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_store_is_left_as_it_is, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(a_second_name_of_a_store_is_refused, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(a_newer_store_is_refused_and_left_as_it_is, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(guards_hold, make, store_folder_teardown),
		cmocka_unit_test_setup_teardown(every_statement_is_what_its_row_declares, make,
		    store_folder_teardown),
		cmocka_unit_test_setup_teardown(a_refused_write_is_no_full_disk, make,
		    store_folder_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
