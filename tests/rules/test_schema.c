/* SPDX-License-Identifier: ISC */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/pattern.h"
#include "console/rules/schema.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SUITE "../shared/testdata/json-schema-test-suite"
#define SUITE_TESTS 1299
#define DOCUMENTS_MAX 64

/* The documents that schemas of the suite refer to, kept until the end. */
static struct {
	char *uri;
	cJSON *document;
} documents[DOCUMENTS_MAX];
static size_t document_count;

/* Reads around the gate: the suite holds integers beyond 2^53. */
static cJSON *
read_json(const char *path)
{
	struct buf text = { 0 };
	cJSON *json = NULL;

	if (file_read(path, 8 * 1024 * 1024, &text, NULL) == RC_OK)
		json = cJSON_ParseWithLength(buf_str(&text), text.len);
	buf_release(&text);
	return json;
}

static const cJSON *
load(void *arg, const char *uri)
{
	static const char remote[] = "http://localhost:1234/";
	static const char meta[] = "https://json-schema.org/";
	char *path;

	(void)arg;
	for (size_t i = 0; i < document_count; i++)
		if (str_eq(documents[i].uri, uri))
			return documents[i].document;
	if (str_starts(uri, remote))
		path = x_asprintf(SUITE "/remotes/%s", uri + strlen(remote));
	else if (str_starts(uri, meta))
		path = x_asprintf(SUITE "/metaschema/%s.json", uri + strlen(meta));
	else
		return NULL;
	assert_true(document_count < DOCUMENTS_MAX);
	documents[document_count].uri = x_strdup(uri);
	documents[document_count].document = read_json(path);
	free(path);
	return documents[document_count++].document;
}

/* Runs the tests of one case; counts those that came out as they should. */
static void
run_case(const char *file, const cJSON *suite_case, int *passed, int *failed)
{
	const struct schema_options options = { .load = load };
	const cJSON *test;
	struct schema *schema;
	struct err e = { 0 };
	enum rc rc = schema_compile(cJSON_GetObjectItemCaseSensitive(suite_case, "schema"),
	    &options, &schema, &e);

	cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(suite_case, "tests")) {
		const cJSON *data = cJSON_GetObjectItemCaseSensitive(test, "data");
		bool wanted = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(test, "valid"));
		struct schema_faults faults;
		bool is_right = rc == RC_OK && schema_check(schema, data, NULL) == wanted;

		if (rc == RC_OK) {
			is_right = is_right && schema_check(schema, data, &faults) == wanted &&
			    (faults.count == 0) == wanted;
			schema_faults_release(&faults);
		}
		++*(is_right ? passed : failed);
		if (!is_right)
			print_message("%s: %s: %s: %s\n", file,
			    cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(suite_case,
			    "description")), cJSON_GetStringValue(
			    cJSON_GetObjectItemCaseSensitive(test, "description")), e.text);
	}
	schema_free(schema);
}

static void
the_official_suite_of_draft_2020_12_passes(void **state)
{
	DIR *folder = opendir(SUITE "/tests/draft2020-12");
	int passed = 0, failed = 0;
	struct dirent *entry;

	(void)state;
	if (folder == NULL) {
		print_message("no folder " SUITE "\n");
		skip();
	}
	while ((entry = readdir(folder)) != NULL) {
		char *path = x_asprintf(SUITE "/tests/draft2020-12/%s", entry->d_name);
		cJSON *cases = entry->d_name[0] == '.' ? NULL : read_json(path);
		const cJSON *suite_case;

		cJSON_ArrayForEach(suite_case, cases) {
			run_case(entry->d_name, suite_case, &passed, &failed);
		}
		cJSON_Delete(cases);
		free(path);
	}
	closedir(folder);
	for (size_t i = 0; i < document_count; i++) {
		free(documents[i].uri);
		cJSON_Delete(documents[i].document);
	}
	document_count = 0;
	print_message("json-schema-test-suite draft 2020-12: %d passed, %d failed\n", passed,
	    failed);
	assert_int_equal(failed, 0);
	assert_int_equal(passed, SUITE_TESTS);
}

/* The first fault of a document, as "instance keyword sentence". */
static void
first_fault(const char *schema_text, const char *text, struct buf *out)
{
	const struct schema_options options = { .uri = "form", .asserts_formats = true };
	struct schema_faults faults;
	struct schema *schema;
	cJSON *json = cJSON_Parse(schema_text), *instance = cJSON_Parse(text);

	buf_clear(out);
	assert_non_null(json);
	assert_non_null(instance);
	assert_int_equal(schema_compile(json, &options, &schema, NULL), RC_OK);
	if (!schema_check(schema, instance, &faults)) {
		assert_true(str_starts(faults.list[0].schema, "form#"));
		buf_printf(out, "%s %s ", faults.list[0].instance, faults.list[0].keyword);
		schema_fault_sentence(out, faults.list[0].keyword, faults.list[0].detail);
	}
	schema_faults_release(&faults);
	schema_free(schema);
	cJSON_Delete(json);
	cJSON_Delete(instance);
}

