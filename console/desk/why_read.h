/* SPDX-License-Identifier: ISC */
/*
 * why_read: puts the explanation of a due together from the frames of a why
 * answer, in the reader's language. Knows the rules, neither screen nor verb.
 */
#ifndef DESK_WHY_READ_H
#define DESK_WHY_READ_H

#include "console/desk/calendar_read.h"
#include "console/rules/case_clock.h"
#include "console/wire/wire.h"

/* Zeroed is ready. */
struct why_reader {
	struct clock_event *events;	/* owned */
	size_t count;
	struct calendar_reader calendar;	/* by which the office counts */
};

/* Takes one frame; others than clock events and the calendar's mean nothing to
 * it. */
MUST_USE enum rc why_reader_take(struct why_reader *r, const struct wire_frame *frame,
    struct err *e);

/* Appends the explanation, day by day; its last line is the due. RC_INVALID
 * where the events cannot be. */
MUST_USE enum rc why_reader_write(struct why_reader *r, int64_t now_at, struct buf *out,
    struct err *e);

void why_reader_release(struct why_reader *r);

#endif
