/* SPDX-License-Identifier: ISC */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SEED 20261122u
#define SUITE "../shared/testdata/json-test-suite/test_parsing"

static bool
passes(const char *s, struct json_fault *fault)
{
	return json_check(s, strlen(s), JSON_EVENT_BYTES_MAX, fault);
}

static void
what_is_refused_is_named_and_placed(void **state)
{
	static const struct { const char *in, *word; size_t line, column; } rows[] = {
		{ "", "empty", 1, 1 }, { " \n ", "empty", 2, 2 }, { "\xEF\xBB\xBF{}", "bom", 1, 1 },
		{ "{\"a\":1,\n \"b\":2,\n \"a\":3}", "duplicate-key", 3, 2 },
		{ "{\"a\":1,\"\\u0061\":3}", "duplicate-key", 1, 8 },
		{ "{\"\":1,\"\":3}", "duplicate-key", 1, 7 },
		{ "[{\"k\":{\"a\":1,\"a\":2}}]", "duplicate-key", 1, 14 },
		{ "{\"\\ud83d\\ude00\":1,\"😀\":2}", "duplicate-key", 1, 19 },
		{ "{} {}", "trailing", 1, 4 }, { "[1,]", "syntax", 1, 4 }, { "{\"a\" 1}", "syntax", 1, 6 },
		{ "[1", "unterminated", 1, 3 }, { "\"abc", "unterminated", 1, 1 },
		{ "\"a\tb\"", "control-character", 1, 3 }, { "\"\\x\"", "escape", 1, 2 },
		{ "\"\\u00g1\"", "escape", 1, 2 }, { "\"\\u0000\"", "nul", 1, 2 },
		{ "\"\\ud800\"", "surrogate", 1, 2 }, { "\"\\udc00\"", "surrogate", 1, 2 },
		{ "\"\\ud800\\u0041\"", "surrogate", 1, 2 }, { "\"\xFF\"", "utf-8", 1, 2 },
		{ "01", "number", 1, 1 }, { "-", "number", 1, 1 }, { "1.", "number", 1, 1 },
		{ "2.e3", "number", 1, 1 }, { "9007199254740992", "integer-range", 1, 1 },
		{ "[-9007199254740992]", "integer-range", 1, 2 }, { "1e400", "not-finite", 1, 1 },
		{ "1.7976931348623158e308", "not-finite", 1, 1 }, { "+1", "syntax", 1, 1 }, { "nul", "syntax", 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct json_fault fault = { 0 };

		assert_false(passes(rows[i].in, &fault));
		assert_string_equal(fault.word, rows[i].word);
		assert_int_equal(fault.line, rows[i].line);
		assert_int_equal(fault.column, rows[i].column);
		assert_false(passes(rows[i].in, NULL));
	}
}

static void
what_is_within_the_limits_passes(void **state)
{
	static const char *const rows[] = {
		"{}", "[]", " [ ] ", "0", "-0", "\"\"", "null", "{\"a\":{\"a\":[{\"a\":1}]}}",
		"[{\"a\":1},{\"a\":1}]", "9007199254740991", "-9007199254740991", "1e308",
		"1.7976931348623157e308", "0.00001e312", "1e-999", "0e999999999999", "\"\\ud83d\\ude00\"",
		"\"\uFFFF\\uFFFF\\uFDD0\"", "\"\x7F\"", "{\"A\":1,\"a\":2}", "1E+2", "[1,2 , 3]",
	};
	struct json_fault fault;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cJSON *tree;
		struct err e;

		if (!passes(rows[i], &fault))
			fail_msg("%s: %s", rows[i], fault.word);
		assert_int_equal(json_parse(rows[i], strlen(rows[i]), 100, &tree, &e), RC_OK);
		cJSON_Delete(tree);
	}
	assert_false(json_check("[1,2]", 5, 4, &fault));
	assert_string_equal(fault.word, "too-large");
}

