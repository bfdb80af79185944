/* SPDX-License-Identifier: ISC */
#include "tests/office/exchange_audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

static void
query(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

/* Puts each line of a JSON Lines file into a table by one statement. */
static void
load(sqlite3 *db, const char *path, const char *insert)
{
	struct buf text = { 0 };
	sqlite3_stmt *st = NULL;
	char *rest, *line;

	assert_int_equal(file_read(path, (size_t)1 << 30, &text, NULL), RC_OK);
	assert_int_equal(sqlite3_prepare_v2(db, insert, -1, &st, NULL), SQLITE_OK);
	query(db, "BEGIN");
	for (rest = text.data; rest != NULL && (line = strsep(&rest, "\n")) != NULL;) {
		if (line[0] == '\0')
			continue;
		sqlite3_bind_text(st, 1, line, -1, SQLITE_TRANSIENT);
		assert_int_equal(sqlite3_step(st), SQLITE_DONE);
		sqlite3_reset(st);
	}
	query(db, "COMMIT");
	sqlite3_finalize(st);
	buf_release(&text);
}

/* One row per finding: which one, and the query that counts it. */
static const struct {
	const char *name;
	size_t offset;
	bool is_size;
	const char *sql;
} audit_table[] = {
#define COUNTS(member, query) { #member, offsetof(struct findings, member), false, query }
#define SIZE(member, query) { #member, offsetof(struct findings, member), true, query }
	SIZE(cases, "SELECT COUNT(*) FROM office.cases"),
	SIZE(messages, "SELECT COUNT(*) FROM office.outbox"),
	SIZE(effects, "SELECT COUNT(*) FROM ledger"),
	SIZE(events, "SELECT COUNT(*) FROM told"),
	COUNTS(cases_missing, "SELECT COUNT(*) FROM people p WHERE (SELECT COUNT(*) FROM "
	    "office.cases c WHERE c.channel = p.channel AND c.external_id = p.id) <> 1"),
	COUNTS(cases_foreign, "SELECT COUNT(*) FROM office.cases c WHERE (SELECT COUNT(*) FROM "
	    "people p WHERE c.channel = p.channel AND c.external_id = p.id) <> 1"),
	COUNTS(cases_other, "SELECT COUNT(*) FROM office.cases c JOIN office.applicant a ON "
	    "a.case_id = c.id JOIN people p ON c.channel = p.channel AND c.external_id = p.id WHERE "
	    "c.applicant_name <> p.name OR a.phone <> p.phone OR c.region <> p.region OR c.service <> "
	    "p.service"),
	COUNTS(unsorted, "SELECT COUNT(*) FROM office.unsorted"),
	COUNTS(events_missing, "SELECT COUNT(*) FROM told t WHERE NOT EXISTS (SELECT 1 FROM "
	    "office.event v JOIN office.cases c ON c.id = v.case_id WHERE v.op_key = 'event ' || "
	    "t.channel || ' ' || t.id AND c.channel = t.channel AND c.external_id = t.request)"),
	COUNTS(events_twice, "SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM "
	    "office.event WHERE op_key LIKE 'event %' GROUP BY op_key)"),
	COUNTS(ratings_missing, "SELECT COUNT(*) FROM told t WHERE t.type LIKE '%satisfaction.given%' "
	    "AND NOT EXISTS (SELECT 1 FROM office.satisfaction g JOIN office.cases c ON c.id = "
	    "g.case_id WHERE c.channel = t.channel AND c.external_id = t.request)"),
	COUNTS(unsent, "SELECT COUNT(*) FROM office.outbox WHERE state <> 'sent'"),
	COUNTS(missing, "SELECT COUNT(*) FROM office.outbox m WHERE NOT EXISTS (SELECT 1 FROM ledger "
	    "l WHERE l.channel = m.channel AND l.key = m.op_key AND l.kind = m.kind AND l.request = "
	    "m.external_id)"),
	COUNTS(twice, "SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM ledger GROUP BY "
	    "channel, key)"),
	COUNTS(foreign, "SELECT COUNT(*) FROM ledger l WHERE NOT EXISTS (SELECT 1 FROM "
	    "office.outbox m WHERE m.channel = l.channel AND m.op_key = l.key)"),
	COUNTS(relay_differs, "SELECT COUNT(*) FROM office.outbox m WHERE (SELECT COUNT(*) FROM "
	    "relay.effect f WHERE f.channel = m.channel AND f.key = m.op_key AND f.body = m.body) "
	    "<> 1"),
	COUNTS(relay_versions, "SELECT COUNT(*) FROM relay.document d WHERE d.kind = 0 AND d.version <> "
	    "1 + (SELECT COUNT(*) FROM office.outbox m WHERE m.channel = d.channel AND m.external_id "
	    "= d.id AND m.kind <> 'escalation') + (SELECT COUNT(*) FROM told t WHERE t.channel = "
	    "d.channel AND t.request = d.id AND t.type LIKE '%request.withdrawn%' AND t.id NOT LIKE "
	    "'" INJECTED_ID "%')"),
	COUNTS(bodies_differ, "SELECT COUNT(*) FROM (SELECT 1 FROM ledger GROUP BY channel, key "
	    "HAVING COUNT(DISTINCT sha256) > 1)"),
	COUNTS(order_wrong, "SELECT COUNT(*) FROM (SELECT id, LAG(id) OVER (PARTITION BY case_id "
	    "ORDER BY place) AS before FROM first) WHERE before > id"),
	COUNTS(kinds_wrong, "SELECT COUNT(*) FROM (SELECT kind, ROW_NUMBER() OVER (PARTITION BY "
	    "case_id ORDER BY place) AS n, COUNT(*) OVER (PARTITION BY case_id) AS total FROM first "
	    "WHERE kind <> 'message') WHERE (n = 1 AND kind <> 'status') OR (n < total AND kind = "
	    "'decision') OR (n > 1 AND n < total AND kind = 'status')"),
	COUNTS(decisions_wrong, "SELECT COUNT(*) FROM office.cases c WHERE (SELECT COUNT(*) FROM "
	    "office.outbox m WHERE m.case_id = c.id AND m.kind = 'decision') <> (c.state IN "
	    "('completed', 'refused'))"),
	COUNTS(pauses_wrong, "SELECT COUNT(*) FROM office.cases c WHERE (SELECT COUNT(*) FROM "
	    "office.pause p WHERE p.case_id = c.id AND p.to_day = 0) <> (c.state = 'supplement')"),
	COUNTS(counters_wrong, "SELECT COUNT(*) FROM (SELECT office, state, count FROM office.counter "
	    "WHERE count <> 0 EXCEPT SELECT office, state, COUNT(*) FROM office.cases GROUP BY office, "
	    "state)"),
};

void
audit(const struct place *place, struct findings *f)
{
	sqlite3 *db = NULL;
	char *attach = x_asprintf("ATTACH '%s' AS office; ATTACH '%s' AS relay", place->store,
	    place->relay_store);

	*f = (struct findings){ 0 };
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	query(db, attach);
	free(attach);
	query(db, "CREATE TABLE ledger (place INTEGER PRIMARY KEY, channel, kind, request, key, "
	    "sha256);"
	    "CREATE INDEX ledger_key ON ledger (key);"
	    "CREATE TABLE people (channel, id, name, phone, region, service);"
	    "CREATE INDEX people_id ON people (id);");
	load(db, place->ledger, "INSERT INTO ledger (channel, kind, request, key, sha256) "
	    "SELECT json_extract(?1, '$.channel'), "
	    "json_extract(?1, '$.kind'), json_extract(?1, '$.service_request_id'), "
	    "json_extract(?1, '$.idempotency_key'), json_extract(?1, '$.body_sha256')");
	load(db, place->people, "INSERT INTO people SELECT json_extract(?1, '$.channel'), "
	    "json_extract(?1, '$.service_request_id'), json_extract(?1, '$.name'), "
	    "json_extract(?1, '$.phone'), json_extract(?1, '$.jurisdiction_id'), "
	    "json_extract(?1, '$.service_code')");
	/* When each message first arrived, and what the relay told about a case. */
	query(db, "CREATE TABLE first AS SELECT m.id, m.case_id, m.kind, MIN(l.place) AS place FROM "
	    "ledger l JOIN office.outbox m ON m.op_key = l.key GROUP BY m.id;"
	    "CREATE TABLE told AS SELECT channel, CAST(bytes AS TEXT) ->> '$.id' AS id, "
	    "CAST(bytes AS TEXT) ->> '$.type' AS type, "
	    "CAST(bytes AS TEXT) ->> '$.data.service_request_id' AS request FROM relay.event WHERE "
	    "type NOT LIKE '%request.created%' AND request IS NOT NULL;");
	for (size_t i = 0; i < sizeof(audit_table) / sizeof(audit_table[0]); i++) {
		sqlite3_stmt *st = NULL;
		int64_t n;

		assert_int_equal(sqlite3_prepare_v2(db, audit_table[i].sql, -1, &st, NULL),
		    SQLITE_OK);
		assert_int_equal(sqlite3_step(st), SQLITE_ROW);
		n = sqlite3_column_int64(st, 0);
		memcpy((char *)f + audit_table[i].offset, &n, sizeof(n));
		sqlite3_finalize(st);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

bool
findings_are_well(const struct findings *f)
{
	bool is_well = true;

	for (size_t i = 0; i < sizeof(audit_table) / sizeof(audit_table[0]); i++) {
		int64_t n;

		memcpy(&n, (const char *)f + audit_table[i].offset, sizeof(n));
		if (!audit_table[i].is_size && n != 0) {
			print_error("%s: %" PRId64 "\n", audit_table[i].name, n);
			is_well = false;
		}
	}
	return is_well;
}

void
ledger_copy_swapped(const struct place *place, const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	query(db, "CREATE TABLE line (place INTEGER PRIMARY KEY, text)");
	load(db, place->ledger, "INSERT INTO line (text) VALUES (?1)");
	query(db, "CREATE TABLE pair AS SELECT MIN(place) AS a, MAX(place) AS b FROM line GROUP BY "
	    "text ->> '$.channel', text ->> '$.service_request_id' HAVING COUNT(*) = 2 LIMIT 1");
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT text FROM line, pair ORDER BY CASE place "
	    "WHEN a THEN b WHEN b THEN a ELSE place END", -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		fprintf(out, "%s\n", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	sqlite3_close(db);
	assert_int_equal(fclose(out), 0);
}
