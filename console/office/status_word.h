/* SPDX-License-Identifier: ISC */
/*
 * status_word: the channel's own word for where an application stands, as it
 * comes with an event. It is shown and changes nothing: where a case stands
 * here is this office's to say.
 */
#ifndef OFFICE_STATUS_WORD_H
#define OFFICE_STATUS_WORD_H

#include <stdbool.h>

#include "storage/base.h"

#define STATUS_WORD_BYTES 96

/* Whether an event's data bring a word that the channel's table does not know;
 * word is then what they say, NFC, "" where it is no text. data passed the
 * gate. */
bool status_word_is_unknown(const char *channel, const char *data, char word[STATUS_WORD_BYTES]);

/* Appends a line with the word as the timeline keeps it; nothing where data
 * bring none. */
void status_word_note(struct buf *out, const char *channel, const char *data);

#endif
