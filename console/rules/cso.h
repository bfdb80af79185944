/* SPDX-License-Identifier: ISC */
/*
 * cso: answers of the public service of 민원실 waiting figures (B551982/cso_v2,
 * domain.md C1): the offices (cso_info_v2) and who waits there, by task
 * (cso_realtime_v2), in each of the shapes that were seen. Pure; knows no socket.
 */
#ifndef RULES_CSO_H
#define RULES_CSO_H

#include "console/rules/api_error.h"
#include "storage/base.h"
#include "storage/record.h"

#define CSO_BYTES_MAX (4 * 1024 * 1024)

enum cso_list {
	CSO_OFFICES,	/* rows have no task: only that the office is there, and its hours */
	CSO_WAITING
};

/* What an answer says of itself. */
struct cso_totals {
	int64_t total;		/* rows there are; -1 = not said */
	size_t rows;		/* in this answer … */
	size_t spoilt;		/* … of which so many name no office, no task or no region */
	enum api_trouble trouble;
};

/* Reads one answer (bytes end with NUL) and gives its rows, which have no source. A
 * number that is missing or none is -1; the service does not say how many counters
 * are open. No data (K03) are no rows, and well. RC_INVALID says what is wrong,
 * totals->trouble what that means. */
MUST_USE enum rc cso_read(enum cso_list list, const char *bytes, size_t len,
    void (*each)(void *arg, const struct wait_row *row), void *arg,
    struct cso_totals *totals, struct err *e);

/* The 시군구 of today that a 법정동코드 of 10 digits stands in, with name as what
 * may tell the parts of a split one apart: a 일반구 is its city's, an ended one is
 * whoever took over; one that nobody took over, or nobody knows which, stays. False
 * where there is no such place. */
bool cso_region(const char *code, const char *name, char to[12]);

/* 20261123101500, Korean time; false where it is none. */
bool cso_instant(const char *text, int64_t *at);

#endif
