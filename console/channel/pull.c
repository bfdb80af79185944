/* SPDX-License-Identifier: ISC */
#include "console/channel/pull.h"

#include <stdio.h>
#include <string.h>

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "console/channel/hand_in.h"
#include "storage/clock.h"
#include "storage/text.h"

#define TRAIL_LEN 16

/* What became of asking for a page. */
enum outcome_of_page {
	PAGE_READ,
	PAGE_SPOILT,	/* whole, but it cannot be split */
	PAGE_OVERSIZE,	/* larger than may be */
	PAGE_GONE,	/* the relay no longer keeps what follows the cursor */
	PAGE_FAILED	/* nothing came that could be used */
};

/* A page, and where it leads. */
struct page {
	struct http_answer answer;
	struct relay_page content;
	char cursor[136];	/* "" = it names none */
};

/* A feed being pulled. */
struct feed {
	struct sync *sync;
	struct target *target;
	struct feed_memory *memory;
	struct page page;
	char cursor[136];	/* what is asked after */
	char stored[136];	/* where the office is; another one while reading anew */
	int limit;
	bool is_at_end;
	bool is_anew;		/* the feed is read from its beginning again */
	char trail[TRAIL_LEN][136];	/* the last cursors, a ring */
	size_t steps;
	int loops;		/* pages in a row that led back */
};

static void
page_release(struct page *p)
{
	relay_page_release(&p->content);
	http_answer_release(&p->answer);
}

/* Puts the sentence into the report and ends the feed for this round. */
static void
give_up(struct feed *f, const char *sentence)
{
	str_fill(f->target->report.error, sizeof(f->target->report.error), sentence);
	f->is_at_end = true;
}

/* What a page with another status than 200 says. */
static enum rc
status_failure(const struct http_answer *a, struct err *e)
{
	struct buf problem = { 0 };
	enum rc rc = a->status >= 500 || a->status == 429 ? RC_NETWORK : RC_REFUSED;

	if (a->status == 401 || a->status == 403)
		return err_set(e, rc, say("the relay refuses our token (%d)"), a->status);
	if (a->status == 410)
		return err_set(e, rc, "%s",
		    say("the relay does not keep what it hands out from the beginning"));
	if (a->status >= 300 && a->status <= 399)
		return err_set(e, rc,
		    say("the relay points elsewhere (%d), which is not followed"), a->status);
	if (relay_is_json(a->content_type))
		relay_problem(&problem, buf_str(&a->body), a->body.len, 120);
	err_set(e, rc, say("the relay answered %d"), a->status);
	if (problem.len > 0)
		err_set(e, rc, say("the relay answered %d: %s"), a->status, buf_str(&problem));
	buf_release(&problem);
	return rc;
}

/* Reads a page that came with its headers, but for its size. */
static enum outcome_of_page
read_page(const struct target *t, struct page *p, struct err *e)
{
	const struct http_answer *a = &p->answer;

	if (!relay_is_json(a->content_type)) {
		err_set(e, RC_NETWORK, say("the relay answered %s instead of JSON"),
		    relay_type_name(a->content_type));
		return PAGE_FAILED;
	}
	if (!relay_page_read(buf_str(&a->body), a->body.len, t->row.code, t->row.region,
	    &p->content))
		return PAGE_SPOILT;
	if (p->content.count > 0 && p->cursor[0] == '\0') {
		err_set(e, RC_REFUSED, "%s",
		    say("the relay's page does not say what follows it (Link rel=next)"));
		return PAGE_FAILED;
	}
	return PAGE_READ;
}

/* Asks once for the page after cursor; etag is the version of its empty end
 * that we know, or "". For PAGE_FAILED e says why: RC_REFUSED where asking again
 * makes no sense. */
static enum outcome_of_page
fetch(struct sync *s, const struct target *t, const char *cursor, const char *etag, int limit,
    struct page *p, struct err *e)
{
	struct buf url = { 0 };
	struct http_request request = { .method = HTTP_GET, .accept = RELAY_FEED_ACCEPT,
		.takes_gzip = true, .if_none_match = etag[0] != '\0' ? etag : NULL };
	struct http_answer *a = &p->answer;
	enum rc rc;

