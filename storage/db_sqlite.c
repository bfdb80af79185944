/* SPDX-License-Identifier: ISC */
/* The SQLite driver: the only file that knows sqlite3.h. One writer, one
 * checkpointer (Debian 12's 3.40.1 corrupts its log with two). */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "storage/db.h"
#include "storage/text.h"

#define APPLICATION_ID 0x4d4e574e	/* "MNWN": this file is a store of minwon */

#define PARAMETERS_MAX 40

#define LOCK_TRIES 20
#define LOCK_PAUSE_NS (25 * 1000 * 1000)

/* Memory for what a statement needs for a moment: 500 slots spare nearly every
 * call of malloc in a change of a case. */
#define LOOKASIDE_BYTES 1200
#define LOOKASIDE_SLOTS 500

/* A prepared statement. SQLite numbers $1, $2 by first appearance, so their
 * places are looked up by name, once. */
struct prepared {
	sqlite3_stmt *statement;
	int place[PARAMETERS_MAX + 1];
};

struct sqlite {
	sqlite3 *handle;
	int lock_fd;
	int last_code;
	int log_pages;		/* in the log after the last commit */
};

/* Settings that must hold; each is set, read back and compared. */
static const struct {
	const char *set;
	const char *read;
	const char *want;
} settings[] = {
	{ "PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal" },
	{ "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2" },
	{ "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1" },
	{ "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0" },
	{ "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1" },
	{ "PRAGMA mmap_size=0", "PRAGMA mmap_size", "0" },
	{ "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2" },
	{ "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1" },
	{ "PRAGMA cache_size=-65536", "PRAGMA cache_size", "-65536" },
	{ "PRAGMA wal_autocheckpoint=0", "PRAGMA wal_autocheckpoint", "0" },
};

/* File systems whose locks or flushes cannot be trusted. */
static const struct {
	unsigned long magic;
	const char *name;
} refused_file_systems[] = {
	{ NFS_SUPER_MAGIC, "NFS" },
	{ SMB_SUPER_MAGIC, "SMB" },
	{ CIFS_SUPER_MAGIC, "CIFS" },
	{ FUSE_SUPER_MAGIC, "FUSE" },
	{ V9FS_MAGIC, "9P" },
	{ AFS_SUPER_MAGIC, "AFS" },
};

static const char guards[] =
    "CREATE TRIGGER IF NOT EXISTS event_keeps BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;"
    "CREATE TRIGGER IF NOT EXISTS event_stays BEFORE DELETE ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;"
    "CREATE TRIGGER IF NOT EXISTS access_log_keeps BEFORE UPDATE ON access_log "
    "BEGIN SELECT RAISE(ABORT, 'access records are append-only'); END;"
    "CREATE TRIGGER IF NOT EXISTS form_keeps BEFORE UPDATE ON form "
    "BEGIN SELECT RAISE(ABORT, 'what was submitted does not change'); END;"
    "CREATE TRIGGER IF NOT EXISTS outbox_body_keeps BEFORE UPDATE OF body, op_key ON outbox "
    "BEGIN SELECT RAISE(ABORT, 'a message keeps its bytes'); END;"
    "CREATE TRIGGER IF NOT EXISTS store_mark_keeps BEFORE UPDATE ON store "
    "BEGIN SELECT RAISE(ABORT, 'the practice mark does not change'); END;";

/* What a clerk is told of a failure; others are told in SQLite's words. */
static const struct {
	int code;
	const char *sentence;
} failures[] = {
	{ SQLITE_FULL, N_("the disk of the store is full: make room, then repeat") },
	{ SQLITE_IOERR, N_("the disk of the store fails or is full: make room, or tell the "
	    "administrator") },
	{ SQLITE_READONLY, N_("the store may not be written: see its mode and its folder's") },
	{ SQLITE_CANTOPEN, N_("the store cannot be opened: see its mode and its folder's") },
	{ SQLITE_CORRUPT, N_("the store is damaged: end the office and bring back a copy") },
	{ SQLITE_NOTADB, N_("the store is damaged: end the office and bring back a copy") },
	{ SQLITE_BUSY, N_("another program works on the store: end it, then repeat") },
};

