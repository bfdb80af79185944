/* SPDX-License-Identifier: ISC */
/*
 * office: the socket to the office: ask and hear, in frames of console/wire.
 * A wake that comes in between is kept until somebody asks for it. It knows no
 * channel.
 */
#ifndef CHANNEL_OFFICE_H
#define CHANNEL_OFFICE_H

#include "console/wire/wire.h"

/* The office is given this long for one answer. */
#define OFFICE_ANSWER_SEC 120

struct office;

/* Takes over a connected stream socket, which is closed with the office. */
struct office *office_take(int fd);

/* Connects to the office's socket. RC_NETWORK names the path. */
MUST_USE enum rc office_connect(const char *path, struct office **out, struct err *e);
void office_free(struct office *o);

/* Sends one message; returns as soon as the socket has it. *tag (may be NULL)
 * is what its answer will carry. RC_NETWORK: the office is gone, or we were
 * asked to stop. */
MUST_USE enum rc office_tell(struct office *o, enum message message, const void *record,
    int64_t *tag, struct err *e);

/* Waits for the next frame with that tag; it stays valid until the next call.
 * RC_NETWORK as above, or when the office talks nonsense or takes longer than
 * OFFICE_ANSWER_SEC. An error message of the office is a frame like others. */
MUST_USE enum rc office_hear(struct office *o, int64_t tag, struct wire_frame *frame,
    struct err *e);

/* Tells, and hears an answer of one frame: want, read into answer (NULL: not
 * wanted). An error message of the office is its rc and sentence; a refusal is
 * RC_REFUSED with the reason's name; both leave the connection well. Tell them
 * from a lost office by office_is_lost. */
MUST_USE enum rc office_ask(struct office *o, enum message message, const void *record,
    enum message want, void *answer, struct err *e);

/* Reads a frame that should be want; errors and refusals as office_ask. */
MUST_USE enum rc office_read(struct office *o, const struct wire_frame *frame, enum message want,
    void *answer, struct err *e);

/* The socket, to be watched by others. */
int office_fd(const struct office *o);

/* Whether the office wants something: a wake is kept, or something can be read
 * that no request of ours asked for. Not while an answer is awaited. */
bool office_is_calling(const struct office *o);

/* Whether the connection can no longer be used. */
bool office_is_lost(const struct office *o);

/* Waits for a wake, at most timeout_ms (-1 = for ever). RC_OK fills wake;
 * RC_AGAIN: the time is over. RC_NETWORK as above. Wakes that came in a row for
 * the same thing are one, with the last one's number. */
MUST_USE enum rc office_wait(struct office *o, int timeout_ms, struct wire_wake *wake,
    struct err *e);

#endif
