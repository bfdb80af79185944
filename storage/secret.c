/* SPDX-License-Identifier: ISC */
#include "storage/secret.h"

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
