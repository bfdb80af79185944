/* SPDX-License-Identifier: ISC */
/*
 * relay_item: one element of the relay's feed, read into the item that the
 * office takes. Pure: bytes in, record out; a part of ch_relay.
 */
#ifndef CHANNEL_RELAY_ITEM_H
#define CHANNEL_RELAY_ITEM_H

#include "console/wire/messages.h"

/* What an id or op-key may be made of, so that it can stand in a header, an
 * address and a log line. */
#define RELAY_ID_BYTES "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._:-"

/* Whether s is made of those bytes and fits a field of cap bytes. */
bool relay_is_id(const char *s, size_t cap);

/* Reads the element in bytes, asked for by channel and region, into item,
 * whose raw points at bytes. What is wrong with it is its fault; texts too
 * long for the item are cut at a character, the raw bytes keep them whole. */
void relay_item_read(const char *bytes, size_t len, const char *channel, const char *region,
    struct wire_intake_item *item);

/* Fills a field of cap bytes with the NFC form of text (NULL is "") as far as it
 * fits. */
void relay_fill_text(char *to, size_t cap, const char *text);

/* How many of len bytes to keep where at most max may be. The cut is made
 * before the last quote, so that no number in a text is cut in two: half a
 * resident number would not be known as one. */
size_t relay_keep_bytes(const char *bytes, size_t len, size_t max);

#endif
