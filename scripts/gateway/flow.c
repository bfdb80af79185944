/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/flow.h"

#include <string.h>

#define DRIP_BYTES_PER_SEC 20
#define ENDLESS_BYTES ((size_t)1 << 30)	/* nobody reads that far */

void
flow_start(struct flow *f, enum delivery delivery, struct buf *body, int64_t bytes_per_sec,
    int64_t now_ms)
{
	*f = (struct flow){ .body = *body, .end = body->len, .bytes_per_sec = bytes_per_sec,
		.started_ms = now_ms, .is_broken_off = delivery == DELIVER_CUT };
	*body = (struct buf){ 0 };
	if (delivery == DELIVER_CUT || delivery == DELIVER_CUT_CLOSE)
		f->end /= 2;
	if (delivery == DELIVER_ENDLESS)
		f->end = ENDLESS_BYTES;
	if (delivery == DELIVER_DRIP)
		f->bytes_per_sec = DRIP_BYTES_PER_SEC;
}

void
flow_release(struct flow *f)
{
	buf_release(&f->body);
}

enum flow_step
flow_next(const struct flow *f, size_t pos, int64_t now_ms, char *to, size_t max, size_t *len)
{
	size_t left = f->end - pos;

	if (left == 0)
		return f->is_broken_off ? FLOW_BREAK : FLOW_END;
	if (f->bytes_per_sec > 0) {
		int64_t elapsed_ms = now_ms - f->started_ms + FLOW_PACE_MS;
		int64_t due = f->bytes_per_sec * elapsed_ms / 1000 - (int64_t)pos;

		if (due <= 0)
			return FLOW_WAIT;
		if ((size_t)due < left)
			left = (size_t)due;
	}
	if (left > max)
		left = max;
	if (pos >= f->body.len) {
		memset(to, ' ', left);
	} else {
		if (left > f->body.len - pos)
			left = f->body.len - pos;
		memcpy(to, f->body.data + pos, left);
	}
	*len = left;
	return FLOW_BYTES;
}
