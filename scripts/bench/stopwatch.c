/* SPDX-License-Identifier: ISC */
#include "scripts/bench/stopwatch.h"

#include <stdlib.h>
#include <time.h>

double
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
percentile(double *values, size_t n, size_t percent)
{
	if (n == 0)
		return 0;
	qsort(values, n, sizeof(*values), compare);
	return values[(n - 1) * percent / 100];
}
