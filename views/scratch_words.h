/* SPDX-License-Identifier: ISC */
/*
 * scratch_words: how what is being typed stands with the office, in a few words.
 */
#ifndef VIEWS_SCRATCH_WORDS_H
#define VIEWS_SCRATCH_WORDS_H

#include "views/view.h"

/* Appends the words, with a blank on both sides; nothing where there is nothing to
 * say. view has the key that throws the text away; is_discarding: it was pressed
 * once. Returns the style they are written in. */
enum style scratch_words(struct buf *out, const struct desk_model *m, enum view_id view,
    bool is_discarding, bool has_text);

#endif
