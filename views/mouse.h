/* SPDX-License-Identifier: ISC */
/*
 * mouse: what a click on the screen means, as the keys that do the same. It reads
 * only what is drawn: a key bar names its keys, and the cursor stands on the
 * selected row. So every view that has these has the mouse.
 */
#ifndef VIEWS_MOUSE_H
#define VIEWS_MOUSE_H

#include "views/grid.h"
#include "views/key.h"

#define MOUSE_KEYS_MAX 256
#define MOUSE_WHEEL_ROWS 3

/* The keys that stand for the mouse's key on what is shown, at most
 * MOUSE_KEYS_MAX: a click on a named key is that key; in a list, a click walks the
 * cursor to the row, a second one opens it; the wheel moves by MOUSE_WHEEL_ROWS.
 * Returns how many; 0 where the click means nothing, or key is no mouse's. */
size_t mouse_keys(const struct grid *shown, bool is_list, struct key key,
    struct key out[MOUSE_KEYS_MAX]);

/* Is it one of the mouse's? */
bool key_is_mouse(struct key key);

#endif
