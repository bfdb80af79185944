/* SPDX-License-Identifier: ISC */
/*
 * Our verdicts beside somebody else's: each line of the file that the
 * environment's SCHEMA_ORACLE names is {"schema", "instance", "valid"}.
 * schema_oracle_soak.sh makes it; without one the test is skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "console/rules/json_gate.h"
#include "console/rules/schema.h"

static bool
line_holds(const char *line, size_t len)
{
	cJSON *json = NULL;
	struct schema *schema;
	bool holds = false;

	assert_int_equal(json_parse(line, len, JSON_EVENT_BYTES_MAX, &json, NULL), RC_OK);
	if (schema_compile(json_member(json, "schema"), NULL, &schema, NULL) == RC_OK) {
		bool wanted = cJSON_IsTrue(json_member(json, "valid"));
		struct schema_faults faults;

		holds = schema_check(schema, json_member(json, "instance"), NULL) == wanted &&
		    schema_check(schema, json_member(json, "instance"), &faults) == wanted;
		schema_faults_release(&faults);
		schema_free(schema);
	}
	cJSON_Delete(json);
	return holds;
}

static void
verdicts_are_those_of_the_oracle(void **state)
{
	const char *path = getenv("SCHEMA_ORACLE");
	FILE *file = path == NULL ? NULL : fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	int lines = 0, differ = 0;

	(void)state;
	if (file == NULL) {
		print_message("no file of verdicts: make soak makes one\n");
		skip();
	}
	while ((len = getline(&line, &cap, file)) > 0) {
		lines++;
		if (line_holds(line, (size_t)len - 1))
			continue;
		if (differ++ < 5)
			print_message("differs: %s", line);
	}
	free(line);
	fclose(file);
	print_message("verdicts: %d, different: %d\n", lines, differ);
	assert_true(lines > 0);
	assert_int_equal(differ, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verdicts_are_those_of_the_oracle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
