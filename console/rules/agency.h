/* SPDX-License-Identifier: ISC */
/*
 * agency: the ministries and other agencies that a hand-over goes to: what they
 * are called, and the code that stands for them at the relay. Data only.
 */
#ifndef RULES_AGENCY_H
#define RULES_AGENCY_H

#include "storage/catalogue.h"

/* Where a case goes that this office hands over, in the words of the time
 * ledger (rules/pause.h). */
struct agency_info {
	const char *code;	/* 행정표준코드 of the agency: 1741000 */
	const char *name_ko;
	const char *name_en;
	const char *short_ko, *short_en;	/* at most 11 cells */
	bool is_ministry;	/* central; else a province or an agency below it */
	struct region_info region;	/* stands in for its jurisdiction */
};
extern const struct agency_info agency_table[];
extern const size_t agency_count;

/* Finds by code; NULL if there is none. */
const struct agency_info *agency_find(const char *code);

/* The same by code, name or a piece of the Korean name that only one has. */
const struct agency_info *agency_search(const char *word);

#endif
