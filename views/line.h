/* SPDX-License-Identifier: ISC */
/*
 * line: the editor of one text field. The caret moves by graphemes, text is
 * NFC, and the field shows the part around the caret. A flat struct with
 * nothing to free.
 */
#ifndef VIEWS_LINE_H
#define VIEWS_LINE_H

#include "views/grid.h"
#include "views/key.h"

#define LINE_BYTES 8192

struct line {
	char text[LINE_BYTES];	/* always terminated, valid UTF-8, NFC */
	size_t len;
	size_t caret;		/* byte offset, always at a grapheme border */
	bool is_multiline;	/* keeps LF: of a paste, and of line_newline */
};

/* Replaces the text (cut at a grapheme border if too long); caret to the end. */
void line_set(struct line *line, const char *text);

/* Gives the key to the editor. True if it was one of its keys: characters,
 * pastes, Left, Right, Home, End, words, Backspace, Delete, Ctrl-A E B D H K
 * U W. Text beyond LINE_BYTES is not taken. */
bool line_key(struct line *line, struct key key);

/* Inserts LF at the caret of a multi-line field. */
void line_newline(struct line *line);

/* Draws the part around the caret into cols cells of one row. Where
 * has_caret, the grid's cursor is put at the caret. */
void line_draw(const struct line *line, struct grid *g, int row, int col, int cols,
    bool has_caret);

/* The same over several rows, text wrapped at cells and LF, scrolled so that
 * the caret's row shows. */
void line_draw_box(const struct line *line, struct grid *g, int row, int col, int rows, int cols,
    bool has_caret);

#endif
