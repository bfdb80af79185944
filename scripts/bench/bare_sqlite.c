/* SPDX-License-Identifier: ISC */
/*
 * bare_sqlite: what one durable transition costs without minwon around it. It
 * opens a copy of a store with the office's own settings and writes, in one
 * transaction for each ARRIVED case in the order of the list, the rows that
 * `receive` writes: the figures of the board that the due moves between, the
 * case, its event, the serial, two counters, the message to the channel, the
 * access record. With ROWS, bulk work: first a batch and its items are written,
 * then so many cases a transaction, each with the result of its item; the figures
 * of whole days and hours, the serial, the counters once a transaction. Prints,
 * tab-separated: "bare", cases, p50 and p99 of a transaction in ms, cases/s.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "scripts/bench/stopwatch.h"
#include "storage/base.h"

/* As storage/db_sqlite.c sets them. */
static const char settings[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
    "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA cache_size=-65536;"
    "PRAGMA wal_autocheckpoint=0;";

/* One more or one less under a day, an hour or an instant of a due. */
#define TALLY(kind, at, by) \
	"INSERT INTO tally (office, kind, at, who, count) SELECT office, '" kind "', " at ", 0, " by \
	" FROM cases WHERE id = ?1 ON CONFLICT (office, kind, at, who) DO UPDATE SET count =" \
	" tally.count + " by

/* When a write is made: for each case, also once a transaction is enough, or for
 * each case of a batch alone. */
enum when { EACH, ONCE, ITEM };

/* ?1 is the case, ?2 a text that no two transitions share. */
static const struct {
	enum when when;
	const char *sql;
} writes[] = {
	{ ONCE, TALLY("days-day", "due_at / 86400", "-1") },
	{ ONCE, TALLY("days-hour", "due_at / 3600", "-1") },
	{ EACH, TALLY("days-at", "due_at", "-1") },
	{ EACH, "DELETE FROM tally WHERE office = (SELECT office FROM cases WHERE id = ?1) AND"
	" kind = 'days-at' AND at = (SELECT due_at FROM cases WHERE id = ?1) AND count = 0" },
	{ EACH, "UPDATE cases SET state = 'received', receipt_no = ?2, received_at = 1795000000,"
	" due_at = due_at + 259200, version = version + 1 WHERE id = ?1" },
	{ ONCE, TALLY("days-day", "due_at / 86400", "1") },
	{ ONCE, TALLY("days-hour", "due_at / 3600", "1") },
	{ EACH, TALLY("days-at", "due_at", "1") },
	{ ONCE, TALLY("received", "received_at / 86400", "1") },
	{ EACH, "INSERT INTO event (case_id, kind, actor_id, entered_at, effective_at, state_before,"
	" state_after, version_after, due_before, due_after, op_key, request_hash, text)"
	" VALUES (?1, 'receive', 1, 1795000000, 1795000000, 'arrived', 'received', 2, 0,"
	" 1795600000, ?2, '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',"
	" '')" },
	{ EACH, "UPDATE receipt_serial SET last = last + 1 WHERE office ="
	" (SELECT office FROM cases WHERE id = ?1)" },
	{ ONCE, "UPDATE counter SET count = count - 1 WHERE state = 'arrived' AND office ="
	" (SELECT office FROM cases WHERE id = ?1)" },
	{ ONCE, "UPDATE counter SET count = count + 1 WHERE state = 'received' AND office ="
	" (SELECT office FROM cases WHERE id = ?1)" },
	{ EACH, "INSERT INTO outbox (case_id, event_id, office, channel, region, kind, external_id,"
	" op_key, body, state, attempts, fence, lease_until_at, next_try_at, created_at, sent_at,"
	" last_error) SELECT id, (SELECT max(id) FROM event), office, channel, region, 'status',"
	" external_id, ?2,"
	" '{\"status\":\"open\",\"status_notes\":\"received\",\"receipt_no\":\"' || ?2 || '\"}',"
	" 'waiting', 0, 0, 0, 1795000000, 1795000000, 0, '' FROM cases WHERE id = ?1" },
	{ EACH, "INSERT INTO access_log (at, staff_id, login, place, subject, operation)"
	" VALUES (1795000000, 1, 'bench', 'local/unknown', ?2, 'receive')" },
	{ ITEM, "UPDATE batch_item SET state = 'done', state_before = 'arrived', state_after ="
	" 'received', number = ?2, version = 2, event_id = (SELECT max(id) FROM event) WHERE"
	" batch_id = (SELECT max(id) FROM batch) AND no = ?1" },
};
enum {
	WRITES = sizeof(writes) / sizeof(writes[0]),
	CHECKPOINT_COMMITS = 100,	/* single ones: between them, as the office does … */
	LOG_MOST = 16000		/* … and pages of the log in bulk work, as it does */
};

static const char add_batch[] =
    "INSERT INTO batch (office, author_id, key, fingerprint, source, op, is_whole, is_sealed,"
    " state, undo_of, created_at, changed_at, items, done, refused, undone) VALUES ('11410', 1,"
    " 'bare-' || (SELECT COALESCE(max(id), 0) FROM batch), '', 'file', 'receive', 0, 1,"
    " 'running', 0, 1795000000, 1795000000, 0, 0, 0, 0)";
static const char add_item[] =
    "INSERT INTO batch_item (batch_id, no, line, number, case_id, op, act, state, reason,"
    " detail, state_before, state_after, version, event_id, of_no, assignee_before, other_batch)"
    " SELECT (SELECT max(id) FROM batch), ?1, 1, external_id, id, 'receive', '{\"op\":\"receive\"}',"
    " 'waiting', '', '', state, '', 0, 0, 0, 0, 0 FROM cases WHERE id = ?1";

static void
die(sqlite3 *db, const char *what)
{
	fprintf(stderr, "bare_sqlite: %s: %s\n", what, sqlite3_errmsg(db));
	exit(5);
}

/* The ids of the n ARRIVED cases that are due first, as office_time takes them,
 * into ids; returns how many there are. */
static size_t
arrived(sqlite3 *db, int64_t *ids, size_t n)
{
	sqlite3_stmt *s;
	size_t count = 0;

	if (sqlite3_prepare_v2(db, "SELECT id FROM cases WHERE state = 'arrived' ORDER BY due_at, id",
	    -1, &s, NULL) != SQLITE_OK)
		die(db, "reading the cases");
	while (count < n && sqlite3_step(s) == SQLITE_ROW)
		ids[count++] = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return count;
}

static void
execute(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(db, sql);
}

static void
write_row(sqlite3 *db, sqlite3_stmt *s, int64_t id, const char *key)
{
	if (sqlite3_bind_parameter_count(s) > 1)
		sqlite3_bind_text(s, 2, key, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(s, 1, id);
	if (sqlite3_step(s) != SQLITE_DONE)
		die(db, sqlite3_sql(s));
	sqlite3_reset(s);
}

/* One durable transition of some cases. */
static void
transition(sqlite3 *db, sqlite3_stmt *const *statements, const int64_t *ids, size_t count,
    bool is_batch)
{
	execute(db, "BEGIN IMMEDIATE");
	for (size_t n = 0; n < count; n++) {
		char key[33];

		snprintf(key, sizeof(key), "bare-%020lld", (long long)ids[n]);
		for (size_t i = 0; i < WRITES; i++)
			if ((writes[i].when != ITEM || is_batch) && (writes[i].when != ONCE || n == 0))
				write_row(db, statements[i], ids[n], key);
	}
	execute(db, "COMMIT");
}

/* Writes a batch and its items, whose numbers are those of the cases here. */
static void
freeze(sqlite3 *db, const int64_t *ids, size_t count, size_t rows)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, add_item, -1, &s, NULL) != SQLITE_OK)
		die(db, add_item);
	execute(db, "BEGIN IMMEDIATE");
	execute(db, add_batch);
	for (size_t i = 0; i < count; i++) {
		write_row(db, s, ids[i], "");
		if (i % rows == rows - 1) {
			execute(db, "COMMIT");
			execute(db, "BEGIN IMMEDIATE");
		}
	}
	execute(db, "COMMIT");
	sqlite3_finalize(s);
}

