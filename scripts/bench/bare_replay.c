/* SPDX-License-Identifier: ISC */
/*
 * bare_replay: what bulk work costs without minwon around it. Given a store that
 * an office worked on while capture.sql had it write down each row it wrote, and a
 * copy of the store from before, it writes the very same rows into the copy, in the
 * same order, durably, with the office's own settings: a row added, a row's changed
 * columns, a row taken out, found by its primary key. A transaction is what the
 * office commits: a part of a batch and what is counted with it; while a list is
 * frozen, FREEZE_ITEMS of it. It judges nothing, looks nothing up, and each
 * transaction is read before its time is taken. With CSV it first takes that list
 * apart, with minwon's own reader. Prints, tab-separated: "bare", items that the
 * batches have, rows written, transactions, milliseconds.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/rules/csv.h"
#include "scripts/bench/stopwatch.h"
#include "storage/base.h"

enum {
	COLUMNS_MAX = 48,
	TABLES_MAX = 128,
	KINDS_MAX = 512,
	FREEZE_ITEMS = 200,
	LOG_MOST = 16000,	/* pages of the log before they go into the file: as the office */
	FIRST_VALUE = 3		/* column of the reading statement */
};

/* As storage/db_sqlite.c sets them. */
static const char settings[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
    "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
    "PRAGMA wal_autocheckpoint=0;";

/* What a commit writes behind the last row of a part. */
static const char *const settled_tables[] = { "counter", "tally", "search", "search_done",
	"access_log" };

struct table {
	char name[40];
	size_t count;
	char columns[COLUMNS_MAX][40];
	bool is_key[COLUMNS_MAX];
	bool is_settled;
};

/* A kind of write: into which table, which columns change. */
struct kind {
	const struct table *table;
	char what;		/* I, U, D */
	char mask[COLUMNS_MAX + 1];
	sqlite3_stmt *statement;
	size_t count;		/* its parameters, and where their values are */
	size_t places[2 * COLUMNS_MAX];
};

/* One write with its values. */
struct write {
	struct kind *kind;
	sqlite3_value **values;	/* owned, as many as the kind has parameters */
};

struct replay {
	sqlite3 *db, *from;
	sqlite3_stmt *rows;
	bool has_row;
	struct table tables[TABLES_MAX];
	size_t table_count;
	struct kind kinds[KINDS_MAX];
	size_t kind_count;
	struct write *writes;	/* of the transaction at hand */
	size_t count, cap;
	int log_pages;
	size_t items, rows_written, transactions;
};

static void
die(sqlite3 *db, const char *what)
{
	fprintf(stderr, "bare_replay: %s: %s\n", what, db == NULL ? "" : sqlite3_errmsg(db));
	exit(5);
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK)
		die(db, sql);
	return s;
}

static const struct table *
find_table(struct replay *r, const char *name)
{
	struct table *t;
	sqlite3_stmt *s;

	for (size_t i = 0; i < r->table_count; i++)
		if (str_eq(r->tables[i].name, name))
			return &r->tables[i];
	if (r->table_count == TABLES_MAX)
		die(NULL, "too many tables");
	t = &r->tables[r->table_count++];
	str_fill(t->name, sizeof(t->name), name);
	s = prepare(r->db, "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid");
	sqlite3_bind_text(s, 1, name, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(s) == SQLITE_ROW && t->count < COLUMNS_MAX) {
		str_fill(t->columns[t->count], sizeof(t->columns[0]),
		    (const char *)sqlite3_column_text(s, 0));
		t->is_key[t->count++] = sqlite3_column_int(s, 1) > 0;
	}
	sqlite3_finalize(s);
	for (size_t i = 0; i < sizeof(settled_tables) / sizeof(settled_tables[0]); i++)
		t->is_settled = t->is_settled || str_eq(name, settled_tables[i]);
	return t;
}