static void
a_fault_says_where_and_what_is_wanted(void **state)
{
	static const struct { const char *schema, *instance, *fault; } rows[] = {
		{ "{\"required\":[\"a\"]}", "{}", " required a is missing" },
		{ "{\"properties\":{\"a/b\":{\"type\":\"string\"}}}", "{\"a/b\":1}",
		    "/a~1b type must be of type string" },
		{ "{\"items\":{\"maximum\":3}}", "[1,4]", "/1 maximum must be at most 3" },
		{ "{\"enum\":[\"가\",\"나\"]}", "\"다\"", " enum must be one of: 가, 나" },
		{ "{\"maxLength\":2}", "\"가나다\"", " maxLength has at most 2 characters" },
		{ "{\"additionalProperties\":false}", "{\"x\":1}",
		    " additionalProperties the form has no x" },
		{ "{\"format\":\"date\"}", "\"2026-02-29\"", " format is not written as date" },
		{ "{\"anyOf\":[{\"type\":\"null\"}]}", "1",
		    " anyOf fits none of the ways this can be filled in" },
		{ "{\"properties\":{\"a\":false}}", "{\"a\":1}", "/a false may not be here" },
		{ "{\"multipleOf\":0.01}", "1.135", " multipleOf must be a multiple of 0.01" },
	};
	struct buf fault = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		first_fault(rows[i].schema, rows[i].instance, &fault);
		assert_string_equal(buf_str(&fault), rows[i].fault);
	}
	buf_release(&fault);
}

static void
formats_are_shapes_that_a_desk_needs(void **state)
{
	static const struct { const char *format, *text; bool holds; } rows[] = {
		{ "date", "2024-02-29", true }, { "date", "2026-2-9", false },
		{ "date-time", "2026-11-23T14:30:00+09:00", true },
		{ "date-time", "2026-11-23 14:30:00+09:00", false },
		{ "time", "23:59:60Z", true }, { "time", "12:59:60Z", false },
		{ "time", "08:59:60+09:00", true }, { "time", "25:00:00Z", false },
		{ "kr-time", "09:00", true }, { "kr-time", "24:00", false },
		{ "email", "minji.kim@sdm.go.kr", true }, { "email", "김@", false },
		{ "email", "a..b@c.kr", false }, { "email", "a@b@c.kr", false },
		{ "uri", "https://www.gov.kr/x?y=1#z", true }, { "uri", "//gov.kr", false },
		{ "uri", "http://a b", false }, { "uri", "http://a/%zz", false },
		{ "uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", true },
		{ "uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", false },
		{ "regex", "^[가-힣]+$", true }, { "regex", "(", false },
		{ "kr-phone", "010-1234-5678", true }, { "kr-phone", "01012345678", true },
		{ "kr-phone", "02-123-4567", true }, { "kr-phone", "1588-2188", true },
		{ "kr-phone", "1234-5678", false }, { "kr-phone", "010-12345678", false },
		{ "kr-phone", "전화 없음", false },
		/* The check digit of this one is wrong, as of all since 2020-10. */
		{ "kr-rrn", "200229-3123456", true }, { "kr-rrn", "201332-3123456", false },
		{ "kr-rrn", "900101-12345", false },
		{ "kr-brn", "123-45-67890", true }, { "kr-brn", "12-345-67890", false },
		{ "kr-postcode", "03718", true }, { "kr-postcode", "3718", false },
		{ "nobody-knows-this", "anything", true },
	};
	struct buf fault = { 0 };
	char *schema, *text;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		schema = x_asprintf("{\"format\":\"%s\"}", rows[i].format);
		text = x_asprintf("\"%s\"", rows[i].text);
		first_fault(schema, text, &fault);
		if ((fault.len == 0) != rows[i].holds)
			fail_msg("%s of %s", rows[i].format, rows[i].text);
		free(schema);
		free(text);
	}
	buf_release(&fault);
}

/* Not timed: with PCRE2's own limits the worst of these needs a thousand times
 * the steps, and the limits are what ends them. */
static void
known_bombs_give_up(void **state)
{
	static const char *const bombs[] = {
		"^(a+)+$", "^([a-zA-Z]+)*$", "^(a|aa)+$", "^(a|a?)+$", "^(.*a){20}$",
		"^(([a-z])+.)+[A-Z]([a-z])+$", "^(a*)*b$", "^(a+a+)+b$", "^((a*)*)*b$",
		"^(x+x+)+y$", "(.*)*=.*x", "^(\\w+\\s?)*$",
	};
	char text[65];

	(void)state;
	memset(text, 'a', 63);
	text[63] = '!';
	text[64] = '\0';
	for (size_t i = 0; i < COUNT(bombs); i++) {
		struct pattern *p;

		assert_int_equal(pattern_compile(bombs[i], &p, NULL), RC_OK);
		assert_int_not_equal(pattern_match(p, text), PATTERN_YES);
		pattern_free(p);
	}
}

