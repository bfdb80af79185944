/* SPDX-License-Identifier: ISC */
/*
 * deadline: statutory periods and the instants they end (Act §19, Decree §19;
 * 민법 §157, 159–161). Pure: a period, a calendar and an instant in, an instant
 * out.
 */
#ifndef RULES_DEADLINE_H
#define RULES_DEADLINE_H

#include "console/rules/pause.h"

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

/* Whether a period runs in working hours, to the minute: 즉시, hours, and up
 * to 5 days. */
bool period_is_hours(struct period p);

/* The instant the period ends when it starts at from_at. 0 for PERIOD_NONE.
 * Day-counted and longer periods end at 18:00 of their last day. */
int64_t deadline_due(const struct calendar *c, struct period p, int64_t from_at);

/* The same without the time that does not count. A period in hours leaves out
 * whole dates of pauses and the very minutes of outages; from 6 days on a
 * paused working day is none; weeks, months and years end as many calendar
 * days later as were taken out, and then roll to a working day that is not
 * taken out either. */
int64_t deadline_due_without(const struct calendar *c, struct period p, int64_t from_at,
    const struct pauses *off);

/* The last day of a period of weeks, months or years that begins with from, by
 * the calendar alone: nothing taken out, not rolled. */
struct day deadline_calendar_end(struct period p, struct day from);

/* The new due when the due of a period p is put off by more: hours go on from
 * the old due's minute, everything else begins the day after (Decree §21). */
int64_t deadline_extend(const struct calendar *c, struct period p, struct period more,
    int64_t due_at, const struct pauses *off);

/* What is left of a period when counting goes on the day after day and ends
 * at due_at: working minutes for a period in hours, working days for one in
 * days, calendar days for the rest. Never negative. */
int64_t deadline_left(const struct calendar *c, struct period p, struct day day,
    int64_t due_at, const struct pauses *off);

/* deadline_left as words in the current language ("3 h 20 min", "5 working
 * day(s)"). */
void deadline_left_format(struct buf *out, struct period p, int64_t left);

/* A day-counted case is overdue only from the next day 00:00 (domain.md A3);
 * an hour-counted one at once. */
bool deadline_is_overdue(struct period p, int64_t due_at, int64_t now_at);

/* 민법 count: n calendar days, first day not counted, rolled off Saturdays and
 * holidays; the day it ends. */
struct day deadline_civil_days(const struct calendar *c, struct day from, int32_t n);

/* The same without the days that off takes out, as the instant it ends: the
 * close of its last day. */
int64_t deadline_civil_due(const struct calendar *c, struct day from, int32_t n,
    const struct pauses *off);

#endif
