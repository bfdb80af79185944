/* SPDX-License-Identifier: ISC */
/*
 * calendar_read: an office's calendar put together from the frames that tell
 * it. Knows the rules, neither screen nor verb.
 */
#ifndef DESK_CALENDAR_READ_H
#define DESK_CALENDAR_READ_H

#include "console/rules/calendar.h"
#include "console/wire/wire.h"

/* Zeroed is ready. */
struct calendar_reader {
	struct holiday_row *rows;	/* owned; as told, by day */
	size_t row_count;
	struct lunch_row *lunches;	/* owned */
	size_t lunch_count;
	struct day *days;		/* owned; of calendar */
	struct holiday_name *names;	/* owned */
	struct lunch_from *lunch_from;	/* owned */
};

/* Takes one frame; others than holidays and lunches mean nothing to it. */
MUST_USE enum rc calendar_reader_take(struct calendar_reader *r, const struct wire_frame *frame,
    struct err *e);

/* The calendar told; the catalogue's where nothing was. It borrows from r. */
struct calendar calendar_reader_end(struct calendar_reader *r);

void calendar_reader_release(struct calendar_reader *r);

#endif
