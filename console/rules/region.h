/* SPDX-License-Identifier: ISC */
/*
 * region: what became of a region whose code has ended (domain.md E1): another
 * took over, or it was split and the address says which part it is. A case
 * keeps the code that it was received under. Pure.
 */
#ifndef RULES_REGION_H
#define RULES_REGION_H

#include "storage/base.h"
#include "storage/catalogue.h"

#define REGION_HEIRS_MAX 4

enum region_state {
	REGION_STANDS,		/* it has not ended */
	REGION_SUCCEEDED,	/* one took over, or the address says which */
	REGION_SPLIT,		/* several did, and nobody has said which */
	REGION_LOST,		/* nobody knows who took over; its 시·도 is known */
	REGION_UNKNOWN		/* no such code */
};

struct region_fate {
	enum region_state state;
	const struct region_info *now;		/* STANDS, SUCCEEDED: the region today */
	const struct region_info *province;	/* its 시·도 today; NULL for a 시·도 itself */
	const struct region_info *heirs[REGION_HEIRS_MAX];	/* SPLIT: the parts */
	size_t heir_count;
};

/* What became of a region. hint says which part of a split one is meant: the
 * code of the part, or an address with the name of a 동 that only one of them
 * has; NULL or "" = nobody said. */
struct region_fate region_fate_of(const char *code, const char *hint);

/* Is it the same place, under that code or an older one? "28110" and "28155" are,
 * since one became the other. */
bool region_is_or_became(const char *code, const char *now);

/* Appends the codes and names of the parts, with commas between. */
void region_heirs_write(struct buf *out, const struct region_fate *fate);

#endif
