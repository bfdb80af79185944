/* SPDX-License-Identifier: ISC */
/*
 * waits: how many people wait at the desks of a region, made up from the seed
 * and the minute. Some regions report nothing, and one stopped this morning.
 * Pure.
 */
#ifndef GATEWAY_WAITS_H
#define GATEWAY_WAITS_H

#include "storage/base.h"

/* Appends the JSON of what is known of the jurisdiction at the instant. */
void waits_print(uint64_t seed, const char *jurisdiction, int64_t now_at, struct buf *out);

#endif
