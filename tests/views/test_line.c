/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "storage/text.h"
#include "tests/views/sample.h"
#include "views/line.h"

/* Presses keys: names in <>, everything else as text. */
static void
press(struct line *line, const char *keys)
{
	for (size_t len = strlen(keys), at = 0; at < len;) {
		struct key key = { .sym = K_CHAR };
		const char *end = keys[at] == '<' ? strchr(keys + at, '>') : NULL;
		if (end != NULL) {
			char *name = x_strndup(keys + at + 1, (size_t)(end - keys) - at - 1);
			assert_true(key_parse(name, &key));
			free(name);
			at = (size_t)(end - keys) + 1;
		} else {
			at += utf8_decode(keys + at, len - at, &key.cp);
		}
		line_key(line, key, NULL);
	}
}

/* What typing leaves: the text, with | where the caret is. */
static const struct edit_example {
	const char *keys;
	const char *result;
} edit_examples[] = {
	{ "abc", "abc|" },
	{ "한글<Left>x", "한x|글" },
	{ "한글<Backspace>", "한|" },
	{ "한글<Home><Delete>", "|글" },
	{ "가 나 다<Ctrl-Left><Ctrl-Left>x", "가 x|나 다" },
	{ "가 나<Home><Ctrl-Right>x", "가 x|나" },
	{ "abc<Home><Ctrl-K>", "|" },
	{ "abc<Left><Ctrl-U>", "|c" },
	{ "one two<Ctrl-W>", "one |" },
	{ "e\xcc\x81<Left>", "|\xc3\xa9" },
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab<Backspace>", "|" },
	{ "\xf0\x9f\x87\xb0\xf0\x9f\x87\xb7x<Left><Left>y", "y|\xf0\x9f\x87\xb0\xf0\x9f\x87\xb7x" },
	{ "a<Left><Left><Left>b<Backspace><Backspace>", "|a" },
	{ "a<Delete><Right>b", "ab|" },
	{ "\xc2\x9b" "31m", "31m|" },
	{ "abc<Ctrl-A>x<Ctrl-E>y", "xabcy|" },
};

static void
editing_goes_by_graphemes_in_nfc(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(edit_examples) / sizeof(edit_examples[0]); i++) {
		struct line *line = x_zalloc(1, sizeof(*line));
		struct buf have = { 0 };
		press(line, edit_examples[i].keys);
		buf_add(&have, line->text, line->caret);
		buf_puts(&have, "|");
		buf_puts(&have, line->text + line->caret);
		assert_string_equal(buf_str(&have), edit_examples[i].result);
		assert_int_equal(line->len, strlen(line->text));
		buf_release(&have);
		free(line);
	}
}

static void
a_paste_is_text_and_never_a_key(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	struct key paste = { .sym = K_PASTE, .paste = "a\nq\033[2J\tb" };

	(void)state;
	assert_true(line_key(line, paste, NULL));
	assert_string_equal(line->text, "a q<U+001B>[2J b");
	line_set(line, "");
	line->is_multiline = true;
	assert_true(line_key(line, paste, NULL));
	assert_string_equal(line->text, "a\nq<U+001B>[2J b");
	free(line);
}

static void
text_beyond_the_limit_is_not_taken(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	struct buf long_text = { 0 };

	(void)state;
	for (int i = 0; i < LINE_BYTES; i++)
		buf_puts(&long_text, "한");
	line_set(line, "기존");
	line_key(line, (struct key){ .sym = K_PASTE, .paste = buf_str(&long_text) }, NULL);
	assert_string_equal(line->text, "기존");
	line_set(line, buf_str(&long_text));
	assert_true(utf8_valid(line->text, line->len, NULL));
	size_t full = line->len;
	press(line, "한한한한");
	assert_in_range(line->len, full, LINE_BYTES - 1);
	assert_true(utf8_valid(line->text, line->len, NULL));
	buf_release(&long_text);
	free(line);
}

static void
the_cursor_stands_at_the_caret(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	struct grid g;

	(void)state;
	grid_init(&g, 4, 12);
	line_set(line, "한글ab");
	line_draw(line, &g, 1, 1, 10, true);
	assert_int_equal(g.cursor_col, 1 + 6);
	press(line, "<Left><Left><Left>");
	line_draw(line, &g, 1, 1, 10, true);
	assert_int_equal(g.cursor_col, 1 + 2);
	/* A long text scrolls so that the caret stays inside. */
	line_set(line, "가나다라마바사아자차카타파하");
	line_draw(line, &g, 1, 1, 10, true);
	assert_in_range(g.cursor_col, 1, 10);
	assert_int_equal(g.cursor_row, 1);
	free(line);
	grid_release(&g);
}

/* Where the caret of a box of 3 rows and 7 cells stands. */
static const struct box_example {
	const char *keys;
	int row, col;
} box_examples[] = {
	{ "", 0, 0 },
	{ "abc", 0, 3 },
	{ "abcdef", 0, 6 },
	{ "abcdefg", 1, 1 },
	{ "한글한", 0, 6 },
	{ "한글한글", 1, 2 },
};

