/* SPDX-License-Identifier: ISC */
/*
 * schema_time SCHEMA INSTANCE SECONDS [parse]: judges one document again and
 * again and prints how often a second; with parse, reads it each time
 * too. The twin of schema_ajv.mjs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "console/rules/json_gate.h"
#include "console/rules/schema.h"
#include "storage/clock.h"

#define BATCH 1000

int
main(int argc, char **argv)
{
	const struct schema_options options = { .asserts_formats = true };
	struct buf schema_text = { 0 }, text = { 0 };
	struct json_view json = { 0 }, view = { 0 };
	struct schema *schema = NULL;
	int64_t began_ms, took_ms, wanted_ms;
	long count = 0, fits = 0;

	if (argc < 4 || !parse_int(argv[3], 1, 60, &wanted_ms) ||
	    file_read(argv[1], 1024 * 1024, &schema_text, NULL) != RC_OK ||
	    file_read(argv[2], 1024 * 1024, &text, NULL) != RC_OK ||
	    json_view_open(buf_str(&schema_text), schema_text.len, JSON_EVENT_BYTES_MAX, &json,
	    NULL) != RC_OK ||
	    json_view_open(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX, &view, NULL) != RC_OK ||
	    schema_compile(json.root, &options, &schema, NULL) != RC_OK)
		return 2;
	wanted_ms *= 1000;
	began_ms = clock_monotonic_ms();
	do {
		for (int i = 0; i < BATCH; i++, count++) {
			if (argc > 4) {
				json_view_release(&view);
				if (json_view_open(buf_str(&text), text.len, JSON_EVENT_BYTES_MAX,
				    &view, NULL) != RC_OK)
					return 2;
			}
			fits += schema_check(schema, view.root, NULL);
		}
		took_ms = clock_monotonic_ms() - began_ms;
	} while (took_ms < wanted_ms);
	printf("%ld\n", fits == count ? count * 1000 / (long)took_ms : 0);
	schema_free(schema);
	json_view_release(&json);
	json_view_release(&view);
	buf_release(&schema_text);
	buf_release(&text);
	return 0;
}
