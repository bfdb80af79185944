/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "console/channel/signature.h"
#include "storage/secret.h"

/* The example of the Standard Webhooks specification. */
#define SECRET "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define ID "msg_p5jXN8AQM9LWM0D4loKWxJek"
#define AT 1614265330
#define AT_TEXT "1614265330"
#define BODY "{\"test\": 2432232314}"
#define SIGNED "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
#define OTHER "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static void
take_key(struct channel_config *c, const char *base64)
{
	struct config_key *key = &c->keys[c->key_count++];

	assert_true(secret_from_base64(base64, key->bytes, sizeof(key->bytes), &key->len));
}

/* What comes with the body, and the sentence that refuses it ("" = taken). */
static const struct {
	struct signature_claim claim;
	const char *body;
	int64_t now_at;
	const char *error;
} rows[] = {
	{ { ID, AT_TEXT, SIGNED }, BODY, AT, "" },
	{ { ID, AT_TEXT, SIGNED }, BODY, AT + 300, "" },
	{ { ID, AT_TEXT, SIGNED }, BODY, AT - 300, "" },
	{ { ID, AT_TEXT, OTHER " " SIGNED }, BODY, AT, "" },
	{ { ID, AT_TEXT, SIGNED " " OTHER }, BODY, AT, "" },
	{ { ID, AT_TEXT, "v2,xxx " SIGNED }, BODY, AT, "" },
	{ { ID, AT_TEXT, SIGNED }, BODY, AT + 301, "more than 300 s away" },
	{ { ID, AT_TEXT, SIGNED }, BODY, AT - 301, "more than 300 s away" },
	{ { "", AT_TEXT, SIGNED }, BODY, AT, "is not signed" },
	{ { ID, "", SIGNED }, BODY, AT, "is not signed" },
	{ { ID, AT_TEXT, "" }, BODY, AT, "is not signed" },
	{ { ID, "16142653300000000000000", SIGNED }, BODY, AT, "has no time" },
	{ { ID, "-1", SIGNED }, BODY, AT, "has no time" },
	{ { ID, "1614265330 ", SIGNED }, BODY, AT, "has no time" },
	{ { ID, "1614265331", SIGNED }, BODY, AT, "under no key of ours" },
	{ { "msg_other", AT_TEXT, SIGNED }, BODY, AT, "under no key of ours" },
	{ { ID, AT_TEXT, OTHER }, BODY, AT, "under no key of ours" },
	{ { ID, AT_TEXT, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" }, BODY, AT,
	  "under no key of ours" },
	{ { ID, AT_TEXT, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" }, BODY, AT,
	  "under no key of ours" },
	{ { ID, AT_TEXT, "v1," }, BODY, AT, "under no key of ours" },
	{ { ID, AT_TEXT, SIGNED "=" }, BODY, AT, "under no key of ours" },
	{ { ID, AT_TEXT, SIGNED }, BODY " ", AT, "under no key of ours" },
	{ { ID, AT_TEXT, SIGNED }, "", AT, "under no key of ours" },
	{ { ID ".", AT_TEXT, SIGNED }, BODY, AT, "under no key of ours" },
};

static void
an_answer_counts_only_with_its_own_signature(void **state)
{
	struct channel_config c = { .key_count = 0 };

	(void)state;
	take_key(&c, SECRET);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct signature_memory m = { 0 };
		struct err e = { .rc = RC_OK };
		enum rc rc = signature_check(&c, &m, &rows[i].claim, rows[i].body,
		    strlen(rows[i].body), rows[i].now_at, &e);

		if (rows[i].error[0] == '\0') {
			assert_int_equal(rc, RC_OK);
		} else {
			assert_int_equal(rc, RC_REFUSED);
			if (strstr(e.text, rows[i].error) == NULL)
				fail_msg("row %zu: %s", i, e.text);
			assert_int_equal(m.count, 0);
		}
		signature_memory_release(&m);
	}
}

static void
any_of_the_keys_will_do(void **state)
{
	static const struct signature_claim claim = { ID, AT_TEXT, SIGNED };
	struct signature_memory m = { 0 };
	struct channel_config c = { .key_count = 0 };

	(void)state;
	take_key(&c, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	assert_int_equal(signature_check(&c, &m, &claim, BODY, strlen(BODY), AT, NULL), RC_REFUSED);
	take_key(&c, SECRET);
	assert_int_equal(signature_check(&c, &m, &claim, BODY, strlen(BODY), AT, NULL), RC_OK);
	signature_memory_release(&m);
}

static void
a_thousand_replays_and_flipped_bits_are_refused(void **state)
{
	static const struct signature_claim claim = { ID, AT_TEXT, SIGNED };
	struct signature_memory m = { 0 };
	struct channel_config c = { .key_count = 0 };
	char body[] = BODY;
	int taken = 0;

	(void)state;
	take_key(&c, SECRET);
	for (size_t i = 0; i < 1000; i++) {
		size_t bit = i % (8 * (sizeof(body) - 1));

		body[bit / 8] = (char)(body[bit / 8] ^ (1 << bit % 8));
		taken += signature_check(&c, &m, &claim, body, sizeof(body) - 1, AT, NULL) == RC_OK;
		body[bit / 8] = (char)(body[bit / 8] ^ (1 << bit % 8));
	}
	assert_int_equal(taken, 0);
	for (size_t i = 0; i < 1000; i++)
		taken += signature_check(&c, &m, &claim, body, sizeof(body) - 1,
		    AT + (int64_t)i % 300, NULL) == RC_OK;
	assert_int_equal(taken, 1);
	signature_memory_release(&m);
}

static void
ids_are_forgotten_when_their_time_refuses_them(void **state)
{
	struct signature_memory m = { 0 };
	struct channel_config c = { .key_count = 0 };

	(void)state;
	take_key(&c, SECRET);
	for (int64_t i = 0; i < 5000; i++) {
		char id[16], at[24], text[80], base64[45];
		unsigned char mac[32];
		struct signature_claim claim = { id, at, base64 };
		static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		    "0123456789+/";
		char signature[64];

		snprintf(id, sizeof(id), "m%d", (int)i);
		snprintf(at, sizeof(at), "%d", (int)(AT + i));
		snprintf(text, sizeof(text), "%s.%s.[]", id, at);
		secret_hmac_sha256(c.keys[0].bytes, c.keys[0].len, text, strlen(text), mac);
		for (size_t j = 0, k = 0; j < 33; j += 3, k += 4) {
			unsigned int three = (unsigned int)mac[j] << 16 |
			    (unsigned int)mac[j + 1] << 8 | (j + 2 < 32 ? mac[j + 2] : 0u);

			base64[k] = digits[three >> 18];
			base64[k + 1] = digits[three >> 12 & 63];
			base64[k + 2] = digits[three >> 6 & 63];
			base64[k + 3] = j + 2 < 32 ? digits[three & 63] : '=';
		}
		base64[44] = '\0';
		snprintf(signature, sizeof(signature), "v1,%s", base64);
		claim.signature = signature;
		assert_int_equal(signature_check(&c, &m, &claim, "[]", 2, AT + i, NULL), RC_OK);
	}
	assert_true(m.cap <= 1024);
	signature_memory_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_counts_only_with_its_own_signature),
		cmocka_unit_test(any_of_the_keys_will_do),
		cmocka_unit_test(a_thousand_replays_and_flipped_bits_are_refused),
		cmocka_unit_test(ids_are_forgotten_when_their_time_refuses_them),
	};

	return secret_start(NULL) != RC_OK || cmocka_run_group_tests(tests, NULL, NULL);
}
