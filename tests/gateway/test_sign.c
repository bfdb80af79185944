/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scripts/gateway/sign.h"
#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* RFC 4231: key, message, HMAC-SHA-256. */
static void
hmac_follows_rfc_4231(void **state)
{
	unsigned char many[131];
	const struct {
		const void *key;
		size_t key_len;
		const char *message;
		const char *hex;
	} rows[] = {
		{ "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b", 20,
		  "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
		{ "Jefe", 4, "what do ya want for nothing?",
		  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
		{ many, sizeof(many), "Test Using Larger Than Block-Size Key - Hash Key First",
		  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
	};

	(void)state;
	memset(many, 0xaa, sizeof(many));
	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned char mac[32];
		char hex[65];

		sign_hmac(rows[i].key, rows[i].key_len, rows[i].message, strlen(rows[i].message), mac);
		hex_encode(mac, sizeof(mac), hex);
		assert_string_equal(hex, rows[i].hex);
	}
}

/* The vector of the Standard Webhooks specification. */
static void
a_body_is_signed_as_standard_webhooks_says(void **state)
{
	static const char body[] = "{\"test\": 2432232314}";
	static const char wanted[] = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
	struct sign_keys keys;
	char said[SIGNATURE_BYTES_MAX];

	(void)state;
	assert_int_equal(sign_keys_read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &keys, NULL), RC_OK);
	sign_body(&keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, strlen(body), said);
	assert_string_equal(said, wanted);
	assert_int_equal(sign_keys_read("whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=,"
	    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &keys, NULL), RC_OK);
	sign_body(&keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, strlen(body), said);
	assert_non_null(strchr(said, ' '));
	assert_string_equal(strchr(said, ' ') + 1, wanted);
}

static void
without_keys_nothing_is_signed(void **state)
{
	struct sign_keys none = { 0 };
	char said[SIGNATURE_BYTES_MAX] = "x";

	(void)state;
	sign_body(&none, "id", 1, "{}", 2, said);
	assert_string_equal(said, "");
}

static void
a_wrong_key_is_refused_and_not_repeated(void **state)
{
	static const char *const lists[] = { "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		"whsec_c2hvcnQ=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
		"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw," };

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct sign_keys keys;
		struct err e = { 0 };

		if (sign_keys_read(lists[i], &keys, &e) != RC_USAGE)
			fail_msg("\"%s\" was taken", lists[i]);
		assert_null(strstr(e.text, "MfKQ"));
	}
}

static void
base64_goes_there_and_back(void **state)
{
	static const struct {
		const char *plain, *coded;
	} rows[] = {
		{ "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" }, { "\xff\xfe\xfd", "//79" },
	};
	static const char *const broken[] = { "", "Zg=", "Zg", "=Zg=", "Z===", "Zm9vYg==Zg==", "Zm 9",
		"Zm9vYmFyZm9vYmFy" };
	unsigned char bytes[8];
	size_t len;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf coded = { 0 };

		base64_encode(rows[i].plain, strlen(rows[i].plain), &coded);
		assert_string_equal(buf_str(&coded), rows[i].coded);
		buf_release(&coded);
		assert_true(base64_decode(rows[i].coded, bytes, sizeof(bytes), &len));
		assert_int_equal(len, strlen(rows[i].plain));
		assert_memory_equal(bytes, rows[i].plain, len);
	}
	for (size_t i = 0; i < COUNT(broken); i++) {
		if (base64_decode(broken[i], bytes, sizeof(bytes), &len))
			fail_msg("\"%s\" was taken", broken[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hmac_follows_rfc_4231),
		cmocka_unit_test(a_body_is_signed_as_standard_webhooks_says),
		cmocka_unit_test(without_keys_nothing_is_signed),
		cmocka_unit_test(a_wrong_key_is_refused_and_not_repeated),
		cmocka_unit_test(base64_goes_there_and_back),
	};

	if (secret_start(NULL) != RC_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
