/* SPDX-License-Identifier: ISC */
/*
 * deadline: statutory periods and the instants they end (Act §19, Decree §19;
 * 민법 §157, 159–161). Pure: a period, a calendar and an instant in, an instant
 * out.
 */
#ifndef RULES_DEADLINE_H
#define RULES_DEADLINE_H

#include "console/rules/calendar.h"

enum period_unit {
	PERIOD_NONE,		/* 기한 없음 or 기관 입력 */
	PERIOD_IMMEDIATE,	/* 즉시: 3 working hours */
	PERIOD_HOURS,		/* working hours */
	PERIOD_DAYS,		/* <= 5: 8 working hours each; >= 6: working days */
	PERIOD_WEEKS,
	PERIOD_MONTHS,
	PERIOD_YEARS
};

struct period {
	enum period_unit unit;
	int32_t count;
};

/* Receive an online application: 8 working hours from arrival (Decree §6⑧). */
#define PERIOD_RECEIVE ((struct period){ PERIOD_HOURS, 8 })

/* Reads "immediate", "8h", "7d", "2w", "1m", "1y", 즉시, 3시간, 7일, 2주,
 * 1개월, 1년 (whole string; "none" and 기한 없음 are PERIOD_NONE). */
bool period_parse(const char *s, struct period *out);
void period_format(struct buf *out, struct period p);	/* in the current language */

/* The instant the period ends when it starts at from_at. 0 for PERIOD_NONE.
 * Day-counted and longer periods end at 18:00 of their last day. */
int64_t deadline_due(const struct calendar *c, struct period p, int64_t from_at);

/* A day-counted case is overdue only from the next day 00:00 (domain.md A3);
 * an hour-counted one at once. */
bool deadline_is_overdue(struct period p, int64_t due_at, int64_t now_at);

/* 민법 count: n calendar days, first day not counted, rolled off Saturdays and
 * holidays; the day it ends. */
struct day deadline_civil_days(const struct calendar *c, struct day from, int32_t n);

#endif