/* Adds "column" = ? for those that are wanted, and notes where their values are. */
static void
add_columns(struct kind *k, struct buf *sql, bool is_key, const char *between)
{
	const char *first = "";

	for (size_t i = 0; i < k->table->count; i++) {
		if (is_key ? !k->table->is_key[i] : k->mask[i] != '1')
			continue;
		buf_printf(sql, "%s\"%s\" = ?", first, k->table->columns[i]);
		first = between;
		k->places[k->count++] = i;
	}
}

static void
make_statement(struct replay *r, struct kind *k)
{
	struct buf sql = { 0 };

	if (k->what == 'I') {
		buf_printf(&sql, "INSERT INTO \"%s\" VALUES (", k->table->name);
		for (; k->count < k->table->count; k->count++) {
			buf_puts(&sql, k->count == 0 ? "?" : ", ?");
			k->places[k->count] = k->count;
		}
		buf_putc(&sql, ')');
	} else if (k->what == 'U') {
		buf_printf(&sql, "UPDATE \"%s\" SET ", k->table->name);
		add_columns(k, &sql, false, ", ");
	} else {
		buf_printf(&sql, "DELETE FROM \"%s\"", k->table->name);
	}
	if (k->what != 'I') {
		buf_puts(&sql, " WHERE ");
		add_columns(k, &sql, true, " AND ");
	}
	k->statement = prepare(r->db, buf_str(&sql));
	buf_release(&sql);
}

static struct kind *
find_kind(struct replay *r, const char *name, char what, const char *mask)
{
	struct kind *k;

	for (size_t i = 0; i < r->kind_count; i++) {
		k = &r->kinds[i];
		if (k->what == what && str_eq(k->mask, mask) && str_eq(k->table->name, name))
			return k;
	}
	if (r->kind_count == KINDS_MAX)
		die(NULL, "too many kinds of writes");
	k = &r->kinds[r->kind_count++];
	k->table = find_table(r, name);
	k->what = what;
	str_fill(k->mask, sizeof(k->mask), mask);
	make_statement(r, k);
	return k;
}

static void
next_row(struct replay *r)
{
	r->has_row = sqlite3_step(r->rows) == SQLITE_ROW;
}

/* Takes the row that stands; one that changes nothing is none. */
static const struct kind *
take_row(struct replay *r)
{
	const char *what = (const char *)sqlite3_column_text(r->rows, 1);
	const char *mask = (const char *)sqlite3_column_text(r->rows, 2);
	struct kind *k;
	struct write *w;

	if (what[0] == 'U' && strchr(mask, '1') == NULL)
		return NULL;
	k = find_kind(r, (const char *)sqlite3_column_text(r->rows, 0), what[0], mask);
	if (r->count == r->cap) {
		r->cap = r->cap == 0 ? 4096 : r->cap * 2;
		r->writes = x_realloc(r->writes, r->cap, sizeof(*r->writes));
	}
	w = &r->writes[r->count++];
	w->kind = k;
	w->values = x_zalloc(k->count, sizeof(sqlite3_value *));
	for (size_t i = 0; i < k->count; i++)
		w->values[i] = sqlite3_value_dup(sqlite3_column_value(r->rows,
		    FIRST_VALUE + (int)k->places[i]));
	return k;
}

/* Reads the rows of the next transaction. */
static void
read_transaction(struct replay *r)
{
	bool is_part_over = false;
	size_t frozen = 0;

	for (; r->has_row; next_row(r)) {
		const struct kind *k;

		if (is_part_over && !find_table(r,
		    (const char *)sqlite3_column_text(r->rows, 0))->is_settled)
			return;
		if (frozen == FREEZE_ITEMS)
			return;
		k = take_row(r);
		if (k == NULL)
			continue;
		if (str_eq(k->table->name, "batch_item") && k->what == 'I') {
			frozen++;
			r->items++;
		}
		is_part_over = is_part_over || (str_eq(k->table->name, "batch") && k->what == 'U');
	}
}

static void
execute(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(db, sql);
}

