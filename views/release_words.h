/* SPDX-License-Identifier: ISC */
/*
 * release_words: what the states of a form's release are called.
 */
#ifndef VIEWS_RELEASE_WORDS_H
#define VIEWS_RELEASE_WORDS_H

#include "views/grid.h"

/* "holds" as the clerk reads it; the word itself if it is none of ours. */
const char *release_state_label(const char *state);

/* How it stands out. */
enum style release_state_style(const char *state);

#endif
