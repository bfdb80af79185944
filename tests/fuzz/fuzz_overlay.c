/* SPDX-License-Identifier: ISC */
/* A form, ====, a layer: a layer that changes nothing may always stand. */
#include <assert.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "console/rules/json_value.h"
#include "console/rules/overlay.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t first, second = fuzz_halves(data, size, &first);
	struct cJSON *form = NULL, *layer = NULL, *merged = NULL;
	struct overlay_faults faults = { 0 };

	if (json_parse((const char *)data, first, 64 * 1024, &form, NULL) == RC_OK &&
	    json_parse((const char *)data + second, size - second, 64 * 1024, &layer, NULL) ==
	    RC_OK && overlay_apply(form, layer, &merged, NULL) == RC_OK)
		(void)overlay_may(form, merged, &faults);
	for (size_t i = 0; i < faults.count; i++)
		assert(faults.list[i].pointer[0] == '/');
	overlay_faults_release(&faults);
	cJSON_Delete(form);
	cJSON_Delete(layer);
	cJSON_Delete(merged);
	return 0;
}
