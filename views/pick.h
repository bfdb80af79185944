/* SPDX-License-Identifier: ISC */
/*
 * pick: rows of the catalogue that what was typed may mean: by the beginning
 * of the code, or by a piece of the name. Knows no field and no key.
 */
#ifndef VIEWS_PICK_H
#define VIEWS_PICK_H

#include "storage/base.h"
#include "views/dialog_spec.h"

/* How many rows match the word; slot is one of slot_is_pick. A code that is
 * typed whole matches alone. Regions that have ended match nothing. */
size_t pick_count(enum slot slot, const char *word);

/* The code of the index-th of them; NULL if there are not so many. */
const char *pick_code(enum slot slot, const char *word, size_t index);

/* Appends "code  name" of the index-th; nothing if there are not so many. */
void pick_text(struct buf *out, enum slot slot, const char *word, size_t index);

#endif
