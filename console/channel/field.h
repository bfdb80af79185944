/* SPDX-License-Identifier: ISC */
/*
 * field: what header fields of answers say. Pure: text in, values out.
 */
#ifndef CHANNEL_FIELD_H
#define CHANNEL_FIELD_H

#include <stddef.h>
#include <stdint.h>

/* The media type of a Content-Type (may be NULL) alone, in small letters; ""
 * where it is none, or does not fit cap bytes. */
void field_media_type(const char *value, char *to, size_t cap);

/* The first byte that a Content-Range (may be NULL) names; -1 if it names none. */
int64_t field_range_from(const char *value);

#endif
