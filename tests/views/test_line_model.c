/* SPDX-License-Identifier: ISC */
/* The editor against a naive one, key by random key: the same text, the same
 * caret, rows that add up, and every undo a text that was there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"
#include "views/line.h"

#define SEED 20261128u
#define RUNS 120
#define KEYS 160

/* What a person, an input method or a stranger's page may bring. */
static const char *const pieces[] = {
	"가", "힣", "한", "a", "Z", " ", " ", "0", "é", "e", "\xcc\x81", "\xe1\x84\x92",
	"\xe1\x85\xa1", "\xe1\x86\xab", "\xf0\x9f\x87\xb0", "\xf0\x9f\x87\xb7", "①", "漢",
	"\xe2\x80\x8d", "\xf0\x9f\x91\xa9", "\xcd\x8f", "<", "\xef\xbb\xbf", "…", "ㅋ",
};

struct random {
	uint32_t state;
};

static uint32_t
next(struct random *r, uint32_t below)
{
	r->state = r->state * 1664525u + 1013904223u;
	return (r->state >> 8) % below;
}

/* The naive editor: a string, a caret, every state it ever had. */
struct model {
	struct buf text;
	size_t caret;
	char *seen[KEYS + 2];
	int count;
};

static size_t
length_at(const char *text, size_t len, size_t at)
{
	int cells;

	return text[at] == '\n' ? 1 : text_grapheme(text + at, len - at, &cells);
}

/* All borders from the front: the slow and certain way. */
static size_t
border(const struct model *m, size_t at, int by)
{
	const char *text = buf_str(&m->text);
	size_t before = 0, b = 0;

	while (b < at) {
		before = b;
		b += length_at(text, m->text.len, b);
	}
	if (by < 0)
		return at == 0 ? 0 : before;
	if (by == 0 || b >= m->text.len)
		return b;
	return b + length_at(text, m->text.len, b);
}

static void
model_replace(struct model *m, size_t from, size_t to, const char *bytes, size_t len)
{
	struct buf all = { 0 }, front = { 0 };

	buf_add(&all, buf_str(&m->text), from);
	buf_add(&all, bytes, len);
	text_nfc(&front, buf_str(&all), all.len);
	buf_add(&all, buf_str(&m->text) + to, m->text.len - to);
	buf_clear(&m->text);
	text_nfc(&m->text, buf_str(&all), all.len);
	m->caret = border(m, front.len < m->text.len ? front.len : m->text.len, 0);
	buf_release(&all);
	buf_release(&front);
}

static void
model_insert(struct model *m, const char *piece)
{
	uint32_t cp;
	struct buf b = { 0 };

	(void)utf8_decode(piece, strlen(piece), &cp);
	if (text_cp_width(cp) < 0)
		buf_printf(&b, "<U+%04X>", (unsigned)cp);
	else
		buf_puts(&b, piece);
	model_replace(m, m->caret, m->caret, buf_str(&b), b.len);
	buf_release(&b);
}

static bool
is_seen(const struct model *m, const char *text)
{
	for (int i = 0; i < m->count; i++) {
		if (str_eq(m->seen[i], text))
			return true;
	}
	return false;
}

/* One random key to both. */
static void
step(struct line *line, struct model *m, struct random *r)
{
	const char *piece = pieces[next(r, sizeof(pieces) / sizeof(pieces[0]))];
	struct key key = { .sym = K_CHAR };

	switch (next(r, 12)) {
	case 0:
		key = (struct key){ .sym = K_BACKSPACE };
		model_replace(m, border(m, m->caret, -1), m->caret, "", 0);
		break;
	case 1:
		key = (struct key){ .sym = K_DELETE };
		model_replace(m, m->caret, border(m, m->caret, 1), "", 0);
		break;
	case 2:
	case 3:
		key = (struct key){ .sym = K_LEFT };
		m->caret = border(m, m->caret, -1);
		break;
	case 4:
		key = (struct key){ .sym = K_RIGHT };
		m->caret = border(m, m->caret, 1);
		break;
	case 5:
		line_newline(line, NULL);
		model_replace(m, m->caret, m->caret, "\n", 1);
		return;
	case 6: {
		struct buf safe = { 0 }, dirty = { 0 };

		for (uint32_t i = next(r, 6); i > 0; i--)
			buf_puts(&dirty, pieces[next(r, sizeof(pieces) / sizeof(pieces[0]))]);
		buf_puts(&dirty, "\033[31m\xff\n");
		tsafe(&safe, buf_str(&dirty), dirty.len, true);
		model_replace(m, m->caret, m->caret, buf_str(&safe), safe.len);
		line_key(line, (struct key){ .sym = K_PASTE, .paste = buf_str(&dirty) }, NULL);
		buf_release(&safe);
		buf_release(&dirty);
		return;
	}
	default:
		(void)utf8_decode(piece, strlen(piece), &key.cp);
		model_insert(m, piece);
		break;
	}
	line_key(line, key, NULL);
}

static void
assert_same(const struct line *line, const struct model *m, uint32_t seed, int key)
{
	if (!str_eq(line->text, buf_str(&m->text)) || line->caret != m->caret)
		fail_msg("seed %u, key %d: “%s” at %zu, but “%s” at %zu", seed, key, line->text,
		    line->caret, buf_str(&m->text), m->caret);
	assert_int_equal(line->len, strlen(line->text));
	assert_true(utf8_valid(line->text, line->len, NULL));
}

