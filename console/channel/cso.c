/* SPDX-License-Identifier: ISC */
#include "console/channel/cso.h"

#include <stdio.h>
#include <string.h>

#include "console/channel/public_list.h"
#include "console/rules/catalogue.h"
#include "console/rules/cso.h"
#include "console/rules/wait_line.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/secret.h"
#include "storage/text.h"

#define PAGE_ROWS 500	/* the gate takes 10,000 members a page */
#define PAGES_MOST 40
#define EVERY_SEC 55
#define RETRY_MS (60LL * 60 * 1000)	/* of the offices, which change once in a blue moon */
#define SPREAD_SEC 600	/* offices do not all come back at midnight */
#define OFFICES_FEED "offices"	/* a memory of its own */

void
cso_url(struct buf *out, const char *base, const char *key, bool is_offices, int64_t page,
    int64_t rows)
{
	buf_printf(out, "%s/%s?serviceKey=", base, is_offices ? "cso_info_v2" : "cso_realtime_v2");
	public_list_put_key(out, key);
	buf_printf(out, "&pageNo=%lld&numOfRows=%lld&type=json", (long long)page, (long long)rows);
}

/* Asking for one list, page by page. */
struct asking {
	struct sync *sync;
	const struct channel_config *config;
	bool is_test;
	enum cso_list list;
	int64_t page, page_rows;
	struct cso_totals totals;	/* of the page asked for last */
	size_t seen, spoilt;		/* rows of all pages */
	struct buf lines;		/* of a page, those that are wanted */
	struct wire_sync_report *report;
};

/* Is the region one of the words: itself or its 시·도? */
static bool
names_region(const char *words, const struct region_info *region)
{
	for (const char *at = words; *at != '\0';) {
		size_t len = strcspn(at, " ");

		if ((strlen(region->code) == len && memcmp(at, region->code, len) == 0) ||
		    (strlen(region->parent) == len && len > 0 &&
		    memcmp(at, region->parent, len) == 0))
			return true;
		at += len + (at[len] == ' ');
	}
	return false;
}

/* Does anybody here want figures of that region? */
static bool
is_wanted(const struct asking *a, const char *code)
{
	const struct region_info *region = region_find(code);
	const struct round *r = a->sync->round;

	if (region == NULL)
		return false;
	if (a->config->regions[0] != '\0')
		return str_eq(a->config->regions, "all") ||
		    names_region(a->config->regions, region);
	for (size_t i = 0; r != NULL && i < r->count; i++)
		if (str_eq(r->targets[i].row.region, code))
			return true;
	return false;
}

static void
take_row(void *arg, const struct wait_row *row)
{
	struct asking *a = arg;

	if (is_wanted(a, row->region))
		wait_line_add(&a->lines, row);
}

/* Until midnight in Korea, when the calls of a day are counted anew. */
static void
rest_today(struct sync *s)
{
	struct day today;
	int32_t second;

	instant_split(sync_now_at(s), &today, &second);
	today.number++;
	sync_feed(s, CSO_CHANNEL, "")->rest_until_at = instant_make(today, 0) +
	    secret_random(SPREAD_SEC);
}

/* How the service is, after an answer or none. */
static void
note_health(struct asking *a, const struct http_answer *answer, const struct err *why)
{
	if (why->rc == RC_OK) {
		breaker_success(sync_breaker(a->sync, CSO_CHANNEL));
		return;
	}
	if (a->totals.trouble == API_TROUBLE_QUOTA)
		rest_today(a->sync);
	sync_failure(a->sync, CSO_CHANNEL, answer, why->text,
	    a->totals.trouble == API_TROUBLE_KEY);
}

/* One page, read into lines, or why there is none. */
static enum rc
ask_page(struct asking *a, struct err *e)
{
	const struct channel_config *c = a->config;
	struct http_request request = { .method = HTTP_GET, .accept = "application/json",
		.takes_gzip = true, .ca_file = c->ca_file[0] != '\0' ? c->ca_file : NULL,
		.meter = &sync_health(a->sync, c->channel)->meter };
	struct http_answer answer = { .status = 0 };
	struct buf url = { 0 };
	struct err why = { 0 };
	enum rc rc;

	/* The key is part of the address: no bearer goes along, nothing is logged. */
	cso_url(&url, c->url, c->token, a->list == CSO_OFFICES, a->page, a->page_rows);
	request.url = buf_str(&url);
	a->totals = (struct cso_totals){ .trouble = API_TROUBLE_OTHER };
	rc = http_ask(a->sync->http, &request, &answer, &why);
	/* Errors come with status 200 and with others: the reader names them. */
	if (rc == RC_OK && (answer.status == 200 || answer.body.len > 0))
		rc = cso_read(a->list, buf_str(&answer.body), answer.body.len, take_row, a,
		    &a->totals, &why);
	if (answer.status != 200 && (rc == RC_OK || answer.status >= 500) && answer.status != 0)
		rc = err_set(&why, RC_NETWORK, say("the service answered %d"), answer.status);
	public_list_hide_key(why.text, c->token);
	why.rc = rc;
	note_health(a, &answer, &why);
	http_answer_release(&answer);
	explicit_bzero(url.data, url.len);
	buf_release(&url);
	return rc == RC_OK ? RC_OK : err_set(e, rc, "%s", why.text);
}

