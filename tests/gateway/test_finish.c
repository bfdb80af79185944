/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scripts/gateway/coding.h"
#include "scripts/gateway/files.h"
#include "scripts/gateway/finish.h"
#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOW_AT INT64_C(1795392000)

static void
an_etag_is_compared_weakly(void **state)
{
	static const struct {
		const char *asked, *etag;
		bool matches;
	} rows[] = {
		{ NULL, "\"v1\"", false }, { "", "\"v1\"", false }, { "\"v1\"", "\"v1\"", true },
		{ "W/\"v1\"", "\"v1\"", true }, { "\"v1\"", "W/\"v1\"", true }, { "*", "\"v1\"", true },
		{ "*", "", false }, { "\"v2\", \"v1\"", "\"v1\"", true }, { "\"v11\"", "\"v1\"", false },
		{ "\"v1", "\"v1\"", false }, { "\"v2\" ,W/\"v1\"", "W/\"v1\"", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (etag_matches(rows[i].asked, rows[i].etag) != rows[i].matches)
			fail_msg("%s against %s", str_or_empty(rows[i].asked), rows[i].etag);
	}
}

static void
gzip_is_taken_where_it_is_accepted(void **state)
{
	static const struct {
		const char *header;
		bool takes;
	} rows[] = {
		{ NULL, false }, { "", false }, { "gzip", true }, { "GZIP", true },
		{ "deflate, gzip", true }, { "gzip;q=0", false }, { "gzip; q=0.0, br", false },
		{ "gzip;q=0.5", true }, { "xgzip", false }, { "gzipped", false }, { "identity", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (coding_takes_gzip(rows[i].header) != rows[i].takes)
			fail_msg("\"%s\"", str_or_empty(rows[i].header));
	}
}

static void
an_instant_is_written_as_http_does(void **state)
{
	static const struct {
		int64_t at;
		const char *text;
	} rows[] = {
		{ 784111777, "Sun, 06 Nov 1994 08:49:37 GMT" },
		{ 2114380800, "Thu, 01 Jan 2037 00:00:00 GMT" },
		{ 951868799, "Tue, 29 Feb 2000 23:59:59 GMT" },
	};
	char text[40];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		http_date(rows[i].at, text);
		assert_string_equal(text, rows[i].text);
	}
}

static void
a_name_travels_in_ascii(void **state)
{
	static const struct {
		const char *name, *field;
	} rows[] = {
		{ "a.txt", "attachment; filename*=UTF-8''a.txt" },
		{ "도 면.pdf", "attachment; filename*=UTF-8''%EB%8F%84%20%EB%A9%B4.pdf" },
		{ "a\"; filename=b\r\nX: y", "attachment; filename*=UTF-8''a%22%3B%20filename%3Db%0D%0AX%3A%20y" },
		{ "../x", "attachment; filename*=UTF-8''..%2Fx" },
		{ "100%", "attachment; filename*=UTF-8''100%25" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf field = { 0 };

		file_disposition(rows[i].name, &field);
		assert_string_equal(buf_str(&field), rows[i].field);
		buf_release(&field);
	}
}

/* A good answer to a GET of body, finished under the faults. */
static void
finish(struct finisher *f, const struct fault_hits *hits, const char *body, const char *accept,
    struct reply *reply)
{
	const struct call call = { .now_at = NOW_AT, .method = "GET", .path = "/feed",
		.accept_encoding = accept };
	struct sign_keys keys;
	const struct finish_case c = { .call = &call, .hits = hits, .keys = &keys, .is_feed = true };

	assert_int_equal(sign_keys_read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &keys, NULL), RC_OK);
	*reply = (struct reply){ .status = 200, .content_type = "application/json" };
	buf_puts(&reply->body, body);
	finish_reply(f, &c, reply);
}

static void
a_signature_is_of_the_bytes_before_their_coding(void **state)
{
	struct fault_hits none = { { false } };
	struct finisher f = { .feed = "" };
	struct reply reply;
	struct sign_keys keys;
	char body[2000], wanted[SIGNATURE_BYTES_MAX];

	(void)state;
	memset(body, 'x', sizeof(body) - 1);
	body[sizeof(body) - 1] = '\0';
	finish(&f, &none, body, "gzip", &reply);
	assert_string_equal(reply.content_encoding, "gzip");
	assert_true(reply.body.len < 200);
	assert_int_equal(sign_keys_read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", &keys, NULL), RC_OK);
	sign_body(&keys, reply.webhook_id, NOW_AT, body, strlen(body), wanted);
	assert_string_equal(reply.webhook_signature, wanted);
	reply_release(&reply);
	finisher_release(&f);
}

static void
a_replay_is_the_earlier_page_to_the_byte(void **state)
{
	struct fault_hits none = { { false } }, hits = { { false } };
	struct finisher f = { .feed = "" };
	struct reply first, second;

	(void)state;
	hits.is_hit[FAULT_REPLAY] = true;
	finish(&f, &none, "[1]", NULL, &first);
	finish(&f, &hits, "[2]", NULL, &second);
	assert_string_equal(buf_str(&second.body), "[1]");
	assert_string_equal(second.webhook_id, first.webhook_id);
	assert_string_equal(second.webhook_signature, first.webhook_signature);
	reply_release(&first);
	reply_release(&second);
	finisher_release(&f);
}

static void
a_bomb_is_small_and_whole(void **state)
{
	struct buf bomb = { 0 };

	(void)state;
	coding_bomb((size_t)64 << 20, &bomb);
	assert_in_range(bomb.len, 1000, 300000);
	assert_memory_equal(bomb.data, "\x1f\x8b", 2);
	assert_int_equal((unsigned char)bomb.data[bomb.len - 1], 4);
	buf_release(&bomb);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_etag_is_compared_weakly),
		cmocka_unit_test(gzip_is_taken_where_it_is_accepted),
		cmocka_unit_test(an_instant_is_written_as_http_does),
		cmocka_unit_test(a_name_travels_in_ascii),
		cmocka_unit_test(a_signature_is_of_the_bytes_before_their_coding),
		cmocka_unit_test(a_replay_is_the_earlier_page_to_the_byte),
		cmocka_unit_test(a_bomb_is_small_and_whole),
	};

	if (secret_start(NULL) != RC_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
