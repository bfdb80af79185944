/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "console/channel/address.h"
#include "console/channel/field.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
a_media_type_is_plain_or_none(void **state)
{
	static const struct {
		const char *value, *type;
	} rows[] = {
		{ NULL, "" }, { "", "" }, { "Application/JSON; charset=utf-8", "application/json" },
		{ "text/html", "text/html" }, { "text/\x1b[31m", "" }, { "a/b c", "a/b" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "" },
	};
	char type[32];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		field_media_type(rows[i].value, type, sizeof(type));
		assert_string_equal(type, rows[i].type);
	}
}

static void
a_range_begins_with_a_number_or_is_none(void **state)
{
	static const struct {
		const char *value;
		int64_t from;
	} rows[] = {
		{ NULL, -1 }, { "", -1 }, { "bytes 0-9/10", 0 }, { "bytes 81920-102399/*", 81920 },
		{ "bytes */10", -1 }, { "bytes -5/10", -1 }, { "lines 1-2/3", -1 }, { "bytes 5", -1 },
		{ "bytes 99999999999999999999-1/2", -1 }, { "bytes 9223372036854775808-1/2", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(field_range_from(rows[i].value), rows[i].from);
}

static bool
is_allowed(const char *text, bool is_plain, bool is_practice)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };
	struct sockaddr_in in = { .sin_family = AF_INET };

	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		return address_is_allowed((const struct sockaddr *)&in, is_plain, is_practice);
	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	return address_is_allowed((const struct sockaddr *)&in6, is_plain, is_practice);
}

static void
only_what_a_channel_can_be_is_spoken_to(void **state)
{
	/* Encrypted; whether here, in practice, and elsewhere in earnest. */
	static const struct {
		const char *address;
		bool in_practice, in_earnest;
	} rows[] = {
		{ "127.0.0.1", true, false }, { "::1", true, false }, { "::ffff:127.0.0.1", true, false },
		{ "64:ff9b::7f00:1", true, false }, { "192.0.2.1", true, true },
		{ "2001:db8::1", true, true }, { "169.254.169.254", false, false },
		{ "::ffff:169.254.169.254", false, false }, { "fe80::1", false, false },
		{ "ff02::1", false, false }, { "224.0.0.1", false, false }, { "0.0.0.0", false, false },
		{ "::", false, false },
	};
	struct sockaddr other = { .sa_family = AF_UNIX };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(is_allowed(rows[i].address, false, true), rows[i].in_practice);
		assert_int_equal(is_allowed(rows[i].address, false, false), rows[i].in_earnest);
	}
	assert_true(is_allowed("127.0.0.1", true, true));
	assert_false(is_allowed("192.0.2.1", true, true));
	assert_false(address_is_allowed(&other, false, true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_media_type_is_plain_or_none),
		cmocka_unit_test(a_range_begins_with_a_number_or_is_none),
		cmocka_unit_test(only_what_a_channel_can_be_is_spoken_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
