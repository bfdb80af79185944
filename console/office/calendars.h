/* SPDX-License-Identifier: ISC */
/*
 * calendars: the calendar of each office, read from the store and kept until
 * it changes. Counts nothing itself (rules/calendar.h).
 */
#ifndef OFFICE_CALENDARS_H
#define OFFICE_CALENDARS_H

#include "console/office/office.h"

/* One office's calendar. Zeroed is a valid empty one. */
struct office_calendar {
	char office[12];
	struct calendar calendar;	/* borrows from what follows */
	struct holiday_row *rows;	/* owned; by day, one a day; cancelled ones too */
	size_t row_count;
	struct lunch_row *lunch_rows;	/* owned; by day */
	size_t lunch_row_count;
	struct day *days;		/* owned */
	struct holiday_name *names;	/* owned; point into rows */
	struct lunch_from *lunches;	/* owned */
	int64_t before_event;		/* 0, or only what stood before this event is in it */
	int64_t last_change;		/* the event before the latest entry */
};
void office_calendar_release(struct office_calendar *c);

/* The calendar of an office; lives until calendars_forget. */
MUST_USE enum rc calendars_get(struct office *office, const char *code,
    const struct office_calendar **out, struct err *e);

/* The same, as the rules count by it. */
MUST_USE enum rc calendar_of_office(struct office *office, const char *code,
    const struct calendar **out, struct err *e);

/* The calendar of an office as it stood when the event was written: what was
 * entered later is not in it. *out is released by the caller; it is empty
 * (*is_now is set) where nothing was entered later and calendars_get has it. */
MUST_USE enum rc calendars_as_of(struct office *office, const char *code, int64_t event_id,
    struct office_calendar *out, bool *is_now, struct err *e);

/* base with entries after it and, where lunch is not NULL, another lunch. out
 * is released by the caller. */
void calendars_try(const struct office_calendar *base, const struct holiday_row *entries,
    size_t count, const struct lunch_row *lunch, struct office_calendar *out);

/* What the calendar says of a day; NULL if it is in no entry. */
const struct holiday_row *office_calendar_on(const struct office_calendar *c, struct day d);

/* Whether an entry would change nothing. */
bool office_calendar_has(const struct office_calendar *c, const struct holiday_row *h);

/* Tells the days and lunches of a calendar, as frames of an answer. */
void calendars_tell(struct request *r, const struct office_calendar *c);

/* Everything is read again when it is next asked for. */
void calendars_forget(struct office *office);

/* Fills an empty store with the catalogue's holidays. In one that has some,
 * what the catalogue has since learnt becomes proposals. Within a
 * transaction. */
MUST_USE enum rc calendars_fill(struct store *store, int64_t now_at, struct err *e);

#endif
