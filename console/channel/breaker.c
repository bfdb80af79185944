/* SPDX-License-Identifier: ISC */
#include "console/channel/breaker.h"

void
breaker_begin(struct breaker *b)
{
	b->is_open = false;
}

bool
breaker_is_resting(const struct breaker *b, int64_t now_ms, bool is_asked)
{
	return now_ms < b->rest_until_ms && (b->must_rest || !is_asked);
}

void
breaker_success(struct breaker *b)
{
	*b = (struct breaker){ 0 };
}

void
breaker_failure(struct breaker *b, int64_t now_ms, bool is_hopeless, bool must_rest,
    int64_t wish_sec, uint32_t dice)
{
	int64_t rest_sec = BREAKER_REST_FIRST_SEC;

	b->failures++;
	if (b->is_open || (!is_hopeless && !must_rest && b->rests == 0 &&
	    b->failures < BREAKER_FAILURES))
		return;
	b->is_open = true;
	b->must_rest = must_rest;
	for (int i = 0; i < b->rests && rest_sec < BREAKER_REST_MAX_SEC; i++)
		rest_sec *= 2;
	b->rests++;
	if (rest_sec > BREAKER_REST_MAX_SEC)
		rest_sec = BREAKER_REST_MAX_SEC;
	rest_sec = rest_sec / 2 + (int64_t)(dice % (uint32_t)(rest_sec / 2 + 1));
	if (rest_sec < wish_sec)
		rest_sec = wish_sec;
	b->rest_until_ms = now_ms + rest_sec * 1000;
}

int64_t
breaker_rest_sec(const struct breaker *b, int64_t now_ms)
{
	int64_t left_ms = b->rest_until_ms - now_ms;

	return left_ms < 1000 ? 1 : (left_ms + 999) / 1000;
}
