/* SPDX-License-Identifier: ISC */
/*
 * line_mode: the console where no screen is possible (TERM=dumb or unset): it
 * lists, and takes one command a line, with the rows of the list by their numbers.
 * Every command is one of the shell's, on the same office.
 */
#ifndef DESK_LINE_MODE_H
#define DESK_LINE_MODE_H

#include "console/desk/verbs.h"

/* Reads lines from standard input until the clerk leaves or it ends; returns the
 * exit status. why says why there is no screen. */
int line_mode_run(struct call *call, const struct err *why);

#endif