static void
random_keys_leave_what_a_naive_editor_has(void **state)
{
	(void)state;
	print_message("seed %u, %d runs of %d keys\n", SEED, RUNS, KEYS);
	for (uint32_t run = 0; run < RUNS; run++) {
		struct random r = { SEED + run };
		struct line *line = x_zalloc(1, sizeof(*line));
		struct model m = { .caret = 0 };

		line->is_multiline = true;
		m.seen[m.count++] = x_strdup("");
		for (int i = 0; i < KEYS; i++) {
			step(line, &m, &r);
			assert_same(line, &m, r.state, i);
			m.seen[m.count++] = x_strdup(line->text);
		}
		while (line_undo(line)) {
			assert_true(is_seen(&m, line->text));
			assert_int_equal(line->len, strlen(line->text));
		}
		assert_string_equal(line->text, "");
		while (line_redo(line))
			assert_true(is_seen(&m, line->text));
		assert_string_equal(line->text, buf_str(&m.text));
		while (m.count > 0)
			free(m.seen[--m.count]);
		buf_release(&m.text);
		free(line);
	}
}

/* The control: a model that forgets one mark must be told apart. */
static void
a_planted_difference_is_found(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	struct model m = { .caret = 0 };

	(void)state;
	line_insert(line, "e\xcc\x81");
	model_insert(&m, "e");
	assert_false(str_eq(line->text, buf_str(&m.text)) && line->caret == m.caret);
	buf_release(&m.text);
	free(line);
}

/* Rows counted by hand: where each starts, for a width. */
static int
rows_of(const char *text, size_t len, int cols, size_t *starts)
{
	int rows = 1, width = 0;

	starts[0] = 0;
	for (size_t at = 0, n; at < len; at += n) {
		int cells;

		n = length_at(text, len, at);
		if (text[at] == '\n') {
			starts[rows++] = at + 1;
			width = 0;
			continue;
		}
		struct buf shown = { 0 };
		tsafe(&shown, text + at, n, false);
		cells = text_width(buf_str(&shown));
		buf_release(&shown);
		if (width + cells > cols && width > 0) {
			starts[rows++] = at;
			width = 0;
		}
		width += cells;
	}
	starts[rows] = len + 1;
	return rows;
}

/* The row the cursor of the drawn box stands in, counted from the text's top. */
static int
drawn_row(struct line *line, struct grid *g, const struct line_box *box)
{
	line_draw_box(line, g, 0, 0, box->rows, box->cols, true);
	assert_in_range(g->cursor_row, 0, box->rows - 1);
	assert_in_range(g->cursor_col, 0, box->cols - 1);
	return g->cursor_row + line->top;
}

/* The terminal's cursor stands on the letter behind the caret: there an input
 * method composes. */
static void
assert_cursor_on_caret(const struct line *line, const struct grid *g)
{
	const struct cell *cell = grid_at(g, g->cursor_row, g->cursor_col);
	struct buf shown = { 0 };
	int cells;

	if (line->caret == line->len || line->text[line->caret] == '\n')
		return;
	tsafe(&shown, line->text + line->caret,
	    length_at(line->text, line->len, line->caret), false);
	shown.len = text_grapheme(buf_str(&shown), shown.len, &cells);
	/* Letters wider than the box are not drawn. */
	if (cells < g->cols && shown.len < sizeof(cell->text) &&
	    strncmp(cell->text, shown.data, strlen(cell->text)) != 0)
		fail_msg("the cursor stands on “%s”, the caret before “%.*s”", cell->text,
		    (int)shown.len, shown.data);
	assert_int_not_equal(cell->width, 0);
	buf_release(&shown);
}

static void
walk_rows(struct line *line, struct grid *g, const struct line_box *box, int rows,
    const size_t *starts)
{
	while (line_key(line, (struct key){ .sym = K_UP }, box))
		continue;
	line_key(line, (struct key){ .sym = K_HOME }, box);
	for (int row = 0; row < rows; row++) {
		if (drawn_row(line, g, box) != row)
			fail_msg("row %d of %d: caret %zu in “%s”, %d cells, top %d, cursor %d",
			    row, rows, line->caret, line->text, box->cols, line->top,
			    g->cursor_row);
		line_key(line, (struct key){ .sym = K_END }, box);
		assert_int_equal(drawn_row(line, g, box), row);
		assert_in_range(line->caret, starts[row], starts[row + 1]);
		line_key(line, (struct key){ .sym = K_HOME }, box);
		assert_int_equal(line->caret, starts[row]);
		assert_int_equal(drawn_row(line, g, box), row);
		assert_cursor_on_caret(line, g);
		assert_int_equal(line_key(line, (struct key){ .sym = K_DOWN }, box),
		    row + 1 < rows);
	}
}

static void
rows_are_those_counted_by_hand_at_any_width(void **state)
{
	(void)state;
	for (uint32_t run = 0; run < RUNS; run++) {
		struct random r = { SEED + 7 * run };
		struct line_box box = { .rows = 2 + (int)next(&r, 4), .cols = 3 + (int)next(&r, 20) };
		struct line *line = x_zalloc(1, sizeof(*line));
		struct model m = { .caret = 0 };
		size_t starts[8 * KEYS];
		struct grid g;

		text_set_ambiguous_width(1 + (int)next(&r, 2));
		grid_init(&g, box.rows, box.cols);
		line->is_multiline = true;
		for (int i = 0; i < KEYS / 2; i++)
			step(line, &m, &r);
		int rows = rows_of(line->text, line->len, box.cols - 1, starts);
		walk_rows(line, &g, &box, rows, starts);
		buf_release(&m.text);
		grid_release(&g);
		free(line);
	}
	text_set_ambiguous_width(1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_keys_leave_what_a_naive_editor_has),
		cmocka_unit_test(a_planted_difference_is_found),
		cmocka_unit_test(rows_are_those_counted_by_hand_at_any_width),
	};

	sample_language("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
