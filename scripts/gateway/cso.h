/* SPDX-License-Identifier: ISC */
/*
 * cso: the public service of 민원실 waiting figures (domain.md C1) as its clients saw
 * it, and each of the ways in which it goes wrong: for trying the cso adapter, and no
 * part of the relay's contract.
 */
#ifndef GATEWAY_CSO_H
#define GATEWAY_CSO_H

#include "scripts/gateway/contract.h"

/* What is asked; texts may be NULL. */
struct cso_call {
	const char *key;
	const char *page, *rows;
	bool is_offices;
	int64_t now_at;
};

/* Answers as mode says: its first word is a row of the table in cso.c, a number may
 * follow. key is the one that is registered, NULL = any. An unknown mode answers 500
 * with the known ones. */
void cso_answer(const char *mode, const char *key, const struct cso_call *call,
    struct reply *reply);

#endif
