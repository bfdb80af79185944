/* SPDX-License-Identifier: ISC */
/*
 * console: the console of a world's office on a terminal, and what a story
 * says about it. What is not as expected fails the test and shows the screen.
 */
#ifndef TESTS_TUI_CONSOLE_H
#define TESTS_TUI_CONSOLE_H

#include "tests/tui/office_world.h"
#include "tests/tui/pty.h"

#define KEY_ESC "\033"
#define KEY_ENTER "\r"
#define KEY_TAB "\t"
#define KEY_BACKSPACE "\177"
#define KEY_LEFT "\033OD"
#define KEY_F1 "\033OP"
#define KEY_F2 "\033OQ"
#define KEY_F3 "\033OR"
#define KEY_F4 "\033OS"
#define KEY_F5 "\033[15~"
#define KEY_F6 "\033[17~"
#define KEY_F7 "\033[18~"
#define KEY_F8 "\033[19~"
#define KEY_F10 "\033[21~"

#define OFFICER "officer1-11410"
#define OFFICER_NAME "김민지"
#define COLLEAGUE "officer2-11410"
#define COLLEAGUE_NAME "이준호"
#define SUPERVISOR "supervisor-11410"
#define SUPERVISOR_NAME "박서연"

#define DESKS_MAX 4

/* What one test has standing; stage_tear_down ends it, however the test went. */
struct stage {
	struct world world;
	struct pty *desks[DESKS_MAX];
	int desk_count;
};

int stage_set_up(void **state);
int stage_tear_down(void **state);

/* How a console is started; zeroed: 80x24, the program's own language. */
struct console_plan {
	const char *login;		/* NULL = the practice office's first officer */
	const char *lang;		/* --lang; NULL = none */
	const char *const *env;		/* added to TERM and a bare environment; NULL ends */
	int rows, cols;
	const char *const *options;	/* of the screen, before any other; NULL ends */
	bool is_ambiguous_wide;		/* the terminal gives ① two cells */
	const char *const *under;	/* a program and its words, the console behind them */
};

/* Makes the world, of so many applications. */
void stage_world(struct stage *s, int applications, const char *inject);

/* Opens a console of the world's office. */
struct pty *console_start(struct stage *s, const struct console_plan *plan);

/* Closes one of the stage's consoles before the others. */
void stage_close(struct stage *s, struct pty *p);

/* Opens one and waits for its queue, with this name on it. */
struct pty *console_queue(struct stage *s, const char *login, const char *name);

/* Types keys, and waits until they have been taken. */
void type(struct pty *p, const char *keys);

/* The screen comes to show the text, or no longer shows it. */
void expect(struct pty *p, const char *text);
void expect_not(struct pty *p, const char *text);

/* The row with one text comes to hold the other, within limit_ms. */
void expect_beside(struct pty *p, const char *text, const char *other, int limit_ms);

/* Types keys, and the screen comes to show the text. */
void type_expect(struct pty *p, const char *keys, const char *text);

/* Filters the queue by typing, and waits for the filtered rows. */
void filter(struct pty *p, const char *query);

/* The cursor comes to stand there; col < 0 = anywhere in the row. */
void expect_cursor(struct pty *p, int row, int col);

/* Every row fits: no wide character is cut, and the rows' cells add up. */
void expect_aligned(const struct pty *p);

/* The program ends by itself and leaves the terminal as it was. Returns its
 * exit status, 128 + signal if it died of one. */
int expect_end(struct pty *p);

/* `minwon` as that person ends with 0. Arguments end with NULL. */
void command_as(struct world *w, const char *login, const char *const *arguments);

/* The cell of the first row of a list, as world_first_cell; the caller frees. */
char *list_cell(struct world *w, const char *query, const char *column);

#endif
