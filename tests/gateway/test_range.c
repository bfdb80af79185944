/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scripts/gateway/range.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
one_part_is_served_and_the_rest_is_the_whole(void **state)
{
	/* Of a hundred bytes. */
	static const struct {
		const char *header;
		enum range range;
		size_t from, to;
	} rows[] = {
		{ NULL, RANGE_WHOLE, 0, 0 }, { "", RANGE_WHOLE, 0, 0 },
		{ "bytes=0-", RANGE_PART, 0, 99 }, { "bytes=10-19", RANGE_PART, 10, 19 },
		{ "bytes=99-", RANGE_PART, 99, 99 }, { "bytes=90-1000", RANGE_PART, 90, 99 },
		{ "bytes=100-", RANGE_BEYOND, 0, 0 }, { "bytes=100-200", RANGE_BEYOND, 0, 0 },
		{ "bytes=-1", RANGE_PART, 99, 99 }, { "bytes=-1000", RANGE_PART, 0, 99 },
		{ "bytes=-0", RANGE_BEYOND, 0, 0 }, { "bytes=20-10", RANGE_WHOLE, 0, 0 },
		{ "bytes=", RANGE_WHOLE, 0, 0 }, { "bytes=-", RANGE_WHOLE, 0, 0 },
		{ "bytes=0-1,5-9", RANGE_WHOLE, 0, 0 }, { "bytes=a-", RANGE_WHOLE, 0, 0 },
		{ "bytes=1-x", RANGE_WHOLE, 0, 0 }, { "lines=1-2", RANGE_WHOLE, 0, 0 },
		{ "bytes=99999999999999999999-", RANGE_WHOLE, 0, 0 },
		{ "bytes=9999999999999999999-", RANGE_WHOLE, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t from = 0, to = 0;

		if (range_read(rows[i].header, 100, &from, &to) != rows[i].range ||
		    from != rows[i].from || to != rows[i].to)
			fail_msg("%s: %zu to %zu", str_or_empty(rows[i].header), from, to);
	}
}

static void
nothing_has_no_part(void **state)
{
	size_t from, to;

	(void)state;
	assert_int_equal(range_read("bytes=0-", 0, &from, &to), RANGE_BEYOND);
	assert_int_equal(range_read("bytes=-5", 0, &from, &to), RANGE_BEYOND);
}

static void
if_range_is_compared_strongly(void **state)
{
	(void)state;
	assert_true(range_is_allowed(NULL, "\"a\""));
	assert_true(range_is_allowed("\"a\"", "\"a\""));
	assert_false(range_is_allowed("\"b\"", "\"a\""));
	assert_false(range_is_allowed("W/\"a\"", "\"a\""));
	assert_false(range_is_allowed("W/\"a\"", "W/\"a\""));
	assert_false(range_is_allowed("Sun, 06 Nov 1994 08:49:37 GMT", "\"a\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_part_is_served_and_the_rest_is_the_whole),
		cmocka_unit_test(nothing_has_no_part),
		cmocka_unit_test(if_range_is_compared_strongly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
