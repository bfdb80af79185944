/* SPDX-License-Identifier: ISC */
#include "console/channel/open311.h"

#include <stdio.h>
#include <stdlib.h>

#include "console/channel/ask.h"
#include "console/channel/ch_open311.h"
#include "console/channel/ch_relay.h"
#include "console/channel/hand_in.h"
#include "console/channel/pull.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

#define DAY_SEC ((int64_t)24 * 60 * 60)

/* A jurisdiction being read. */
struct reading {
	struct sync *sync;
	struct target *target;
	struct feed_memory *memory;
	struct http_answer answer;
	struct open311_page page;
	int64_t now_at;
	int64_t from_at, to_at;	/* the stretch asked for */
	int64_t stored_at;	/* the office's cursor; 0 = none */
	char stored[136];
	bool is_over;
};

static void
give_up(struct reading *r, const char *sentence)
{
	str_fill(r->target->report.error, sizeof(r->target->report.error), sentence);
	r->is_over = true;
}

/* Asks for what stands at a path. RC_INVALID: more than we take. RC_REFUSED:
 * asking again makes no sense. */
static enum rc
ask(struct sync *s, const struct target *t, const struct buf *path, struct http_answer *a,
    struct err *e)
{
	struct buf url = { 0 };
	struct http_request request = { .method = HTTP_GET, .accept = "application/json",
		.takes_gzip = true };
	enum rc rc;

	buf_printf(&url, "%s%s", t->config->url, path->data);
	request.url = buf_str(&url);
	rc = ask_channel(s, t->config, &request, a, e);
	buf_release(&url);
	if (rc != RC_OK)
		return rc;
	if (a->status == 401 || a->status == 403)
		return err_set(e, RC_REFUSED, say("the server does not let us in (%d)"), a->status);
	if (a->status != 200)
		return err_set(e, a->status >= 500 || a->status == 429 ? RC_NETWORK : RC_REFUSED,
		    say("the server answered %d"), a->status);
	if (!relay_is_json(a->content_type))
		return err_set(e, RC_NETWORK, say("the server answered %s instead of JSON"),
		    relay_type_name(a->content_type));
	return RC_OK;
}

/* Asks for a stretch once. */
static enum rc
fetch(struct sync *s, const struct target *t, int64_t from_at, int64_t to_at,
    struct http_answer *a, struct open311_page *page, struct err *e)
{
	struct buf path = { 0 };
	enum rc rc;

	open311_page_release(page);
	open311_requests_path(&path, t->row.region, from_at, to_at);
	rc = ask(s, t, &path, a, e);
	buf_release(&path);
	if (rc == RC_OK && !open311_page_read(buf_str(&a->body), a->body.len, t->row.region, page))
		rc = err_set(e, RC_NETWORK, "%s", say("the server's list of requests cannot be read"));
	return rc;
}

/* The same, again where the weather may have changed. */
static enum rc
fetch_patiently(struct reading *r, struct err *e)
{
	const char *channel = r->target->row.code;
	struct breaker *breaker = sync_breaker(r->sync, channel);
	enum rc rc = RC_NETWORK;

	for (int tries = 0; tries < PULL_PAGE_TRIES; tries++) {
		rc = fetch(r->sync, r->target, r->from_at, r->to_at, &r->answer, &r->page, e);
		if (rc == RC_OK || rc == RC_INVALID) {
			breaker_success(breaker);
			return rc;
		}
		sync_failure(r->sync, channel, &r->answer, e->text, rc == RC_REFUSED);
		if (breaker->is_open)
			break;
		if (r->answer.retry_after_sec > 0)
			http_wait(r->sync->http, r->answer.retry_after_sec * 1000);
	}
	return rc;
}

/* Whether what the bytes hold was handed in before; notes its SHA-256. */
static bool
is_seen(const struct feed_memory *m, const struct wire_bytes *bytes, char sha256[65])
{
	secret_sha256(bytes->data, bytes->len, sha256);
	for (size_t i = 0; i < m->seen_count; i++)
		if (str_eq(m->seen[i].sha256, sha256))
			return true;
	return false;
}

/* Remembers the page's requests, and forgets those that are not asked for any
 * more. */
static void
remember(struct reading *r)
{
	struct feed_memory *m = r->memory;
	int64_t oldest_at = r->now_at - OPEN311_AGAIN_SEC - DAY_SEC;
	size_t kept = 0;

	for (size_t i = 0; i < m->seen_count; i++)
		if (m->seen[i].at >= oldest_at)
			m->seen[kept++] = m->seen[i];
	m->seen_count = kept;
	for (size_t i = 0; i < r->page.count; i++) {
		const struct wire_intake_item *item = &r->page.items[i];
		struct seen one = { .at = item->arrived_at > 0 ? item->arrived_at : r->now_at };

		if (one.at < oldest_at || is_seen(m, &item->raw, one.sha256))
			continue;
		m->seen = x_realloc(m->seen, m->seen_count + 1, sizeof(*m->seen));
		m->seen[m->seen_count++] = one;
	}
}

