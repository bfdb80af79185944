/* SPDX-License-Identifier: ISC */
/*
 * saved: saved views as the command line, of the shell or of the screen, names
 * them. Knows options and requests; no screen.
 */
#ifndef DESK_SAVED_H
#define DESK_SAVED_H

#include "console/desk/options.h"
#include "console/wire/messages.h"

/* Fills the request of a verb ("view save") from what was typed after it; what
 * was not typed keeps what ask has. has_list: there is a list to keep, so that
 * all words after `view save` are its name. RC_USAGE with a sentence. */
MUST_USE enum rc saved_change_read(struct wire_saved_change *ask, const char *verb,
    const struct options *o, bool has_list, struct err *e);

/* The view of that name: the reader's own before the office's; NULL if there is
 * none. */
const struct saved_view *saved_find(const struct saved_view *views, size_t count,
    const char *name);

#endif