	relay_page_release(&p->content);
	buf_puts(&url, t->config->url);
	relay_feed_path(&url, t->row.region, cursor, limit);
	request.url = buf_str(&url);
	rc = ask_channel(s, t->config, &request, a, e);
	buf_release(&url);
	if (!relay_next_cursor(a->link, p->cursor, sizeof(p->cursor)))
		p->cursor[0] = '\0';
	if (rc == RC_INVALID && a->status == 200 && relay_is_json(a->content_type))
		return PAGE_OVERSIZE;
	if (rc != RC_OK)
		return PAGE_FAILED;
	if (a->status == 304 && etag[0] != '\0')
		return PAGE_READ;
	/* A relay that carries nothing for the whole country. */
	if (a->status == 404 && t->row.region[0] == '\0')
		return PAGE_READ;
	if (a->status == 410 && cursor[0] != '\0')
		return PAGE_GONE;
	if (a->status != 200) {
		status_failure(a, e);
		return PAGE_FAILED;
	}
	return read_page(t, p, e);
}

/* Learns from a whole page how many events come in PULL_PAGE_MS: twice as many
 * at most, and no more where the feed had no more. */
static void
learn_speed(struct feed *f)
{
	int64_t count = (int64_t)f->page.content.count;
	int64_t took_ms = f->page.answer.took_ms + 1;
	int64_t fit = count * PULL_PAGE_MS / took_ms;
	int *limit = &f->memory->limit;

	if (count == 0 || (fit > *limit && count < *limit))
		return;
	if (fit > 2 * (int64_t)*limit)
		fit = 2 * (int64_t)*limit;
	if (fit > PULL_PAGE_ITEMS_MAX)
		fit = PULL_PAGE_ITEMS_MAX;
	*limit = fit < 1 ? 1 : (int)fit;
}

/* The end of the feed, as the relay knows it: next time we only ask whether it
 * is still there. */
static void
learn_end(struct feed *f)
{
	f->memory->is_at_end = f->page.content.count == 0;
	if (f->page.content.count > 0 || f->page.answer.status != 200)
		return;
	str_fill(f->memory->cursor, sizeof(f->memory->cursor), f->cursor);
	str_fill(f->memory->etag, sizeof(f->memory->etag), f->page.answer.etag);
}

/* Asks for the feed's next page, again where the weather may have changed. */
static enum outcome_of_page
fetch_patiently(struct feed *f, struct err *e)
{
	const char *channel = f->target->row.code;
	struct feed_memory *m = f->memory;
	enum outcome_of_page outcome = PAGE_FAILED;

	for (int tries = 0; tries < PULL_PAGE_TRIES; tries++) {
		struct err why = { .rc = RC_OK };

		outcome = fetch(f->sync, f->target, f->cursor,
		    str_eq(m->cursor, f->cursor) ? m->etag : "", f->limit, &f->page, &why);
		if (outcome != PAGE_FAILED) {
			breaker_success(sync_breaker(f->sync, channel));
			return outcome;
		}
		/* A link that drops may carry half as much. */
		if ((f->page.answer.is_cut || f->page.answer.is_late) && f->limit > 1)
			m->limit = f->limit /= 2;
		*e = why;
		sync_failure(f->sync, channel, &f->page.answer, why.text, why.rc == RC_REFUSED);
		if (sync_breaker(f->sync, channel)->is_open)
			return outcome;
		if (f->page.answer.retry_after_sec > 0)
			http_wait(f->sync->http, f->page.answer.retry_after_sec * 1000);
	}
	return outcome;
}

/* Hands count items in as one page. Where the office does not take it, the
 * feed ends with the office's sentence; RC_NETWORK: the office is lost. */
static enum rc
hand_in(struct feed *f, const struct wire_intake_item *items, size_t count, struct err *e)
{
	const struct wire_sync_report *report = &f->target->report;
	int before = report->created + report->unsorted;
	bool is_taken;
	enum rc rc = hand_in_page(f->sync, f->target, f->stored, f->page.cursor, items, count,
	    &is_taken, e);

	f->memory->has_brought = f->memory->has_brought ||
	    report->created + report->unsorted > before;
	if (rc == RC_OK && is_taken)
		str_fill(f->stored, sizeof(f->stored), f->page.cursor);
	else if (rc == RC_OK)
		give_up(f, e->text);
	return rc;
}

/* Goes on to the page's cursor. A relay that leads in circles is left after
 * PULL_LOOPS_MAX pages. */
