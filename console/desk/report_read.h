/* SPDX-License-Identifier: ISC */
/*
 * report_read: the pages of a month's report, added up as they come; the screen
 * asks for them as the command does.
 */
#ifndef DESK_REPORT_READ_H
#define DESK_REPORT_READ_H

#include "console/desk/output.h"
#include "console/rules/report.h"
#include "console/wire/wire.h"

/* A report on its way. Zeroed but for the stretch in ask is a valid beginning. */
struct report_reader {
	struct wire_report ask;		/* the next page to ask for */
	struct wire_report_end end;
	struct report report;		/* owned: report_release */
};

/* Takes one frame of a page. */
MUST_USE enum rc report_reader_take(struct report_reader *r, const struct wire_frame *frame,
    struct err *e);

/* After a page: whether there is another one, which ask then is. After the last
 * one the report is finished. */
bool report_reader_next(struct report_reader *r);

/* What a group is called in the current language, appended. */
void report_group_words(struct buf *out, const struct report_group *g);

/* In whose hands the month's time went, as a line; satisfaction, consultations and
 * waits, as lines. */
void report_hands(struct buf *out, const struct report *r);
void report_rest_words(struct buf *out, const struct report *r);

/* The whole of a finished report for people, in lines of at most 78 cells. */
void report_text(struct buf *out, const struct report *r, const char *month);

/* Working minutes for people, appended: 3시간 20분; nothing known is "-". */
void report_minutes_words(struct buf *out, int64_t minutes);

#endif
