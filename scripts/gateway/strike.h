/* SPDX-License-Identifier: ISC */
/*
 * strike: the misfortunes that come instead of an answer, before anything is
 * done. Knows no store and no socket.
 */
#ifndef GATEWAY_STRIKE_H
#define GATEWAY_STRIKE_H

#include "scripts/gateway/contract.h"

/* Answers the call number of the relay as its faults say; false if none of
 * them comes before the deed. */
bool strike(const struct fault_hits *hits, uint64_t number, int64_t now_at, struct reply *reply);

#endif
