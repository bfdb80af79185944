/* SPDX-License-Identifier: ISC */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
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

		cJSON_ArrayForEach(suite_case, cases)
			run_case(entry->d_name, suite_case, &passed, &failed);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_official_suite_of_draft_2020_12_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
