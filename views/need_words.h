/* SPDX-License-Identifier: ISC */
/*
 * need_words: a need and its state as people read them, on the screen and in a
 * command's answer. Pure.
 */
#ifndef VIEWS_NEED_WORDS_H
#define VIEWS_NEED_WORDS_H

#include "storage/base.h"
#include "storage/record.h"

/* The label of a state's stored name; the name itself if there is none. */
const char *need_state_words(const char *name);
const char *task_state_words(const char *name);

/* Everything about a need, a line each; and of an office that seconds it. */
void need_words(struct buf *out, const struct need_row *n);
void need_words_second(struct buf *out, const struct need_second_row *v);

#endif
