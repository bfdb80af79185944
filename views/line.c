/* SPDX-License-Identifier: ISC */
#include "views/line.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

/* How a line end reads where the field has only one row. */
#define LINE_END_SIGN "/"

static size_t
grapheme_after(const struct line *line, size_t at)
{
	int cells;

	if (at >= line->len)
		return 0;
	if (line->text[at] == '\n')
		return 1;
	size_t n = text_grapheme(line->text + at, line->len - at, &cells);
	return n > 0 ? n : 1;
}

/* Graphemes can only be found from the front. */
static size_t
grapheme_before(const struct line *line, size_t at)
{
	size_t start = 0;

	while (start < at) {
		size_t n = grapheme_after(line, start);
		if (start + n >= at)
			break;
		start += n;
	}
	return at - start;
}

static void
cut(struct line *line, size_t from, size_t to)
{
	memmove(line->text + from, line->text + to, line->len - to + 1);
	line->len -= to - from;
	line->caret = from;
}

/* Puts b between what is before the caret and what is after it. What is
 * before is normalised together with it, because a mark may join a letter. */
static void
insert(struct line *line, const char *bytes, size_t len)
{
	struct buf front = { 0 }, nfc = { 0 };

	buf_add(&front, line->text, line->caret);
	buf_add(&front, bytes, len);
	text_nfc(&nfc, buf_str(&front), front.len);
	size_t rest = line->len - line->caret;
	if (nfc.len + rest < LINE_BYTES) {
		memmove(line->text + nfc.len, line->text + line->caret, rest + 1);
		memcpy(line->text, buf_str(&nfc), nfc.len);
		line->caret = nfc.len;
		line->len = nfc.len + rest;
	}
	buf_release(&front);
	buf_release(&nfc);
}

void
line_set(struct line *line, const char *text)
{
	line->len = 0;
	line->caret = 0;
	line->text[0] = '\0';
	str_fill(line->text, sizeof(line->text), str_or_empty(text));
	line->len = strlen(line->text);
	line->caret = line->len;
}

static bool
is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

/* A paste is text, whatever it holds: controls become blanks, and line ends
 * too where the field has one line. */
static void
insert_paste(struct line *line, const char *paste)
{
	struct buf b = { 0 };
	size_t len = strlen(paste), at = 0;

	while (at < len) {
		uint32_t cp;
		size_t n = utf8_decode(paste + at, len - at, &cp);
		if (n == 0) {
			cp = 0xfffd;
			n = 1;
		}
		if (cp == '\n' && line->is_multiline)
			buf_putc(&b, '\n');
		else
			utf8_encode(&b, is_control(cp) ? ' ' : cp);
		at += n;
	}
	insert(line, buf_str(&b), b.len);
	buf_release(&b);
}

