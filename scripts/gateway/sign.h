/* SPDX-License-Identifier: ISC */
/*
 * sign: signatures of Standard Webhooks over what the relay says, HMAC-SHA-256
 * under each of a list of keys. Pure: it knows no clock and no socket, and it
 * is written apart from what checks it at the desk, so that the two prove each
 * other.
 */
#ifndef GATEWAY_SIGN_H
#define GATEWAY_SIGN_H

#include "storage/base.h"

#define SIGN_KEYS_MAX 4
#define SIGN_KEY_BYTES_MAX 64
#define SIGNATURE_BYTES_MAX 256

/* The keys in use, the newest first. None: the relay does not sign. */
struct sign_keys {
	size_t count;
	struct sign_key {
		unsigned char bytes[SIGN_KEY_BYTES_MAX];
		size_t len;
	} keys[SIGN_KEYS_MAX];
};

/* Reads "whsec_BASE64[,whsec_BASE64…]", 24 to 64 bytes each. RC_USAGE tells
 * what is wrong, never the key. */
MUST_USE enum rc sign_keys_read(const char *list, struct sign_keys *out, struct err *e);

/* Writes what webhook-signature says of the body sent under id at the instant:
 * one "v1,BASE64" per key, with blanks between. "" without keys. */
void sign_body(const struct sign_keys *keys, const char *id, int64_t at, const void *body,
    size_t len, char to[SIGNATURE_BYTES_MAX]);

/* HMAC-SHA-256 (RFC 2104). */
void sign_hmac(const void *key, size_t key_len, const void *bytes, size_t len,
    unsigned char to[32]);

/* Base64 (RFC 4648) with padding. base64_decode takes the whole of s and
 * returns false where it is none or longer than cap bytes. */
void base64_encode(const void *bytes, size_t len, struct buf *out);
MUST_USE bool base64_decode(const char *s, unsigned char *to, size_t cap, size_t *len);

#endif
