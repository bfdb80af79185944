/* SPDX-License-Identifier: ISC */
/*
 * db: one open database behind a driver. Statements come from the table of
 * statement.h, are prepared at open and bound by declared type; nobody passes
 * SQL text. Knows no case and no rule.
 */
#ifndef STORAGE_DB_H
#define STORAGE_DB_H

#include "storage/base.h"
#include "storage/statement.h"

struct db;

/* What a back end must do. Every slot that can fail returns RC_STORAGE with a
 * sentence that names no SQL. */
struct db_driver {
	const char *name;

	/* Opens where (a file; must exist unless is_new, must not if it is).
	 * Checks the settings a store needs and refuses to go on without them. */
	enum rc (*open)(const char *where, bool is_new, void **connection, struct err *e);

	/* NULL is fine. */
	void (*close)(void *connection);

	/* Runs one or more statements without parameters or rows: migrations,
	 * guards and transaction control. */
	enum rc (*execute)(void *connection, const char *sql, struct err *e);

	enum rc (*prepare)(void *connection, const char *sql, void **statement, struct err *e);
	void (*finalize)(void *statement);
	size_t (*column_count)(void *statement);

	/* Parameters count from 1: $1, $2 …; text and bytes are copied. */
	void (*bind_int)(void *statement, int parameter, int64_t value);
	void (*bind_text)(void *statement, int parameter, const char *value);
	/* The same without a copy: value lives until the next reset. */
	void (*lend_text)(void *statement, int parameter, const char *value);
	void (*bind_bytes)(void *statement, int parameter, const void *bytes, size_t len);
	void (*bind_null)(void *statement, int parameter);

	/* One step; *has_row tells whether a row stands. */
	enum rc (*step)(void *statement, bool *has_row, struct err *e);
	void (*reset)(void *statement);

	/* Columns count from 0; the text lives until the next step. */
	int64_t (*column_int)(void *statement, int column);
	const char *(*column_text)(void *statement, int column, size_t *len);

	/* Rows changed by the last statement. */
	int64_t (*changes)(void *connection);

	/* The id that the last insert gave. */
	int64_t (*added)(void *connection);

	/* Whether the last failure was a full disk (nothing was lost). */
	bool (*is_full)(void *connection);

	/* Work off the interactive path: moves the log into the file. How many
	 * pages wait for it. */
	void (*checkpoint)(void *connection);
	int (*log_pages)(void *connection);

	/* Gives back what is held of pages that nobody needs at the moment; those that a
	 * long transaction has written leave for the log first, if wanted. */
	void (*shrink)(void *connection, bool is_writing);

	/* Triggers that forbid changing what is append-only; run after each
	 * migration. */
	const char *guards;
};

extern const struct db_driver db_sqlite;

/* Opens the store at where and brings its schema up to date, one transaction
 * per migration. RC_STORAGE: there is none, it is no store, it is newer than
 * this program; RC_CONFLICT: somebody else has it open. */
MUST_USE enum rc db_open(const struct db_driver *driver, const char *where, bool is_new,
    struct db **out, struct err *e);
void db_close(struct db *db);	/* NULL is fine */

/* The schema version of this program. */
int db_schema_version(void);

/* Transactions. A savepoint belongs to one request of the group; it is either
 * kept or undone before the next one begins. */
MUST_USE enum rc db_begin(struct db *db, struct err *e);
MUST_USE enum rc db_commit(struct db *db, struct err *e);
/* Undoes the transaction; without one it does nothing that shows. */
void db_rollback(struct db *db);
MUST_USE enum rc db_savepoint(struct db *db, struct err *e);
MUST_USE enum rc db_savepoint_keep(struct db *db, struct err *e);
/* What came since db_savepoint is gone; the transaction goes on. */
void db_savepoint_undo(struct db *db);
/* The driver's slots of these names: was the last failure a full disk; move the log
 * into the file, outside any transaction; pages that wait for it; give memory back. */
bool db_is_full(struct db *db);
void db_checkpoint(struct db *db);
int db_log_pages(struct db *db);
void db_shrink(struct db *db, bool is_writing);

/* Rows changed since open; grows whenever a transaction wrote something. */
int64_t db_writes(const struct db *db);

/* Runs a statement that gives no row. Arguments follow the row's parameter
 * types: i int64_t · t const char * · b const void *, size_t · n int64_t with
 * 0 as NULL · u const char * with "" as NULL. changed may be NULL. */
MUST_USE enum rc db_run(struct db *db, struct err *e, int64_t *changed, enum statement s, ...);

/* The id that the last insert by db_run gave its row. An insert that answers with
 * it costs SQLite a table of its own each time. */
int64_t db_added(struct db *db);

/* Runs a statement for rows: db_ask, then db_next until *has_row is false or
 * db_done. The same statement cannot be asked twice at once. */
MUST_USE enum rc db_ask(struct db *db, struct err *e, enum statement s, ...);
/* Steps to the next row, which stands until the next step; *has_row false: there is
 * none and the statement is done, as it is after an error. */
MUST_USE enum rc db_next(struct db *db, enum statement s, bool *has_row, struct err *e);
/* Ends the asking early; done twice is the same as once. */
void db_done(struct db *db, enum statement s);

/* Asks for exactly one row and leaves it standing until db_done. RC_NOT_FOUND
 * where there is none (then it is done already). */
MUST_USE enum rc db_one(struct db *db, struct err *e, enum statement s, ...);

/* The same with the arguments in an array: text where the row's type is t or u,
 * number elsewhere; none is of type b. */
struct db_value {
	int64_t number;
	const char *text;
};
MUST_USE enum rc db_one_values(struct db *db, struct err *e, enum statement s,
    const struct db_value *values, size_t count);

/* A column of the row that stands, from 0 on: a number; a text cut at a UTF-8 border
 * into cap bytes of to. */
int64_t db_int(struct db *db, enum statement s, int column);
void db_text(struct db *db, enum statement s, int column, char *to, size_t cap);
/* Where the text stands until the next step. */
const char *db_text_here(struct db *db, enum statement s, int column);
/* The same as a copy with a NUL, which the caller frees; *len (NULL: not asked for)
 * is its bytes, which may have NULs in them. */
char *db_text_copy(struct db *db, enum statement s, int column, size_t *len);

#endif
