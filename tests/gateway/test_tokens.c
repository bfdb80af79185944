/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scripts/gateway/tokens.h"
#include "storage/secret.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOW_AT INT64_C(1795392000)
#define LIFE_SEC 300

static const struct token_rules rules = { .standing = "secret", .client = "office:a b&c",
	.life_sec = LIFE_SEC };

/* Fetches a token and writes the header that brings it. */
static void
fetch(struct tokens *t, char header[64])
{
	struct buf answer = { 0 };
	const char *value;

	assert_int_equal(tokens_issue(t, NULL, "grant_type=client_credentials&client_id=office"
	    "&client_secret=a+b%26c", NOW_AT, &answer), 200);
	value = strstr(buf_str(&answer), "\"access_token\":\"");
	assert_non_null(value);
	snprintf(header, 64, "Bearer %.32s", value + strlen("\"access_token\":\""));
	buf_release(&answer);
}

static void
a_token_is_good_until_its_life_is_over(void **state)
{
	struct tokens *t = tokens_new(&rules);
	char header[64], first[64];

	(void)state;
	fetch(t, first);
	assert_int_equal(tokens_check(t, first, NOW_AT + LIFE_SEC - 1), TOKEN_GOOD);
	assert_int_equal(tokens_check(t, first, NOW_AT + LIFE_SEC), TOKEN_OVER);
	fetch(t, header);
	assert_string_not_equal(header, first);
	assert_int_equal(tokens_check(t, first, NOW_AT), TOKEN_GOOD);
	for (int i = 0; i < 300; i++)
		fetch(t, header);
	assert_int_equal(tokens_check(t, header, NOW_AT), TOKEN_GOOD);
	assert_int_equal(tokens_check(t, first, NOW_AT), TOKEN_WRONG);
	tokens_free(t);
}

static void
only_what_was_given_opens(void **state)
{
	static const struct {
		const char *header;
		enum token_state state;
	} rows[] = {
		{ NULL, TOKEN_MISSING }, { "", TOKEN_MISSING }, { "Bearer", TOKEN_MISSING },
		{ "Basic c2VjcmV0", TOKEN_MISSING }, { "Bearer secret", TOKEN_GOOD },
		{ "bearer secret", TOKEN_GOOD }, { "Bearer ", TOKEN_WRONG },
		{ "Bearer Secret", TOKEN_WRONG }, { "Bearer secret ", TOKEN_WRONG },
	};
	static const struct token_rules closed = { .standing = "", .client = NULL, .life_sec = 1 };
	struct tokens *t = tokens_new(&rules), *none = tokens_new(&closed);
	struct buf answer = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(tokens_check(t, rows[i].header, NOW_AT), rows[i].state);
	assert_int_equal(tokens_check(none, "Bearer ", NOW_AT), TOKEN_WRONG);
	assert_int_equal(tokens_issue(none, NULL, "grant_type=client_credentials&client_id="
	    "&client_secret=", NOW_AT, &answer), 401);
	buf_release(&answer);
	tokens_free(none);
	tokens_free(t);
}

static void
a_client_is_told_what_is_wrong(void **state)
{
	/* "office:a b&c" in base64, and then what breaks. */
	static const struct {
		const char *header, *form, *word;
		int status;
	} rows[] = {
		{ "Basic b2ZmaWNlOmEgYiZj", "grant_type=client_credentials", "access_token", 200 },
		{ "Basic b2ZmaWNlOmEgYiZj", "scope=relay&grant_type=client_credentials", "access_token",
		  200 },
		{ "Basic b2ZmaWNlOmEgYiZk", "grant_type=client_credentials", "invalid_client", 401 },
		{ "Basic !", "grant_type=client_credentials", "invalid_client", 401 },
		{ NULL, "grant_type=client_credentials", "invalid_client", 401 },
		{ "Basic b2ZmaWNlOmEgYiZj", "", "invalid_request", 400 },
		{ "Basic b2ZmaWNlOmEgYiZj", "xgrant_type=client_credentials", "invalid_request", 400 },
		{ "Basic b2ZmaWNlOmEgYiZj", "grant_type=password", "unsupported_grant_type", 400 },
		{ "Basic b2ZmaWNlOmEgYiZj", "grant_type=client_credentials&scope=all", "invalid_scope",
		  400 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct tokens *t = tokens_new(&rules);
		struct buf answer = { 0 };

		assert_int_equal(tokens_issue(t, rows[i].header, rows[i].form, NOW_AT, &answer),
		    rows[i].status);
		if (strstr(buf_str(&answer), rows[i].word) == NULL)
			fail_msg("\"%s\": %s", rows[i].form, buf_str(&answer));
		buf_release(&answer);
		tokens_free(t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_good_until_its_life_is_over),
		cmocka_unit_test(only_what_was_given_opens),
		cmocka_unit_test(a_client_is_told_what_is_wrong),
	};

	if (secret_start(NULL) != RC_OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
