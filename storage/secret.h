/* SPDX-License-Identifier: ISC */
/*
 * secret: the only user of the crypto library (libsodium).
 */
#ifndef STORAGE_SECRET_H
#define STORAGE_SECRET_H

#include "storage/base.h"

/* Must succeed before anything else here is called. */
MUST_USE enum rc secret_start(struct err *e);

/* Lower-case hex SHA-256 of len bytes. */
void secret_sha256(const void *bytes, size_t len, char hex[65]);

/* The same piece by piece: begin, add as often as needed, end, which frees. */
struct secret_hash;
struct secret_hash *secret_hash_begin(void);
void secret_hash_add(struct secret_hash *h, const void *bytes, size_t len);
void secret_hash_end(struct secret_hash *h, char hex[65]);

/* HMAC-SHA-256 (RFC 2104) of len bytes under a key of any length. */
void secret_hmac_sha256(const void *key, size_t key_len, const void *bytes, size_t len,
    unsigned char to[32]);

/* Whether two byte strings of len are the same, in a time that tells nothing
 * of where they differ. */
bool secret_equal(const void *a, const void *b, size_t len);

/* Decodes the whole of s, base64 with padding (RFC 4648), into at most cap
 * bytes; false where it is none or does not fit. */
MUST_USE bool secret_from_base64(const char *s, unsigned char *to, size_t cap, size_t *len);

/* A fresh op-key: 128 random bits in lower-case hex. */
void secret_op_key(char hex[33]);

/* A uniform random number in [0, limit). */
uint32_t secret_random(uint32_t limit);

#endif
