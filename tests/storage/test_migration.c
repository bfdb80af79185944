/* SPDX-License-Identifier: ISC */
/* The schema as the data dictionary, and a migration that is killed in its
 * writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "storage/migration.h"
#include "tests/storage/store_folder.h"

static void
numbers_have_no_gap(void **state)
{
	(void)state;
	assert_true(migration_count >= 1);
	for (size_t i = 0; i < migration_count; i++)
		assert_int_equal(migrations[i].number, i + 1);
	assert_int_equal(db_schema_version(), (int)migration_count);
}

/* Whether the line declares a column: a name and a type. */
static bool
is_column(const char *line)
{
	static const char *const types[] = { " TEXT", " BIGINT", " INTEGER", " BLOB" };
	size_t name;

	if (line[0] != '\t')
		return false;
	name = strspn(line + 1, "abcdefghijklmnopqrstuvwxyz_");
	for (size_t i = 0; name > 0 && i < sizeof(types) / sizeof(types[0]); i++)
		if (strncmp(line + 1 + name, types[i], strlen(types[i])) == 0)
			return true;
	return false;
}

static void
every_column_has_a_sentence(void **state)
{
	int columns = 0;

	(void)state;
	for (size_t i = 0; i < migration_count; i++) {
		char *text = x_strdup(migrations[i].sql), *rest = text, *line;

		while ((line = strsep(&rest, "\n")) != NULL) {
			const char *sentence = strstr(line, "-- ");

			if (!is_column(line))
				continue;
			columns++;
			if (sentence == NULL || strlen(sentence) < 6)
				fail_msg("%04d: no sentence: %s", migrations[i].number, line);
		}
		free(text);
	}
	assert_true(columns > 100);
}

/* The declared columns of the files are the columns of a store, one for one. */
static void
the_dictionary_is_the_store(void **state)
{
	struct store_folder f;
	int64_t declared = 0;

	(void)state;
	for (size_t i = 0; i < migration_count; i++) {
		char *text = x_strdup(migrations[i].sql), *rest = text, *line;

		while ((line = strsep(&rest, "\n")) != NULL)
			declared += is_column(line) ? 1 : 0;
		free(text);
	}
	store_folder_make(&f);
	store_folder_fill(&f);
	assert_int_equal(sql_number(f.path, "SELECT COUNT(*) FROM sqlite_master t JOIN "
	    "pragma_table_info(t.name) WHERE t.type = 'table' AND t.name <> 'schema_version'"),
	    declared);
	store_folder_remove(&f);
}

/* A process that dies at its n-th write or flush: SQLite's own file methods
 * with a bomb in front; it has one set for files that lock and one for others. */
#define KINDS 4
static struct {
	sqlite3_vfs vfs;
	int (*open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
	struct {
		const sqlite3_io_methods *real;
		sqlite3_io_methods mine;
	} kinds[KINDS];
	int left;
} bomb;

static const sqlite3_io_methods *
real_methods(const sqlite3_file *file)
{
	size_t i = 0;

	while (file->pMethods != &bomb.kinds[i].mine)
		i++;
	return bomb.kinds[i].real;
}

static int
bomb_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	/* Half a write is the worst that a kill can leave. */
	if (--bomb.left == 0) {
		(void)real_methods(file)->xWrite(file, bytes, count / 2, at);
		raise(SIGKILL);
	}
	return real_methods(file)->xWrite(file, bytes, count, at);
}

static int
bomb_sync(sqlite3_file *file, int flags)
{
	if (--bomb.left == 0)
		raise(SIGKILL);
	return real_methods(file)->xSync(file, flags);
}

static int
bomb_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	int code = bomb.open(vfs, name, file, flags, out);

	for (size_t i = 0; code == SQLITE_OK && file->pMethods != NULL && i < KINDS; i++) {
		if (bomb.kinds[i].real != NULL && bomb.kinds[i].real != file->pMethods)
			continue;
		bomb.kinds[i].real = file->pMethods;
		bomb.kinds[i].mine = *file->pMethods;
		bomb.kinds[i].mine.xWrite = bomb_write;
		bomb.kinds[i].mine.xSync = bomb_sync;
		file->pMethods = &bomb.kinds[i].mine;
		break;
	}
	return code;
}

/* Makes a store in a process that dies at write n. True if it lived. */
static bool
make_and_die(const char *path, int n)
{
	struct store *s = NULL;
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		bomb.vfs = *sqlite3_vfs_find(NULL);
		bomb.open = bomb.vfs.xOpen;
		bomb.vfs.xOpen = bomb_open;
		bomb.vfs.zName = "bomb";
		bomb.left = n;
		sqlite3_vfs_register(&bomb.vfs, 1);
		_exit(store_open(path, true, &s, NULL) == RC_OK ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status))
		assert_int_equal(WTERMSIG(status), SIGKILL);
	else
		assert_int_equal(WEXITSTATUS(status), 0);
	return !WIFSIGNALED(status);
}

static int64_t
tables(const char *path)
{
	return sql_number(path, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'");
}

static void
a_killed_migration_leaves_all_of_it_or_nothing(void **state)
{
	int64_t all, whole = 0, none = 0, refused = 0;
	struct store_folder f;
	bool has_lived = false;
	int n;

	(void)state;
	store_folder_make(&f);
	store_folder_fill(&f);
	all = tables(f.path);
	store_folder_remove(&f);
	for (n = 1; !has_lived; n += n < 12 ? 1 : 4) {
		struct store *s = NULL;
		struct err e = { 0 };
		int64_t found;

		assert_true(n < 1000);
		store_folder_make(&f);
		has_lived = make_and_die(f.path, n);
		found = access(f.path, F_OK) == 0 ? tables(f.path) : 0;
		/* Nothing, the table of versions alone, or everything. */
		if (found > 1)
			assert_int_equal(found, all);
		if (found > 1)
			assert_int_equal(sql_number(f.path, "SELECT MAX(version) FROM schema_version"),
			    db_schema_version());
		whole += found > 1 ? 1 : 0;
		none += found <= 1 ? 1 : 0;
		/* The next opening finishes it, or says that it is no store yet. */
		if (store_open(f.path, false, &s, &e) == RC_OK) {
			store_close(s);
			assert_int_equal(tables(f.path), all);
		} else {
			assert_true(found == 0);
			assert_int_equal(e.rc, RC_STORAGE);
			refused++;
		}
		store_folder_remove(&f);
	}
	print_message("migration killed: %" PRId64 " times nothing stands (%" PRId64 " no store yet), "
	    "%" PRId64 " times all of it\n", none, refused, whole);
	assert_true(none > 3 && whole > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_no_gap),
		cmocka_unit_test(every_column_has_a_sentence),
		cmocka_unit_test(the_dictionary_is_the_store),
		cmocka_unit_test(a_killed_migration_leaves_all_of_it_or_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
