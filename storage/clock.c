/* SPDX-License-Identifier: ISC */
#include "storage/clock.h"

#include <string.h>
#include <time.h>

#include "storage/instant.h"
#include "storage/text.h"

int64_t
clock_wall(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec;
}

int64_t
clock_monotonic_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
clock_monotonic_ms(void)
{
	return clock_monotonic_us() / 1000;
}

enum rc
clock_from_file(const char *path, int64_t *now_at, struct err *e)
{
	struct buf b = { 0 };
	enum rc rc = file_read(path, 128, &b, e);

	if (rc != RC_OK)
		goto out;
	while (b.len > 0 && strchr(" \t\r\n", b.data[b.len - 1]) != NULL)
		b.data[--b.len] = '\0';
	if (!parse_int(buf_str(&b), 0, INT64_C(253402300799), now_at) &&
	    !instant_parse(buf_str(&b), now_at))
		rc = err_set(e, RC_INVALID, say(N_("clock file %s holds no time (want "
		    "2026-11-23T09:00:00+09:00)")), path);
out:
	buf_release(&b);
	return rc;
}
