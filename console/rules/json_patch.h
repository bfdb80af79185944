/* SPDX-License-Identifier: ISC */
/*
 * json_patch: changes to a JSON document as another one: merge patches (RFC
 * 7396) and patches (RFC 6902). Documents and patches have passed the gate, so
 * recursion ends at its depth. Pure.
 */
#ifndef RULES_JSON_PATCH_H
#define RULES_JSON_PATCH_H

#include "storage/base.h"

struct cJSON;

/* RFC 7396: target = merge of patch into target. Takes ownership of target,
 * returns the result; patch is only read. */
struct cJSON *merge_patch(struct cJSON *target, const struct cJSON *patch);

/* RFC 6902: applies the operations of an array in order, all or none. RC_INVALID
 * names the operation (from 0) and what is wrong with it; then *target is as it
 * was. */
MUST_USE enum rc json_patch(struct cJSON **target, const struct cJSON *patch, struct err *e);

#endif
