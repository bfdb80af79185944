/* SPDX-License-Identifier: ISC */
/* A schema, ====, a document: both ways of judging agree. */
#include <assert.h>

#include "console/rules/json_gate.h"
#include "console/rules/schema.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct schema_options options = { .uri = "form", .asserts_formats = true };
	size_t first, second = fuzz_halves(data, size, &first);
	struct json_view json = { 0 }, instance = { 0 };
	struct schema *schema = NULL;
	struct schema_faults faults;
	struct buf sentence = { 0 };
	bool fits;

	if (json_view_open((const char *)data, first, 64 * 1024, &json, NULL) == RC_OK &&
	    json_view_open((const char *)data + second, size - second, 64 * 1024, &instance,
	    NULL) == RC_OK && schema_compile(json.root, &options, &schema, NULL) == RC_OK) {
		fits = schema_check(schema, instance.root, &faults);
		assert((faults.count == 0) == fits);
		assert(schema_check(schema, instance.root, NULL) == fits);
		for (size_t i = 0; i < faults.count; i++)
			schema_fault_sentence(&sentence, faults.list[i].keyword,
			    faults.list[i].detail);
		schema_faults_release(&faults);
	}
	schema_free(schema);
	json_view_release(&json);
	json_view_release(&instance);
	buf_release(&sentence);
	return 0;
}
