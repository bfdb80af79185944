/* SPDX-License-Identifier: ISC */
/*
 * played_office: the other end of a desk's socket, played by the test in the
 * same process. Tags count from 1 (hello), so answers can be written before
 * they are asked for, and nothing ever waits.
 */
#ifndef TESTS_PLAYED_OFFICE_H
#define TESTS_PLAYED_OFFICE_H

#include "console/desk/link.h"

struct played_office {
	int fd;		/* the office's end; -1 = hung up */
	int desk_fd;	/* the desk's, until a link owns it */
	struct buf heard;
	struct buf memory;
};

void played_start(struct played_office *o);
void played_end(struct played_office *o);

/* Says one frame. */
void played_say(struct played_office *o, enum message message, int64_t tag, bool is_end,
    const void *record);

/* Says raw bytes. */
void played_say_bytes(struct played_office *o, const void *bytes, size_t len);

/* Welcomes the desk (tag 1), as login. */
void played_welcome(struct played_office *o, const char *login);

/* Opens a link to the office, which has welcomed it. */
struct link *played_link(struct played_office *o);

/* Takes the next request the desk has written; the frame holds until the next
 * call. Fails the test if there is none. */
void played_hear(struct played_office *o, struct wire_frame *frame);

/* Closes the office's end. */
void played_hang_up(struct played_office *o);

#endif
