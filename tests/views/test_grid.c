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
#include "views/grid.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What a row of the grid reads, in a buffer of the caller. */
static const char *
row_text(const struct grid *g, int row, struct buf *out)
{
	buf_clear(out);
	for (int c = 0; c < g->cols; c++)
		buf_puts(out, grid_at(g, row, c)->text);
	return buf_str(out);
}

/* Every wide cell has its right half, and every right half its left. */
static bool
is_whole(const struct grid *g)
{
	for (int r = 0; r < g->rows; r++) {
		for (int c = 0; c < g->cols; c++) {
			bool is_wide = grid_at(g, r, c)->width == 2;
			const struct cell *right = grid_at(g, r, c + 1);
			bool has_half = right != NULL && right->width == 0;
			if (is_wide != has_half)
				return false;
		}
	}
	return true;
}

/* What grid_put makes of a text in so many cells of a row of ten. */
static const struct put_example {
	const char *text;
	int col, cols;
	const char *row;
	int done;
} put_examples[] = {
	{ "abc", 0, 10, "abc       ", 3 },
	{ "한글", 0, 10, "한글      ", 4 },
	{ "한글", 7, 10, "       한…", 3 },
	{ "한", 9, 10, "         …", 1 },
	{ "가나다", 0, 5, "가나…     ", 5 },
	{ "가나다", 0, 4, "가…       ", 3 },
	{ "a\033[2Jb", 0, 10, "a<U+001B>…", 10 },
	{ "e\xcc\x81t", 0, 10, "\xc3\xa9t        ", 2 },
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 0, 10, "한        ", 2 },
	{ "\xff", 0, 10, "\xef\xbf\xbd         ", 1 },
	{ NULL, 0, 10, "          ", 0 },
	{ "x", 10, 1, "          ", 0 },
	{ "x", -1, 1, "          ", 0 },
};

static void
text_is_clipped_by_cells_at_whole_characters(void **state)
{
	struct buf b = { 0 };
	struct grid g;

	(void)state;
	grid_init(&g, 1, 10);
	for (size_t i = 0; i < COUNT(put_examples); i++) {
		const struct put_example *e = &put_examples[i];
		grid_clear(&g);
		assert_int_equal(grid_put(&g, 0, e->col, e->cols, STYLE_NORMAL, e->text), e->done);
		assert_string_equal(row_text(&g, 0, &b), e->row);
		assert_true(is_whole(&g));
	}
	grid_release(&g);
	buf_release(&b);
}

static void
overwriting_half_a_wide_character_blanks_the_other_half(void **state)
{
	struct buf b = { 0 };
	struct grid g;

	(void)state;
	grid_init(&g, 1, 6);
	grid_put(&g, 0, 0, 6, STYLE_NORMAL, "한글AB");
	grid_put(&g, 0, 1, 1, STYLE_NORMAL, "#");
	assert_string_equal(row_text(&g, 0, &b), " #글AB");
	grid_put(&g, 0, 2, 1, STYLE_NORMAL, "#");
	assert_string_equal(row_text(&g, 0, &b), " ## AB");
	grid_put(&g, 0, 4, 2, STYLE_NORMAL, "끝");
	assert_true(is_whole(&g));
	grid_put(&g, 0, 3, 2, STYLE_NORMAL, "끝");
	assert_string_equal(row_text(&g, 0, &b), " ##끝 ");
	assert_true(is_whole(&g));
	grid_release(&g);
	buf_release(&b);
}

static void
changes_cover_whole_characters_of_both_grids(void **state)
{
	struct grid a, b;
	int first, last;

	(void)state;
	grid_init(&a, 1, 8);
	grid_init(&b, 1, 8);
	assert_false(grid_row_changes(&a, &b, 0, &first, &last));
	grid_put(&a, 0, 0, 8, STYLE_NORMAL, "한글ABCD");
	grid_put(&b, 0, 0, 8, STYLE_NORMAL, "한x ABCD");
	assert_true(grid_row_changes(&a, &b, 0, &first, &last));
	assert_int_equal(first, 2);
	assert_int_equal(last, 3);
	grid_copy(&a, &b);
	assert_false(grid_row_changes(&a, &b, 0, &first, &last));
	grid_restyle(&b, 0, 1, 1, STYLE_WARN);
	assert_true(grid_row_changes(&a, &b, 0, &first, &last));
	assert_int_equal(first, 0);
	grid_release(&a);
	grid_release(&b);
}

