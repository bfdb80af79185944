/* SPDX-License-Identifier: ISC */
/*
 * theme: what a meaning looks like. One row per style and theme, numbers and
 * attributes only; knows no curses. Every meaning that matters is also said by a
 * sign or a word, so THEME_MONO loses none.
 */
#ifndef DESK_THEME_H
#define DESK_THEME_H

#include "views/grid.h"

enum theme {
	THEME_DARK,	/* for terminals with light letters on a dark ground */
	THEME_LIGHT,	/* for dark letters on a light ground */
	THEME_MONO,	/* no colours */
	THEME__COUNT
};

enum look_attribute {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8
};

/* Colours of the 256-colour table with the nearest of 8 beside them, -1 = the
 * terminal's own; sets of look_attribute. */
struct look {
	short fg256, bg256;
	short fg8, bg8;
	unsigned int with_256;	/* where there are 256 colours */
	unsigned int with_8;
	unsigned int without;	/* where there are none */
};

/* How the style looks in the theme; of THEME_MONO only without counts. */
const struct look *theme_look(enum theme theme, enum style style);

/* The theme of a name ("dark", "light", "mono"); false if there is none. */
bool theme_find(const char *name, enum theme *out);

#endif
