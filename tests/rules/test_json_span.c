/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "console/rules/json_span.h"
#include "storage/base.h"

/* One search: the bytes, the key, and the value found; NULL = none. */
struct example {
	const char *bytes;
	const char *key;
	const char *value;
};

static const struct example examples[] = {
	{ "{\"data\":{\"a\":1}}", "data", "{\"a\":1}" },
	{ " \n{ \"a\" : [1, 2 ] , \"data\" :\t\"x y\" } ", "data", "\"x y\"" },
	{ "{\"a\":1,\"b\":-2.5e3}", "b", "-2.5e3" },
	{ "{\"a\":true ,\"b\":null}", "a", "true" },
	{ "{\"a\":\"}\",\"b\":2}", "b", "2" },
	{ "{\"a\":\"\\\"}\\\\\",\"b\":[]}", "b", "[]" },
	{ "{\"a\":{\"b\":1},\"b\":2}", "b", "2" },
	{ "{\"a\":[{\"b\":1},[{}]],\"b\":3}", "b", "3" },
	{ "{\"d\\u0061ta\":5}", "data", "5" },
	{ "{\"\\ud55c글\":5}", "한글", "5" },
	{ "{\"\\ud83d\\ude00\":5}", "😀", "5" },
	{ "{\"a\\/b\\n\":6}", "a/b\n", "6" },
	{ "{\"dat\":1,\"dataa\":2}", "data", NULL },
	{ "{}", "data", NULL },
	{ "[\"data\",1]", "data", NULL },
	{ "\"data\"", "data", NULL },
	{ "", "data", NULL },
};

static void
a_member_is_found_by_its_decoded_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		const struct example *x = &examples[i];
		struct json_span span = { 0 };
		bool is_found = json_span_member(x->bytes, strlen(x->bytes), x->key, &span);

		assert_int_equal(is_found, x->value != NULL);
		if (!is_found)
			continue;
		assert_int_equal(span.len, strlen(x->value));
		assert_memory_equal(x->bytes + span.from, x->value, span.len);
	}
}

/* A copy on the heap, so that a byte read too far is seen by ASan. */
static void
search_cut(const char *bytes, size_t len, const char *key)
{
	char *copy = x_alloc(len + 1);
	struct json_span span;

	memcpy(copy, bytes, len);
	copy = x_realloc(copy, len > 0 ? len : 1, 1);
	if (json_span_member(copy, len, key, &span)) {
		assert_true(span.from <= len);
		assert_true(span.len <= len - span.from);
	}
	free(copy);
}

static void
bytes_cut_anywhere_are_never_read_beyond_their_end(void **state)
{
	static const char whole[] =
	    "{\"a\\u0061\\ud83d\\ude00\":[1,{\"b\":\"\\\\\"}],\"x\":\"y\\\"\",\"z\":tru}";

	(void)state;
	for (size_t len = 0; len < sizeof(whole); len++)
		search_cut(whole, len, "z");
}

static void
closing_brackets_without_opening_ones_end_the_search(void **state)
{
	struct json_span span;

	(void)state;
	assert_false(json_span_member("{\"a\":]]]}", 9, "b", &span));
	assert_false(json_span_member("{\"a\"", 4, "a", &span));
	assert_false(json_span_member("{\"a\":", 5, "a", &span));
	assert_false(json_span_member("{\"\\x\":1}", 8, "x", &span));
	assert_false(json_span_member("{\"\\ud83d\":1}", 12, "x", &span));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_is_found_by_its_decoded_name),
		cmocka_unit_test(bytes_cut_anywhere_are_never_read_beyond_their_end),
		cmocka_unit_test(closing_brackets_without_opening_ones_end_the_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