static int
log_grew(void *arg, sqlite3 *db, const char *name, int pages)
{
	int *log_pages = arg;

	(void)db;
	(void)name;
	*log_pages = pages;
	return SQLITE_OK;
}

/* Does it to all, so many a transaction. took gets how long each transaction
 * needed; returns how many there were. */
static size_t
run(sqlite3 *db, const int64_t *ids, size_t count, size_t rows, double *took)
{
	sqlite3_stmt *statements[WRITES];
	size_t done = 0;
	int log_pages = 0;

	sqlite3_wal_hook(db, log_grew, &log_pages);
	for (size_t i = 0; i < WRITES; i++)
		if (sqlite3_prepare_v2(db, writes[i].sql, -1, &statements[i], NULL) != SQLITE_OK)
			die(db, writes[i].sql);
	if (rows > 1)
		freeze(db, ids, count, rows);
	for (size_t i = 0; i < count; i += rows) {
		double at = now_ms();

		transition(db, statements, ids + i, count - i < rows ? count - i : rows, rows > 1);
		took[done++] = now_ms() - at;
		if (rows > 1 ? log_pages >= LOG_MOST : done % CHECKPOINT_COMMITS == 0)
			sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	}
	for (size_t i = 0; i < WRITES; i++)
		sqlite3_finalize(statements[i]);
	return done;
}

int
main(int argc, char **argv)
{
	sqlite3 *db = NULL;
	int64_t wanted, rows = 1, *ids;
	double *took, began;
	size_t n, commits;

	if ((argc != 3 && argc != 4) || !parse_int(argv[2], 1, 1000000, &wanted) ||
	    (argc == 4 && !parse_int(argv[3], 1, 100000, &rows))) {
		fputs("usage: bare_sqlite COPY_OF_STORE CASES [ROWS]\n", stderr);
		return 2;
	}
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, settings, NULL, NULL, NULL) != SQLITE_OK)
		die(db, argv[1]);
	ids = x_zalloc((size_t)wanted, sizeof(*ids));
	took = x_zalloc((size_t)wanted, sizeof(*took));
	n = arrived(db, ids, (size_t)wanted);
	began = now_ms();
	commits = run(db, ids, n, (size_t)rows, took);
	began = now_ms() - began;
	if (n > 0)
		printf("bare\t%zu\t%.3f\t%.3f\t%.0f\n", n, percentile(took, commits, 50),
		    percentile(took, commits, 99), (double)n * 1e3 / began);
	sqlite3_close(db);
	free(took);
	free(ids);
	return n > 0 ? 0 : 1;
}
