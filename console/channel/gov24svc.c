/* SPDX-License-Identifier: ISC */
#include "console/channel/gov24svc.h"

#include <stdio.h>
#include <string.h>

#include "console/rules/gov24.h"
#include "storage/clock.h"
#include "storage/text.h"

#define PAGE_ROWS 500
#define PAGES_MOST 100	/* the list has about 11,000 services */

void
gov24svc_url(struct buf *out, const char *base, const char *key, int64_t page)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-._~";

	/* The details have everything that is kept of a service. */
	buf_printf(out, "%s/serviceDetail?page=%lld&perPage=%d&returnType=JSON&serviceKey=", base,
	    (long long)page, PAGE_ROWS);
	for (; *key != '\0'; key++) {
		if (strchr(plain, *key) != NULL)
			buf_putc(out, *key);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*key);
	}
}

/* One page, read, or why there is none. */
static enum rc
ask_page(struct sync *s, const struct channel_config *c, int64_t page,
    struct gov24_parcels *parcels, struct gov24_totals *totals, struct err *e)
{
	struct http_request request = { .method = HTTP_GET, .accept = "application/json",
		.ca_file = c->ca_file[0] != '\0' ? c->ca_file : NULL,
		.meter = &sync_health(s, c->channel)->meter };
	struct http_answer answer = { .status = 0 };
	struct buf url = { 0 };
	enum rc rc;

	/* The key is part of the address: no bearer goes along, nothing is logged. */
	gov24svc_url(&url, c->url, c->token, page);
	request.url = buf_str(&url);
	rc = http_ask(s->http, &request, &answer, e);
	/* Errors come with status 200 and with others: the reader names them. */
	if (rc == RC_OK && (answer.status == 200 || answer.body.len > 0))
		rc = gov24_read(buf_str(&answer.body), answer.body.len, gov24_parcels_add, parcels,
		    totals, e);
	if (rc == RC_OK && answer.status != 200)
		rc = err_set(e, RC_NETWORK, say("the service answered %d"), answer.status);
	http_answer_release(&answer);
	buf_release(&url);
	return rc;
}

/* Hands a page over. */
static enum rc
hand_in(struct sync *s, const struct channel_config *c, int64_t page,
    const struct gov24_parcels *parcels, struct err *e)
{
	struct wire_services services = { .is_dry_run = false };
	enum rc rc = RC_OK;

	(void)snprintf(services.source, sizeof(services.source), "%.110s/serviceDetail page %lld",
	    c->url, (long long)page);
	for (size_t i = 0; rc == RC_OK && i < parcels->count; i++) {
		services.entries = buf_str(&parcels->list[i]);
		rc = office_ask(s->office, MESSAGE_SERVICES_FOUND, &services, MESSAGE_OK, NULL, e);
	}
	return rc;
}

/* Asks for page after page; why says what went wrong. */
static enum rc
ask_pages(struct sync *s, const struct channel_config *c, bool is_test, struct err *why,
    struct wire_sync_report *report, struct err *e)
{
	bool has_more = true;
	enum rc rc = RC_OK;

	for (int64_t page = 1; has_more && rc == RC_OK && page <= PAGES_MOST; page++) {
		struct gov24_parcels parcels = { .max = PIECE_MAX - 1 };
		struct gov24_totals totals = { .total = -1 };

		rc = ask_page(s, c, page, &parcels, &totals, why);
		if (rc == RC_OK && !is_test)
			rc = hand_in(s, c, page, &parcels, why);
		report->pages += rc == RC_OK ? 1 : 0;
		has_more = rc == RC_OK && !is_test && totals.read + totals.left_out > 0 &&
		    page * PAGE_ROWS < totals.total;
		gov24_parcels_release(&parcels);
	}
	return office_is_lost(s->office) ? err_set(e, RC_NETWORK, "%s", why->text) : RC_OK;
}

enum rc
gov24svc_due(struct sync *s, const struct wire_wake *wake, struct err *e)
{
	const struct channel_config *c = config_find(&s->config, GOV24SVC_CHANNEL);
	bool is_named = wake != NULL && str_eq(wake->channel, GOV24SVC_CHANNEL);
	struct wire_sync_report report = { .channel = GOV24SVC_CHANNEL };
	struct feed_memory *m;
	int64_t now_ms = clock_monotonic_ms();
	struct err why = { 0 };
	enum rc rc;

	if (c == NULL && !is_named)
		return RC_OK;
	m = sync_feed(s, GOV24SVC_CHANNEL, "");
	if (!is_named && ((wake != NULL && wake->channel[0] != '\0') ||
	    (m->waits_at_ms != 0 && now_ms - m->waits_at_ms < GOV24SVC_EVERY_MS)))
		return RC_OK;
	m->waits_at_ms = now_ms;
	if (c == NULL) {
		sync_explain(s, GOV24SVC_CHANNEL, report.error, sizeof(report.error));
	} else {
		rc = ask_pages(s, c, wake != NULL && wake->is_test, &why, &report, e);
		if (rc != RC_OK)
			return rc;
		(void)str_fill(report.error, sizeof(report.error), why.text);
	}
	log_event(report.error[0] == '\0' ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, GOV24SVC_CHANNEL,
	    "well", report.error[0] == '\0' ? "yes" : "no", NULL);
	sync_bill(s, GOV24SVC_CHANNEL, &report);
	rc = office_ask(s->office, MESSAGE_SYNC_REPORT, &report, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
