/* SPDX-License-Identifier: ISC */
/* What tsafe lets through is UTF-8 without controls, and safe twice over. */
#include <assert.h>

#include "storage/text.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf once = { 0 }, twice = { 0 };
	char *text = fuzz_text(data, size);
	size_t at;

	tsafe(&once, text, size, false);
	assert(utf8_valid(buf_str(&once), once.len, &at));
	for (size_t i = 0; i < once.len; i++)
		assert((unsigned char)once.data[i] >= ' ' && once.data[i] != 0x7f);
	tsafe(&twice, buf_str(&once), once.len, false);
	assert(str_eq(buf_str(&once), buf_str(&twice)));
	buf_release(&once);
	buf_release(&twice);
	free(text);
	return 0;
}
