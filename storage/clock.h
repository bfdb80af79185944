/* SPDX-License-Identifier: ISC */
/*
 * clock: the only reader of the machine's clocks. A practice office may be
 * given a file that holds the time; nothing else can move it.
 */
#ifndef STORAGE_CLOCK_H
#define STORAGE_CLOCK_H

#include "storage/base.h"

/* UTC seconds of the wall clock. */
int64_t clock_wall(void);

/* Milliseconds of a clock that never jumps; for time-outs and benchmarks. */
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);

/* Reads an instant from a file: RFC 3339 with offset, or UTC seconds.
 * RC_INVALID names the file. */
MUST_USE enum rc clock_from_file(const char *path, int64_t *now_at, struct err *e);

#endif
