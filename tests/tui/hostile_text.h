/* SPDX-License-Identifier: ISC */
/*
 * hostile_text: makes strings as people write them who mean harm to a terminal, or
 * who only have an unusual keyboard. The same seed makes the same strings.
 */
#ifndef TESTS_TUI_HOSTILE_TEXT_H
#define TESTS_TUI_HOSTILE_TEXT_H

#include "storage/base.h"

#define HOSTILE_SEED UINT64_C(20261123)

struct hostile {
	uint64_t state;
	int64_t made;		/* strings so far */
};

void hostile_start(struct hostile *h, uint64_t seed);

/* The next string, of valid and invalid UTF-8 and never a NUL, mostly short; valid
 * until the next call reuses out. */
void hostile_next(struct hostile *h, struct buf *out);

#endif
