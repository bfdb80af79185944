/* SPDX-License-Identifier: ISC */
/*
 * form_lint: whether a form, or a layer over one, may stand: it is a schema, its
 * fields say what a desk must know of them, and a layer takes nothing away that
 * the law has. Pure; what it reads is handed to it.
 */
#ifndef RULES_FORM_LINT_H
#define RULES_FORM_LINT_H

#include "storage/base.h"
#include "storage/catalogue.h"

struct cJSON;

/* One finding: where in the file, a stable word and a sentence. Valid during
 * the call. */
typedef void (*form_finding)(void *arg, const char *file, const char *pointer,
    const char *word, const char *sentence);

/* Judges one form source: a base (region "") by itself, a layer over the
 * catalogue's layers below it. Returns the number of findings. */
size_t form_lint(const struct form_source *source, form_finding found, void *arg);

/* What a release is judged over. */
struct form_bed {
	const struct cJSON *central;	/* as the centre has it then; NULL = it has none yet */
	const struct cJSON *below;	/* what it is put over; NULL for a whole base form */
	bool is_patch;		/* over what its own layer has: it needs no origin of its own */
	bool is_practice;	/* invented forms (예시) may stand */
};

/* Judges a release, source's region "" for the centre's, over what it would
 * stand on. The centre may change what its law asks, but what is personal data
 * stays masked, and no reference may lead out. Returns the number of findings. */
size_t form_lint_release(const struct form_source *source, const struct form_bed *bed,
    form_finding found, void *arg);

#endif
