/* SPDX-License-Identifier: ISC */
/*
 * words: how facts of a case read on a screen: short names, time left, and
 * the sign beside every colour. Pure; codes of the catalogue become names.
 * What is written is appended to out, in the language of text_start; texts that are
 * returned live as long as the catalogue, or as what was handed in.
 */
#ifndef VIEWS_WORDS_H
#define VIEWS_WORDS_H

#include "storage/record.h"
#include "views/model.h"

/* How urgent a case is. Limits are working minutes. */
enum urgency {
	URGENCY_NONE,	/* no period, or closed */
	URGENCY_CALM,
	URGENCY_SOON,	/* three working days or less */
	URGENCY_TODAY,	/* one working day or less */
	URGENCY_OVERDUE,
	URGENCY__COUNT
};

/* By the working minutes that are left; URGENCY_NONE while the clock stands still. */
enum urgency words_urgency(const struct case_row *row);

/* The sign in front of the row, so that colour is never alone: "!" overdue,
 * "*" one day, "+" three days, else blank. */
const char *words_urgency_sign(enum urgency urgency);
enum style words_urgency_style(enum urgency urgency);

/* Working minutes as "2h 10min" or "3d 1h": of working days of eight hours. */
void words_working_time(struct buf *out, int64_t minutes);

/* "12일", "1일4시간", "35분", "-3일" when overdue; "" without a period. In
 * working time: a day is eight hours. At most 8 cells in Korean. */
void words_time_left(struct buf *out, const struct case_row *row);

/* Appends the name for a code; the code itself if the catalogue has none. */
void words_service(struct buf *out, const char *code);
void words_service_short(struct buf *out, const char *code);
void words_channel(struct buf *out, const char *code);
void words_channel_short(struct buf *out, const char *code);
void words_channel_or_all(struct buf *out, const char *code);	/* "" = all */
void words_layer(struct buf *out, const char *layer);	/* of a form: centre, a region, an office */
void words_region(struct buf *out, const char *code);
void words_region_short(struct buf *out, const char *code);	/* without 시·군·구 */

/* The receipt number, before receipt the channel's own number. */
const char *words_number(const struct case_row *row);

/* Appends that number in at most cells cells. Where it is longer its middle is
 * left out: channels number from the right, and all of a day begin alike. */
void words_number_short(struct buf *out, const struct case_row *row, int cells);

/* A name to show for a person: the name, else the login. */
const char *words_person(const char *name, const char *login);

/* The official short form, "11. 23. 14:30" in Korean time; "" for 0. */
void words_short_time(struct buf *out, int64_t at);

/* Where even that has no room: "14:30" on the day of now_at, else "11. 23."; "" for
 * 0. */
void words_brief_time(struct buf *out, int64_t at, int64_t now_at);

/* The day alone, "11. 23."; "" for 0. */
void words_short_day(struct buf *out, int64_t at);

/* "2026. 11. 23. 14:30"; "-" for 0. */
void words_time(struct buf *out, int64_t at);

/* The label of an event: of its op, or of what no clerk does. */
const char *words_event(const char *kind);

/* What an event says: the words of its actor, or the sentence for what the
 * office noted of an arrival. */
void words_event_text(struct buf *out, const struct timeline_event *event);

/* A value of an answer, the one that stands or the one before, as a reader sees
 * it. */
const char *words_answer(const struct answer *answer, const char *value);

/* An order of the list: its word in commands and on the wire ("due"), its label in
 * the current language, and finding it by its word; false if there is none. */
const char *words_sort_name(enum queue_sort sort);
const char *words_sort_label(enum queue_sort sort);
bool words_sort_find(const char *name, enum queue_sort *out);

#define WORDS_MISMATCH_SIGN "?"	/* it does not fit its form (서식불일치) */
#define WORDS_NEW_SIGN "~"	/* somebody else's, since the reader looked */

/* The label of a stored state name; the name itself if there is none. */
const char *words_state(const char *name);

/* What a marked answer's state (FIELD_…) is called. */
const char *words_flag(const char *state);

/* The label of an outbox state or an outbox kind; the word itself if it is
 * none of ours. */
const char *words_outbox(const char *word);

/* Since when a hand-over is where it is. */
int64_t words_handover_since(const struct handover_row *row);

#endif
