/* SPDX-License-Identifier: ISC */
/*
 * json_value: equality, hashing and JSON Pointers (RFC 6901) over parsed JSON.
 * cJSON's own comparison has a tolerance and its own look-up forgets case, so
 * neither is used. Pure.
 */
#ifndef RULES_JSON_VALUE_H
#define RULES_JSON_VALUE_H

#include "storage/base.h"

struct cJSON;

/* Equal as JSON Schema means it: 1 equals 1.0, the order of members does not
 * count, true is not 1. */
bool json_equal(const struct cJSON *a, const struct cJSON *b);

/* Equal values have equal hashes. */
uint64_t json_hash(const struct cJSON *value);

/* Appends "/" and one token of a pointer, ~ and / escaped. */
void json_pointer_push(struct buf *pointer, const char *token);

/* Takes the next token off a pointer that begins with "/": token gets it
 * unescaped, the result is what follows ("" at the end). NULL where the
 * pointer is none: no leading "/", or ~ followed by neither 0 nor 1. */
const char *json_pointer_next(const char *pointer, struct buf *token);

/* The element that a token means in an array; false where it is no index
 * (RFC 6901: no sign, no leading zero). */
bool json_pointer_index(const char *token, size_t *out);

/* What a token means in a value; NULL where there is no such thing. */
struct cJSON *json_pointer_step(const struct cJSON *value, const char *token);

/* What a whole pointer ("" = the value itself) means in a value; NULL where
 * there is no such thing. */
struct cJSON *json_pointer_find(const struct cJSON *value, const char *pointer);

#endif
