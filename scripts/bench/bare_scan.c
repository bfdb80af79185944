/* SPDX-License-Identifier: ISC */
/*
 * bare_scan: what finding a word or counting costs without an index: every case
 * of a store is read. Prints, tab-separated: the word (or @counts: GROUP BY
 * state), how many cases have it, p50 in ms of ROUNDS.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "scripts/bench/stopwatch.h"
#include "storage/base.h"

enum { ROUNDS_MAX = 100 };

static const char scan[] = "SELECT COUNT(*) FROM cases WHERE instr(title, ?1) > 0 OR "
    "instr(applicant_name, ?1) > 0";
static const char counts[] = "SELECT COUNT(*) FROM cases GROUP BY office, state";

static void
die(sqlite3 *db, const char *what)
{
	fprintf(stderr, "bare_scan: %s: %s\n", what, sqlite3_errmsg(db));
	exit(5);
}

/* One reading of everything; returns the last count. */
static int64_t
run(sqlite3 *db, sqlite3_stmt *s, const char *word)
{
	int64_t count = 0;
	int code;

	sqlite3_reset(s);
	if (sqlite3_bind_parameter_count(s) > 0)
		sqlite3_bind_text(s, 1, word, -1, SQLITE_STATIC);
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		count = sqlite3_column_int64(s, 0);
	if (code != SQLITE_DONE)
		die(db, word);
	return count;
}

int
main(int argc, char **argv)
{
	sqlite3 *db = NULL;
	int64_t rounds;

	if (argc < 4 || !parse_int(argv[2], 1, ROUNDS_MAX, &rounds)) {
		fputs("usage: bare_scan STORE ROUNDS WORD...\n", stderr);
		return 2;
	}
	if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA cache_size=-65536", NULL, NULL, NULL) != SQLITE_OK)
		die(db, argv[1]);
	for (int i = 3; i < argc; i++) {
		double took[ROUNDS_MAX];
		sqlite3_stmt *s;
		int64_t found = 0;

		if (sqlite3_prepare_v2(db, str_eq(argv[i], "@counts") ? counts : scan, -1, &s,
		    NULL) != SQLITE_OK)
			die(db, argv[i]);
		for (int64_t r = 0; r < rounds; r++) {
			double began = now_ms();

			found = run(db, s, argv[i]);
			took[r] = now_ms() - began;
		}
		sqlite3_finalize(s);
		printf("%s\t%lld\t%.3f\n", argv[i], (long long)found,
		    percentile(took, (size_t)rounds, 50));
	}
	sqlite3_close(db);
	return 0;
}
