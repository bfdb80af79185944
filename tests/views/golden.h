/* SPDX-License-Identifier: ISC */
/* golden: compares what a view draws with a file in tests/data/golden/views. */
#ifndef TESTS_VIEWS_GOLDEN_H
#define TESTS_VIEWS_GOLDEN_H

#include "views/grid.h"

/* Compares text and styles of the grid with the file of that name; with
 * UPDATE_GOLDEN in the environment writes the file instead. Prints the first
 * line that differs. */
bool golden_same(const char *name, const struct grid *g);

#endif
