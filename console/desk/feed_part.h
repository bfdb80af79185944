/* SPDX-License-Identifier: ISC */
/*
 * feed_part: what the files of the feed share: who asks for each thing that it keeps, and
 * who takes the answer. Included by feed*.c and their test only.
 */
#ifndef DESK_FEED_PART_H
#define DESK_FEED_PART_H

#include "console/desk/feed.h"

#define OPEN_BY_NUMBER INT64_C(-1)	/* open_id, while only open_number is known */

/* One thing that can be asked for. ask sends the request and keeps its tag. take puts one
 * frame of the answer where those on their way are, and with the last one shows them: then
 * *news says what that means for the screen. What take returns other than RC_OK is a frame
 * that could not be read, as *e says. */
struct feed_source {
	void (*ask)(struct feed *f, enum feed_ask what);
	enum rc (*take)(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
	    enum feed_news *news, struct err *e);
};

extern const struct feed_source feed_sources[ASK__COUNT];

/* Plain lists, rows of one kind: ask and take of any of them. */
void feed_rows_ask(struct feed *f, enum feed_ask what);
MUST_USE enum rc feed_rows_take(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);

/* Asks and takes of one thing, or of the few that one file has. */
void feed_ask_call(struct feed *f, enum feed_ask what);
void feed_ask_answers(struct feed *f, enum feed_ask what);
void feed_ask_marked(struct feed *f, enum feed_ask what);
void feed_ask_matches(struct feed *f, enum feed_ask what);
void feed_ask_batch_items(struct feed *f, enum feed_ask what);
void feed_ask_waits(struct feed *f, enum feed_ask what);
void feed_ask_consult(struct feed *f, enum feed_ask what);
void feed_ask_national(struct feed *f, enum feed_ask what);
void feed_ask_report(struct feed *f, enum feed_ask what);
MUST_USE enum rc feed_take_list(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_case(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_why(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_raw(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_letters(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_letter(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_calendar(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_lessons(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_call(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_answers(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_marked(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_matches(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_batch_items(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_release(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_waits(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_consult(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_national(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);
MUST_USE enum rc feed_take_report(struct feed *f, enum feed_ask what, const struct wire_frame *frame,
    enum feed_news *news, struct err *e);

/* Frees what a file keeps in the feed. */
void feed_rows_release(struct feed *f);
void feed_batches_release(struct feed *f);
void feed_national_release(struct feed *f);
void feed_call_release(struct feed *f);
void feed_answers_release(struct feed *f);
void feed_consult_release(struct feed *f);
void feed_waits_release(struct feed *f);

/* Brings what the model says of the marks up to date with the list. */
void feed_see_marks(struct feed *f);

#endif