static void
a_schema_that_is_none_is_refused_with_its_place(void **state)
{
	static const struct { const char *schema, *piece; } rows[] = {
		{ "1", "a schema is an object" }, { "{\"maximum\":\"x\"}", "#/maximum: must be a number" },
		{ "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}", "#/properties/a/pattern: " },
		{ "{\"$ref\":\"#/$defs/none\"}", "#/$ref: leads nowhere" },
		{ "{\"$ref\":\"http://other.invalid/\"}", "leads nowhere" },
		{ "{\"$ref\":\"#none\"}", "leads nowhere" }, { "{\"$ref\":\"#/%zz\"}", "leads nowhere" },
		{ "{\"allOf\":{}}", "must be an array" }, { "{\"required\":[1]}", "array of names" },
		{ "{\"multipleOf\":0}", "more than 0" }, { "{\"minLength\":-1}", "0 or more" },
		{ "{\"properties\":[]}", "must be an object" }, { "{\"items\":3}", "#/items: a schema" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		cJSON *json = cJSON_Parse(rows[i].schema);
		struct schema *schema = NULL;
		struct err e;

		assert_int_equal(schema_compile(json, NULL, &schema, &e), RC_INVALID);
		assert_null(schema);
		if (strstr(e.text, rows[i].piece) == NULL)
			fail_msg("%s: %s", rows[i].schema, e.text);
		cJSON_Delete(json);
	}
}

/* A schema within itself on the same value never ends by itself. */
static void
a_schema_that_goes_round_in_circles_is_a_fault(void **state)
{
	struct buf fault = { 0 };

	(void)state;
	first_fault("{\"$ref\":\"#\"}", "1", &fault);
	assert_string_equal(buf_str(&fault), " false may not be here");
	first_fault("{\"properties\":{\"a\":{\"$ref\":\"#\"}}}", "{\"a\":{\"a\":{\"a\":1}}}", &fault);
	assert_string_equal(buf_str(&fault), "");
	buf_release(&fault);
}

/* Forty levels of the same thing twice are 2^40 judgements: it must end, and not
 * fit. */
static void
references_that_double_do_not_stop_an_office(void **state)
{
	struct buf schema = { 0 }, fault = { 0 };

	(void)state;
	buf_puts(&schema, "{\"$ref\":\"#/$defs/l0\",\"$defs\":{");
	for (int i = 0; i < 40; i++)
		buf_printf(&schema, "\"l%d\":{\"allOf\":[{\"$ref\":\"#/$defs/l%d\"},"
		    "{\"$ref\":\"#/$defs/l%d\"}]},", i, i + 1, i + 1);
	buf_puts(&schema, "\"l40\":{\"type\":\"integer\",\"minimum\":0}}}");
	first_fault(buf_str(&schema), "1", &fault);
	assert_string_not_equal(buf_str(&fault), "");
	buf_release(&schema);
	buf_release(&fault);
}

static void
depth_and_size_do_not_matter(void **state)
{
	struct buf schema = { 0 }, instance = { 0 }, fault = { 0 };

	(void)state;
	for (int i = 0; i < 200; i++) {
		buf_puts(&schema, "{\"properties\":{\"a\":");
		buf_puts(&instance, "{\"a\":");
	}
	buf_puts(&schema, "{\"type\":\"string\"}");
	buf_puts(&instance, "1");
	for (int i = 0; i < 200; i++) {
		buf_puts(&schema, "}}");
		buf_puts(&instance, "}");
	}
	first_fault(buf_str(&schema), buf_str(&instance), &fault);
	assert_non_null(strstr(buf_str(&fault), "type must be of type string"));
	buf_clear(&instance);
	buf_puts(&instance, "[0");
	while (instance.len < 1024 * 1024 - 10)
		buf_printf(&instance, ",%zu", instance.len);
	buf_puts(&instance, ",0]");
	first_fault("{\"uniqueItems\":true}", buf_str(&instance), &fault);
	assert_non_null(strstr(buf_str(&fault), "uniqueItems"));
	buf_release(&schema);
	buf_release(&instance);
	buf_release(&fault);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_official_suite_of_draft_2020_12_passes),
		cmocka_unit_test(a_fault_says_where_and_what_is_wanted),
		cmocka_unit_test(formats_are_shapes_that_a_desk_needs),
		cmocka_unit_test(known_bombs_give_up),
		cmocka_unit_test(a_schema_that_is_none_is_refused_with_its_place),
		cmocka_unit_test(a_schema_that_goes_round_in_circles_is_a_fault),
		cmocka_unit_test(references_that_double_do_not_stop_an_office),
		cmocka_unit_test(depth_and_size_do_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
