/* SPDX-License-Identifier: ISC */
/*
 * overlay: a form as layers: the centre's, then those of 시·도, 시군구 and
 * office, each a merge patch (RFC 7396) or a JSON Patch (RFC 6902) over what is
 * below it. A layer may add and tighten. What the centre's layer has by law it
 * may not lose or loosen, however the patch is written: judged is what comes
 * out, not how. Pure.
 */
#ifndef RULES_OVERLAY_H
#define RULES_OVERLAY_H

#include "storage/base.h"

struct cJSON;

#define OVERLAY_LAYERS_MAX 4
#define OVERLAY_FAULTS_MAX 40

/* Why a layer is refused. One row each in the table of overlay_words.c. */
enum overlay_reason {
	OVERLAY_LOST,		/* a statutory field is gone, or hidden elsewhere */
	OVERLAY_OPTIONAL,	/* it need not be filled in any more */
	OVERLAY_RENAMED,	/* its title is another one */
	OVERLAY_UNMASKED,	/* its mask is another one */
	OVERLAY_LOOSENED,	/* a limit of it or of the form lets more pass */
	OVERLAY_REPLACED,	/* a keyword of it was exchanged for something else */
	OVERLAY_OPENED,		/* the form takes members it did not take */
	OVERLAY_REROUTED,	/* who decides, who sees it, or how long it takes */
	OVERLAY_FOREIGN_REF,	/* a $ref that leaves the form */
	OVERLAY__COUNT
};

struct overlay_fault {
	enum overlay_reason reason;
	char *pointer;	/* JSON Pointer into the merged form; owned */
};

struct overlay_faults {
	struct overlay_fault list[OVERLAY_FAULTS_MAX];
	size_t count;
	bool is_cut;	/* there were more */
};

/* Puts one layer over a form: an object is a merge patch, an array a JSON
 * Patch. The caller frees *out. RC_INVALID where the patch cannot be applied. */
MUST_USE enum rc overlay_apply(const struct cJSON *below, const struct cJSON *layer,
    struct cJSON **out, struct err *e);

/* Compares the centre's form with what a layer made of it. Returns whether the
 * layer may stand; what it may not is in faults, which the caller releases. The
 * statutory fields are those the centre requires and those it marks
 * x-statutory. */
bool overlay_may(const struct cJSON *central, const struct cJSON *merged,
    struct overlay_faults *faults);
void overlay_faults_release(struct overlay_faults *faults);

/* Stable word of a reason ("loosened"), and its sentence in the reader's
 * language. */
const char *overlay_reason_name(enum overlay_reason reason);
const char *overlay_reason_sentence(enum overlay_reason reason);

#endif
