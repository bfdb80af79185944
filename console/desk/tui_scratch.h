/* SPDX-License-Identifier: ISC */
/*
 * tui_scratch: what is typed into the screen's dialogs and not handed in, on
 * its way to the office and back. The office has it after PAUSE_MS of pause,
 * or while somebody types on, before 2 s are over; a dialog that is begun
 * again gets it back, after a crash and on another desk too. Where two desks
 * type at the same text, the last one typed stays.
 */
#ifndef DESK_TUI_SCRATCH_H
#define DESK_TUI_SCRATCH_H

#include "console/wire/wire.h"

struct screen;
struct paper;

struct screen_scratch {
	struct paper *papers;	/* owned */
	size_t count;
};

void screen_scratch_release(struct screen_scratch *t);

/* Looks at the dialog after each key and each frame: what is typed, what was
 * begun or closed. */
void screen_scratch_follow(struct screen *s);

/* Sends what is due. Milliseconds until something is due again, -1 = nothing
 * by itself. */
int screen_scratch_tick(struct screen *s);

/* Takes an answer of the office; false if the frame is none of ours. */
bool screen_scratch_take(struct screen *s, const struct wire_frame *frame);

/* The office is gone: what was on its way goes out again. */
void screen_scratch_lost(struct screen *s);

/* The op on its way is done: the office has forgotten its text with it. */
void screen_scratch_acted(struct screen *s);

/* The dialog's text is thrown away, or done otherwise: the office is told. */
void screen_scratch_forget(struct screen *s);

/* The action of the dialog that is typed into; "" = none. */
const char *screen_scratch_action(const struct screen *s);

/* Is the text of the open dialog still to come? The keys behind it wait. */
bool screen_scratch_is_awaited(const struct screen *s);

/* Brings the model's mark up to date. */
void screen_scratch_mark(struct screen *s);

/* The screen ends: waits a moment until the office has everything. */
void screen_scratch_finish(struct screen *s);

#endif
