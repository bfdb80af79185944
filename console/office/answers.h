/* SPDX-License-Identifier: ISC */
/*
 * answers: what a case says on its form: as it was submitted, and with what was
 * laid over it since.
 */
#ifndef OFFICE_ANSWERS_H
#define OFFICE_ANSWERS_H

#include "storage/store.h"

struct cJSON;

/* Reads the answers of a case. submitted may be NULL. The caller deletes both with
 * cJSON_Delete; on failure both are NULL. */
MUST_USE enum rc answers_load(struct store *store, int64_t case_id, struct cJSON **submitted,
    struct cJSON **now, struct err *e);

#endif
