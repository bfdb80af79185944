/* SPDX-License-Identifier: ISC */
/*
 * init: makes a store: a practice store with one office per starter region, or
 * a real one with one office and its first staff.
 */
#ifndef OFFICE_INIT_H
#define OFFICE_INIT_H

#include "storage/base.h"

struct init_options {
	const char *store_path;
	bool is_practice;
	bool is_ministry;		/* receives what other offices hand over */
	const char *office;		/* 시군구 code of a real office, code of a ministry */
	const char *const *staff;	/* LOGIN:ROLE …, logins known to the host */
	size_t staff_count;
	int64_t now_at;
};

/* Makes the store whole or not at all: on failure nothing is left. RC_USAGE
 * for an unknown office, role or login. */
MUST_USE enum rc init_store(const struct init_options *options, struct err *e);

#endif
