/* SPDX-License-Identifier: ISC */
#include "console/channel/pull.h"

#include <stdio.h>
#include <string.h>

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "console/channel/stop.h"
#include "storage/clock.h"
#include "storage/text.h"

#define TRAIL_LEN 16

/* What became of asking for a page. */
enum outcome_of_page {
	PAGE_READ,
	PAGE_SPOILT,	/* whole, but it cannot be split */
	PAGE_OVERSIZE,	/* larger than may be */
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
	struct page page;
	char cursor[136];
	int limit;
	bool is_at_end;
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
		    say("the relay no longer keeps what follows our cursor; "
		    "the feed must be read anew"));
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

/* Asks once for the page after cursor. For PAGE_FAILED e says why: RC_REFUSED
 * where asking again makes no sense. */
static enum outcome_of_page
fetch(struct sync *s, const struct target *t, const char *cursor, int limit, struct page *p,
    struct err *e)
{
	struct buf url = { 0 };
	struct http_request request = { .method = HTTP_GET, .accept = RELAY_FEED_ACCEPT };
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
	if (a->status != 200) {
		status_failure(a, e);
		return PAGE_FAILED;
	}
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

/* Asks for the feed's next page, again where the weather may have changed. */
static enum outcome_of_page
fetch_patiently(struct feed *f, struct err *e)
{
	const char *channel = f->target->row.code;
	enum outcome_of_page outcome = PAGE_FAILED;

	for (int tries = 0; tries < PULL_PAGE_TRIES; tries++) {
		struct err why = { RC_OK, "" };

		outcome = fetch(f->sync, f->target, f->cursor, f->limit, &f->page, &why);
		if (outcome != PAGE_FAILED) {
			breaker_success(sync_breaker(f->sync, channel));
			return outcome;
		}
		*e = why;
		sync_failure(f->sync, channel, &f->page.answer, why.text, why.rc == RC_REFUSED);
		if (sync_breaker(f->sync, channel)->is_open)
			return outcome;
		if (f->page.answer.retry_after_sec > 0)
			stop_poll(NULL, 0, (int)f->page.answer.retry_after_sec * 1000);
	}
	return outcome;
}

/* Hands count items in as one page. Where the office does not take it, the
 * feed ends with the office's sentence; RC_NETWORK: the office is lost. */
static enum rc
hand_in(struct feed *f, const struct wire_intake_item *items, size_t count, struct err *e)
{
	struct office *office = f->sync->office;
	struct wire_sync_report *report = &f->target->report;
	struct wire_intake_begin begin = { .count = (int32_t)count };
	struct wire_intake_done done = { 0 };
	struct wire_ok ok = { 0 };
	enum rc rc;

	str_fill(begin.channel, sizeof(begin.channel), f->target->row.code);
	str_fill(begin.region, sizeof(begin.region), f->target->row.region);
	str_fill(begin.cursor_before, sizeof(begin.cursor_before), f->cursor);
	str_fill(begin.cursor_after, sizeof(begin.cursor_after), f->page.cursor);
	rc = office_ask(office, MESSAGE_INTAKE_BEGIN, &begin, MESSAGE_OK, NULL, e);
	for (size_t i = 0; i < count && rc == RC_OK; i++)
		rc = office_tell(office, MESSAGE_INTAKE_ITEM, &items[i], NULL, e);
	if (rc == RC_OK)
		rc = office_ask(office, MESSAGE_INTAKE_COMMIT, &ok, MESSAGE_INTAKE_DONE, &done, e);
	if (rc != RC_OK && office_is_lost(office))
		return rc;
	if (rc != RC_OK) {
		log_event(LOG_ERROR_LEVEL, "page-not-taken", "channel", begin.channel, "region",
		    begin.region, "cursor", begin.cursor_before, "rc", rc_name(rc), NULL);
		give_up(f, e->text);
		return RC_OK;
	}
	report->created += done.created;
	report->duplicate += done.duplicate;
	report->unsorted += done.unsorted;
	return RC_OK;
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
	f->limit = PULL_PAGE_ITEMS;
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

static enum rc
pull_page(struct feed *f, struct err *e)
{
	enum rc rc;

	switch (fetch_patiently(f, e)) {
	case PAGE_READ:
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
	case PAGE_FAILED:
		give_up(f, e->text);
		return RC_OK;
	}
	return RC_OK;
}

enum rc
pull_feed(struct sync *s, struct target *t, struct err *e)
{
	struct feed f = { .sync = s, .target = t, .limit = PULL_PAGE_ITEMS };
	int64_t end_ms = clock_monotonic_ms() + PULL_FEED_SEC * 1000;
	enum rc rc = RC_OK;

	str_fill(f.cursor, sizeof(f.cursor), t->row.cursor);
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
	struct err e = { RC_OK, "" };

	switch (fetch(s, t, t->row.cursor, 1, &page, &e)) {
	case PAGE_READ:
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