static void
step(struct feed *f)
{
	bool is_known = str_eq(f->page.cursor, f->cursor);

	for (size_t i = 0; i < TRAIL_LEN && i < f->steps; i++)
		is_known = is_known || str_eq(f->trail[i], f->page.cursor);
	f->loops = is_known ? f->loops + 1 : 0;
	if (f->loops >= PULL_LOOPS_MAX)
		give_up(f, say("the relay gives the same pages again and again"));
	str_fill(f->trail[f->steps++ % TRAIL_LEN], sizeof(f->trail[0]), f->cursor);
	str_fill(f->cursor, sizeof(f->cursor), f->page.cursor);
	f->limit = f->memory->limit;
}

/* Deals with a page of which nothing could be read: halves what is asked for,
 * and at one hands the page in as it is. */
static enum rc
pull_spoilt(struct feed *f, bool is_too_large, struct err *e)
{
	const struct buf *body = &f->page.answer.body;
	struct wire_intake_item item;
	enum rc rc;

	if (f->limit > 1) {
		f->limit /= 2;
		return RC_OK;
	}
	if (is_too_large && f->target->config->key_count > 0) {
		give_up(f, say("the relay's answer is too large to judge its signature"));
		return RC_OK;
	}
	if (f->page.cursor[0] == '\0') {
		give_up(f, say("the relay's page cannot be read and does not say what follows it"));
		return RC_OK;
	}
	item = relay_spoilt_item(buf_str(body), body->len, f->page.cursor, is_too_large);
	rc = hand_in(f, &item, 1, e);
	if (rc == RC_OK && !f->is_at_end)
		step(f);
	return rc;
}

/* Reads the feed from its beginning: what the office has already it knows
 * again. */
static void
begin_anew(struct feed *f)
{
	f->is_anew = true;
	f->cursor[0] = '\0';
	f->steps = 0;
	f->loops = 0;
	str_fill(f->target->report.note, sizeof(f->target->report.note),
	    say("the relay no longer keeps what follows our cursor; the feed was read anew"));
	log_event(LOG_WARN_LEVEL, "feed-read-anew", "channel", f->target->row.code, "region",
	    f->target->row.region, NULL);
}

static enum rc
pull_page(struct feed *f, struct err *e)
{
	enum rc rc;

	switch (fetch_patiently(f, e)) {
	case PAGE_READ:
		learn_speed(f);
		learn_end(f);
		if (f->page.content.count == 0) {
			f->is_at_end = true;
			return RC_OK;
		}
		rc = hand_in(f, f->page.content.items, f->page.content.count, e);
		if (rc == RC_OK && !f->is_at_end)
			step(f);
		return rc;
	case PAGE_SPOILT:
		return pull_spoilt(f, false, e);
	case PAGE_OVERSIZE:
		return pull_spoilt(f, true, e);
	case PAGE_GONE:
		if (f->is_anew)
			give_up(f, say("the relay does not keep what follows its own pages"));
		else
			begin_anew(f);
		return RC_OK;
	case PAGE_FAILED:
		give_up(f, e->text);
		return RC_OK;
	}
	return RC_OK;
}

enum rc
pull_feed(struct sync *s, struct target *t, struct err *e)
{
	struct feed f = { .sync = s, .target = t,
		.memory = sync_feed(s, t->row.code, t->row.region) };
	int64_t end_ms = clock_monotonic_ms() + t->time_ms;
	enum rc rc = RC_OK;

	f.memory->is_at_end = f.memory->has_brought = false;
	if (f.memory->limit == 0)
		f.memory->limit = PULL_PAGE_ITEMS;
	f.limit = f.memory->limit;
	str_fill(f.cursor, sizeof(f.cursor), t->row.cursor);
	str_fill(f.stored, sizeof(f.stored), t->row.cursor);
	while (rc == RC_OK && !f.is_at_end && !t->has_more) {
		rc = pull_page(&f, e);
		t->has_more = !f.is_at_end && clock_monotonic_ms() >= end_ms;
	}
	page_release(&f.page);
	return rc;
}

void
pull_try(struct sync *s, struct target *t)
{
	struct page page = { 0 };
	struct err e = { .rc = RC_OK };

	switch (fetch(s, t, t->row.cursor, "", 1, &page, &e)) {
	case PAGE_READ:
	case PAGE_GONE:
	case PAGE_OVERSIZE:
		break;
	case PAGE_SPOILT:
		err_set(&e, RC_NETWORK, "%s", say("the relay's page cannot be read"));
		break;
	case PAGE_FAILED:
		break;
	}
	str_fill(t->report.error, sizeof(t->report.error), e.text);
	page_release(&page);
}
