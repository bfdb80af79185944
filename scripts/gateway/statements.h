/* SPDX-License-Identifier: ISC */
/*
 * statements: the SQL of the relay's store, as text. Knows no library.
 */
#ifndef GATEWAY_STATEMENTS_H
#define GATEWAY_STATEMENTS_H

enum statement {
	ST_BEGIN, ST_COMMIT, ST_ROLLBACK, ST_RUN, ST_SET_RUN, ST_NEXT_EVENT, ST_ADD_EVENT,
	ST_HAS_EVENT, ST_PAGE, ST_PAGE_BEFORE, ST_IS_GONE, ST_ADD, ST_GET, ST_SET, ST_EACH,
	ST_ADD_EFFECT, ST_EFFECTS, ST_LAST_EFFECT, ST_ANSWER, ST_KEEP_ANSWER, ST_ADD_FILE, ST_FILE, ST__COUNT
};

/* What makes the tables where they are missing. */
const char *statement_schema(void);

/* The text of a statement, its parameters numbered from 1. */
const char *statement_text(enum statement statement);

#endif
