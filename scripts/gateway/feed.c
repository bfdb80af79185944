/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/resource.h"

#include <stdio.h>
#include <string.h>

#include "scripts/gateway/cso.h"
#include "scripts/gateway/waits.h"
#include "storage/secret.h"

#define LIMIT_DEFAULT 100
#define CSO_MODE_BYTES_MAX 256
#define LIMIT_MAX 500
#define TIMEOUT_MAX_MS 60000
#define ANEW INT64_C(1000000000000000)	/* above all numbers of events */

/* A page being written. */
struct page {
	struct buf *body;
	bool is_doubled;
	size_t count;
};

static void
page_element(void *arg, const void *bytes, size_t len)
{
	struct page *page = arg;

	for (int i = page->is_doubled ? 0 : 1; i < 2; i++) {
		buf_puts(page->body, page->count++ == 0 ? "\n" : ",\n");
		buf_add(page->body, bytes, len);
	}
}

/* Codes go into links, so they are plain. */
static bool
is_code(const char *s)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

	return !str_empty(s) && strlen(s) <= 64 && s[strspn(s, plain)] == '\0';
}

/* A number in the query; fallback where it is not given. */
static bool
query_number(const char *text, int64_t min, int64_t max, int64_t fallback, int64_t *out)
{
	*out = fallback;
	return text == NULL || parse_int(text, min, max, out);
}

/* An answer that is known by its bytes, whatever their coding. */
static void
set_weak_etag(struct reply *reply)
{
	char sha256[65];

	secret_sha256(buf_str(&reply->body), reply->body.len, sha256);
	snprintf(reply->etag, sizeof(reply->etag), "W/\"%.32s\"", sha256);
}

/* Where a reader stands. Who reads anew gets cursors of another range, so that
 * the way from the beginning to the end is not cut off again. */
struct reading {
	int64_t keep;	/* 0 = all is kept */
	int64_t at;	/* after this event */
	bool is_anew;
};

static void
reading_start(struct reading *r, int64_t cursor)
{
	r->is_anew = r->keep > 0 && (cursor == 0 || cursor >= ANEW);
	r->at = r->is_anew && cursor >= ANEW ? cursor - ANEW : cursor;
}

/* The cursor behind the event with the number last. */
static int64_t
reading_cursor(const struct reading *r, int64_t last)
{
	return r->is_anew ? ANEW + last : last;
}

/* A page of the feed that is kept under the name jurisdiction. base is its
 * address, up to what a page is asked with. */
static enum rc
page_get(const struct visit *v, const char *jurisdiction, const char *base, struct reply *reply,
    struct err *e)
{
	const struct call *call = v->call;
	struct page page = { .body = &reply->body, .is_doubled = v->is_page_doubled };
	int64_t cursor, limit, timeout, after, last = 0;
	struct reading reading = { .keep = v->setup->keep };
	bool is_gone = false;
	enum rc rc = RC_OK;

	if (!query_number(call->last_event_id, 0, INT64_MAX / 2, 0, &cursor))
		return reply_refuse(reply, 400, "lastEventId is no id of an event of this feed");
	if (!query_number(call->limit, 1, LIMIT_MAX, LIMIT_DEFAULT, &limit))
		return reply_refuse(reply, 400, "limit must be from 1 to %d", LIMIT_MAX);
	if (!query_number(call->timeout, 0, TIMEOUT_MAX_MS, 0, &timeout))
		return reply_refuse(reply, 400, "timeout must be from 0 to %d ms", TIMEOUT_MAX_MS);
	reading_start(&reading, cursor);
	if (!reading.is_anew && reading.keep > 0)
		rc = store_is_gone(v->store, v->channel, jurisdiction, reading.at, reading.keep,
		    &is_gone, e);
	if (rc == RC_OK && is_gone)
		return reply_refuse(reply, 410, "the events after this cursor are not kept; read from the"
		    " beginning, without lastEventId");
	after = reading.at;
	if (rc == RC_OK && v->is_page_repeated)
		rc = store_page_before(v->store, v->channel, jurisdiction, reading.at, limit,
		    &after, e);
	buf_puts(&reply->body, "[");
	if (rc == RC_OK)
		rc = store_page(v->store, v->channel, jurisdiction, after, limit, page_element,
		    &page, &last, e);
	buf_puts(&reply->body, page.count == 0 ? "]" : "\n]\n");
	reply->status = 200;
	reply->content_type = "application/cloudevents-batch+json";
	if (page.count > 0)
		snprintf(reply->link, sizeof(reply->link),
		    "<%slimit=%lld&lastEventId=%013lld>; rel=\"next\"", base, (long long)limit,
		    (long long)(v->is_cursor_looped ? cursor : reading_cursor(&reading, last)));
	set_weak_etag(reply);
	if (rc == RC_OK && page.count == 0 && timeout > 0 && !call->is_last_try) {
		reply->delivery = DELIVER_LATER;
		reply->wait_ms = timeout;
	}
	return rc;
}

enum rc
feed_get(const struct visit *v, struct reply *reply, struct err *e)
{
	char base[200];

	if (!is_code(v->call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id is needed, a plain code");
	snprintf(base, sizeof(base), "/v1/channels/%s/feeds/requests?jurisdiction_id=%s&", v->channel,
	    v->call->jurisdiction_id);
	return page_get(v, v->call->jurisdiction_id, base, reply, e);
}

enum rc
national_feed_get(const struct visit *v, struct reply *reply, struct err *e)
{
	char base[200];

	snprintf(base, sizeof(base), "/v1/channels/%s/feeds/national?", v->channel);
	return page_get(v, NATIONAL_FEED, base, reply, e);
}

/* The public service's answer in the mode that stands in the file now. */
static enum rc
cso_get(const struct visit *v, bool is_offices, struct reply *reply, struct err *e)
{
	const struct call *call = v->call;
	struct buf mode = { 0 };
	enum rc rc = RC_OK;

	if (v->setup->cso_path != NULL)
		rc = file_read(v->setup->cso_path, CSO_MODE_BYTES_MAX, &mode, e);
	if (rc == RC_OK)
		cso_answer(mode.len > 0 ? buf_str(&mode) : "live", v->setup->cso_key,
		    &(struct cso_call){ .key = call->service_key, .page = call->page_no,
		    .rows = call->num_of_rows, .is_offices = is_offices, .now_at = call->now_at },
		    reply);
	buf_release(&mode);
	return rc;
}

enum rc
cso_offices_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return cso_get(v, true, reply, e);
}

enum rc
cso_waiting_get(const struct visit *v, struct reply *reply, struct err *e)
{
	return cso_get(v, false, reply, e);
}

enum rc
wait_times_get(const struct visit *v, struct reply *reply, struct err *e)
{
	(void)e;
	if (!is_code(v->call->jurisdiction_id))
		return reply_refuse(reply, 400, "jurisdiction_id is needed, a plain code");
	reply->status = 200;
	reply->content_type = "application/json";
	waits_print(v->setup->play->seed, v->call->jurisdiction_id, v->call->now_at, &reply->body);
	set_weak_etag(reply);
	return RC_OK;
}
