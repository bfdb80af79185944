/* SPDX-License-Identifier: ISC */
/*
 * line: the editor of one field of text, of one row or of many. The caret
 * moves by graphemes and by the rows that are seen, text is NFC, every change
 * can be undone. A flat struct with nothing to free; zeroed is empty. No I/O,
 * no clock: how wide characters are is storage/text.h's word, ambiguous ones
 * as set there.
 */
#ifndef VIEWS_LINE_H
#define VIEWS_LINE_H

#include "storage/record.h"
#include "views/grid.h"
#include "views/key.h"

#define LINE_BYTES (ACT_TEXT_MAX + 1)
#define LINE_UNDO_BYTES (2 * LINE_BYTES)
#define LINE_UNDO_STEPS 256

/* What a change was: typing and erasing grow together into one step. */
enum line_change {
	LINE_TYPED,
	LINE_ERASED,
	LINE_WHOLE	/* a paste, a cut, a text from elsewhere: a step by itself */
};

/* One step: what stood at at, and what stands there since. */
struct line_step {
	enum line_change change;
	size_t at;
	size_t removed, added;		/* bytes */
	size_t from;			/* of bytes: the removed ones, then the added */
	size_t caret_before, caret_after;
};

/* The steps, oldest first; those from done on have been undone. */
struct line_undo {
	struct line_step steps[LINE_UNDO_STEPS];
	int count, done;
	bool is_open;			/* the last one may grow */
	char bytes[LINE_UNDO_BYTES];
	size_t used;
};

struct line {
	char text[LINE_BYTES];	/* always terminated, valid UTF-8, NFC */
	size_t len;
	size_t caret;		/* byte offset, always at a grapheme border */
	size_t max;		/* bytes it may have; 0 = LINE_BYTES - 1 */
	bool is_multiline;	/* keeps LF: of a paste, and of line_newline */
	bool is_refused;	/* the last key brought more than there is room for */
	bool is_at_row_end;	/* caret: behind its row, not before the next */
	bool has_goal;		/* Up and Down aim for goal_cols */
	int goal_cols;
	int top;		/* the first row that is seen */
	struct line_undo undo;
};

/* The cells a field of many rows has on the screen. The last column is the
 * caret's, which may stand behind a full row. */
struct line_box {
	int rows;
	int cols;
};

/* Makes the text another one, as a first text that cannot be undone; caret to
 * the end. What must not be drawn is made visible; cut at a grapheme border if
 * too long. */
void line_set(struct line *line, const char *text);

/* Inserts text at the caret as one step, cleaned as a paste is. False, with
 * is_refused, if there is no room: then nothing is taken. */
bool line_insert(struct line *line, const char *text);

/* Gives the key to the editor. True if it was one of its keys: characters,
 * pastes, Left, Right, Home, End, words, Backspace, Delete, Ctrl-A E B D H K
 * U W, and with a box Up, Down, PageUp and PageDown as long as there is a row
 * to go to. box is NULL for a field of one row. */
bool line_key(struct line *line, struct key key, const struct line_box *box);

/* Makes top such that the caret's row is seen; NULL does nothing. For what
 * changes the text without a box: line_insert, line_undo, line_redo. */
void line_scroll(struct line *line, const struct line_box *box);

/* Inserts LF at the caret of a multi-line field. */
void line_newline(struct line *line, const struct line_box *box);

/* Takes the last step back, or does again what was taken back. False if there
 * is none. */
bool line_undo(struct line *line);
bool line_redo(struct line *line);

/* Bytes for which there is room. */
size_t line_room(const struct line *line);

/* Draws the part around the caret into cols cells of one row. Where
 * has_caret, the grid's cursor is put at the caret. */
void line_draw(const struct line *line, struct grid *g, int row, int col, int cols,
    bool has_caret);

/* The same over several rows, text wrapped at cells and LF, scrolled so that
 * the caret's row shows. */
void line_draw_box(const struct line *line, struct grid *g, int row, int col, int rows, int cols,
    bool has_caret);

#endif
