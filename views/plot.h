/* SPDX-License-Identifier: ISC */
/*
 * plot: a course of numbers in one line of text: dots for people who see, words
 * for those who listen. Knows no model.
 */
#ifndef VIEWS_PLOT_H
#define VIEWS_PLOT_H

#include "storage/base.h"

/* Appends at most cells cells of braille, two values a cell, four dots high; the
 * highest value is the whole height. A value of -1 leaves a gap, 0 is one dot. Where
 * there are more values than room, the highest of those that share a place. */
void plot_dots(struct buf *out, const int32_t *values, size_t count, int cells);

/* Appends the same in numbers: the last value, and the highest with its time: "3, most
 * 12 at 10:20"; the values are slot_sec apart from midnight on, offset slots in. */
void plot_words(struct buf *out, const int32_t *values, size_t count, int slot_sec,
    size_t offset);

#endif
