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
	char text[320];
};

/* Reads a query: terms beside each other (or "and"), "or", "not", parentheses.
 * A term is a bare word or "quoted words" (a piece of the number, the title,
 * the applicant as masked, the assignee's, the service's or the channel's name;
 * the initials (초성) of a title, a service or a channel; an applicant's whole
 * name) or key:value. Keys, English or Korean (상태 기한 도달 접수 지역 민원 채널 담당 점유
 * 번호 미결 지연 시계 처리 이관), and their values:
 *
 *	state				names or labels, by commas
 *	due arrived received decided	A..B, ..B, A.., A or none, where an end is
 *					2026-11-30 or today (the whole day), an
 *					instant, a month (2026-11), or working time
 *					from now: 2d, -1d, 3h, 30m (2업무일, 3업무시간);
 *					2d alone is from now to then
 *	region service channel		codes or names, by commas; 2 digits are a 시·도
 *	assignee holder			logins, names, me or none, by commas
 *	number				receipt or external number, whole
 *	open overdue			yes, no or any
 *	clock				running, paused or stopped, by commas
 *	escalation			sent, confirmed or none, by commas
 *	sort				no condition, the order: due, arrived, new, service,
 *					region, state or decided; not in "or" or "not"
 *
 * Only open cases match where no term asks for state, open, number or decided; empty
 * text so matches every open case. At most 1024 bytes, 64 terms and a depth of
 * 16. NULL on a fault, told in fault (may be NULL); it may quote the query, so
 * tsafe before it is shown. The caller frees with query_free. */
struct query *query_parse(const char *text, struct query_fault *fault);
void query_free(struct query *q);

/* The order that the query names, as the office knows it; "" = none. */
const char *query_sort(const struct query *q);

/* What the office knows when it asks whether a row matches. */
struct query_context {
	const struct calendar *calendar;
	int64_t now_at;
	const char *login;	/* who "me" is */
	const char *applicant;	/* of the row, unmasked: found by the whole name only;
				 * NULL = not looked at */
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
	bool is_mismatch;	/* only what does not fit its form */
};
void query_plan(const struct query *q, const char *login, struct query_plan *out);

/* No match arrived before this instant, as far as the query's own terms about
 * arrival say; INT64_MIN where they say nothing. Who walks from the newest on
 * may stop there. */
int64_t query_earliest_arrival(const struct query *q, const struct query_context *context);

/* The same of decisions. */
int64_t query_earliest_decision(const struct query *q, const struct query_context *context);

/* No match was decided after this instant; INT64_MAX where the terms say nothing. */
int64_t query_latest_decision(const struct query *q, const struct query_context *context);

/* A word that every match must have: in a text, by its initials, as the whole
 * name of the applicant, or by one of these services or channels. */
struct query_words {
	const char *form, *name;	/* text_search_form and text_search_name */
	bool is_initials;
	const char *const *codes;
	size_t code_count;
};

/* The words that the whole query hangs on, at most max; returns how many. They
 * live as long as q. */
size_t query_words(const struct query *q, struct query_words *out, size_t max);

#endif
