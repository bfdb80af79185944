/* SPDX-License-Identifier: ISC */
/*
 * range: which bytes of an answer a reader asks for (RFC 9110 §14). One range
 * at a time: who asks for several gets the whole, which the RFC allows. Pure.
 */
#ifndef GATEWAY_RANGE_H
#define GATEWAY_RANGE_H

#include "storage/base.h"

enum range {
	RANGE_WHOLE,	/* no range, or none that we serve */
	RANGE_PART,	/* from *from to *to, both included */
	RANGE_BEYOND	/* behind the last byte */
};

/* Reads a Range header (may be NULL) about len bytes. */
enum range range_read(const char *header, size_t len, size_t *from, size_t *to);

/* Whether If-Range (may be NULL: then yes) lets a part of the answer with that
 * ETag be sent. Strong comparison; a date is never the same. */
bool range_is_allowed(const char *if_range, const char *etag);

#endif