static void
insert_char(struct line *line, uint32_t cp)
{
	struct buf b = { 0 };

	if (is_control(cp))
		return;
	utf8_encode(&b, cp);
	insert(line, buf_str(&b), b.len);
	buf_release(&b);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t
word_left(const struct line *line)
{
	size_t at = line->caret;

	while (at > 0 && is_blank(line->text[at - 1]))
		at--;
	while (at > 0 && !is_blank(line->text[at - 1]))
		at--;
	return at;
}

static size_t
word_right(const struct line *line)
{
	size_t at = line->caret;

	while (at < line->len && !is_blank(line->text[at]))
		at++;
	while (at < line->len && is_blank(line->text[at]))
		at++;
	return at;
}

/* The start and the end of the line the caret is in. */
static size_t
line_start(const struct line *line)
{
	size_t at = line->caret;

	while (at > 0 && line->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct line *line)
{
	size_t at = line->caret;

	while (at < line->len && line->text[at] != '\n')
		at++;
	return at;
}

/* The keys of the editor beside the special ones: the Ctrl letters that
 * shells have taught everybody. */
static enum keysym
meaning(struct key key)
{
	static const struct {
		char letter;
		enum keysym sym;
	} rows[] = {
		{ 'a', K_HOME },
		{ 'e', K_END },
		{ 'b', K_LEFT },
		{ 'd', K_DELETE },
		{ 'h', K_BACKSPACE },
	};

	if (key.sym != K_CTRL)
		return key.sym;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if ((uint32_t)rows[i].letter == key.cp)
			return rows[i].sym;
	}
	return K_NONE;
}

static bool
line_cut_key(struct line *line, struct key key)
{
	if (key.sym != K_CTRL)
		return false;
	if (key.cp == 'u')
		cut(line, line_start(line), line->caret);
	else if (key.cp == 'k')
		cut(line, line->caret, line_end(line));
	else if (key.cp == 'w')
		cut(line, word_left(line), line->caret);
	else
		return false;
	return true;
}

bool
line_key(struct line *line, struct key key)
{
	enum keysym sym = meaning(key);

	if (line_cut_key(line, key))
		return true;
	if (sym == K_CHAR)
		insert_char(line, key.cp);
	else if (sym == K_PASTE)
		insert_paste(line, key.paste);
	else if (sym == K_LEFT)
		line->caret -= grapheme_before(line, line->caret);
	else if (sym == K_RIGHT)
		line->caret += grapheme_after(line, line->caret);
	else if (sym == K_HOME)
		line->caret = line_start(line);
	else if (sym == K_END)
		line->caret = line_end(line);
	else if (sym == K_WORD_LEFT)
		line->caret = word_left(line);
	else if (sym == K_WORD_RIGHT)
		line->caret = word_right(line);
	else if (sym == K_BACKSPACE)
		cut(line, line->caret - grapheme_before(line, line->caret), line->caret);
	else if (sym == K_DELETE)
		cut(line, line->caret, line->caret + grapheme_after(line, line->caret));
	else
		return false;
	return true;
}

void
line_newline(struct line *line)
{
	if (line->is_multiline)
		insert(line, "\n", 1);
}

/* The grapheme at at as the screen shows it, appended; returns its bytes. */
static size_t
add_shown(const struct line *line, size_t at, struct buf *out)
{
	size_t n = grapheme_after(line, at);

	if (line->text[at] == '\n')
		buf_puts(out, LINE_END_SIGN);
	else
		tsafe(out, line->text + at, n, false);
	return n;
}

/* Cells from one offset to another, as shown. */
static int
cells_between(const struct line *line, size_t from, size_t to)
{
	struct buf b = { 0 };

	while (from < to)
		from += add_shown(line, from, &b);
	int cells = text_width(buf_str(&b));
	buf_release(&b);
	return cells;
}

void
line_draw(const struct line *line, struct grid *g, int row, int col, int cols, bool has_caret)
{
	struct buf b = { 0 };
	size_t from = 0;
	int before = cells_between(line, 0, line->caret);

	while (from < line->caret && before >= cols) {
		size_t n = grapheme_after(line, from);
		before -= cells_between(line, from, from + n);
		from += n;
	}
	for (size_t at = from, seen = 0; at < line->len && seen < (size_t)cols; seen++)
		at += add_shown(line, at, &b);
	/* Cut without an ellipsis: the caret may stand in the last cell. */
	struct buf clipped = { 0 };
	size_t used = 0;
	for (int width = 0, cells; used < b.len; width += cells) {
		size_t n = text_grapheme(b.data + used, b.len - used, &cells);
		if (n == 0 || width + cells > cols)
			break;
		used += n;
	}
	buf_add(&clipped, buf_str(&b), used);
	grid_fit(g, row, col, cols, STYLE_INPUT, buf_str(&clipped));
	if (has_caret)
		grid_cursor(g, row, col + before);
	buf_release(&clipped);
	buf_release(&b);
}

/* Where the row of text that starts at from ends, and where the next starts. */
static size_t
row_end(const struct line *line, size_t from, int cols, size_t *next)
{
	int width = 0;
	size_t at = from;

	while (at < line->len && line->text[at] != '\n') {
		size_t n = grapheme_after(line, at);
		int cells = cells_between(line, at, at + n);
		if (width + cells > cols && at > from)
			break;
		width += cells;
		at += n;
	}
	*next = at < line->len && line->text[at] == '\n' ? at + 1 : at;
	return at;
}

/* Is it the last row? One that ends in LF has an empty one after it. */
static bool
is_last_row(const struct line *line, size_t end, size_t next)
{
	return next == end && next >= line->len;
}

/* Does the caret stand in the row [from, end), and not in the next one? */
static bool
caret_is_in(const struct line *line, size_t from, size_t end, size_t next)
{
	return line->caret >= from &&
	    (line->caret < next || (line->caret == end && is_last_row(line, end, next)));
}

void
line_draw_box(const struct line *line, struct grid *g, int row, int col, int rows, int cols,
    bool has_caret)
{
	size_t start = 0, next;
	int caret_row = 0;

	/* The caret may stand after the last cell of a row. */
	cols--;
	for (size_t from = 0;; from = next, caret_row++) {
		size_t end = row_end(line, from, cols, &next);
		if (caret_is_in(line, from, end, next) || is_last_row(line, end, next))
			break;
	}
	for (int skip = caret_row - rows + 1; skip > 0; skip--) {
		row_end(line, start, cols, &next);
		start = next;
	}
	grid_fill(g, row, col, rows, cols + 1, STYLE_INPUT);
	for (int r = 0; r < rows; r++) {
		size_t end = row_end(line, start, cols, &next);
		char *shown = x_strndup(line->text + start, end - start);
		grid_put(g, row + r, col, cols + 1, STYLE_INPUT, shown);
		free(shown);
		if (has_caret && caret_is_in(line, start, end, next))
			grid_cursor(g, row + r, col + cells_between(line, start, line->caret));
		if (is_last_row(line, end, next))
			break;
		start = next;
	}
}
