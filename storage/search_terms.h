/* SPDX-License-Identifier: ISC */
/*
 * search_terms: the numbers a case is found by. Inside of the search index;
 * nobody but the store includes it.
 */
#ifndef STORAGE_SEARCH_TERMS_H
#define STORAGE_SEARCH_TERMS_H

#include "storage/store.h"

#define SEARCH_TERM_BITS 45

/* Calls each with the terms of a case, some perhaps twice. */
void search_case_terms(const struct case_record *c, const char *phone,
    void (*each)(void *arg, uint64_t term), void *arg);

#endif