static void
nested(struct buf *b, int depth)
{
	buf_clear(b);
	for (int i = 0; i < depth; i++)
		buf_puts(b, i % 2 == 0 ? "[" : "{\"k\":");
	buf_puts(b, "1");
	for (int i = depth - 1; i >= 0; i--)
		buf_puts(b, i % 2 == 0 ? "]" : "}");
}

static void
depth_and_members_end_where_they_say(void **state)
{
	struct json_fault fault;
	struct buf b = { 0 };

	(void)state;
	nested(&b, JSON_DEPTH_MAX);
	assert_true(passes(buf_str(&b), &fault));
	nested(&b, JSON_DEPTH_MAX + 1);
	assert_false(passes(buf_str(&b), &fault));
	assert_string_equal(fault.word, "depth");
	for (int count = JSON_MEMBERS_MAX; count <= JSON_MEMBERS_MAX + 1; count++) {
		buf_clear(&b);
		for (int i = 0; i < count; i++)
			buf_printf(&b, "%c\"key%d\":0", i == 0 ? '{' : ',', i);
		buf_putc(&b, '}');
		assert_int_equal(passes(buf_str(&b), &fault), count == JSON_MEMBERS_MAX);
	}
	assert_string_equal(fault.word, "members");
	buf_release(&b);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What the gate says where the grammar leaves it open; the rest of i_ is
 * refused. */
static const char *const open_passed[] = {
	"i_number_double_huge_neg_exp.json", "i_number_real_underflow.json",
};
/* Valid by the grammar, refused by I-JSON. */
static const struct { const char *name, *word; } valid_refused[] = {
	{ "y_object_duplicated_key.json", "duplicate-key" },
	{ "y_object_duplicated_key_and_value.json", "duplicate-key" },
	{ "y_object_escaped_null_in_key.json", "nul" },
	{ "y_string_null_escape.json", "nul" },
};

/* The word a suite file must be refused with, "" for any, NULL to pass. */
static const char *
wanted(const char *name)
{
	for (size_t i = 0; i < COUNT(open_passed); i++)
		if (str_eq(name, open_passed[i]))
			return NULL;
	for (size_t i = 0; i < COUNT(valid_refused); i++)
		if (str_eq(name, valid_refused[i].name))
			return valid_refused[i].word;
	return name[0] == 'y' ? NULL : "";
}

static void
the_json_test_suite_is_judged_as_pinned(void **state)
{
	DIR *folder = opendir(SUITE);
	struct dirent *entry;
	char *names[512];
	size_t count = 0, seen[3] = { 0 };

	(void)state;
	if (folder == NULL) {
		print_message("SKIP json-test-suite: no folder " SUITE "\n");
		skip();
	}
	while ((entry = readdir(folder)) != NULL && count < COUNT(names))
		if (strchr("yni", entry->d_name[0]) != NULL)
			names[count++] = x_strdup(entry->d_name);
	closedir(folder);
	qsort(names, count, sizeof(names[0]), by_name);
	for (size_t i = 0; i < count; i++) {
		struct buf path = { 0 }, bytes = { 0 };
		struct json_fault fault = { 0 };
		const char *word = wanted(names[i]);
		bool passed;

		buf_printf(&path, SUITE "/%s", names[i]);
		assert_int_equal(file_read(buf_str(&path), 1 << 20, &bytes, NULL), RC_OK);
		passed = json_check(buf_str(&bytes), bytes.len, JSON_EVENT_BYTES_MAX, &fault);
		if (passed != (word == NULL) || (!str_empty(word) && !str_eq(word, fault.word)))
			fail_msg("%s: %s", names[i], passed ? "passed" : fault.word);
		seen[names[i][0] == 'y' ? 0 : names[i][0] == 'n' ? 1 : 2]++;
		buf_release(&bytes);
		buf_release(&path);
		free(names[i]);
	}
	assert_int_equal(seen[0], 95);
	assert_int_equal(seen[1], 188);
	assert_int_equal(seen[2], 35);
}

static void
collect(void *arg, const char *bytes, size_t len)
{
	buf_add(arg, bytes, len);
	buf_putc(arg, '|');
}

static void
one_broken_element_does_not_hide_the_others(void **state)
{
	static const struct { const char *in; bool is_whole; const char *elements; } rows[] = {
		{ "[]", true, "" }, { " [ ] \n", true, "" }, { "[1, \"a,]\" ,{\"b\":[1,2]}]", true, "1|\"a,]\"|{\"b\":[1,2]}|" },
		{ "[{\"a\":1},{bad,},{\"b\":2}]", true, "{\"a\":1}|{bad,}|{\"b\":2}|" },
		{ "[{\"a\":]},{\"b\":2}]", true, "{\"a\":]}|{\"b\":2}|" },
		{ "[{\"a\":[1},{\"b\":2}]", true, "{\"a\":[1}|{\"b\":2}|" },
		{ "[},1]", true, "}|1|" }, { "[1,,2]", true, "1||2|" }, { "[1,]", true, "1||" },
		{ "[\"\\\"]\",1]", true, "\"\\\"]\"|1|" },
		{ "[1,2", false, "1|" }, { "{\"a\":1}", false, "" }, { "", false, "" }, { "[1] x", false, "1|" },
		{ "[{\"a\":\"x},{\"b\":2}]", false, "" }, { "<html>", false, "" }, { "[\"\\", false, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf out = { 0 };

		assert_int_equal(json_split(rows[i].in, strlen(rows[i].in), collect, &out), rows[i].is_whole);
		assert_string_equal(buf_str(&out), rows[i].elements);
		buf_release(&out);
	}
}

static void
readers_want_the_right_type(void **state)
{
	static const char text[] = "{\"s\":\"x\",\"n\":42,\"f\":1.5,\"big\":1e17,\"o\":{}}";
	struct cJSON *tree;
	int64_t n = 7;

	(void)state;
	assert_int_equal(json_parse(text, sizeof(text) - 1, 100, &tree, NULL), RC_OK);
	assert_string_equal(json_text(tree, "s"), "x");
	assert_null(json_text(tree, "n"));
	assert_null(json_text(tree, "S"));
	assert_null(json_text(NULL, "s"));
	assert_true(json_integer(tree, "n", &n));
	assert_int_equal(n, 42);
	assert_false(json_integer(tree, "f", &n));
	assert_false(json_integer(tree, "big", &n));
	assert_false(json_integer(tree, "s", &n));
	assert_non_null(json_member(tree, "o"));
	cJSON_Delete(tree);
}

static void
a_refusal_says_where(void **state)
{
	struct cJSON *tree;
	struct err e;

	(void)state;
	assert_int_equal(json_parse("{\n \"a\": tru }", 13, 100, &tree, &e), RC_INVALID);
	assert_null(tree);
	assert_string_equal(e.text,
	    "broken JSON at line 2, column 7: a character that cannot stand there");
}

static void
a_long_number_is_whole(void **state)
{
	struct buf b = { 0 };
	struct cJSON *tree;

	(void)state;
	buf_puts(&b, "1.");
	for (int i = 0; i < 70; i++)
		buf_putc(&b, '0');
	buf_puts(&b, "e5");
	assert_true(json_check(buf_str(&b), b.len, 1000, NULL));
	assert_int_equal(json_parse(buf_str(&b), b.len, 1000, &tree, NULL), RC_OK);
	assert_true(tree->valuedouble == 1e5);
	cJSON_Delete(tree);
	buf_release(&b);
}

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
numbers_are_what_the_c_library_reads(void **state)
{
	uint32_t seed = SEED;

	(void)state;
	for (int round = 0; round < 50000; round++) {
		uint32_t digits = 1 + next_random(&seed) % 20, dot = next_random(&seed) % 24;
		struct json_view view;
		struct buf b = { 0 };

		buf_puts(&b, next_random(&seed) % 2 == 0 ? "-0" : "0");
		b.len -= dot != 0;	/* a zero stands alone */
		for (uint32_t i = 1; dot != 0 && i <= digits; i++) {
			buf_putc(&b, (char)('0' + (i == 1) + next_random(&seed) % 9));
			if (i == dot && i < digits)
				buf_putc(&b, '.');
		}
		if (next_random(&seed) % 3 == 0)
			buf_printf(&b, "e%d", (int)(next_random(&seed) % 40) - 20);
		if (json_view_open(buf_str(&b), b.len, 100, &view, NULL) == RC_OK) {
			double value = view.root->valuedouble, wanted = strtod(buf_str(&b), NULL);

			if (value < wanted || value > wanted || signbit(value) != signbit(wanted))
				fail_msg("%s: %.17g", buf_str(&b), value);
		}
		json_view_release(&view);
		buf_release(&b);
	}
}

static void
a_view_of_any_density_is_whole(void **state)
{
	static const char *const elements[] = { "1", "[]", "\"\"", "\"a long text, and no node\"" };

	(void)state;
	for (size_t i = 0; i < COUNT(elements); i++) {
		struct buf b = { 0 };
		struct json_view view;

		buf_putc(&b, '[');
		for (int n = 0; n < 9000; n++)
			buf_printf(&b, "%s%s", n == 0 ? "" : ",", elements[i]);
		buf_putc(&b, ']');
		assert_int_equal(json_view_open(buf_str(&b), b.len, JSON_EVENT_BYTES_MAX, &view,
		    NULL), RC_OK);
		assert_int_equal(cJSON_GetArraySize(view.root), 9000);
		json_view_release(&view);
		json_view_release(&view);
		buf_release(&b);
	}
}

static void
what_the_gate_passes_is_what_cjson_reads(void **state)
{
	static const char *const pieces[] = { "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u0061\"", "\"b\"", "1",
		"-0.5e3", "true", "null", " ", "\"", "\\", "\xEA\xB0\x80", "\xFF", "1e309", "\"한글\"", "{\"k\":[1]}" };
	uint32_t seed = SEED;
	size_t passed = 0;

	(void)state;
	print_message("seed %u\n", seed);
	for (int round = 0; round < 60000; round++) {
		struct buf b = { 0 }, parts = { 0 };
		struct cJSON *tree, *theirs;

		for (uint32_t n = next_random(&seed) % 9; n > 0; n--)
			buf_puts(&b, pieces[next_random(&seed) % COUNT(pieces)]);
		json_split(buf_str(&b), b.len, collect, &parts);
		if (json_check(buf_str(&b), b.len, 1000, NULL)) {
			passed++;
			assert_int_equal(json_parse(buf_str(&b), b.len, 1000, &tree, NULL), RC_OK);
			assert_int_equal(json_split(buf_str(&b), b.len, collect, &parts), cJSON_IsArray(tree));
			theirs = cJSON_ParseWithLength(buf_str(&b), b.len);
			assert_non_null(theirs);
			assert_true(json_equal(tree, theirs));
			cJSON_Delete(theirs);
			cJSON_Delete(tree);
		}
		buf_release(&parts);
		buf_release(&b);
	}
	assert_true(passed > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_refused_is_named_and_placed),
		cmocka_unit_test(what_is_within_the_limits_passes),
		cmocka_unit_test(depth_and_members_end_where_they_say),
		cmocka_unit_test(the_json_test_suite_is_judged_as_pinned),
		cmocka_unit_test(one_broken_element_does_not_hide_the_others),
		cmocka_unit_test(readers_want_the_right_type),
		cmocka_unit_test(a_refusal_says_where),
		cmocka_unit_test(a_long_number_is_whole),
		cmocka_unit_test(numbers_are_what_the_c_library_reads),
		cmocka_unit_test(a_view_of_any_density_is_whole),
		cmocka_unit_test(what_the_gate_passes_is_what_cjson_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
