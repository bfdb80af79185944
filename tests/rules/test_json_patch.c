/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_patch.h"
#include "console/rules/json_value.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SUITE "../shared/testdata/json-patch-tests/"

/* One record of the suite: what should come out, or that it is refused. */
static bool
record_holds(const cJSON *record)
{
	const cJSON *expected = json_member(record, "expected");
	cJSON *document = cJSON_Duplicate(json_member(record, "doc"), true);
	bool holds;

	if (json_patch(&document, json_member(record, "patch"), NULL) != RC_OK)
		holds = expected == NULL && json_equal(document, json_member(record, "doc"));
	else
		holds = json_member(record, "error") == NULL &&
		    (expected == NULL || json_equal(document, expected));
	cJSON_Delete(document);
	if (!holds)
		print_message("%s\n", json_text(record, "comment"));
	return holds;
}

static void
run_suite(const char *path, int wanted)
{
	struct buf text = { 0 };
	cJSON *records, *record;
	int held = 0, failed = 0;

	if (file_read(path, 1024 * 1024, &text, NULL) != RC_OK) {
		print_message("no file %s\n", path);
		skip();
	}
	records = cJSON_Parse(buf_str(&text));	/* around the gate: one has a key twice */
	cJSON_ArrayForEach(record, records) {
		if (json_member(record, "patch") == NULL ||
		    cJSON_IsTrue(json_member(record, "disabled")))
			continue;
		++*(record_holds(record) ? &held : &failed);
	}
	print_message("%s: %d hold, %d do not\n", path, held, failed);
	assert_int_equal(failed, 0);
	assert_int_equal(held, wanted);
	cJSON_Delete(records);
	buf_release(&text);
}

static void
the_suite_of_rfc_6902_holds(void **state)
{
	(void)state;
	run_suite(SUITE "tests.json", 92);
	run_suite(SUITE "spec_tests.json", 16);
}

static void
a_patch_that_fails_half_way_changes_nothing(void **state)
{
	cJSON *document = cJSON_Parse("{\"a\":1}"), *before = cJSON_Duplicate(document, true);
	cJSON *patch = cJSON_Parse("[{\"op\":\"add\",\"path\":\"/b\",\"value\":2},"
	    "{\"op\":\"remove\",\"path\":\"/c\"}]");
	struct err e;

	(void)state;
	assert_int_equal(json_patch(&document, patch, &e), RC_INVALID);
	assert_non_null(strstr(e.text, "1"));
	assert_non_null(strstr(e.text, "remove /c"));
	assert_true(json_equal(document, before));
	cJSON_Delete(document);
	cJSON_Delete(before);
	cJSON_Delete(patch);
}

/* RFC 6901, section 5. */
static void
the_pointers_of_rfc_6901_find_their_values(void **state)
{
	static const struct { const char *pointer; int value; } rows[] = {
		{ "/", 0 }, { "/a~1b", 1 }, { "/c%d", 2 }, { "/e^f", 3 }, { "/g|h", 4 },
		{ "/i\\j", 5 }, { "/k\"l", 6 }, { "/ ", 7 }, { "/m~0n", 8 },
	};
	static const char *const nowhere[] = { "x", "/~2", "/~", "/foo/00", "/foo/-", "/foo/2",
		"/foo/-1", "/foo/bar", "/m~0n/x" };
	cJSON *document = cJSON_Parse("{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,"
	    "\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}");

	(void)state;
	assert_ptr_equal(json_pointer_find(document, ""), document);
	assert_string_equal(cJSON_GetStringValue(json_pointer_find(document, "/foo/1")), "baz");
	for (size_t i = 0; i < COUNT(rows); i++) {
		const cJSON *value = json_pointer_find(document, rows[i].pointer);

		assert_non_null(value);
		assert_int_equal(value->valueint, rows[i].value);
	}
	for (size_t i = 0; i < COUNT(nowhere); i++)
		assert_null(json_pointer_find(document, nowhere[i]));
	cJSON_Delete(document);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_suite_of_rfc_6902_holds),
		cmocka_unit_test(a_patch_that_fails_half_way_changes_nothing),
		cmocka_unit_test(the_pointers_of_rfc_6901_find_their_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
