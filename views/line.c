/* SPDX-License-Identifier: ISC */
#include "views/line.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"
#include "views/line_inside.h"

/* U+AC00 to U+CFFF, from the first two bytes. */
static bool
is_syllable(const unsigned char *p)
{
	return p[0] == 0xEB || p[0] == 0xEC || (p[0] == 0xEA && p[1] >= 0xB0);
}

/* A letter that nothing behind it can join, by its bytes: ASCII or a syllable
 * (U+AC00 on) before ASCII or another syllable. 0 where it is not so plain. */
static size_t
plain_letter(const struct line *line, size_t at)
{
	const unsigned char *p = (const unsigned char *)line->text + at;
	size_t n = p[0] < 0x80 ? 1 : is_syllable(p) ? 3 : 0;

	return n > 0 && (p[n] < 0x80 || is_syllable(p + n)) ? n : 0;
}

size_t
line_grapheme(const struct line *line, size_t at)
{
	int cells;
	size_t plain;

	if (at >= line->len)
		return 0;
	plain = plain_letter(line, at);
	if (plain > 0)
		return plain;
	size_t n = text_grapheme(line->text + at, line->len - at, &cells);
	return n > 0 ? n : 1;
}

/* The start of the line at stands in. */
static size_t
line_start(const struct line *line, size_t at)
{
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

/* Graphemes can only be found from the front; LF always ends one. */
static size_t
grapheme_before(const struct line *line, size_t at)
{
	size_t start = line_start(line, at);

	if (start == at)
		return at > 0 ? 1 : 0;
	while (start < at) {
		size_t n = line_grapheme(line, start);
		if (start + n >= at)
			break;
		start += n;
	}
	return at - start;
}

/* The first grapheme border from at on. */
static size_t
border_from(const struct line *line, size_t at)
{
	size_t border = line_start(line, at);

	while (border < at)
		border += line_grapheme(line, border);
	return border;
}

static size_t
most_bytes(const struct line *line)
{
	return line->max > 0 && line->max < LINE_BYTES ? line->max : LINE_BYTES - 1;
}

size_t
line_room(const struct line *line)
{
	return line->len < most_bytes(line) ? most_bytes(line) - line->len : 0;
}

/* Bytes that stand alike at the front, at most most. */
static size_t
same_front(const char *a, const char *b, size_t most)
{
	size_t n = 0;

	while (n < most && a[n] == b[n])
		n++;
	return n;
}

static size_t
same_back(const char *a_end, const char *b_end, size_t most)
{
	size_t n = 0;

	while (n < most && a_end[-1 - (ptrdiff_t)n] == b_end[-1 - (ptrdiff_t)n])
		n++;
	return n;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Makes the text what nfc holds, and the step that leads there. from and to
 * are where it was meant to differ; where characters joined it differs more. */
static void
take(struct line *line, const struct buf *nfc, size_t from, size_t to, size_t caret,
    enum line_change change)
{
	const char *text = buf_str(nfc);
	struct line_step step = { .change = change, .caret_before = line->caret };
	struct line_step *noted;

	step.at = same_front(line->text, text, least(from, nfc->len));
	size_t back = same_back(line->text + line->len, text + nfc->len,
	    least(line->len - (to > step.at ? to : step.at), nfc->len - step.at));
	step.removed = line->len - back - step.at;
	step.added = nfc->len - back - step.at;
	step.caret_after = caret;
	line_undo_note(line, &step, text + step.at);
	memcpy(line->text, text, nfc->len + 1);
	line->len = nfc->len;
	line->caret = border_from(line, least(caret, line->len));
	noted = line->undo.done > 0 ? &line->undo.steps[line->undo.done - 1] : NULL;
	if (noted != NULL)
		noted->caret_after = line->caret;
}

/* Puts bytes between what is before from and what is after to. Everything is
 * normalised together, because a mark may join a letter. */
static bool
replace(struct line *line, size_t from, size_t to, const char *bytes, size_t len,
    enum line_change change)
{
	struct buf raw = { 0 }, front = { 0 }, nfc = { 0 };

	buf_add(&raw, line->text, from);
	buf_add(&raw, bytes, len);
	text_nfc(&front, buf_str(&raw), raw.len);
	buf_add(&raw, line->text + to, line->len - to);
	text_nfc(&nfc, buf_str(&raw), raw.len);
	line->is_refused = len > 0 && nfc.len > most_bytes(line);
	if (!line->is_refused)
		take(line, &nfc, from, to, front.len, change);
	buf_release(&raw);
	buf_release(&front);
	buf_release(&nfc);
	return !line->is_refused;
}

static void
cut(struct line *line, size_t from, size_t to, enum line_change change)
{
	if (from < to)
		(void)replace(line, from, to, "", 0, change);
}

/* Text from elsewhere as the field may have it: whatever must not be drawn
 * becomes a marker that can be seen and erased. Line ends are blanks where the
 * field has one line. */
static void
clean(const struct line *line, const char *text, struct buf *out)
{
	size_t len = strlen(text), kept = 0;
	char *plain = x_strndup(text, len);

	for (size_t i = 0; i < len; i++) {
		if (plain[i] == '\r' && plain[i + 1] == '\n')
			continue;
		plain[kept++] = plain[i] == '\r' ? '\n' : plain[i];
	}
	for (size_t i = 0; i < kept && !line->is_multiline; i++) {
		if (plain[i] == '\n')
			plain[i] = ' ';
	}
	tsafe(out, plain, kept, line->is_multiline);
	free(plain);
}

bool
line_insert(struct line *line, const char *text)
{
	struct buf b = { 0 };
	bool is_taken;

	clean(line, text, &b);
	is_taken = replace(line, line->caret, line->caret, buf_str(&b), b.len, LINE_WHOLE);
	buf_release(&b);
	return is_taken;
}

void
line_set(struct line *line, const char *text)
{
	struct buf b = { 0 }, nfc = { 0 };

	clean(line, str_or_empty(text), &b);
	text_nfc(&nfc, buf_str(&b), b.len);
	line->undo.count = line->undo.done = 0;
	line->undo.used = 0;
	line->undo.is_open = false;
	line->is_refused = line->is_at_row_end = line->has_goal = false;
	line->top = 0;
	line->len = line->caret = 0;
	line->text[0] = '\0';
	str_fill(line->text, most_bytes(line) + 1, buf_str(&nfc));
	line->len = strlen(line->text);
	line->caret = line->len;
	buf_release(&b);
	buf_release(&nfc);
}

static bool
is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

static void
insert_char(struct line *line, uint32_t cp)
{
	struct buf b = { 0 };

	if (is_control(cp))
		return;
	if (text_cp_width(cp) < 0)
		buf_printf(&b, "<U+%04X>", (unsigned)cp);
	else
		utf8_encode(&b, cp);
	(void)replace(line, line->caret, line->caret, buf_str(&b), b.len, LINE_TYPED);
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
	return border_from(line, at);
}

static size_t
word_right(const struct line *line)
{
	size_t at = line->caret;

	while (at < line->len && !is_blank(line->text[at]))
		at++;
	while (at < line->len && is_blank(line->text[at]))
		at++;
	return border_from(line, at);
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
cut_key(struct line *line, struct key key)
{
	if (key.sym != K_CTRL)
		return false;
	if (key.cp == 'u')
		cut(line, line_start(line, line->caret), line->caret, LINE_WHOLE);
	else if (key.cp == 'k')
		cut(line, line->caret, line_end(line), LINE_WHOLE);
	else if (key.cp == 'w')
		cut(line, word_left(line), line->caret, LINE_WHOLE);
	else
		return false;
	return true;
}

/* The keys that change text. */
static bool
edit_key(struct line *line, struct key key, enum keysym sym)
{
	if (sym == K_CHAR)
		insert_char(line, key.cp);
	else if (sym == K_PASTE)
		(void)line_insert(line, key.paste);
	else if (sym == K_BACKSPACE)
		cut(line, line->caret - grapheme_before(line, line->caret), line->caret,
		    LINE_ERASED);
	else if (sym == K_DELETE)
		cut(line, line->caret, line->caret + line_grapheme(line, line->caret),
		    LINE_ERASED);
	else
		return cut_key(line, key);
	return true;
}

/* The moves inside the text, whatever its rows. */
static bool
move_key(struct line *line, enum keysym sym)
{
	if (sym == K_LEFT)
		line->caret -= grapheme_before(line, line->caret);
	else if (sym == K_RIGHT)
		line->caret += line_grapheme(line, line->caret);
	else if (sym == K_WORD_LEFT)
		line->caret = word_left(line);
	else if (sym == K_WORD_RIGHT)
		line->caret = word_right(line);
	else
		return false;
	return true;
}

bool
line_key(struct line *line, struct key key, const struct line_box *box)
{
	enum keysym sym = meaning(key);

	line->is_refused = false;
	if (edit_key(line, key, sym)) {
		line->is_at_row_end = line->has_goal = false;
	} else if (move_key(line, sym)) {
		line->is_at_row_end = line->has_goal = line->undo.is_open = false;
	} else if (line_row_key(line, sym, box)) {
		line->undo.is_open = false;
	} else {
		return false;
	}
	line_scroll(line, box);
	return true;
}

void
line_newline(struct line *line, const struct line_box *box)
{
	if (line->is_multiline)
		(void)replace(line, line->caret, line->caret, "\n", 1, LINE_TYPED);
	line->is_at_row_end = line->has_goal = false;
	line_scroll(line, box);
}