/* Hands in what of the page was not seen. An empty page goes in only where it
 * moves the cursor over a whole stretch of the past. */
static enum rc
hand_in(struct reading *r, struct err *e)
{
	struct wire_intake_item *fresh = x_zalloc(r->page.count + 1, sizeof(*fresh));
	int64_t after_at = r->to_at > r->stored_at ? r->to_at : r->stored_at;
	bool is_taken = true;
	char after[32], unused[65];
	size_t count = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < r->page.count; i++)
		if (!is_seen(r->memory, &r->page.items[i].raw, unused))
			fresh[count++] = r->page.items[i];
	instant_format(after_at, after);
	if (count > 0 || (r->to_at < r->now_at && after_at > r->stored_at))
		rc = hand_in_page(r->sync, r->target, r->stored, after, fresh, count, &is_taken, e);
	free(fresh);
	if (rc != RC_OK)
		return rc;
	if (!is_taken) {
		give_up(r, e->text);
		return RC_OK;
	}
	if (count > 0 || r->to_at < r->now_at) {
		str_fill(r->stored, sizeof(r->stored), after);
		r->stored_at = after_at;
	}
	remember(r);
	return RC_OK;
}

/* One stretch: asked for, halved where a server would leave something out. */
static enum rc
read_stretch(struct reading *r, struct err *e)
{
	bool is_too_large;
	enum rc rc = fetch_patiently(r, e);

	is_too_large = rc == RC_INVALID;
	if (rc != RC_OK && !is_too_large) {
		give_up(r, e->text);
		return RC_OK;
	}
	if ((is_too_large || r->page.count == OPEN311_PAGE_ITEMS) && r->to_at - r->from_at > 1) {
		r->to_at = r->from_at + (r->to_at - r->from_at) / 2;
		return RC_OK;
	}
	if (is_too_large) {
		give_up(r, e->text);
		return RC_OK;
	}
	if (r->page.count == OPEN311_PAGE_ITEMS)
		str_fill(r->target->report.note, sizeof(r->target->report.note),
		    say("the server has 1000 requests or more of one second; it does not hand out "
		    "the rest"));
	rc = hand_in(r, e);
	r->is_over = r->is_over || r->to_at >= r->now_at;
	r->from_at = r->to_at;
	r->to_at = r->now_at - r->from_at > OPEN311_SPAN_SEC ? r->from_at + OPEN311_SPAN_SEC :
	    r->now_at;
	return rc;
}

enum rc
open311_pull(struct sync *s, struct target *t, struct err *e)
{
	struct reading r = { .sync = s, .target = t, .now_at = sync_now_at(s),
		.memory = sync_feed(s, t->row.code, t->row.region) };
	int64_t end_ms = clock_monotonic_ms() + t->time_ms;
	enum rc rc = RC_OK;

	str_fill(r.stored, sizeof(r.stored), t->row.cursor);
	if (!instant_parse(r.stored, &r.stored_at))
		r.stored_at = 0;
	r.from_at = r.stored_at > 0 ? r.stored_at - OPEN311_AGAIN_SEC : r.now_at - OPEN311_SPAN_SEC;
	if (r.from_at > r.now_at - OPEN311_AGAIN_SEC)
		r.from_at = r.now_at - OPEN311_AGAIN_SEC;
	r.to_at = r.now_at - r.from_at > OPEN311_SPAN_SEC ? r.from_at + OPEN311_SPAN_SEC : r.now_at;
	while (rc == RC_OK && !r.is_over && !t->has_more) {
		rc = read_stretch(&r, e);
		t->has_more = !r.is_over && clock_monotonic_ms() >= end_ms;
	}
	open311_page_release(&r.page);
	http_answer_release(&r.answer);
	return rc;
}

void
open311_try(struct sync *s, struct target *t)
{
	struct open311_page page = { 0 };
	struct http_answer answer = { 0 };
	struct buf path = { 0 };
	struct err e = { .rc = RC_OK };
	int64_t now_at = sync_now_at(s);
	int count = 0, known = 0;
	enum rc rc = fetch(s, t, now_at - DAY_SEC, now_at, &answer, &page, &e);

	open311_services_path(&path, t->row.region);
	if (rc == RC_OK || rc == RC_INVALID)
		rc = ask(s, t, &path, &answer, &e);
	if (rc == RC_OK && !open311_services_read(buf_str(&answer.body), answer.body.len, &count,
	    &known))
		rc = err_set(&e, RC_NETWORK, "%s",
		    say("the server's list of services cannot be read"));
	if (rc == RC_OK)
		snprintf(t->report.note, sizeof(t->report.note),
		    say("Open311: %d of the server's %d services are known here; requests of the "
		    "others go to 미분류"), known, count);
	else
		str_fill(t->report.error, sizeof(t->report.error), e.text);
	buf_release(&path);
	open311_page_release(&page);
	http_answer_release(&answer);
}
