/* SPDX-License-Identifier: ISC */
#include "console/channel/listing.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "console/channel/relay_item.h"
#include "console/rules/json_gate.h"
#include "storage/instant.h"
#include "storage/text.h"

#define WANTED_MAX 64
#define PAGES_MAX 10000

/* One application of a page. */
static bool
read_request(const cJSON *request, struct reconcile_case *of)
{
	const char *id = json_text(request, "service_request_id");
	const char *at = json_text(request, "requested_datetime");

	*of = (struct reconcile_case){ .case_id = 0 };
	if (!relay_is_id(id, sizeof(of->external_id)) || at == NULL ||
	    !instant_parse(at, &of->arrived_at))
		return false;
	(void)str_fill(of->external_id, sizeof(of->external_id), id);
	of->received_at = cJSON_IsTrue(json_member(request, "is_received")) ? 1 : 0;
	of->decided_at = cJSON_IsTrue(json_member(request, "is_decided")) ? 1 : 0;
	return true;
}

bool
listing_page_read(const char *body, size_t len, struct reconcile_row *row, char next[72],
    bool (*take)(void *arg, const struct reconcile_case *of), void *arg)
{
	cJSON *page = NULL;
	const cJSON *counts, *requests, *one;
	const char *place;
	bool is_good;

	next[0] = '\0';
	if (json_parse(body, len, JSON_PAGE_BYTES_MAX, &page, NULL) != RC_OK)
		return false;
	counts = json_member(page, "counts");
	requests = json_member(page, "requests");
	place = json_text(page, "next");
	is_good = cJSON_IsArray(requests) && json_integer(counts, "filed", &row->there_filed) &&
	    json_integer(counts, "received", &row->there_received) &&
	    json_integer(counts, "decided", &row->there_decided) &&
	    (place == NULL || (relay_is_id(place, 72) && str_fill(next, 72, place)));
	cJSON_ArrayForEach(one, requests) {
		struct reconcile_case of;

		is_good = is_good && read_request(one, &of) && take(arg, &of);
	}
	cJSON_Delete(page);
	return is_good;
}

/* A listing on its way from the channel to the office. */
struct passing {
	struct sync *sync;
	const struct reconcile_row *want;
	enum rc rc;
	struct err err;
};

static bool
pass_on(void *arg, const struct reconcile_case *of)
{
	struct passing *p = arg;
	struct wire_listing row = { .of = *of };

	(void)str_fill(row.of.channel, sizeof(row.of.channel), p->want->channel);
	(void)str_fill(row.of.region, sizeof(row.of.region), p->want->region);
	p->rc = office_tell(p->sync->office, MESSAGE_LISTING_ROW, &row, NULL, &p->err);
	return p->rc == RC_OK;
}

static void
add_url(struct buf *url, const struct channel_config *config, const struct reconcile_row *want,
    const char *after)
{
	char from[32], until[32];

	instant_format(want->from_at, from);
	instant_format(want->until_at, until);
	buf_printf(url, "%s/reconciliation?jurisdiction_id=%s", config->url, want->region);
	buf_puts(url, "&start_date=");
	for (const char *s = from; *s != '\0'; s++)
		buf_puts(url, *s == '+' ? "%2B" : (const char[]){ *s, '\0' });
	buf_puts(url, "&end_date=");
	for (const char *s = until; *s != '\0'; s++)
		buf_puts(url, *s == '+' ? "%2B" : (const char[]){ *s, '\0' });
	if (after[0] != '\0')
		buf_printf(url, "&after=%s", after);
}

/* Asks for one page and passes it on. RC_INVALID: what came is none. */
static enum rc
ask_page(struct passing *p, const struct channel_config *config, struct reconcile_row *row,
    char next[72], struct err *e)
{
	struct http_request request = { .method = HTTP_GET, .takes_gzip = true,
		.accept = "application/json, application/problem+json" };
	struct http_answer answer = { .status = 0 };
	struct buf url = { 0 };
	enum rc rc;

	add_url(&url, config, p->want, next);
	request.url = buf_str(&url);
	rc = ask_channel(p->sync, config, &request, &answer, e);
	if (rc == RC_OK && answer.status == 404)
		rc = err_set(e, RC_REFUSED, "%s",
		    say("the channel does not say what it has (404): nothing to compare with"));
	else if (rc == RC_OK && answer.status != 200)
		rc = err_set(e, RC_NETWORK, say("the relay answered %d"), answer.status);
	if (rc == RC_OK && !listing_page_read(buf_str(&answer.body), answer.body.len, row, next,
	    pass_on, p))
		rc = p->rc != RC_OK ? err_set(e, p->rc, "%s", p->err.text) : err_set(e, RC_NETWORK, "%s",
		    say("the channel's list of what it has cannot be read"));
	http_answer_release(&answer);
	buf_release(&url);
	return rc;
}

/* Fetches one listing and tells how that went. */
static enum rc
fetch(struct sync *s, const struct channel_config *config, const struct reconcile_row *want,
    struct err *e)
{
	struct passing p = { .sync = s, .want = want, .rc = RC_OK };
	struct reconcile_row row = *want;
	struct err why = { .rc = RC_OK };
	char next[72] = "";
	enum rc rc = RC_OK;
	int pages = 0;

	if (config == NULL)
		sync_explain(s, want->channel, row.error, sizeof(row.error));
	else if (config->kind != CHANNEL_RELAY)
		(void)str_fill(row.error, sizeof(row.error),
		    say("a channel of this kind does not say what it has"));
	while (row.error[0] == '\0') {
		rc = ask_page(&p, config, &row, next, &why);
		if (rc != RC_OK)
			(void)str_fill(row.error, sizeof(row.error), why.text);
		if (rc != RC_OK || next[0] == '\0' || ++pages == PAGES_MAX)
			break;
	}
	if (p.rc != RC_OK && office_is_lost(s->office))
		return err_set(e, p.rc, "%s", p.err.text);
	rc = office_ask(s->office, MESSAGE_LISTING_HEARD, &row, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}

enum rc
listing_due(struct sync *s, const struct round *r, const char *channel, struct err *e)
{
	struct reconcile_row *wanted = x_zalloc(WANTED_MAX, sizeof(*wanted));
	struct wire_lease ask = { .count = WANTED_MAX };
	struct wire_frame frame;
	size_t count = 0;
	int64_t tag;
	enum rc rc;

	(void)r;
	(void)str_fill(ask.channel, sizeof(ask.channel), channel);
	rc = office_tell(s->office, MESSAGE_RECONCILE_WANTED, &ask, &tag, e);
	while (rc == RC_OK && (rc = office_hear(s->office, tag, &frame, e)) == RC_OK) {
		if (frame.message != MESSAGE_RECONCILE_ROW) {
			rc = office_read(s->office, &frame, MESSAGE_OK, NULL, e);
			break;
		}
		if (count < WANTED_MAX)
			rc = office_read(s->office, &frame, MESSAGE_RECONCILE_ROW, &wanted[count++], e);
	}
	if (rc != RC_OK && !office_is_lost(s->office))
		rc = RC_OK;
	for (size_t i = 0; i < count && rc == RC_OK; i++)
		rc = fetch(s, config_find(&s->config, channel), &wanted[i], e);
	free(wanted);
	return rc;
}
