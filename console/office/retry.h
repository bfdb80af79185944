/* SPDX-License-Identifier: ISC */
/*
 * retry: how long what failed waits until it is tried again. Pure.
 */
#ifndef OFFICE_RETRY_H
#define OFFICE_RETRY_H

#include <stdint.h>

#define RETRY_FIRST_SEC 5
#define RETRY_MOST_SEC (15 * 60)

/* Seconds at most until the next try after that many tries before this one:
 * doubling from 5 s to 15 min. */
int64_t retry_most_sec(int64_t tries);

#endif