/* Hands a page over, in one request. */
static enum rc
hand_in(struct asking *a, struct err *e)
{
	struct wire_waits_page page = { .source = CSO_CHANNEL,
		.rows = { a->lines.data, a->lines.len } };

	if (a->lines.len == 0 || a->is_test)
		return RC_OK;
	if (a->lines.len > WAITS_PAGE_BYTES_MAX)
		return err_set(e, RC_INVALID, "%s", say("the service's rows are too long"));
	return office_ask(a->sync->office, MESSAGE_WAITS_PAGE, &page, MESSAGE_OK, NULL, e);
}

/* Whether another page follows. A service that gives fewer rows a page than it
 * was asked for is asked for so many from then on. */
static bool
has_next(struct asking *a)
{
	const struct cso_totals *t = &a->totals;

	if (t->rows == 0 || a->is_test || a->page == PAGES_MOST)
		return false;
	if (t->total < 0)
		return (int64_t)t->rows >= a->page_rows;
	if (a->page == 1 && (int64_t)t->rows < a->page_rows && (int64_t)t->rows < t->total)
		a->page_rows = (int64_t)t->rows;
	return (int64_t)a->seen < t->total;
}

/* Asks for a list from its beginning to its end. */
static enum rc
ask_list(struct asking *a, enum cso_list list, struct err *e)
{
	a->list = list;
	a->page_rows = PAGE_ROWS;
	a->seen = 0;
	for (a->page = 1;; a->page++) {
		enum rc rc;

		buf_clear(&a->lines);
		rc = ask_page(a, e);
		if (rc == RC_OK)
			rc = hand_in(a, e);
		if (rc != RC_OK)
			return rc;
		a->report->pages++;
		a->seen += a->totals.rows;
		a->spoilt += a->totals.spoilt;
		if (!has_next(a))
			return RC_OK;
	}
}

/* The offices, once a day. Their names and hours are worth less than who waits: what
 * goes wrong here is a note, unless it would go wrong there too. */
static enum rc
ask_offices(struct asking *a, struct err *e)
{
	struct feed_memory *m = sync_feed(a->sync, CSO_CHANNEL, OFFICES_FEED);
	int64_t now_ms = clock_monotonic_ms();
	struct err why = { 0 };
	enum rc rc;

	if (a->is_test || (m->waits_at_ms != 0 && now_ms < m->waits_at_ms))
		return RC_OK;
	m->waits_at_ms = now_ms + PUBLIC_LIST_DAY_MS;
	rc = ask_list(a, CSO_OFFICES, &why);
	if (rc == RC_OK)
		return RC_OK;
	m->waits_at_ms = now_ms + RETRY_MS;
	if (office_is_lost(a->sync->office) || a->totals.trouble == API_TROUBLE_QUOTA ||
	    a->totals.trouble == API_TROUBLE_KEY)
		return err_set(e, rc, "%s", why.text);
	snprintf(a->report->note, sizeof(a->report->note), say("opening hours: %s"), why.text);
	return RC_OK;
}

/* Tells the office how asking went, for all regions at once. */
static enum rc
tell_heard(struct asking *a, const struct err *why, struct err *e)
{
	struct wire_waits heard = { .source = CSO_CHANNEL };

	if (a->is_test)
		return RC_OK;
	(void)str_fill(heard.error, sizeof(heard.error), why->text);
	return office_ask(a->sync->office, MESSAGE_WAITS_HEARD, &heard, MESSAGE_OK, NULL, e);
}

static enum rc
ask_all(struct sync *s, const struct channel_config *c, bool is_test, struct err *why,
    struct wire_sync_report *report, struct err *e)
{
	struct asking a = { .sync = s, .config = c, .is_test = is_test, .report = report };
	enum rc rc = ask_offices(&a, why);

	a.spoilt = 0;
	if (rc == RC_OK)
		rc = ask_list(&a, CSO_WAITING, why);
	if (rc == RC_OK && a.spoilt > 0)
		snprintf(report->note, sizeof(report->note),
		    say("%zu rows name no office, no task or no region: left out"), a.spoilt);
	buf_release(&a.lines);
	if (!office_is_lost(s->office))
		(void)tell_heard(&a, why, e);
	return office_is_lost(s->office) ? err_set(e, RC_NETWORK, "%s", why->text) : RC_OK;
}

/* Whether the service is left alone in a round that does not name it. */
static bool
is_resting(struct sync *s, const struct wire_wake *wake)
{
	bool is_asked = wake != NULL && !wake->is_own;

	return sync_now_at(s) < sync_feed(s, CSO_CHANNEL, "")->rest_until_at ||
	    breaker_is_resting(sync_breaker(s, CSO_CHANNEL), clock_monotonic_ms(), is_asked);
}

enum rc
cso_due(struct sync *s, const struct wire_wake *wake, struct err *e)
{
	const struct channel_config *c = config_find(&s->config, CSO_CHANNEL);
	bool is_named = wake != NULL && str_eq(wake->channel, CSO_CHANNEL);
	int64_t every_sec = c != NULL && c->every_sec > 0 ? c->every_sec : EVERY_SEC;

	breaker_begin(sync_breaker(s, CSO_CHANNEL));
	if (!is_named && is_resting(s, wake))
		return RC_OK;
	return public_list_due(s, wake, CSO_CHANNEL, every_sec * 1000, ask_all, e);
}
