/* SPDX-License-Identifier: ISC */
/*
 * query: the one small language of list, screen filter, bulk and reports:
 * `state:처리중 due:..2d region:47750 service:전입 assignee:me not channel:bokjiro 홍길동`.
 * Pure: text in, a tree out; a tree and a row in, yes or no out.
 */
#ifndef RULES_QUERY_H
#define RULES_QUERY_H

#include "console/rules/calendar.h"
#include "storage/base.h"
#include "storage/record.h"

struct query;	/* opaque tree */

/* Where a query goes wrong: a sentence, and the column (in cells, from 1). */
struct query_fault {
	size_t column;
	char text[200];
};

/* Reads a query. Terms: key:value (keys state, due, arrived, received, region,
 * service, channel, assignee, holder, number, open, overdue), ranges with ..
 * (due:..2d in working days from now, 3h working hours, 2026-11-01..2026-11-30,
 * today, tomorrow), bare words (number, title, applicant as masked, service or
 * channel name), not, or, parentheses, "quoted words". Empty text matches every
 * open case. NULL on a fault. The caller frees with query_free. */
struct query *query_parse(const char *text, struct query_fault *fault);
void query_free(struct query *q);

/* What the office knows when it asks whether a row matches. */
struct query_context {
	const struct calendar *calendar;
	int64_t now_at;
	const char *login;	/* who "me" is */
};

bool query_match(const struct query *q, const struct case_row *row,
    const struct query_context *context);

/* What a store can use to walk fewer rows: conditions that every match must
 * meet. Unset members are not required. */
struct query_plan {
	bool is_open_only;	/* nothing in the query asks for closed cases */
	bool has_state;
	enum state state;
	char assignee[40];	/* login, "me" already replaced; "" = any */
	char number[72];	/* exact receipt or external number; "" = any */
};
void query_plan(const struct query *q, const char *login, struct query_plan *out);

#endif
