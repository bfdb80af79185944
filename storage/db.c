/* SPDX-License-Identifier: ISC */
#include "storage/db.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "storage/migration.h"
#include "storage/text.h"

struct db {
	const struct db_driver *driver;
	void *connection;
	void *statements[STATEMENT__COUNT];
	int64_t writes;
};

int
db_schema_version(void)
{
	return migration_count == 0 ? 0 : migrations[migration_count - 1].number;
}

/* The version a store has: 0 where it is new. */
static enum rc
schema_version(struct db *db, int64_t *version, struct err *e)
{
	void *statement = NULL;
	bool has_row = false;
	enum rc rc = db->driver->prepare(db->connection,
	    "SELECT COALESCE(MAX(version), 0) FROM schema_version", &statement, e);

	if (rc == RC_OK)
		rc = db->driver->step(statement, &has_row, e);
	if (rc == RC_OK)
		*version = db->driver->column_int(statement, 0);
	db->driver->finalize(statement);
	return rc;
}

static enum rc
migrate(struct db *db, const struct migration *m, struct err *e)
{
	struct buf mark = { 0 };
	enum rc rc = db->driver->execute(db->connection, "BEGIN IMMEDIATE", e);

	if (rc != RC_OK)
		return rc;
	rc = db->driver->execute(db->connection, m->sql, e);
	buf_printf(&mark, "INSERT INTO schema_version (version) VALUES (%d)", m->number);
	if (rc == RC_OK)
		rc = db->driver->execute(db->connection, buf_str(&mark), e);
	if (rc == RC_OK)
		rc = db->driver->execute(db->connection, db->driver->guards, e);
	if (rc == RC_OK)
		rc = db->driver->execute(db->connection, "COMMIT", e);
	if (rc != RC_OK) {
		(void)db->driver->execute(db->connection, "ROLLBACK", NULL);
		err_add(e, "cannot bring the store to version %d (%s)", m->number, m->name);
	}
	buf_release(&mark);
	return rc;
}

static enum rc
migrate_all(struct db *db, struct err *e)
{
	int64_t version = 0;
	enum rc rc = db->driver->execute(db->connection,
	    "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)", e);

	if (rc == RC_OK)
		rc = schema_version(db, &version, e);
	if (rc == RC_OK && version > db_schema_version())
		return err_set(e, RC_STORAGE, say(N_("the store is of version %lld, this program knows "
		    "%d: install the newer minwon")), (long long)version, db_schema_version());
	for (size_t i = 0; rc == RC_OK && i < migration_count; i++)
		if (migrations[i].number > version)
			rc = migrate(db, &migrations[i], e);
	return rc;
}

static enum rc
prepare_all(struct db *db, struct err *e)
{
	for (size_t i = 0; i < STATEMENT__COUNT; i++) {
		const struct statement_info *info = &statement_table[i];
		enum rc rc = db->driver->prepare(db->connection, info->sql, &db->statements[i], e);

		if (rc != RC_OK)
			return err_add(e, "statement %s", info->name);
		if (db->driver->column_count(db->statements[i]) != strlen(info->columns))
			return err_set(e, RC_STORAGE, say(N_("statement %s gives other columns than "
			    "declared")), info->name);
	}
	return RC_OK;
}

enum rc
db_open(const struct db_driver *driver, const char *where, bool is_new, struct db **out,
    struct err *e)
{
	struct db *db = x_zalloc(1, sizeof(*db));
	enum rc rc;

	db->driver = driver;
	rc = driver->open(where, is_new, &db->connection, e);
	if (rc == RC_OK)
		rc = migrate_all(db, e);
	if (rc == RC_OK)
		rc = prepare_all(db, e);
	if (rc != RC_OK) {
		db_close(db);
		return rc;
	}
	*out = db;
	return RC_OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < STATEMENT__COUNT; i++)
		db->driver->finalize(db->statements[i]);
	db->driver->close(db->connection);
	free(db);
}

enum rc
db_begin(struct db *db, struct err *e)
{
	return db->driver->execute(db->connection, "BEGIN IMMEDIATE", e);
}

enum rc
db_commit(struct db *db, struct err *e)
{
	return db->driver->execute(db->connection, "COMMIT", e);
}

void
db_rollback(struct db *db)
{
	/* A rollback that fails means that there was nothing to roll back. */
	(void)db->driver->execute(db->connection, "ROLLBACK", NULL);
}

/* Transaction control that every request needs: prepared, changes no row. */
static enum rc
db_control(struct db *db, enum statement s, struct err *e)
{
	bool has_row;
	enum rc rc = db->driver->step(db->statements[s], &has_row, e);

	db->driver->reset(db->statements[s]);
	return rc;
}

enum rc
db_savepoint(struct db *db, struct err *e)
{
	return db_control(db, STATEMENT_REQUEST_BEGIN, e);
}

enum rc
db_savepoint_keep(struct db *db, struct err *e)
{
	return db_control(db, STATEMENT_REQUEST_KEEP, e);
}

void
db_savepoint_undo(struct db *db)
{
	(void)db->driver->execute(db->connection, "ROLLBACK TO request", NULL);
	(void)db->driver->execute(db->connection, "RELEASE request", NULL);
}

bool
db_is_full(struct db *db)
{
	return db->driver->is_full(db->connection);
}

void
db_checkpoint(struct db *db)
{
	db->driver->checkpoint(db->connection);
}

