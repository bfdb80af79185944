/* SPDX-License-Identifier: ISC */
/* The control of all the others: one byte past the end of what begins with
 * "fall", which must be found within their time. */
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = x_strndup((const char *)data, size);
	volatile char past = 0;

	if (str_starts(text, "fa"))
		past = text[strlen(text) + 1];
	(void)past;
	free(text);
	return 0;
}
