/* SPDX-License-Identifier: ISC */
/*
 * calendar: working days and working hours in Korea, from data. Pure.
 * 민원 처리에 관한 법률 §19, 관공서의 공휴일에 관한 규정; domain.md A3, F.
 */
#ifndef RULES_CALENDAR_H
#define RULES_CALENDAR_H

#include "storage/catalogue.h"
#include "storage/instant.h"
#include "storage/record.h"

/* An office's working day, minutes after midnight. Lunch does not count. */
struct office_hours {
	int16_t open_minute;	/* 540 = 09:00 */
	int16_t lunch_minute;	/* 720 = 12:00 */
	int16_t lunch_end_minute;
	int16_t close_minute;	/* 1080 = 18:00 */
};
extern const struct office_hours office_hours_usual;

/* From a day on an office has lunch at another time (지방공무원 복무규정 §2②). It is
 * as long as the usual one, so that every working day has as many minutes. */
struct lunch_from {
	struct day from;
	int16_t lunch_minute;
};

/* When lunch may begin: an hour sooner or later than usual. */
#define LUNCH_FIRST_MINUTE (11 * 60)
#define LUNCH_LAST_MINUTE (13 * 60)

/* A stretch of work in a day, in seconds after midnight. */
struct work_slot {
	int32_t from_sec, to_sec;
};
#define CALENDAR_SLOTS 2

/* A set of holidays, sorted; borrowed by the calendar. */
struct calendar {
	const struct day *holidays;
	const struct holiday_name *names;	/* one per holiday; may be NULL */
	size_t holiday_count;
	struct office_hours hours;	/* until the first of lunches */
	const struct lunch_from *lunches;	/* by day, borrowed; NULL = none */
	size_t lunch_count;
};

/* The calendar of the catalogue's holidays and usual hours. */
struct calendar calendar_usual(void);

bool calendar_is_workday(const struct calendar *c, struct day d);
struct day calendar_next_workday(const struct calendar *c, struct day d);	/* d itself if one */

/* What the holiday on d is called; NULL if d is none, or nobody gave names. */
const struct holiday_name *calendar_holiday(const struct calendar *c, struct day d);

/* The stretches of work of d, if it is a working day: morning and afternoon. */
void calendar_slots(const struct calendar *c, struct day d, struct work_slot to[CALENDAR_SLOTS]);

/* When lunch begins on d, in minutes after midnight. */
int16_t calendar_lunch(const struct calendar *c, struct day d);

/* Adds working minutes to an instant, seconds kept. A result that falls
 * exactly on 12:00 or 18:00 stays there (domain.md A3); with 0 minutes an
 * instant outside working hours moves to the next opening. Negative minutes go
 * back, and stay on 13:00 or 09:00. Costs one step per day between. */
int64_t calendar_add_minutes(const struct calendar *c, int64_t from_at, int64_t minutes);

/* Working minutes from a to b, rounded down: negative as soon as b is a working
 * second before a. Costs a search and the holidays between, at any distance. */
int64_t calendar_minutes_between(const struct calendar *c, int64_t a_at, int64_t b_at);

/* Working minutes in one whole working day (480 with usual hours). */
int64_t calendar_day_minutes(const struct calendar *c);

#endif
