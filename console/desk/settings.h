/* SPDX-License-Identifier: ISC */
/*
 * settings: how a clerk wants the screen: from the file settings in
 * $XDG_CONFIG_HOME/minwon, from the environment and from options, the last one
 * winning. One table; the manual page and `minwon help` show its rows.
 */
#ifndef DESK_SETTINGS_H
#define DESK_SETTINGS_H

#include "console/desk/options.h"
#include "console/desk/theme.h"

enum setting {
	SETTING_AMBIGUOUS_WIDTH,
	SETTING_THEME,
	SETTING_MOUSE,
	SETTING_PLAIN,
	SETTING__COUNT
};

/* Values as they came out. */
struct settings {
	int ambiguous_cells;	/* 1 or 2: of characters like “ ① ★ */
	enum theme theme;
	bool has_mouse;
	bool is_plain;		/* for screen readers */
};

/* One row per setting. */
struct setting_info {
	const char *name;	/* in the file: "theme dark" */
	const char *variable;	/* in the environment: MINWON_THEME=dark */
	enum opt opt;		/* on the command line: --theme dark */
	const char *values[5];	/* the words it takes, the default first */
};

extern const struct setting_info setting_table[SETTING__COUNT];

/* Reads them. What the file or the environment says wrong is left out and told in
 * faults (may be NULL), one sentence a line, naming file and line. RC_USAGE: an option has
 * a value that its row does not know. */
MUST_USE enum rc settings_read(struct settings *out, const struct options *options,
    struct buf *faults, struct err *e);

#endif
