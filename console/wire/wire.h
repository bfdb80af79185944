/* SPDX-License-Identifier: ISC */
/*
 * wire: the one language of desk, office and sync. One table of messages makes
 * both ends: a message is a plain struct, its row says which members travel,
 * of what type and how long. Knows bytes and structs; no sockets, no rules.
 *
 * A frame is u32 length (big-endian, of what follows), u8 version, then
 * fields, each u32 length and bytes: the message's name, the tag, the end flag
 * ("end" or ""), and the message's own fields in the order of its row. Numbers
 * are decimal text, texts are UTF-8 without NUL. No nesting.
 *
 * A request carries a tag; each frame of its answer carries the same tag, the
 * last one is_end. Tag 0 is a push that nobody asked for.
 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include "console/wire/messages.h"
#include "storage/base.h"

#define WIRE_VERSION 1
#define WIRE_DESK_FRAME_MAX (64 * 1024)
#define WIRE_SYNC_FRAME_MAX (8 * 1024 * 1024)
#define WIRE_FIELDS_MAX 64

/* A frame taken apart; the texts point into the frame's memory. */
struct wire_frame {
	enum message message;
	int64_t tag;
	bool is_end;
	size_t count;
	struct {
		char *bytes;	/* NUL-terminated */
		size_t len;
	} field[WIRE_FIELDS_MAX];
};

/* Appends one frame to out. record is the message's struct; every text in it
 * must be within the row's limits (asserted: they are the sender's own). */
void wire_write(struct buf *out, enum message message, int64_t tag, bool is_end,
    const void *record);

/* Takes the first whole frame of in, which shrinks by it. Its memory moves to
 * memory (cleared first), which frame points into until the next call. RC_OK;
 * RC_AGAIN while the frame is not whole; RC_INVALID when it can never be one
 * (too large for max, wrong version, unknown message, bad field): then the
 * connection must be dropped. */
MUST_USE enum rc wire_take(struct buf *in, size_t max, struct buf *memory,
    struct wire_frame *frame, struct err *e);

/* Fills the message's struct from a frame. Fixed texts are copied; long texts
 * (const char * and struct bytes members) point into the frame's memory.
 * RC_INVALID names the field that is missing, too long or of the wrong type. */
MUST_USE enum rc wire_read(const struct wire_frame *frame, void *record, struct err *e);

/* Lets clean change what a person typed into the frame, where it stands; it
 * returns how often it did. Returns the sum. */
size_t wire_clean(struct wire_frame *frame, size_t (*clean)(char *bytes, size_t len));

/* A message's struct as text that can be kept, by the names of its members, so
 * that a later program with more of them still reads it. No bytes members. */
void wire_pack(struct buf *out, enum message message, const void *record);

/* The way back. memory holds what the long texts point into. RC_INVALID where
 * text was not packed from this message, or by a newer program. */
MUST_USE enum rc wire_unpack(enum message message, const char *text, struct buf *memory,
    void *record, struct err *e);

/* The message's stable name ("case-row"), its struct's size, and which doors
 * it may come through. */
const char *message_name(enum message message);
size_t message_size(enum message message);
unsigned int message_doors(enum message message);

#endif
