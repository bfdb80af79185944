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

#define VERSIONS_MOST 256

static void
numbers_have_no_gap(void **state)
{
	(void)state;
	assert_true(migration_count >= 1);
	for (size_t i = 0; i < migration_count; i++)
		assert_int_equal(migrations[i].number, i + 1);
	assert_int_equal(db_schema_version(), (int)migration_count);
}

/* Whether the line declares a column: a name and a type, in a table's own lines
 * or added to it later. */
static bool
is_column(const char *line)
{
	static const char *const types[] = { " TEXT", " BIGINT", " INTEGER", " BLOB" };
	static const char added[] = " ADD COLUMN ";
	const char *at = strstr(line, added);
	size_t name;

	if (str_starts(line, "ALTER TABLE ") && at != NULL)
		line = at + strlen(added) - 1;
	else if (line[0] != '\t')
		return false;
	name = strspn(line + 1, "abcdefghijklmnopqrstuvwxyz_0123456789");
	for (size_t i = 0; name > 0 && i < sizeof(types) / sizeof(types[0]); i++)
		if (strncmp(line + 1 + name, types[i], strlen(types[i])) == 0)
			return true;
	return false;
}

/* What the files up to a version declare: a table that is given up is taken out
 * again with its columns. */
#define TABLES_MOST 200
struct declared {
	int64_t tables, columns, without_sentence;
};

struct declared_table {
	char name[48];
	int64_t columns;
};

struct reading {
	struct declared_table tables[TABLES_MOST];
	size_t count;
	struct declared_table *now;	/* whose columns follow */
	int64_t without_sentence;
};

/* The table that a line names behind these words; NULL if it is no such line. */
static struct declared_table *
named_behind(struct reading *r, const char *line, const char *words, bool is_new)
{
	char name[48];
	size_t len;

	if (!str_starts(line, words))
		return NULL;
	line += strlen(words);
	len = strspn(line, "abcdefghijklmnopqrstuvwxyz_0123456789");
	assert_true(len > 0 && len < sizeof(name) && r->count < TABLES_MOST);
	memcpy(name, line, len);
	name[len] = '\0';
	for (size_t i = 0; i < r->count && !is_new; i++)
		if (str_eq(r->tables[i].name, name))
			return &r->tables[i];
	assert_true(is_new);
	r->tables[r->count] = (struct declared_table){ .columns = 0 };
	(void)str_fill(r->tables[r->count].name, sizeof(r->tables[0].name), name);
	return &r->tables[r->count++];
}

static void
read_line(struct reading *r, const char *line)
{
	struct declared_table *t = named_behind(r, line, "CREATE TABLE ", true);
	const char *renamed = strstr(line, " RENAME TO ");

	if (t == NULL && (t = named_behind(r, line, "DROP TABLE ", false)) != NULL) {
		*t = r->tables[--r->count];
		t = NULL;
	} else if (t == NULL) {
		t = named_behind(r, line, "ALTER TABLE ", false);
		if (t != NULL && renamed != NULL)
			(void)snprintf(t->name, sizeof(t->name), "%.*s", (int)strcspn(renamed +
			    strlen(" RENAME TO "), ";"), renamed + strlen(" RENAME TO "));
	}
	if (t != NULL)
		r->now = t;
}

static struct declared
declared_until(int64_t version)
{
	struct declared d = { 0 };
	struct reading r = { .count = 0 };

	for (size_t i = 0; i < migration_count && migrations[i].number <= version; i++) {
		char *text = x_strdup(migrations[i].sql), *rest = text, *line;

		while ((line = strsep(&rest, "\n")) != NULL) {
			const char *sentence = strstr(line, "-- ");

			read_line(&r, line);
			if (r.now == NULL || !is_column(line))
				continue;
			r.now->columns++;
			if (sentence == NULL || strlen(sentence) < 6) {
				print_error("%04d: no sentence: %s\n", migrations[i].number, line);
				d.without_sentence++;
			}
		}
		free(text);
	}
	for (size_t i = 0; i < r.count; i++)
		d.columns += r.tables[i].columns;
	d.tables = (int64_t)r.count;
	return d;
}

/* What a store has; the table of versions is not counted. */
static struct declared
found_in(const char *path)
{
	return (struct declared){
		.tables = sql_number(path, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' "
		    "AND name <> 'schema_version'"),
		.columns = sql_number(path, "SELECT COUNT(*) FROM sqlite_master t JOIN "
		    "pragma_table_info(t.name) WHERE t.type = 'table' AND t.name <> 'schema_version'"),
	};
}

static void
every_column_has_a_sentence(void **state)
{
	struct declared d = declared_until(db_schema_version());

	(void)state;
	assert_int_equal(d.without_sentence, 0);
	assert_true(d.columns > 100);
}

/* The declared columns of the files are the columns of a store, one for one. */
static void
the_dictionary_is_the_store(void **state)
{
	struct declared want = declared_until(db_schema_version()), got;
	struct store_folder f;

	(void)state;
	store_folder_make(&f);
	store_folder_fill(&f);
	got = found_in(f.path);
	store_folder_remove(&f);
	assert_int_equal(got.tables, want.tables);
	assert_int_equal(got.columns, want.columns);
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

/* The version a file has, 0 where nothing stands; every version is whole. */
static int64_t
whole_version(const char *path)
{
	int64_t version = 0;
	struct declared want, got = { 0 };

	if (access(path, F_OK) == 0 && sql_number(path, "SELECT COUNT(*) FROM sqlite_master WHERE "
	    "name = 'schema_version'") == 1)
		version = sql_number(path, "SELECT COALESCE(MAX(version), 0) FROM schema_version");
	want = declared_until(version);
	if (access(path, F_OK) == 0)
		got = found_in(path);
	assert_int_equal(got.tables, want.tables);
	assert_int_equal(got.columns, want.columns);
	return version;
}

static void
a_killed_migration_leaves_whole_versions(void **state)
{
	int64_t times[VERSIONS_MOST] = { 0 }, refused = 0;
	bool has_lived = false;

	(void)state;
	for (int n = 1; !has_lived; n += n < 12 ? 1 : 4) {
		struct store_folder f;
		struct store *s = NULL;
		struct err e = { 0 };
		int64_t version;

		assert_true(n < 4000);
		store_folder_make(&f);
		has_lived = make_and_die(f.path, n);
		version = whole_version(f.path);
		assert_true(version < VERSIONS_MOST);
		times[version]++;
		/* The next opening finishes it, or says that it is no store yet. */
		if (store_open(f.path, false, &s, &e) == RC_OK) {
			store_close(s);
			assert_int_equal(whole_version(f.path), db_schema_version());
		} else {
			assert_int_equal(version, 0);
			assert_int_equal(e.rc, RC_STORAGE);
			refused++;
		}
		store_folder_remove(&f);
	}
	for (int v = 0; v <= db_schema_version(); v++) {
		print_message("migration killed: %" PRId64 " times version %d stands\n", times[v], v);
		assert_true(times[v] > 0);
	}
	assert_true(refused < times[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_have_no_gap),
		cmocka_unit_test(every_column_has_a_sentence),
		cmocka_unit_test(the_dictionary_is_the_store),
		cmocka_unit_test(a_killed_migration_leaves_whole_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
