/* SPDX-License-Identifier: ISC */
/*
 * own_keys: reads the clerk's own keys from the file keys in $XDG_CONFIG_HOME/minwon
 * and lets them hold. A line is `view key action`; what is wrong is never fatal.
 */
#ifndef DESK_OWN_KEYS_H
#define DESK_OWN_KEYS_H

#include "views/own_bindings.h"

/* Reads and uses them. Appends to faults one sentence a line, naming file and
 * line, on what was not understood; returns how many. */
size_t own_keys_read(struct own_bindings *out, struct buf *faults);

/* The same for conflicts between lines that were understood. */
size_t own_keys_conflicts(const struct own_bindings *o, struct buf *faults);

#endif
