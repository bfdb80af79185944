/* SPDX-License-Identifier: ISC */
/* Who we are to a channel, and whether it is the channel that speaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/channel/stage.h"

#define KEY_OLD "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
#define KEY_NEW "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNk"
#define CLIENT "token_url = @/oauth2/token\nclient_id = desk\nclient_secret = s3cr3t/+=\n"
#define GOV24 "[gov24]\nurl = @/v1/channels/gov24\n"
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_set_up, stage_tear_down)

static const char *
error_of(struct stage *s)
{
	return fake_report(s->office, "gov24", "11410")->error;
}

static void
tokens_are_had_for_credentials_and_renewed(void **state)
{
	struct stage *s = *state;
	struct buf log = { 0 };

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "100", "--client",
		"desk:s3cr3t/+=", "--token-life", "1", NULL });
	stage_config(s, GOV24 CLIENT, s->port);
	/* A token of one second is over between rounds. */
	for (int i = 0; i < 3; i++) {
		fake_round(s->office, "", false);
		assert_string_equal(error_of(s), "");
	}
	assert_true(s->office->item_count > 0);
	stage_config(s, GOV24 "token_url = @/oauth2/token\nclient_id = desk\nclient_secret = no\n",
	    s->port);
	fake_round(s->office, "", false);
	assert_string_equal(error_of(s), "no token: token_url answered 401: invalid_client");
	assert_int_equal(fake_hang_up(s->office), 6);
	assert_int_equal(file_read(s->place.log, 1 << 20, &log, NULL), RC_OK);
	assert_null(strstr(buf_str(&log), "s3cr3t"));
	buf_release(&log);
}

/* A relay that hands tokens out and counts them; the first of them is over at
 * once. */
struct counted {
	int tokens;
	bool refuses_all;
	char last[64];
};

static void
answer_counted(void *arg, const char *request, struct buf *out)
{
	struct counted *c = arg;
	char body[128], expected[64];
	bool is_good;

	if (str_starts(request, "POST /oauth2/token")) {
		assert_null(strstr(request, "Authorization"));
		snprintf(body, sizeof(body), "{\"access_token\":\"t-%d\",\"token_type\":\"bearer\","
		    "\"expires_in\":3600}", ++c->tokens);
		buf_printf(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
		    "Content-Length: %zu\r\n\r\n%s", strlen(body), body);
		return;
	}
	snprintf(expected, sizeof(expected), "Authorization: Bearer t-%d\r\n", c->tokens);
	is_good = !c->refuses_all && c->tokens > 1 && strstr(request, expected) != NULL;
	buf_puts(out, is_good ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	    "Content-Length: 2\r\n\r\n[]" :
	    "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
}

static void
a_refused_token_is_asked_for_once_more(void **state)
{
	struct stage *s = *state;
	struct counted counted = { .tokens = 0 };

	stage_canned(s, answer_counted);
	s->canned.arg = &counted;
	stage_config(s, GOV24 CLIENT, s->canned.port);
	fake_round(s->office, "", false);
	assert_string_equal(error_of(s), "");
	assert_int_equal(counted.tokens, 2);
	fake_round(s->office, "", false);
	assert_int_equal(counted.tokens, 2);
	counted.refuses_all = true;
	fake_round(s->office, "", false);
	assert_string_equal(error_of(s), "the relay refuses our token (401)");
	assert_int_equal(counted.tokens, 3);
	assert_int_equal(fake_hang_up(s->office), 6);
}

static void
a_signed_feed_comes_in_under_any_key_of_ours(void **state)
{
	struct stage *s = *state;

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "100", "--sign",
		KEY_NEW "," KEY_OLD, NULL });
	stage_config(s, GOV24 "token = test-token-123\nverify = " KEY_OLD "\n", s->port);
	fake_round(s->office, "", false);
	assert_string_equal(error_of(s), "");
	assert_true(s->office->item_count > 0);
	stage_config(s, GOV24 "token = test-token-123\nverify = " KEY_NEW "\n", s->port);
	fake_round(s->office, "", false);
	assert_string_equal(error_of(s), "");
	assert_int_equal(fake_hang_up(s->office), 6);
}

/* The gateway's options and what a desk that wants signatures says to it. */
static const struct {
	const char *sign;
	int64_t clock_off_sec;
	const char *fault;
	const char *error;
} refused[] = {
	{ NULL, 0, NULL, "the relay's answer is not signed; nothing of it was used" },
	{ KEY_OLD, 0, NULL, "the relay's answer is signed under no key of ours; nothing of it was used" },
	{ KEY_NEW, 400, NULL, "the relay signed its answer more than 300 s away from the office's clock; "
	  "nothing of it was used" },
	{ KEY_NEW, -400, NULL, "the relay signed its answer more than 300 s away from the office's clock; "
	  "nothing of it was used" },
	{ KEY_NEW, 0, "bad-signature", "the relay's answer is signed under no key of ours; nothing "
	  "of it was used" },
	{ KEY_NEW, 0, "old-signature", "the relay signed its answer more than 300 s away from the "
	  "office's clock; nothing of it was used" },
	{ KEY_NEW, 200, NULL, "" },
};

static void
what_a_channel_did_not_sign_now_is_not_stored(void **state)
{
	struct stage *s = *state;
	int64_t now_at = s->office->now_at;

	fake_feed(s->office, "gov24", "11410");
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		s->office->now_at = now_at + refused[i].clock_off_sec;
		stage_gateway(s, (const char *const[]){ "--applications", "100",
			refused[i].sign != NULL ? "--sign" : NULL, refused[i].sign,
			refused[i].fault != NULL ? "--fault" : NULL, refused[i].fault, NULL });
		stage_config(s, GOV24 "token = test-token-123\nverify = " KEY_NEW "\n", s->port);
		fake_round(s->office, "", false);
		assert_string_equal(error_of(s), refused[i].error);
		assert_int_equal(s->office->pages > 0, refused[i].error[0] == '\0');
		assert_int_equal(fake_hang_up(s->office), 6);
		s->office->last_wake = s->office->done = 0;
		fake_end(s->gateway);
		s->gateway = 0;
	}
}

static void
a_replayed_page_is_refused_and_the_feed_goes_on(void **state)
{
	struct stage *s = *state;
	bool was_refused = false;

	fake_feed(s->office, "gov24", "11410");
	stage_gateway(s, (const char *const[]){ "--applications", "2000", "--sign", KEY_NEW,
		"--fault", "replay=40", NULL });
	stage_config(s, GOV24 "token = test-token-123\nverify = " KEY_NEW "\n", s->port);
	for (int i = 0; i < 30; i++) {
		fake_round(s->office, "gov24", false);
		was_refused |= strstr(error_of(s), "a replay") != NULL;
	}
	assert_true(was_refused);
	assert_true(s->office->item_count > 80);
	for (size_t i = 0; i < s->office->item_count; i++)
		assert_int_equal(s->office->items[i].times, 1);
	assert_int_equal(fake_hang_up(s->office), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGED(tokens_are_had_for_credentials_and_renewed),
		STAGED(a_refused_token_is_asked_for_once_more),
		STAGED(a_signed_feed_comes_in_under_any_key_of_ours),
		STAGED(what_a_channel_did_not_sign_now_is_not_stored),
		STAGED(a_replayed_page_is_refused_and_the_feed_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