static void
write_transaction(struct replay *r)
{
	execute(r->db, "BEGIN IMMEDIATE");
	for (size_t i = 0; i < r->count; i++) {
		struct write *w = &r->writes[i];
		sqlite3_stmt *s = w->kind->statement;

		for (size_t n = 0; n < w->kind->count; n++)
			sqlite3_bind_value(s, (int)n + 1, w->values[n]);
		if (sqlite3_step(s) != SQLITE_DONE || sqlite3_changes(r->db) != 1)
			die(r->db, sqlite3_sql(s));
		sqlite3_reset(s);
	}
	execute(r->db, "COMMIT");
	if (r->log_pages >= LOG_MOST)
		sqlite3_wal_checkpoint_v2(r->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

static void
forget_transaction(struct replay *r)
{
	for (size_t i = 0; i < r->count; i++) {
		for (size_t n = 0; n < r->writes[i].kind->count; n++)
			sqlite3_value_free(r->writes[i].values[n]);
		free(r->writes[i].values);
	}
	r->rows_written += r->count;
	r->count = 0;
}

static int
log_grew(void *arg, sqlite3 *db, const char *name, int pages)
{
	struct replay *r = arg;

	(void)db;
	(void)name;
	r->log_pages = pages;
	return SQLITE_OK;
}

/* Writes all of it; milliseconds. */
static double
replay(struct replay *r)
{
	struct buf sql = { 0 };
	double took = 0, at;

	buf_puts(&sql, "SELECT tbl, kind, mask");
	for (int i = 0; i < COLUMNS_MAX; i++)
		buf_printf(&sql, ", v%d", i);
	buf_puts(&sql, " FROM replay ORDER BY seq");
	r->rows = prepare(r->from, buf_str(&sql));
	buf_release(&sql);
	sqlite3_wal_hook(r->db, log_grew, r);
	next_row(r);
	while (r->has_row) {
		read_transaction(r);
		at = now_ms();
		write_transaction(r);
		took += now_ms() - at;
		r->transactions++;
		forget_transaction(r);
	}
	sqlite3_finalize(r->rows);
	for (size_t i = 0; i < r->kind_count; i++)
		sqlite3_finalize(r->kinds[i].statement);
	free(r->writes);
	return took;
}

/* Reads the list and takes it apart; milliseconds. */
static double
parse(const char *path, size_t *rows)
{
	struct csv_row *row = x_zalloc(1, sizeof(*row));
	struct buf text = { 0 };
	struct csv_reader reader;
	double began = now_ms();
	ssize_t n = 1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die(NULL, path);
	while (n > 0 || (n < 0 && errno == EINTR)) {
		buf_reserve(&text, 65536);
		n = read(fd, text.data + text.len, 65536);
		text.len += n > 0 ? (size_t)n : 0;
	}
	close(fd);
	csv_open(&reader, text.data, text.len, ',');
	while (csv_next(&reader, row))
		*rows += row->fault.kind == CSV_SOUND;
	csv_release(&reader);
	buf_release(&text);
	free(row);
	return now_ms() - began;
}

int
main(int argc, char **argv)
{
	struct replay *r = x_zalloc(1, sizeof(*r));
	size_t rows = 0;
	double took = 0;
	bool is_well;	/* the list, but for its header, is what the batch was made of */

	if (argc != 3 && argc != 4) {
		fputs("usage: bare_replay CAPTURED COPY_FROM_BEFORE [CSV]\n", stderr);
		return 2;
	}
	if (sqlite3_open_v2(argv[1], &r->from, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		die(r->from, argv[1]);
	if (sqlite3_open_v2(argv[2], &r->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		die(r->db, argv[2]);
	execute(r->db, settings);
	if (argc == 4)
		took = parse(argv[3], &rows);
	took += replay(r);
	is_well = r->items > 0 && (argc == 3 || rows == r->items + 1);
	printf("bare\t%zu\t%zu\t%zu\t%.3f\n", r->items, r->rows_written, r->transactions, took);
	sqlite3_close(r->from);
	sqlite3_close(r->db);
	free(r);
	return is_well ? 0 : 1;
}
