/* SPDX-License-Identifier: ISC */
/*
 * holidays: the public holidays of a year as the decree makes them (관공서의
 * 공휴일에 관한 규정 as of 2026-04-30; domain.md F). Pure. Elections and
 * temporary holidays are decided year by year and are data only.
 */
#ifndef RULES_HOLIDAYS_H
#define RULES_HOLIDAYS_H

#include "storage/base.h"
#include "storage/record.h"

/* One day; where two holidays meet, both names. */
struct holiday {
	struct day day;
	char name_ko[96];
	char name_en[128];
	bool is_substitute;
};

#define HOLIDAYS_MOST 40	/* in one year, with all substitutes */

/* The statutory and substitute holidays of a year, by day. Returns how many;
 * 0 where the catalogue does not know the lunar days of that year. */
size_t holidays_derive(int32_t year, struct holiday out[HOLIDAYS_MOST]);

#endif
