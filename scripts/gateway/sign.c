/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/sign.h"

#include <string.h>

#include "storage/secret.h"

#define SHA256_BLOCK 64
#define SHA256_BYTES 32
#define KEY_BYTES_MIN 24

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_encode(const void *bytes, size_t len, struct buf *out)
{
	const unsigned char *in = bytes;

	for (size_t i = 0; i < len; i += 3) {
		uint32_t three = (uint32_t)in[i] << 16;

		if (i + 1 < len)
			three |= (uint32_t)in[i + 1] << 8;
		if (i + 2 < len)
			three |= in[i + 2];
		buf_putc(out, alphabet[three >> 18]);
		buf_putc(out, alphabet[three >> 12 & 63]);
		buf_putc(out, i + 1 < len ? alphabet[three >> 6 & 63] : '=');
		buf_putc(out, i + 2 < len ? alphabet[three & 63] : '=');
	}
}

bool
base64_decode(const char *s, unsigned char *to, size_t cap, size_t *len)
{
	size_t total = strlen(s), padding = 0;
	uint32_t bits = 0;

	while (padding < 2 && padding < total && s[total - 1 - padding] == '=')
		padding++;
	if (total == 0 || total % 4 != 0 || total / 4 * 3 - padding > cap)
		return false;
	*len = 0;
	for (size_t i = 0; i < total; i++) {
		const char *at = i < total - padding && s[i] != '\0' ? strchr(alphabet, s[i]) : alphabet;

		if (at == NULL)
			return false;
		bits = bits << 6 | (uint32_t)(at - alphabet);
		if (i % 4 != 3)
			continue;
		for (int shift = 16; shift >= 0 && *len < total / 4 * 3 - padding; shift -= 8)
			to[(*len)++] = (unsigned char)(bits >> shift & 0xff);
	}
	return true;
}

/* The value of a lower-case hex digit. */
static unsigned char
nibble(char c)
{
	return (unsigned char)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static void
sha256(const void *bytes, size_t len, unsigned char to[SHA256_BYTES])
{
	char hex[2 * SHA256_BYTES + 1];

	secret_sha256(bytes, len, hex);
	for (size_t i = 0; i < SHA256_BYTES; i++)
		to[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
}

void
sign_hmac(const void *key, size_t key_len, const void *bytes, size_t len,
    unsigned char to[SHA256_BYTES])
{
	unsigned char block[SHA256_BLOCK] = { 0 };
	struct buf message = { 0 };

	if (key_len > SHA256_BLOCK)
		sha256(key, key_len, block);
	else
		memcpy(block, key, key_len);
	for (size_t i = 0; i < SHA256_BLOCK; i++)
		block[i] ^= 0x36;
	buf_add(&message, block, SHA256_BLOCK);
	buf_add(&message, bytes, len);
	sha256(message.data, message.len, to);
	for (size_t i = 0; i < SHA256_BLOCK; i++)
		block[i] ^= 0x36 ^ 0x5c;
	buf_clear(&message);
	buf_add(&message, block, SHA256_BLOCK);
	buf_add(&message, to, SHA256_BYTES);
	sha256(message.data, message.len, to);
	buf_release(&message);
}

/* Reads one key of the list, which ends at len. */
static enum rc
read_key(const char *text, size_t len, struct sign_key *key, struct err *e)
{
	static const char prefix[] = "whsec_";
	char base64[SIGN_KEY_BYTES_MAX * 2];

	if (len < sizeof(prefix) - 1 || strncmp(text, prefix, sizeof(prefix) - 1) != 0)
		return err_set(e, RC_USAGE, "--sign: a key begins with %s", prefix);
	text += sizeof(prefix) - 1;
	len -= sizeof(prefix) - 1;
	if (len < sizeof(base64)) {
		memcpy(base64, text, len);
		base64[len] = '\0';
		if (base64_decode(base64, key->bytes, sizeof(key->bytes), &key->len) &&
		    key->len >= KEY_BYTES_MIN)
			return RC_OK;
	}
	return err_set(e, RC_USAGE, "--sign: a key is %d to %d bytes in base64", KEY_BYTES_MIN,
	    SIGN_KEY_BYTES_MAX);
}

enum rc
sign_keys_read(const char *list, struct sign_keys *out, struct err *e)
{
	enum rc rc = RC_OK;

	*out = (struct sign_keys){ 0 };
	while (rc == RC_OK) {
		size_t len = strcspn(list, ",");

		if (out->count == SIGN_KEYS_MAX)
			return err_set(e, RC_USAGE, "--sign takes %d keys at most", SIGN_KEYS_MAX);
		rc = read_key(list, len, &out->keys[out->count++], e);
		if (list[len] == '\0')
			break;
		list += len + 1;
	}
	return rc;
}

void
sign_body(const struct sign_keys *keys, const char *id, int64_t at, const void *body,
    size_t len, char to[SIGNATURE_BYTES_MAX])
{
	struct buf message = { 0 }, all = { 0 };

	buf_printf(&message, "%s.%lld.", id, (long long)at);
	buf_add(&message, body, len);
	for (size_t i = 0; i < keys->count; i++) {
		unsigned char mac[SHA256_BYTES];

		sign_hmac(keys->keys[i].bytes, keys->keys[i].len, message.data, message.len, mac);
		buf_puts(&all, i == 0 ? "v1," : " v1,");
		base64_encode(mac, sizeof(mac), &all);
	}
	str_fill(to, SIGNATURE_BYTES_MAX, buf_str(&all));
	buf_release(&message);
	buf_release(&all);
}
