/* SPDX-License-Identifier: ISC */
/*
 * form_stack: which layers make the form of a service in a region on a day, and
 * the form that they make. The catalogue has a layer of each place once; an
 * office's store has releases of them, each with a day from which it holds.
 * Pure; whoever has releases hands them in.
 */
#ifndef RULES_FORM_STACK_H
#define RULES_FORM_STACK_H

#include "console/rules/form.h"
#include "console/rules/region.h"

#define FORM_LEVELS 4		/* the centre, 시·도, 시군구, office */
#define FORM_STEPS_MAX 48	/* layers and patches of one form */

/* The layer of an office's own begins with it: "@11410". */
#define FORM_OFFICE_MARK '@'

/* One layer, or one patch over a layer, as it was released. */
struct form_step {
	const char *layer;	/* "" the centre, 시·도 or 시군구 code, "@" and an office's */
	const char *version;
	const char *file;	/* where it came from, for sentences */
	const char *json;
	int64_t release;	/* our number for it; 0 = of the catalogue */
	struct day from;	/* holds from this day on … */
	struct day until;	/* … to the day before this one; 0 = for good */
	bool is_whole;		/* takes the place of what its layer had; else a patch over it */
	bool is_left_out;	/* set by form_stack: it may not stand over the others */
};

/* The codes whose layers a case of a region has, from the centre outwards, into
 * levels, "" the first; a region that has ended has those of the one that took
 * over (region.h). office may be "". Returns how many. levels live as long as
 * room, where an office's own code is written. */
size_t form_levels(const struct region_fate *fate, const char *office, char room[16],
    const char *levels[FORM_LEVELS]);

/* What the steps of a form are picked from. */
struct form_shelf {
	const struct form_step *releases;	/* of the service */
	size_t count;
	bool has_samples;	/* the catalogue's invented ones (예시) too: practice */
};

/* The steps that hold on a day, in order, out of the catalogue and the releases:
 * of each level its last whole layer and the patches over it. Returns how many
 * are in steps, 0 where the centre has no form. More than FORM_STEPS_MAX are
 * cut. */
size_t form_pick(const char *service, const char *const *levels, size_t level_count,
    const struct form_shelf *shelf, struct day on, struct form_step steps[FORM_STEPS_MAX]);

/* Is the catalogue's form of the service invented (예시)? */
bool form_is_sample(const char *service);

/* Puts the steps over one another. A step of a region or an office that takes
 * away what the centre's form has by law, or that cannot be applied, is left
 * out. RC_INVALID where the centre's own form cannot be read. The caller
 * releases *out. */
MUST_USE enum rc form_stack(const char *service, const char *region, struct form_step *steps,
    size_t count, struct form *out, struct err *e);

/* The steps as one JSON text that needs neither catalogue nor store any more,
 * and back: steps point into *keep, which the caller deletes (cJSON_Delete)
 * after them. RC_INVALID where the text is none of ours. */
void form_steps_write(struct buf *out, const struct form_step *steps, size_t count);
MUST_USE enum rc form_steps_read(const char *text, struct form_step steps[FORM_STEPS_MAX],
    size_t *count, struct cJSON **keep, struct err *e);

#endif
