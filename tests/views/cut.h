/* SPDX-License-Identifier: ISC */
/* cut: which words of a picture end in "…" though they are ours. Data of a case
 * may be cut where a column ends; a heading, a state or a key may not. */
#ifndef TESTS_VIEWS_CUT_H
#define TESTS_VIEWS_CUT_H

#include "tests/views/sample.h"

/* Prints every text before a "…" that no data of the sample begins with, and
 * returns how many. */
int cut_words(const char *name, const struct grid *g, const struct sample *s);

#endif