void
db_shrink(struct db *db, bool is_writing)
{
	db->driver->shrink(db->connection, is_writing);
}

int
db_log_pages(struct db *db)
{
	return db->driver->log_pages(db->connection);
}

int64_t
db_writes(const struct db *db)
{
	return db->writes;
}

/* Binds the arguments of one call as the row declares them. Texts are lent to a
 * statement that is over when the call is. */
static void
bind(struct db *db, enum statement s, bool is_lent, va_list *ap)
{
	const struct db_driver *d = db->driver;
	const char *types = statement_table[s].parameters;
	void *statement = db->statements[s];
	void (*bind_text)(void *, int, const char *) = is_lent ? d->lend_text : d->bind_text;

	d->reset(statement);
	for (int i = 0; types[i] != '\0'; i++) {
		switch (types[i]) {
		case 'i':
			d->bind_int(statement, i + 1, va_arg(*ap, int64_t));
			break;
		case 't':
			bind_text(statement, i + 1, va_arg(*ap, const char *));
			break;
		case 'b': {
			const void *bytes = va_arg(*ap, const void *);

			d->bind_bytes(statement, i + 1, bytes, va_arg(*ap, size_t));
			break;
		}
		case 'n': {
			int64_t value = va_arg(*ap, int64_t);

			if (value == 0)
				d->bind_null(statement, i + 1);
			else
				d->bind_int(statement, i + 1, value);
			break;
		}
		case 'u': {
			const char *value = va_arg(*ap, const char *);

			if (str_empty(value))
				d->bind_null(statement, i + 1);
			else
				bind_text(statement, i + 1, value);
			break;
		}
		default:
			assert(!"a parameter type of the statement table");
		}
	}
}

enum rc
db_run(struct db *db, struct err *e, int64_t *changed, enum statement s, ...)
{
	bool has_row = false;
	int64_t rows;
	enum rc rc;
	va_list ap;

	assert(statement_table[s].columns[0] == '\0');
	va_start(ap, s);
	bind(db, s, true, &ap);
	va_end(ap);
	rc = db->driver->step(db->statements[s], &has_row, e);
	rows = db->driver->changes(db->connection);
	db->driver->reset(db->statements[s]);
	if (rc != RC_OK)
		return rc;
	db->writes += rows;
	if (changed != NULL)
		*changed = rows;
	return RC_OK;
}

int64_t
db_added(struct db *db)
{
	return db->driver->added(db->connection);
}

enum rc
db_ask(struct db *db, struct err *e, enum statement s, ...)
{
	va_list ap;

	(void)e;
	va_start(ap, s);
	bind(db, s, false, &ap);
	va_end(ap);
	return RC_OK;
}

enum rc
db_next(struct db *db, enum statement s, bool *has_row, struct err *e)
{
	enum rc rc = db->driver->step(db->statements[s], has_row, e);

	if (rc != RC_OK || !*has_row)
		db->driver->reset(db->statements[s]);
	return rc;
}

void
db_done(struct db *db, enum statement s)
{
	db->driver->reset(db->statements[s]);
}

/* The one row that a bound statement gives. */
static enum rc
step_one(struct db *db, enum statement s, struct err *e)
{
	bool has_row = false;
	enum rc rc = db_next(db, s, &has_row, e);

	if (rc == RC_OK && !has_row)
		return RC_NOT_FOUND;
	if (rc == RC_OK && statement_table[s].is_write)
		db->writes++;
	return rc;
}

enum rc
db_one(struct db *db, struct err *e, enum statement s, ...)
{
	va_list ap;

	va_start(ap, s);
	bind(db, s, false, &ap);
	va_end(ap);
	return step_one(db, s, e);
}

enum rc
db_one_values(struct db *db, struct err *e, enum statement s, const struct db_value *values,
    size_t count)
{
	const struct db_driver *d = db->driver;
	const char *types = statement_table[s].parameters;
	void *statement = db->statements[s];

	assert(strlen(types) == count);
	d->reset(statement);
	for (size_t i = 0; i < count; i++) {
		int place = (int)i + 1;
		bool is_text = types[i] == 't' || types[i] == 'u';

		if ((types[i] == 'u' && str_empty(values[i].text)) ||
		    (types[i] == 'n' && values[i].number == 0))
			d->bind_null(statement, place);
		else if (is_text)
			d->bind_text(statement, place, values[i].text);
		else
			d->bind_int(statement, place, values[i].number);
	}
	return step_one(db, s, e);
}

int64_t
db_int(struct db *db, enum statement s, int column)
{
	return db->driver->column_int(db->statements[s], column);
}

void
db_text(struct db *db, enum statement s, int column, char *to, size_t cap)
{
	size_t len;

	str_fill(to, cap, db->driver->column_text(db->statements[s], column, &len));
}

const char *
db_text_here(struct db *db, enum statement s, int column)
{
	size_t len;

	/* cppcheck-suppress returnDanglingLifetime ; the text is the driver's, not len */
	return db->driver->column_text(db->statements[s], column, &len);
}

char *
db_text_copy(struct db *db, enum statement s, int column, size_t *len)
{
	size_t n;
	const char *text = db->driver->column_text(db->statements[s], column, &n);
	char *copy = x_alloc(n + 1);

	memcpy(copy, text, n);
	copy[n] = '\0';
	if (len != NULL)
		*len = n;
	return copy;
}