static enum rc
failure(sqlite3 *handle, struct err *e)
{
	int code = sqlite3_errcode(handle) & 0xff;

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
		if (code == failures[i].code)
			return err_set(e, RC_STORAGE, "%s", say(failures[i].sentence));
	return err_set(e, RC_STORAGE,
	    say(N_("the store does not obey (%s): tell the administrator")),
	    sqlite3_errmsg(handle));
}

static enum rc
fail(struct sqlite *s, struct err *e)
{
	s->last_code = sqlite3_extended_errcode(s->handle);
	return failure(s->handle, e);
}

static enum rc
sqlite_execute(void *connection, const char *sql, struct err *e)
{
	struct sqlite *s = connection;

	if (sqlite3_exec(s->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return fail(s, e);
	return RC_OK;
}

/* Sets one setting and reads it back. */
static enum rc
set_and_check(struct sqlite *s, size_t i, struct err *e)
{
	sqlite3_stmt *statement = NULL;
	enum rc rc = sqlite_execute(s, settings[i].set, e);

	if (rc != RC_OK)
		return rc;
	if (sqlite3_prepare_v2(s->handle, settings[i].read, -1, &statement, NULL) != SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW)
		rc = fail(s, e);
	else if (!str_eq((const char *)sqlite3_column_text(statement, 0), settings[i].want))
		rc = err_set(e, RC_STORAGE,
		    say(N_("the store refuses the setting \"%s\": tell the administrator")),
		    settings[i].set);
	sqlite3_finalize(statement);
	return rc;
}

static int
log_grew(void *arg, sqlite3 *handle, const char *name, int pages)
{
	struct sqlite *s = arg;

	(void)handle;
	(void)name;
	s->log_pages = pages;
	return SQLITE_OK;
}

static enum rc
check_file_system(const char *where, struct err *e)
{
	struct buf folder = { 0 };
	const char *slash = strrchr(where, '/');
	struct statfs fs;
	enum rc rc = RC_OK;

	if (slash == NULL)
		buf_puts(&folder, ".");
	else
		buf_add(&folder, where, (size_t)(slash - where) + 1);
	if (statfs(buf_str(&folder), &fs) < 0)
		rc = err_set(e, RC_STORAGE,
		    say(N_("no folder %s for a store (%s): make it first")), buf_str(&folder), strerror(errno));
	for (size_t i = 0; rc == RC_OK &&
	    i < sizeof(refused_file_systems) / sizeof(refused_file_systems[0]); i++)
		if ((unsigned long)fs.f_type == refused_file_systems[i].magic)
			rc = err_set(e, RC_STORAGE,
			    say(N_("%s is on %s, which cannot hold a store: use a local disk")),
			    where, refused_file_systems[i].name);
	buf_release(&folder);
	return rc;
}

/* One owner: a lock on a file of its own, for closing another descriptor of
 * the store itself would drop SQLite's locks. A child that a killed office had
 * just forked shares its lock until it has closed what it does not need: an
 * instant, which is waited for. */
static enum rc
take_lock(struct sqlite *s, const char *where, struct err *e)
{
	char *path = x_asprintf("%s.lock", where);
	const struct timespec pause = { .tv_nsec = LOCK_PAUSE_NS };
	enum rc rc = RC_OK;
	int tries = 0;

	s->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (s->lock_fd < 0)
		rc = err_set(e, RC_STORAGE,
		    say(N_("cannot open %s (%s): see that its folder may be written")), path,
		    strerror(errno));
	while (rc == RC_OK && flock(s->lock_fd, LOCK_EX | LOCK_NB) < 0) {
		if (++tries == LOCK_TRIES)
			rc = err_set(e, RC_CONFLICT, say(N_("%s is held by another minwond: use "
			    "its socket, or end it first")), where);
		else
			(void)nanosleep(&pause, NULL);
	}
	free(path);
	return rc;
}

static enum rc
check_file(const char *where, bool is_new, struct err *e)
{
	struct stat st;

	if (lstat(where, &st) < 0) {
		if (is_new && errno == ENOENT)
			return RC_OK;
		return err_set(e, RC_STORAGE, say(N_("no store %s: make one with minwon init")), where);
	}
	if (is_new)
		return err_set(e, RC_STORAGE, say(N_("%s exists already: nothing was changed; "
		    "choose another name with --store")), where);
	if (!S_ISREG(st.st_mode))
		return err_set(e, RC_STORAGE,
		    say(N_("%s is no regular file: name the store's file with --store")), where);
	if (st.st_nlink != 1)
		return err_set(e, RC_STORAGE,
		    say(N_("%s has a second name (hard link): remove it")), where);
	return RC_OK;
}

/* Is the file one of ours? New ones get the mark. */
static enum rc
check_mark(struct sqlite *s, const char *where, bool is_new, struct err *e)
{
	sqlite3_stmt *statement = NULL;
	char sql[64];
	int32_t mark = 0;
	enum rc rc = RC_OK;

	if (is_new) {
		snprintf(sql, sizeof(sql), "PRAGMA application_id=%d", APPLICATION_ID);
		return sqlite_execute(s, sql, e);
	}
	if (sqlite3_prepare_v2(s->handle, "PRAGMA application_id", -1, &statement, NULL) ==
	    SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
		mark = sqlite3_column_int(statement, 0);
	else if (sqlite3_errcode(s->handle) != SQLITE_NOTADB)
		rc = fail(s, e);
	sqlite3_finalize(statement);
	if (rc == RC_OK && mark != APPLICATION_ID)
		return err_set(e, RC_STORAGE, say(N_("%s is no store of minwon: nothing was "
		    "changed; name the store's file with --store")), where);
	return rc;
}

static void
sqlite_close_connection(void *connection)
{
	struct sqlite *s = connection;

	if (s == NULL)
		return;
	sqlite3_close(s->handle);
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	free(s);
}

/* One thread uses the library and nobody asks for its memory figures, yet both
 * would cost a lock at every allocation. Refused while a store is open already:
 * then it was done before. */
static void
configure_library(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_LOOKASIDE, LOOKASIDE_BYTES, LOOKASIDE_SLOTS);
}

static enum rc
sqlite_open_connection(const char *where, bool is_new, void **connection, struct err *e)
{
	struct sqlite *s = x_zalloc(1, sizeof(*s));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
	    (is_new ? SQLITE_OPEN_CREATE : 0);
	enum rc rc = check_file_system(where, e);

	configure_library();
	s->lock_fd = -1;
	*connection = s;
	if (rc == RC_OK)
		rc = check_file(where, is_new, e);
	if (rc == RC_OK)
		rc = take_lock(s, where, e);
	if (rc != RC_OK)
		goto out;
	if (sqlite3_open_v2(where, &s->handle, flags, NULL) != SQLITE_OK) {
		rc = fail(s, e);
		goto out;
	}
	sqlite3_extended_result_codes(s->handle, 1);
	sqlite3_db_config(s->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(s->handle, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(s->handle, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
	sqlite3_limit(s->handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
	sqlite3_wal_hook(s->handle, log_grew, s);
	rc = check_mark(s, where, is_new, e);
	for (size_t i = 0; rc == RC_OK && i < sizeof(settings) / sizeof(settings[0]); i++)
		rc = set_and_check(s, i, e);
	/* Setting wal_autocheckpoint takes the hook away. */
	sqlite3_wal_hook(s->handle, log_grew, s);
out:
	if (rc != RC_OK) {
		sqlite_close_connection(s);
		*connection = NULL;
	}
	return rc;
}

static enum rc
sqlite_prepare(void *connection, const char *sql, void **statement, struct err *e)
{
	struct sqlite *s = connection;
	struct prepared *p = x_zalloc(1, sizeof(*p));

	if (sqlite3_prepare_v3(s->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &p->statement,
	    NULL) != SQLITE_OK) {
		free(p);
		return fail(s, e);
	}
	for (int i = 1; i <= PARAMETERS_MAX; i++) {
		char name[16];

		snprintf(name, sizeof(name), "$%d", i);
		p->place[i] = sqlite3_bind_parameter_index(p->statement, name);
	}
	*statement = p;
	return RC_OK;
}

static void
sqlite_finalize(void *statement)
{
	struct prepared *p = statement;

	if (p == NULL)
		return;
	sqlite3_finalize(p->statement);
	free(p);
}

static size_t
sqlite_column_count(void *statement)
{
	struct prepared *p = statement;

	return (size_t)sqlite3_column_count(p->statement);
}

static void
sqlite_bind_int(void *statement, int parameter, int64_t value)
{
	struct prepared *p = statement;

	sqlite3_bind_int64(p->statement, p->place[parameter], value);
}

static void
sqlite_bind_text(void *statement, int parameter, const char *value)
{
	struct prepared *p = statement;

	sqlite3_bind_text(p->statement, p->place[parameter], value, -1, SQLITE_TRANSIENT);
}

static void
sqlite_lend_text(void *statement, int parameter, const char *value)
{
	struct prepared *p = statement;

	sqlite3_bind_text(p->statement, p->place[parameter], value, -1, SQLITE_STATIC);
}

static void
sqlite_bind_bytes(void *statement, int parameter, const void *bytes, size_t len)
{
	struct prepared *p = statement;

	sqlite3_bind_blob64(p->statement, p->place[parameter], len == 0 ? "" : bytes, len,
	    SQLITE_TRANSIENT);
}

static void
sqlite_bind_null(void *statement, int parameter)
{
	struct prepared *p = statement;

	sqlite3_bind_null(p->statement, p->place[parameter]);
}

static enum rc
sqlite_step(void *statement, bool *has_row, struct err *e)
{
	struct prepared *p = statement;
	int code = sqlite3_step(p->statement);

	*has_row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return RC_OK;
	return failure(sqlite3_db_handle(p->statement), e);
}

static void
sqlite_reset(void *statement)
{
	struct prepared *p = statement;

	sqlite3_reset(p->statement);
}

static int64_t
sqlite_column_int(void *statement, int column)
{
	struct prepared *p = statement;

	return sqlite3_column_int64(p->statement, column);
}

static const char *
sqlite_column_text(void *statement, int column, size_t *len)
{
	struct prepared *p = statement;
	const void *text = sqlite3_column_type(p->statement, column) == SQLITE_BLOB
	    ? sqlite3_column_blob(p->statement, column)
	    : (const void *)sqlite3_column_text(p->statement, column);

	*len = text == NULL ? 0 : (size_t)sqlite3_column_bytes(p->statement, column);
	return text == NULL ? "" : text;
}

static int64_t
sqlite_changes(void *connection)
{
	struct sqlite *s = connection;

	return sqlite3_changes(s->handle);
}

static int64_t
sqlite_added(void *connection)
{
	struct sqlite *s = connection;

	return sqlite3_last_insert_rowid(s->handle);
}

static bool
sqlite_is_full(void *connection)
{
	struct sqlite *s = connection;

	return (s->last_code & 0xff) == SQLITE_FULL ||
	    (sqlite3_extended_errcode(s->handle) & 0xff) == SQLITE_FULL;
}

static void
sqlite_checkpoint(void *connection)
{
	struct sqlite *s = connection;

	if (sqlite3_wal_checkpoint_v2(s->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) ==
	    SQLITE_OK)
		s->log_pages = 0;
}

static int
sqlite_log_pages(void *connection)
{
	struct sqlite *s = connection;

	return s->log_pages;
}

static void
sqlite_shrink(void *connection, bool is_writing)
{
	struct sqlite *s = connection;

	/* What does not go now goes with the commit. */
	if (is_writing)
		(void)sqlite3_db_cacheflush(s->handle);
	(void)sqlite3_db_release_memory(s->handle);
}

const struct db_driver db_sqlite = {
	.name = "sqlite",
	.open = sqlite_open_connection,
	.close = sqlite_close_connection,
	.execute = sqlite_execute,
	.prepare = sqlite_prepare,
	.finalize = sqlite_finalize,
	.column_count = sqlite_column_count,
	.bind_int = sqlite_bind_int,
	.bind_text = sqlite_bind_text,
	.lend_text = sqlite_lend_text,
	.bind_bytes = sqlite_bind_bytes,
	.bind_null = sqlite_bind_null,
	.step = sqlite_step,
	.reset = sqlite_reset,
	.column_int = sqlite_column_int,
	.column_text = sqlite_column_text,
	.changes = sqlite_changes,
	.added = sqlite_added,
	.is_full = sqlite_is_full,
	.checkpoint = sqlite_checkpoint,
	.log_pages = sqlite_log_pages,
	.shrink = sqlite_shrink,
	.guards = guards,
};
