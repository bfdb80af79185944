/* SPDX-License-Identifier: ISC */
/*
 * tui: the screen's loop. Waits for keys, the office and signals in one poll;
 * runs what the views ask for. Draws nothing itself.
 */
#ifndef DESK_TUI_H
#define DESK_TUI_H

#include "console/desk/verbs.h"

/* Opens the screen on the office that the call's options name, until the clerk
 * quits; returns the exit status. Where the terminal cannot carry a screen the
 * first page of the list is written as a table instead, and that is said. */
int tui_run(struct call *call);

#endif
