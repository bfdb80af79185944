/* SPDX-License-Identifier: ISC */
#include "views/key.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "storage/text.h"

/* Names of the keys that are no characters; NULL where the name is made. */
static const char *const key_names[K__COUNT] = {
	[K_RESIZE] = "Resize",
	[K_ENTER] = "Enter",
	[K_ESC] = "Esc",
	[K_TAB] = "Tab",
	[K_BACKTAB] = "Shift-Tab",
	[K_BACKSPACE] = "Backspace",
	[K_DELETE] = "Delete",
	[K_INSERT] = "Insert",
	[K_UP] = "Up",
	[K_DOWN] = "Down",
	[K_LEFT] = "Left",
	[K_RIGHT] = "Right",
	[K_HOME] = "Home",
	[K_END] = "End",
	[K_PAGE_UP] = "PageUp",
	[K_PAGE_DOWN] = "PageDown",
	[K_WORD_LEFT] = "Ctrl-Left",
	[K_WORD_RIGHT] = "Ctrl-Right",
	[K_F1] = "F1",
	[K_F2] = "F2",
	[K_F3] = "F3",
	[K_F4] = "F4",
	[K_F5] = "F5",
	[K_F6] = "F6",
	[K_F7] = "F7",
	[K_F8] = "F8",
	[K_F9] = "F9",
	[K_F10] = "F10",
	[K_F11] = "F11",
	[K_F12] = "F12",
};

#define CTRL_PREFIX "Ctrl-"

bool
key_parse(const char *name, struct key *out)
{
	size_t len = strlen(name);
	uint32_t cp;

	for (int sym = 0; sym < K__COUNT; sym++) {
		if (key_names[sym] != NULL && str_eq(key_names[sym], name)) {
			*out = (struct key){ .sym = (enum keysym)sym };
			return true;
		}
	}
	if (str_eq(name, "Space")) {
		*out = (struct key){ .sym = K_CHAR, .cp = ' ' };
		return true;
	}
	if (str_eq(name, CTRL_PREFIX "_")) {
		*out = (struct key){ .sym = K_CTRL, .cp = '_' };
		return true;
	}
	if (str_starts(name, CTRL_PREFIX) && len == strlen(CTRL_PREFIX) + 1 &&
	    name[len - 1] >= 'A' && name[len - 1] <= 'Z') {
		*out = (struct key){ .sym = K_CTRL, .cp = (uint32_t)(name[len - 1] - 'A' + 'a') };
		return true;
	}
	if (len > 0 && utf8_decode(name, len, &cp) == len && cp > ' ') {
		*out = (struct key){ .sym = K_CHAR, .cp = cp };
		return true;
	}
	return false;
}

void
key_format(struct buf *out, struct key key)
{
	if (key.sym == K_CTRL && key.cp == '_')
		buf_puts(out, CTRL_PREFIX "_");
	else if (key.sym == K_CTRL)
		buf_printf(out, CTRL_PREFIX "%c", (char)(key.cp - 'a' + 'A'));
	else if (key.sym == K_CHAR && key.cp == ' ')
		buf_puts(out, "Space");
	else if (key.sym == K_CHAR)
		utf8_encode(out, key.cp);
	else if (key_names[key.sym] != NULL)
		buf_puts(out, key_names[key.sym]);
}

bool
key_same(struct key a, struct key b)
{
	return a.sym == b.sym && a.cp == b.cp && a.sym != K_PASTE;
}

bool
key_passes_input_method(struct key key)
{
	return key.sym != K_CHAR || (key.cp < 128 && !isalpha((int)key.cp));
}

size_t
key_expand(struct key key, struct key out[KEY_EXPAND_MAX])
{
	char keys[6];
	size_t n = key.sym == K_CHAR ? hangul_to_keys(key.cp, keys) : 0;

	if (n == 0) {
		out[0] = key;
		return 1;
	}
	assert(n <= KEY_EXPAND_MAX);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct key){ .sym = K_CHAR, .cp = (unsigned char)keys[i] };
	return n;
}
