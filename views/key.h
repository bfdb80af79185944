/* SPDX-License-Identifier: ISC */
/*
 * key: one key press after decoding, and its name. Knows no terminal and no
 * action: console/desk/term.c makes keys, views/bindings.c gives them meaning.
 */
#ifndef VIEWS_KEY_H
#define VIEWS_KEY_H

#include "storage/base.h"

enum keysym {
	K_NONE,
	K_CHAR,		/* a character: cp */
	K_CTRL,		/* Ctrl with the letter cp ('a' … 'z'), or with '_' */
	K_PASTE,	/* a whole bracketed paste: paste */
	K_RESIZE,	/* the terminal has another size */
	K_CLICK,	/* the mouse: row, col */
	K_DOUBLE_CLICK,
	K_WHEEL_UP,
	K_WHEEL_DOWN,
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_WORD_LEFT,	/* Ctrl-Left */
	K_WORD_RIGHT,	/* Ctrl-Right */
	K_F1,
	K_F2,
	K_F3,
	K_F4,
	K_F5,
	K_F6,
	K_F7,
	K_F8,
	K_F9,
	K_F10,
	K_F11,
	K_F12,
	K__COUNT
};

struct key {
	enum keysym sym;
	uint32_t cp;		/* K_CHAR and K_CTRL only */
	const char *paste;	/* K_PASTE only; UTF-8, valid until the next key is read */
	int row, col;		/* of the mouse only */
};

/* Reads a key's name: "F3", "Enter", "Ctrl-R", "PageUp", "q", "?". */
bool key_parse(const char *name, struct key *out);

/* Appends the name that key_parse reads. */
void key_format(struct buf *out, struct key key);

/* The same key? Pastes never are. */
bool key_same(struct key a, struct key b);

/* Does an input method let the key pass in Hangul mode as it is: everything
 * but letters. Digits and punctuation are not composed. */
bool key_passes_input_method(struct key key);

#define KEY_EXPAND_MAX 5

/* The keys a clerk meant who has Hangul mode on while giving commands: "ㅂ"
 * is q, "하" is g then k; every other key is itself. Returns how many were
 * written to out (at least 1). */
size_t key_expand(struct key key, struct key out[KEY_EXPAND_MAX]);

#endif
