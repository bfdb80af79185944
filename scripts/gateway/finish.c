/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/finish.h"

#include <stdio.h>
#include <string.h>

#include "scripts/gateway/coding.h"
#include "scripts/gateway/range.h"
#include "scripts/gateway/resource.h"
#include "storage/instant.h"
#include "storage/secret.h"

#define GZIP_FROM_BYTES 256
#define OLD_SEC 600

void
finisher_release(struct finisher *f)
{
	reply_release(&f->page);
}

/* The opaque part of an entity tag, without its W/. */
static const char *
opaque(const char *etag)
{
	return str_starts(etag, "W/") ? etag + 2 : etag;
}

bool
etag_matches(const char *if_none_match, const char *etag)
{
	const char *p = str_or_empty(if_none_match);
	size_t len = strlen(opaque(etag));

	if (len == 0)
		return false;
	if (str_eq(p, "*"))
		return true;
	while (*p != '\0') {
		p += strspn(p, " \t,");
		p = opaque(p);
		if (strncmp(p, opaque(etag), len) == 0 && strcspn(p + len, ", \t") == 0)
			return true;
		p += strcspn(p, ",");
	}
	return false;
}

void
http_date(int64_t at, char to[40])
{
	static const char days[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	struct civil c;

	/* The civil instant nine hours earlier in Korea reads as now in Greenwich. */
	instant_civil(at - KOREA_OFFSET_SEC, &c);
	snprintf(to, 40, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[c.weekday % 7], c.day % 100,
	    months[(c.month + 11) % 12], c.year % 10000, c.hour % 100, c.minute % 100,
	    c.second % 100);
}

/* Changes the first letter of each signature of a list. */
static void
spoil(char *signatures)
{
	static const char word[] = "v1,";

	for (char *p = strstr(signatures, word); p != NULL; p = strstr(p, word)) {
		p += sizeof(word) - 1;
		*p = *p == 'A' ? 'B' : 'A';
	}
}

static void
sign(const struct finish_case *c, struct reply *reply)
{
	char key[33];
	int64_t at = c->call->now_at - (c->hits->is_hit[FAULT_OLD_SIGNATURE] ? OLD_SEC : 0);

	secret_op_key(key);
	snprintf(reply->webhook_id, sizeof(reply->webhook_id), "msg_%s", key);
	snprintf(reply->webhook_timestamp, sizeof(reply->webhook_timestamp), "%lld", (long long)at);
	sign_body(c->keys, reply->webhook_id, at, buf_str(&reply->body), reply->body.len,
	    reply->webhook_signature);
	if (c->hits->is_hit[FAULT_BAD_SIGNATURE])
		spoil(reply->webhook_signature);
}

static void
copy_reply(struct reply *to, const struct reply *from)
{
	reply_release(to);
	*to = *from;
	to->body = (struct buf){ 0 };
	buf_add(&to->body, buf_str(&from->body), from->body.len);
}

/* Keeps the signed page, or puts the one kept for this feed in its place. */
static void
replay(struct finisher *f, const struct finish_case *c, struct reply *reply)
{
	char feed[sizeof(f->feed)];

	snprintf(feed, sizeof(feed), "%s %s", c->call->path, str_or_empty(c->call->jurisdiction_id));
	if (!c->hits->is_hit[FAULT_REPLAY]) {
		str_fill(f->feed, sizeof(f->feed), feed);
		copy_reply(&f->page, reply);
	} else if (str_eq(f->feed, feed)) {
		enum delivery delivery = reply->delivery;

		copy_reply(reply, &f->page);
		reply->delivery = delivery;
	}
}

static bool
is_json(const char *content_type)
{
	return content_type != NULL && strstr(content_type, "json") != NULL;
}

/* Leaves the part that was asked for, where the answer can be had in parts. */
static void
cut_range(const struct call *call, struct reply *reply)
{
	size_t len = reply->body.len, from = 0, to = 0;

	if (reply->accept_ranges == NULL || !range_is_allowed(call->if_range, reply->etag))
		return;
	switch (range_read(call->range, len, &from, &to)) {
	case RANGE_WHOLE:
		return;
	case RANGE_BEYOND:
		reply->disposition[0] = reply->etag[0] = '\0';
		reply_refuse(reply, 416, "there are only %zu bytes", len);
		snprintf(reply->content_range, sizeof(reply->content_range), "bytes */%zu", len);
		return;
	case RANGE_PART:
		break;
	}
	reply->status = 206;
	reply->body.len = to + 1;
	buf_drop_front(&reply->body, from);
	snprintf(reply->content_range, sizeof(reply->content_range), "bytes %zu-%zu/%zu", from, to,
	    len);
}

void
finish_reply(struct finisher *f, const struct finish_case *c, struct reply *reply)
{
	if (reply->status != 200 || !str_eq(c->call->method, "GET"))
		return;
	if (etag_matches(c->call->if_none_match, reply->etag)) {
		reply->status = 304;
		reply->content_type = NULL;
		reply->link[0] = reply->disposition[0] = '\0';
		buf_clear(&reply->body);
		return;
	}
	cut_range(c->call, reply);
	if (reply->status > 299)
		return;
	if (c->keys->count > 0) {
		sign(c, reply);
		if (c->is_feed)
			replay(f, c, reply);
	}
	if (is_json(reply->content_type) && reply->body.len >= GZIP_FROM_BYTES &&
	    coding_takes_gzip(c->call->accept_encoding) && coding_gzip(&reply->body))
		reply->content_encoding = "gzip";
}
