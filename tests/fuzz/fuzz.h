/* SPDX-License-Identifier: ISC */
/*
 * fuzz: what the targets share: input as text, and its halves. Each target is
 * one function that must not crash, leak or loop, whatever it is given.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "storage/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input as a string of its own, NULs and all, so that reading past its end is
 * seen. The caller frees. */
static inline char *
fuzz_text(const uint8_t *data, size_t size)
{
	char *text = x_alloc(size + 1);

	memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

/* Where the input's second half begins, after a line with nothing but ====; its
 * end if there is none. *first gets the length of the first half. */
static inline size_t
fuzz_halves(const uint8_t *data, size_t size, size_t *first)
{
	static const char between[] = "\n====\n";
	const char *at = size == 0 ? NULL : memmem(data, size, between, strlen(between));

	*first = at == NULL ? size : (size_t)(at - (const char *)data);
	return at == NULL ? size : *first + strlen(between);
}

#endif
