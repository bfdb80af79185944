/* SPDX-License-Identifier: ISC */
/*
 * line_inside: what the files of the editor share. Included by line*.c only.
 */
#ifndef VIEWS_LINE_INSIDE_H
#define VIEWS_LINE_INSIDE_H

#include "views/line.h"

/* Bytes of the grapheme at at; 0 at the end. */
size_t line_grapheme(const struct line *line, size_t at);

/* Cells of that grapheme as the screen shows it. */
int line_cells(const struct line *line, size_t at, size_t len);

/* Notes that the bytes from at to at + removed gave way to added; the caret is
 * still where it was before. Called before the text changes. */
void line_undo_note(struct line *line, const struct line_step *step, const char *added);

/* The moves by rows: Home, End, Up, Down, PageUp, PageDown. */
bool line_row_key(struct line *line, enum keysym sym, const struct line_box *box);

#endif
