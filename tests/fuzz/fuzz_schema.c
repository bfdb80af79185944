/* SPDX-License-Identifier: ISC */
/* A schema compiles, or is refused with its place; twice the same. */
#include <assert.h>

#include "console/rules/json_gate.h"
#include "console/rules/schema.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct schema_options options = { .uri = "form", .asserts_formats = true };
	struct json_view view;
	struct schema *schema = NULL, *again = NULL;
	struct err e = { 0 }, why = { 0 };
	enum rc rc;

	if (json_view_open((const char *)data, size, 64 * 1024, &view, NULL) != RC_OK)
		return 0;
	rc = schema_compile(view.root, &options, &schema, &e);
	assert(rc == RC_OK || rc == RC_INVALID);
	assert((rc == RC_OK) == (schema != NULL) && (rc == RC_OK) == (e.text[0] == '\0'));
	assert(schema_compile(view.root, &options, &again, &why) == rc);
	assert(str_eq(e.text, why.text));
	schema_free(schema);
	schema_free(again);
	json_view_release(&view);
	return 0;
}
