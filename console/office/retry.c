/* SPDX-License-Identifier: ISC */
#include "console/office/retry.h"

int64_t
retry_most_sec(int64_t tries)
{
	int64_t wait_sec = RETRY_FIRST_SEC;

	for (int64_t i = 0; i < tries && wait_sec < RETRY_MOST_SEC; i++)
		wait_sec *= 2;
	return wait_sec < RETRY_MOST_SEC ? wait_sec : RETRY_MOST_SEC;
}
