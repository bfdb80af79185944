/* SPDX-License-Identifier: ISC */
#include "storage/secret.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

enum rc
secret_start(struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, RC_STORAGE, "the crypto library (libsodium) does not start");
	return RC_OK;
}

void
secret_sha256(const void *bytes, size_t len, char hex[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, bytes, len);
	hex_encode(hash, sizeof(hash), hex);
}

struct secret_hash {
	crypto_hash_sha256_state state;
};

struct secret_hash *
secret_hash_begin(void)
{
	struct secret_hash *h = x_alloc(sizeof(*h));

	crypto_hash_sha256_init(&h->state);
	return h;
}

void
secret_hash_add(struct secret_hash *h, const void *bytes, size_t len)
{
	crypto_hash_sha256_update(&h->state, bytes, len);
}

void
secret_hash_end(struct secret_hash *h, char hex[65])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(&h->state, hash);
	hex_encode(hash, sizeof(hash), hex);
	free(h);
}

void
secret_hmac_sha256(const void *key, size_t key_len, const void *bytes, size_t len,
    unsigned char to[32])
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, key_len);
	crypto_auth_hmacsha256_update(&state, bytes, len);
	crypto_auth_hmacsha256_final(&state, to);
	sodium_memzero(&state, sizeof(state));
}

bool
secret_equal(const void *a, const void *b, size_t len)
{
	return sodium_memcmp(a, b, len) == 0;
}

bool
secret_from_base64(const char *s, unsigned char *to, size_t cap, size_t *len)
{
	return sodium_base642bin(to, cap, s, strlen(s), NULL, len, NULL,
	    sodium_base64_VARIANT_ORIGINAL) == 0;
}

void
secret_op_key(char hex[33])
{
	unsigned char key[16];

	randombytes_buf(key, sizeof(key));
	hex_encode(key, sizeof(key), hex);
}

uint32_t
secret_random(uint32_t limit)
{
	return randombytes_uniform(limit);
}
