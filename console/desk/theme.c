/* SPDX-License-Identifier: ISC */
#include "console/desk/theme.h"

#include "storage/text.h"

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

static const struct look dark[STYLE__COUNT] = {
	[STYLE_NORMAL] = { -1, -1, -1, -1, 0, 0, 0 },
	[STYLE_TITLE] = { 255, 24, WHITE, BLUE, LOOK_BOLD, LOOK_BOLD, LOOK_REVERSE },
	[STYLE_HEADING] = { 75, -1, CYAN, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD | LOOK_UNDERLINE },
	[STYLE_SELECTED] = { 16, 117, BLACK, CYAN, 0, 0, LOOK_REVERSE },
	[STYLE_DIM] = { 245, -1, -1, -1, 0, LOOK_DIM, LOOK_DIM },
	[STYLE_OK] = { 78, -1, GREEN, -1, 0, 0, 0 },
	[STYLE_NOTICE] = { 186, -1, YELLOW, -1, 0, 0, 0 },
	[STYLE_WARN] = { 215, -1, YELLOW, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD },
	[STYLE_DANGER] = { 203, -1, RED, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD },
	[STYLE_MASKED] = { -1, -1, -1, -1, 0, 0, 0 },
	[STYLE_LAYER] = { 176, -1, MAGENTA, -1, 0, 0, 0 },
	[STYLE_KEY] = { 16, 250, BLACK, WHITE, 0, 0, LOOK_REVERSE },
	[STYLE_LABEL] = { 250, -1, -1, -1, 0, 0, 0 },
	[STYLE_BANNER] = { 16, 214, BLACK, YELLOW, LOOK_BOLD, LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD },
	[STYLE_INPUT] = { 255, 237, -1, -1, LOOK_UNDERLINE, LOOK_UNDERLINE, LOOK_UNDERLINE },
	[STYLE_FRAME] = { 75, -1, CYAN, -1, 0, 0, 0 },
};

static const struct look light[STYLE__COUNT] = {
	[STYLE_NORMAL] = { -1, -1, -1, -1, 0, 0, 0 },
	[STYLE_TITLE] = { 255, 24, WHITE, BLUE, LOOK_BOLD, LOOK_BOLD, LOOK_REVERSE },
	[STYLE_HEADING] = { 25, -1, BLUE, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD | LOOK_UNDERLINE },
	[STYLE_SELECTED] = { 16, 153, WHITE, BLUE, 0, 0, LOOK_REVERSE },
	[STYLE_DIM] = { 240, -1, -1, -1, 0, LOOK_DIM, LOOK_DIM },
	[STYLE_OK] = { 22, -1, GREEN, -1, 0, 0, 0 },
	[STYLE_NOTICE] = { 58, -1, BLUE, -1, 0, 0, 0 },
	[STYLE_WARN] = { 94, -1, MAGENTA, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD },
	[STYLE_DANGER] = { 124, -1, RED, -1, LOOK_BOLD, LOOK_BOLD, LOOK_BOLD },
	[STYLE_MASKED] = { -1, -1, -1, -1, 0, 0, 0 },
	[STYLE_LAYER] = { 90, -1, MAGENTA, -1, 0, 0, 0 },
	[STYLE_KEY] = { 255, 238, WHITE, BLACK, 0, 0, LOOK_REVERSE },
	[STYLE_LABEL] = { 238, -1, -1, -1, 0, 0, 0 },
	[STYLE_BANNER] = { 16, 214, BLACK, YELLOW, LOOK_BOLD, LOOK_BOLD, LOOK_REVERSE | LOOK_BOLD },
	[STYLE_INPUT] = { 16, 254, -1, -1, LOOK_UNDERLINE, LOOK_UNDERLINE, LOOK_UNDERLINE },
	[STYLE_FRAME] = { 25, -1, BLUE, -1, 0, 0, 0 },
};

/* One row per theme. */
static const struct theme_row {
	const char *name;
	const struct look *looks;
} themes[THEME__COUNT] = {
	[THEME_DARK] = { "dark", dark },
	[THEME_LIGHT] = { "light", light },
	[THEME_MONO] = { "mono", dark },
};

const struct look *
theme_look(enum theme theme, enum style style)
{
	return &themes[theme].looks[style];
}

bool
theme_find(const char *name, enum theme *out)
{
	for (int t = 0; t < THEME__COUNT; t++) {
		if (str_eq(themes[t].name, name)) {
			*out = (enum theme)t;
			return true;
		}
	}
	return false;
}
