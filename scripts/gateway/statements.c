/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/statements.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS run (one INTEGER PRIMARY KEY CHECK (one = 1),"
    " seed INTEGER NOT NULL, applications INTEGER NOT NULL, until_at INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, channel TEXT NOT NULL,"
    " jurisdiction TEXT NOT NULL, bytes BLOB NOT NULL);"
    "CREATE INDEX IF NOT EXISTS event_by_feed ON event (channel, jurisdiction, number);"
    "CREATE TABLE IF NOT EXISTS document (kind INTEGER NOT NULL, channel TEXT NOT NULL,"
    " id TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,"
    " PRIMARY KEY (kind, channel, id)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS effect (number INTEGER PRIMARY KEY, at INTEGER NOT NULL,"
    " channel TEXT NOT NULL, kind TEXT NOT NULL, request_id TEXT NOT NULL, key TEXT NOT NULL,"
    " body_sha256 TEXT NOT NULL, body TEXT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS answer (channel TEXT NOT NULL, key TEXT NOT NULL,"
    " target TEXT NOT NULL, body_sha256 TEXT NOT NULL, status INTEGER NOT NULL,"
    " etag TEXT NOT NULL, location TEXT NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (channel, key)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS file (channel TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " name TEXT NOT NULL, media_type TEXT NOT NULL, bytes BLOB NOT NULL,"
    " PRIMARY KEY (channel, sha256));";

/* One row per statement; parameters are bound in the order of their numbers. */
static const char *const statements[] = {
	[ST_BEGIN] = "BEGIN IMMEDIATE",
	[ST_COMMIT] = "COMMIT",
	[ST_ROLLBACK] = "ROLLBACK",
	[ST_RUN] = "SELECT seed, applications, until_at FROM run",
	[ST_SET_RUN] = "INSERT INTO run (one, seed, applications, until_at) VALUES (1, ?1, ?2, ?3)",
	[ST_NEXT_EVENT] = "SELECT coalesce(max(number), 0) + 1 FROM event",
	[ST_ADD_EVENT] = "INSERT INTO event (channel, jurisdiction, bytes) VALUES (?1, ?2, ?3)",
	[ST_HAS_EVENT] = "SELECT 1 FROM event WHERE channel = ?1 AND jurisdiction = ?2 AND bytes = ?3",
	[ST_PAGE] = "SELECT number, bytes FROM event WHERE channel = ?1 AND jurisdiction = ?2"
	    " AND number > ?3 ORDER BY number LIMIT ?4",
	[ST_PAGE_BEFORE] = "SELECT coalesce(min(number), 1) - 1 FROM (SELECT number FROM event"
	    " WHERE channel = ?1 AND jurisdiction = ?2 AND number <= ?3"
	    " ORDER BY number DESC LIMIT ?4)",
	[ST_IS_GONE] = "SELECT 1 FROM event WHERE channel = ?1 AND jurisdiction = ?2"
	    " AND number > ?3 LIMIT 1 OFFSET ?4",
	[ST_ADD] = "INSERT INTO document (kind, channel, id, version, state)"
	    " VALUES (?1, ?2, ?3, 1, ?4) ON CONFLICT DO NOTHING",
	[ST_GET] = "SELECT state, version FROM document WHERE kind = ?1 AND channel = ?2 AND id = ?3",
	[ST_SET] = "UPDATE document SET state = ?4, version = version + 1"
	    " WHERE kind = ?1 AND channel = ?2 AND id = ?3",
	[ST_EACH] = "SELECT id, state FROM document WHERE kind = ?1 AND channel = ?2 ORDER BY id",
	[ST_ADD_EFFECT] = "INSERT INTO effect (at, channel, kind, request_id, key, body_sha256, body)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[ST_EFFECTS] = "SELECT number, at, channel, kind, request_id, key, body_sha256, body"
	    " FROM effect WHERE number > ?1 ORDER BY number",
	[ST_LAST_EFFECT] = "SELECT coalesce(max(number), 0) FROM effect",
	[ST_ANSWER] = "SELECT target, body_sha256, status, etag, location, body FROM answer"
	    " WHERE channel = ?1 AND key = ?2",
	[ST_KEEP_ANSWER] = "INSERT INTO answer (channel, key, target, body_sha256, status, etag,"
	    " location, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING",
	[ST_ADD_FILE] = "INSERT INTO file (channel, sha256, name, media_type, bytes)"
	    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
	[ST_FILE] = "SELECT name, media_type, bytes FROM file WHERE channel = ?1 AND sha256 = ?2",
};
_Static_assert(COUNT(statements) == ST__COUNT, "one row per statement");

const char *
statement_schema(void)
{
	return schema;
}

const char *
statement_text(enum statement statement)
{
	return statements[statement];
}
