/* SPDX-License-Identifier: ISC */
/*
 * bare_sqlite: what one durable transition costs without minwon around it. It
 * opens a copy of a store with the office's own settings and writes, in one
 * transaction for each ARRIVED case in the order of the list, the rows that
 * `receive` writes: the figures of the board that the due moves between, the
 * case, its event, the serial, two counters, the message to the channel, the
 * access record. Prints, tab-separated: "bare", commits, p50 and p99 in ms, commits/s.
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

/* ?1 is the case, ?2 a text that no two transitions share. */
static const char *const writes[] = {
	TALLY("days-day", "due_at / 86400", "-1"),
	TALLY("days-hour", "due_at / 3600", "-1"),
	TALLY("days-at", "due_at", "-1"),
	"DELETE FROM tally WHERE office = (SELECT office FROM cases WHERE id = ?1) AND"
	" kind = 'days-at' AND at = (SELECT due_at FROM cases WHERE id = ?1) AND count = 0",
	"UPDATE cases SET state = 'received', receipt_no = ?2, received_at = 1795000000,"
	" due_at = due_at + 259200, version = version + 1 WHERE id = ?1",
	TALLY("days-day", "due_at / 86400", "1"),
	TALLY("days-hour", "due_at / 3600", "1"),
	TALLY("days-at", "due_at", "1"),
	TALLY("received", "received_at / 86400", "1"),
	"INSERT INTO event (case_id, kind, actor_id, entered_at, effective_at, state_before,"
	" state_after, version_after, due_before, due_after, op_key, request_hash, text)"
	" VALUES (?1, 'receive', 1, 1795000000, 1795000000, 'arrived', 'received', 2, 0,"
	" 1795600000, ?2, '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '')",
	"UPDATE receipt_serial SET last = last + 1 WHERE office ="
	" (SELECT office FROM cases WHERE id = ?1)",
	"UPDATE counter SET count = count - 1 WHERE state = 'arrived' AND office ="
	" (SELECT office FROM cases WHERE id = ?1)",
	"UPDATE counter SET count = count + 1 WHERE state = 'received' AND office ="
	" (SELECT office FROM cases WHERE id = ?1)",
	"INSERT INTO outbox (case_id, event_id, office, channel, region, kind, external_id, op_key,"
	" body, state, attempts, fence, lease_until_at, next_try_at, created_at, sent_at, last_error)"
	" SELECT id, (SELECT max(id) FROM event), office, channel, region, 'status', external_id, ?2,"
	" '{\"status\":\"open\",\"status_notes\":\"received\",\"receipt_no\":\"' || ?2 || '\"}',"
	" 'waiting', 0, 0, 0, 1795000000, 1795000000, 0, '' FROM cases WHERE id = ?1",
	"INSERT INTO access_log (at, staff_id, login, place, subject, operation)"
	" VALUES (1795000000, 1, 'bench', 'local/unknown', ?2, 'receive')",
};
enum { WRITES = sizeof(writes) / sizeof(writes[0]), CHECKPOINT_COMMITS = 100 };

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

/* One durable transition of one case. */
static void
transition(sqlite3 *db, sqlite3_stmt *const *statements, int64_t id)
{
	char key[33];

	snprintf(key, sizeof(key), "bare-%020lld", (long long)id);
	if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		die(db, "beginning");
	for (size_t i = 0; i < WRITES; i++) {
		sqlite3_stmt *s = statements[i];

		if (sqlite3_bind_parameter_count(s) > 1)
			sqlite3_bind_text(s, 2, key, -1, SQLITE_TRANSIENT);
		sqlite3_bind_int64(s, 1, id);
		if (sqlite3_step(s) != SQLITE_DONE)
			die(db, writes[i]);
		sqlite3_reset(s);
	}
	if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		die(db, "committing");
}

int
main(int argc, char **argv)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statements[WRITES];
	int64_t wanted, *ids;
	double *took, began;
	size_t n;

	if (argc != 3 || !parse_int(argv[2], 1, 1000000, &wanted)) {
		fputs("usage: bare_sqlite COPY_OF_STORE COMMITS\n", stderr);
		return 2;
	}
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, settings, NULL, NULL, NULL) != SQLITE_OK)
		die(db, argv[1]);
	ids = x_zalloc((size_t)wanted, sizeof(*ids));
	took = x_zalloc((size_t)wanted, sizeof(*took));
	n = arrived(db, ids, (size_t)wanted);
	for (size_t i = 0; i < WRITES; i++)
		if (sqlite3_prepare_v2(db, writes[i], -1, &statements[i], NULL) != SQLITE_OK)
			die(db, writes[i]);

	began = now_ms();
	for (size_t i = 0; i < n; i++) {
		double at = now_ms();

		transition(db, statements, ids[i]);
		took[i] = now_ms() - at;
		/* Between the commits, as the office does. */
		if (i % CHECKPOINT_COMMITS == CHECKPOINT_COMMITS - 1)
			sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	}
	began = now_ms() - began;
	if (n > 0)
		printf("bare\t%zu\t%.3f\t%.3f\t%.0f\n", n, percentile(took, n, 50),
		    percentile(took, n, 99), (double)n * 1e3 / began);
	for (size_t i = 0; i < WRITES; i++)
		sqlite3_finalize(statements[i]);
	sqlite3_close(db);
	free(took);
	free(ids);
	return n > 0 ? 0 : 1;
}
