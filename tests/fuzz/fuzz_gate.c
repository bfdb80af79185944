/* SPDX-License-Identifier: ISC */
/* What the gate lets pass, it reads as cJSON does; what it splits are pieces of
 * the input. */
#include <assert.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "tests/fuzz/fuzz.h"

struct bounds {
	const char *from, *to;
};

static void
element(void *arg, const char *bytes, size_t len)
{
	const struct bounds *b = arg;

	assert(bytes >= b->from && bytes + len <= b->to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bounds whole;
	struct cJSON *json = NULL;
	struct json_fault fault;
	char *text = fuzz_text(data, size);
	bool passes = json_check(text, size, 64 * 1024, &fault);

	assert((json_parse(text, size, 64 * 1024, &json, NULL) == RC_OK) == passes);
	assert((json != NULL) == passes);
	if (passes) {
		struct cJSON *theirs = cJSON_ParseWithLength(text, size);

		/* As released it reads 63 characters of a number. */
		assert(theirs == NULL || json_equal(json, theirs));
		cJSON_Delete(theirs);
	}
	whole = (struct bounds){ text, text + size };
	(void)json_split(text, size, element, &whole);
	cJSON_Delete(json);
	free(text);
	return 0;
}
