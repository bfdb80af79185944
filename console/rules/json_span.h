/* SPDX-License-Identifier: ISC */
/*
 * json_span: where a member's value stands in the bytes of an object, so that
 * what a stranger sent can be kept, hashed and cut out as it came. It builds
 * no tree and changes nothing. Pure.
 */
#ifndef RULES_JSON_SPAN_H
#define RULES_JSON_SPAN_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes from up to from + len, counted from the start of what was searched. */
struct json_span {
	size_t from;
	size_t len;
};

/* Finds the value of the member key of the object that bytes hold (blanks
 * around it are fine). Keys are compared decoded, so "d\u0061ta" is data. The
 * span has no blanks at its ends. Returns false where there is no object or no
 * such member. Meant for bytes that passed the gate; on others it never reads
 * beyond len, and what it finds proves nothing. */
bool json_span_member(const char *bytes, size_t len, const char *key, struct json_span *out);

#endif
