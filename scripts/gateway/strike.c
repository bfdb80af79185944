/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/strike.h"

#include <stdio.h>

#include "scripts/gateway/coding.h"
#include "scripts/gateway/finish.h"
#include "scripts/gateway/resource.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define RETRY_SEC 1
#define LIE_AT INT64_C(2114380800)	/* 2037-01-01, when nobody waits any more */
#define BOMB_BYTES ((size_t)1 << 30)
#define ELSEWHERE "http://elsewhere.invalid:8080/v1/"

/* What is known of the call that is struck. */
struct blow {
	const struct fault_hits *hits;
	uint64_t number;
	int64_t now_at;
};

static void
retry_in(struct reply *reply, int sec)
{
	snprintf(reply->retry_after, sizeof(reply->retry_after), "%d", sec);
}

/* A server's error. */
static void
strike_server(const struct blow *b, struct reply *reply)
{
	static const int statuses[] = { 503, 500, 502 };

	reply_refuse(reply, statuses[b->number % COUNT(statuses)], "planted by --fault");
	if (reply->status == 503)
		retry_in(reply, RETRY_SEC);
}

/* Too many requests: when to come back is told in three ways. */
static void
strike_too_many(const struct blow *b, struct reply *reply)
{
	reply_refuse(reply, 429, "planted by --fault");
	if (b->hits->is_hit[FAULT_TOO_MANY])
		retry_in(reply, RETRY_SEC);
	else if (b->hits->is_hit[FAULT_TOO_MANY_DATE])
		http_date(b->now_at + RETRY_SEC, reply->retry_after);
	else
		http_date(LIE_AT, reply->retry_after);
}

static void
strike_html(const struct blow *b, struct reply *reply)
{
	(void)b;
	reply->status = 200;
	reply->content_type = "text/html; charset=utf-8";
	buf_puts(&reply->body, "<!DOCTYPE html><html><head><title>점검 안내</title></head>"
	    "<body><h1>시스템 점검 중입니다</h1></body></html>\n");
}

static void
strike_redirect(const struct blow *b, struct reply *reply)
{
	(void)b;
	reply_refuse(reply, 302, "planted by --fault");
	str_fill(reply->location, sizeof(reply->location), ELSEWHERE);
}

static void
strike_endless(const struct blow *b, struct reply *reply)
{
	(void)b;
	reply->status = 200;
	reply->content_type = "application/cloudevents-batch+json";
	buf_puts(&reply->body, "[");
	reply->delivery = DELIVER_ENDLESS;
}

static void
strike_bomb(const struct blow *b, struct reply *reply)
{
	(void)b;
	reply->status = 200;
	reply->content_type = "application/cloudevents-batch+json";
	reply->content_encoding = "gzip";
	coding_bomb(BOMB_BYTES, &reply->body);
}

bool
strike(const struct fault_hits *hits, uint64_t number, int64_t now_at, struct reply *reply)
{
	static const struct {
		enum fault fault;
		void (*strike)(const struct blow *b, struct reply *reply);
	} strikes[] = {
		{ FAULT_SERVER, strike_server }, { FAULT_TOO_MANY, strike_too_many },
		{ FAULT_TOO_MANY_DATE, strike_too_many }, { FAULT_TOO_MANY_LIE, strike_too_many },
		{ FAULT_HTML, strike_html }, { FAULT_REDIRECT, strike_redirect },
		{ FAULT_ENDLESS, strike_endless }, { FAULT_BOMB, strike_bomb },
	};
	const struct blow blow = { .hits = hits, .number = number, .now_at = now_at };

	for (size_t i = 0; i < COUNT(strikes); i++) {
		if (hits->is_hit[strikes[i].fault]) {
			strikes[i].strike(&blow, reply);
			return true;
		}
	}
	return false;
}