static const char *const hostile[] = {
	"\033[31m\033]0;title\007", "\xc2\x9b" "31m", "a\rb\nc\td", "\xe2\x80\xae" "abc",
	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	"\xff\xfe\xc0\x80\xed\xa0\x80", "%n%s%d", "\xe1\x84\x92\xe1\x86\x9e\xe1\x86\xab",
	"\xef\xbf\xbf\xee\x80\x80", "\xf3\xa0\x80\x81tag", "\xcc\x81\xcc\x81", "\xf0\x9f\xab\xa8",
};

static void
hostile_text_changes_no_other_cell(void **state)
{
	struct buf marks = { 0 };
	struct grid g;

	(void)state;
	buf_puts(&marks, "e");
	for (int i = 0; i < 100000; i++)
		buf_puts(&marks, "\xcc\x81");
	grid_init(&g, 3, 20);
	for (size_t i = 0; i <= COUNT(hostile); i++) {
		const char *text = i < COUNT(hostile) ? hostile[i] : buf_str(&marks);
		for (int col = 0; col < 20; col++) {
			grid_clear(&g);
			grid_fill(&g, 0, 0, 3, 20, STYLE_DIM);
			int done = grid_put(&g, 1, col, 7, STYLE_NORMAL, text);
			assert_in_range(done, 0, 7);
			assert_true(is_whole(&g));
			for (int c = 0; c < 60; c++) {
				const struct cell *cell = grid_at(&g, c / 20, c % 20);
				bool is_ours = c >= 20 + col && c < 20 + col + done;
				assert_int_equal(cell->style, is_ours ? STYLE_NORMAL : STYLE_DIM);
				assert_true(utf8_valid(cell->text, strlen(cell->text), NULL));
				assert_true((unsigned char)cell->text[0] >= 0x20 || cell->width == 0);
			}
		}
	}
	grid_release(&g);
	buf_release(&marks);
}

static void
frames_use_only_characters_of_certain_width(void **state)
{
	struct buf b = { 0 };
	struct grid g;

	(void)state;
	grid_init(&g, 3, 12);
	grid_frame(&g, 0, 0, 3, 12, "기안");
	grid_dump(&g, &b);
	assert_string_equal(buf_str(&b), "+- 기안 ---+\n|          |\n+----------+\n");
	grid_release(&g);
	buf_release(&b);
}

/* A flag is two letters, and a sound mark of half width stands alone: a terminal
 * holds one character that takes space in a cell. */
static void
characters_that_take_space_do_not_share_a_cell(void **state)
{
	struct grid g;

	(void)state;
	grid_init(&g, 1, 10);
	assert_int_equal(grid_put(&g, 0, 0, 10, STYLE_NORMAL, "\xf0\x9f\x87\xb0\xf0\x9f\x87\xb7"), 2);
	assert_string_equal(grid_at(&g, 0, 0)->text, "\xf0\x9f\x87\xb0");
	assert_string_equal(grid_at(&g, 0, 1)->text, "\xf0\x9f\x87\xb7");
	assert_int_equal(grid_put(&g, 0, 4, 6, STYLE_NORMAL, "a\xef\xbe\x9e"), 2);
	assert_int_equal(grid_at(&g, 0, 4)->width, 1);
	assert_string_equal(grid_at(&g, 0, 5)->text, "\xef\xbe\x9e");
	grid_release(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_by_cells_at_whole_characters),
		cmocka_unit_test(overwriting_half_a_wide_character_blanks_the_other_half),
		cmocka_unit_test(changes_cover_whole_characters_of_both_grids),
		cmocka_unit_test(hostile_text_changes_no_other_cell),
		cmocka_unit_test(frames_use_only_characters_of_certain_width),
		cmocka_unit_test(characters_that_take_space_do_not_share_a_cell),
	};

	sample_language("en");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
