/* SPDX-License-Identifier: ISC */
/* A query is a query or has a fault with a place in it, counted in cells as the
 * text is shown. */
#include <assert.h>

#include "console/rules/query.h"
#include "storage/text.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct query_fault fault = { 0 };
	char *text = fuzz_text(data, size);
	struct query *q = query_parse(text, &fault);

	if (q == NULL)
		assert(fault.column >= 1 && fault.column <= (size_t)text_width(text) + 1);
	query_free(q);
	free(text);
	return 0;
}
