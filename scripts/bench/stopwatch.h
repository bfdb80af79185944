/* SPDX-License-Identifier: ISC */
/*
 * stopwatch: monotonic milliseconds and percentiles for the programs that
 * measure. Knows nothing of what is measured.
 */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

#include <stddef.h>

/* Milliseconds since some fixed moment. */
double now_ms(void);

/* The value that percent of the n values do not exceed; 0 if n is 0. Sorts
 * the values. */
double percentile(double *values, size_t n, size_t percent);

#endif
