/* SPDX-License-Identifier: ISC */
/*
 * call_words: what a clerk says to who calls about a case, in plain sentences.
 * Pure; the screen and `minwon call` say the same.
 */
#ifndef VIEWS_CALL_WORDS_H
#define VIEWS_CALL_WORDS_H

#include "storage/base.h"
#include "storage/record.h"

/* Appends what to ask before anything is said, one sentence a line. */
void call_words_caller(struct buf *out, const struct call_sheet *s);

/* Appends what to say aloud, one sentence a line: where it stands, when it is
 * due, what is missing, who has it since when, who is in charge. */
void call_words_aloud(struct buf *out, const struct case_row *row, const struct call_sheet *s,
    int64_t now_at);

#endif
