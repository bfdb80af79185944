/* SPDX-License-Identifier: ISC */
/*
 * loosening: a form of the centre, sixteen ways to loosen it and twenty that a
 * region may change it by, for the guard's own tests and for those of what is
 * imported.
 */
#ifndef TESTS_LOOSENING_H
#define TESTS_LOOSENING_H

#include "storage/base.h"

#define LOOSENING_FIELDS 10
#define LOOSENING_VARIANTS 20	/* ten fields, each by a merge patch and by a JSON Patch */

/* One way to loosen, as a merge patch and as a JSON Patch; %d is the field. word is
 * what the guard calls it; one of several between |. */
struct loosening {
	const char *name, *merge, *patch, *word;
};
extern const struct loosening loosenings[];
extern const size_t loosening_count;

/* What a region may do, by a patch each; %d is the field. */
extern const char *const tightenings[];
extern const size_t tightening_count;

/* Appends the centre's form: ten texts, ten choices and a list of persons, all of
 * them the law's. */
void loosening_central(struct buf *text);

/* Appends the text with each %d replaced by a field's number. */
void loosening_spell(struct buf *out, const char *text, int field);

#endif
