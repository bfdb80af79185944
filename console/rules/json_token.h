/* SPDX-License-Identifier: ISC */
/*
 * json_token: the strings, numbers and words of a JSON text; for the gate
 * alone, which knows how they may follow each other.
 */
#ifndef RULES_JSON_TOKEN_H
#define RULES_JSON_TOKEN_H

#include "storage/base.h"

/* A place in a text, and why and where reading went no further. */
struct json_cursor {
	const char *bytes;
	size_t len, at;
	const char *word;	/* static; NULL while nothing is wrong */
	size_t fault_at;
};

/* Each reads one token from at, which stands on its first byte, to behind its
 * last. Returns false, with word and fault_at set, where it is none. */
bool json_scan_string(struct json_cursor *c, bool *has_escape);
bool json_scan_number(struct json_cursor *c);
bool json_scan_word(struct json_cursor *c);

/* Writes what the inside of a string means that json_scan_string passed, and
 * returns its length, which is at most len. to may be s itself. */
size_t json_decode_string(char *to, const char *s, size_t len);

#endif