static void
a_box_wraps_and_keeps_the_caret_in_sight(void **state)
{
	struct grid g;

	(void)state;
	grid_init(&g, 3, 7);
	for (size_t i = 0; i < sizeof(box_examples) / sizeof(box_examples[0]); i++) {
		struct line *line = x_zalloc(1, sizeof(*line));
		line->is_multiline = true;
		press(line, box_examples[i].keys);
		line_draw_box(line, &g, 0, 0, 3, 7, true);
		assert_int_equal(g.cursor_row, box_examples[i].row);
		assert_int_equal(g.cursor_col, box_examples[i].col);
		free(line);
	}
	grid_release(&g);
}

static void
a_box_shows_an_empty_last_line_and_scrolls(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	struct buf b = { 0 };
	struct grid g;

	(void)state;
	grid_init(&g, 3, 7);
	line->is_multiline = true;
	press(line, "a");
	line_newline(line, NULL);
	line_draw_box(line, &g, 0, 0, 3, 7, true);
	assert_int_equal(g.cursor_row, 1);
	assert_int_equal(g.cursor_col, 0);
	for (int i = 0; i < 5; i++)
		line_newline(line, NULL);
	press(line, "z");
	line_draw_box(line, &g, 0, 0, 3, 7, true);
	grid_dump(&g, &b);
	assert_string_equal(buf_str(&b), "\n\nz\n");
	assert_int_equal(g.cursor_row, 2);
	buf_release(&b);
	free(line);
	grid_release(&g);
}

/* After | stands what one undo more leaves. */
static const struct undo_example {
	const char *keys;
	const char *after_one;
	const char *after_two;
} undo_examples[] = {
	{ "한글 작성", "한글 ", "" },
	{ "abc<Backspace><Backspace>", "abc", "" },
	{ "abc<Left>d", "abc", "" },
	{ "one two<Ctrl-W>", "one two", "one " },
	{ "abc<Home><Delete><Delete>", "abc", "" },
	{ "e\xcc\x81", "", "" },
};

static void
undo_goes_by_words_and_redo_comes_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(undo_examples) / sizeof(undo_examples[0]); i++) {
		struct line *line = x_zalloc(1, sizeof(*line));
		press(line, undo_examples[i].keys);
		char *typed = x_strdup(line->text);
		assert_false(line_redo(line));
		assert_true(line_undo(line));
		assert_string_equal(line->text, undo_examples[i].after_one);
		(void)line_undo(line);
		assert_string_equal(line->text, undo_examples[i].after_two);
		while (line_redo(line))
			continue;
		assert_string_equal(line->text, typed);
		free(typed);
		free(line);
	}
}

static void
a_paste_is_one_step_and_what_is_refused_is_none(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));

	(void)state;
	line->max = 30;
	line->is_multiline = true;
	press(line, "가");
	line_key(line, (struct key){ .sym = K_PASTE, .paste = "나 다\r\n라 마" }, NULL);
	assert_string_equal(line->text, "가나 다\n라 마");
	assert_int_equal(line_room(line), 30 - line->len);
	line_key(line, (struct key){ .sym = K_PASTE, .paste = "바사아자차카타" }, NULL);
	assert_true(line->is_refused);
	assert_string_equal(line->text, "가나 다\n라 마");
	assert_true(line_undo(line));
	assert_string_equal(line->text, "가");
	assert_true(line_redo(line));
	assert_string_equal(line->text, "가나 다\n라 마");
	free(line);
}

static void
an_old_step_gives_way_and_the_newest_stay(void **state)
{
	struct line *line = x_zalloc(1, sizeof(*line));
	int steps = 0;

	(void)state;
	for (int i = 0; i < 3 * LINE_UNDO_STEPS; i++)
		assert_true(line_insert(line, "한 "));
	while (line_undo(line))
		steps++;
	assert_int_equal(steps, LINE_UNDO_STEPS);
	while (line_redo(line))
		steps--;
	assert_int_equal(steps, 0);
	assert_int_equal(line->len, 3 * LINE_UNDO_STEPS * strlen("한 "));
	free(line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editing_goes_by_graphemes_in_nfc),
		cmocka_unit_test(a_paste_is_text_and_never_a_key),
		cmocka_unit_test(text_beyond_the_limit_is_not_taken),
		cmocka_unit_test(the_cursor_stands_at_the_caret),
		cmocka_unit_test(a_box_wraps_and_keeps_the_caret_in_sight),
		cmocka_unit_test(undo_goes_by_words_and_redo_comes_back),
		cmocka_unit_test(a_paste_is_one_step_and_what_is_refused_is_none),
		cmocka_unit_test(an_old_step_gives_way_and_the_newest_stay),
		cmocka_unit_test(a_box_shows_an_empty_last_line_and_scrolls),
	};

	sample_language("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
