/* SPDX-License-Identifier: ISC */
/*
 * case_limit: which limits of the law around a case apply to it now, beside its
 * statutory period (domain.md A2), with when each is due and whether it was
 * kept. Pure; the limits themselves are service_clock.h's.
 */
#ifndef RULES_CASE_LIMIT_H
#define RULES_CASE_LIMIT_H

#include "console/rules/service_clock.h"

/* What must be known of the case; instants are 0 for not yet. */
struct limit_facts {
	enum state state;
	int64_t arrived_at, received_at;
	int64_t assigned_at;		/* first in an officer's hands */
	int64_t demanded_at;		/* the first supplement demand */
	struct day supplement_due;	/* of the demand that waits; 0 = none waits */
	bool is_again;			/* that one is the second demand */
	int64_t decided_at;		/* 0 = no decision, or none against the applicant */
	int64_t now_at;
};

/* Fills out with the limits that apply, at most LIMITS_MOST, the nearest steps
 * of the case first; returns how many. */
size_t case_limits(const struct calendar *c, const struct limit_facts *facts,
    struct limit_row out[LIMITS_MOST]);

#endif
