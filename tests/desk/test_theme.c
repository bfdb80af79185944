/* SPDX-License-Identifier: ISC */
/* Themes: every meaning can be read. Contrast is WCAG 2.1's ratio of relative
 * luminances, over the 256 colours as xterm and its followers draw them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "console/desk/theme.h"

#define RATIO_LEAST 4.5	/* WCAG 2.1, 1.4.3, level AA */

struct rgb {
	int red, green, blue;
};

/* The colour of a number of the 256-colour table, from 16 on: below, every
 * terminal has its own. */
static struct rgb
palette(int number)
{
	static const int steps[6] = { 0, 95, 135, 175, 215, 255 };
	int cube = number - 16, grey = 8 + 10 * (number - 232);

	assert_in_range(number, 16, 255);
	if (number >= 232)
		return (struct rgb){ grey, grey, grey };
	return (struct rgb){ steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6] };
}

/* x to the 2.4th, near enough for a ratio: x² · x^0.4 by Newton's fifth root of
 * x². */
static double
power_24(double x)
{
	double root = 1, square = x * x;

	for (int i = 0; i < 40 && x > 0; i++)
		root -= (root * root * root * root * root - square) /
		    (5 * root * root * root * root);
	return x > 0 ? square * root : 0;
}

static double
linear(int channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : power_24((c + 0.055) / 1.055);
}

static double
luminance(struct rgb c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

static double
contrast(struct rgb a, struct rgb b)
{
	double one = luminance(a) + 0.05, other = luminance(b) + 0.05;

	return one > other ? one / other : other / one;
}

static void
the_measure_is_wcags(void **state)
{
	(void)state;
	assert_true(contrast((struct rgb){ 0, 0, 0 }, (struct rgb){ 255, 255, 255 }) > 20.99);
	/* WebAIM's example: #777777 on white is 4.48. */
	double grey = contrast((struct rgb){ 119, 119, 119 }, (struct rgb){ 255, 255, 255 });
	assert_true(grey > 4.47 && grey < 4.49);
}

/* Grounds that the terminal's own colour may be, darkest and lightest in use. */
static const struct ground {
	enum theme theme;
	struct rgb ground, letters;
} grounds[] = {
	{ THEME_DARK, { 0, 0, 0 }, { 229, 229, 229 } },
	{ THEME_DARK, { 0x1e, 0x1e, 0x1e }, { 0xd4, 0xd4, 0xd4 } },
	{ THEME_LIGHT, { 255, 255, 255 }, { 0, 0, 0 } },
	{ THEME_LIGHT, { 0xfd, 0xf6, 0xe3 }, { 0, 0, 0 } },
};

static void
every_meaning_can_be_read_on_its_ground(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(grounds) / sizeof(grounds[0]); i++) {
		for (int s = 0; s < STYLE__COUNT; s++) {
			const struct look *look = theme_look(grounds[i].theme, (enum style)s);
			struct rgb fg = look->fg256 < 0 ? grounds[i].letters : palette(look->fg256);
			struct rgb bg = look->bg256 < 0 ? grounds[i].ground : palette(look->bg256);
			double ratio = contrast(fg, bg);

			if (ratio < RATIO_LEAST)
				fail_msg("theme %d, style %d on ground %zu: contrast %.2f",
				    (int)grounds[i].theme, s, i, ratio);
			/* Faint letters are another colour than the one measured. */
			assert_int_equal(look->with_256 & LOOK_DIM, 0);
		}
	}
}

/* Letters on a ground of the same colour are nothing. */
static void
eight_colours_never_meet_themselves(void **state)
{
	(void)state;
	for (int t = 0; t < THEME__COUNT; t++) {
		for (int s = 0; s < STYLE__COUNT; s++) {
			const struct look *look = theme_look((enum theme)t, (enum style)s);

			assert_true(look->fg8 != look->bg8 || look->fg8 == -1);
			assert_in_range(look->fg8 + 1, 0, 8);
			assert_in_range(look->bg8 + 1, 0, 8);
		}
	}
}

/* Without colours the cursor, the bars and what is typed still stand out. */
static void
without_colour_the_frame_of_the_screen_stands_out(void **state)
{
	static const enum style marked[] = { STYLE_TITLE, STYLE_HEADING, STYLE_SELECTED,
		STYLE_WARN, STYLE_DANGER, STYLE_KEY, STYLE_BANNER, STYLE_INPUT, STYLE_DIM };

	(void)state;
	for (size_t i = 0; i < sizeof(marked) / sizeof(marked[0]); i++)
		assert_int_not_equal(theme_look(THEME_MONO, marked[i])->without, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_measure_is_wcags),
		cmocka_unit_test(every_meaning_can_be_read_on_its_ground),
		cmocka_unit_test(eight_colours_never_meet_themselves),
		cmocka_unit_test(without_colour_the_frame_of_the_screen_stands_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
