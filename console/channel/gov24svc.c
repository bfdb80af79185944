/* SPDX-License-Identifier: ISC */
#include "console/channel/gov24svc.h"

#include <stdio.h>
#include <string.h>

#include "console/channel/public_list.h"
#include "console/rules/gov24.h"
#include "storage/text.h"

#define PAGE_ROWS 500
#define PAGES_MOST 100	/* the list has about 11,000 services */

void
gov24svc_url(struct buf *out, const char *base, const char *key, int64_t page)
{
	/* The details have everything that is kept of a service. */
	buf_printf(out, "%s/serviceDetail?page=%lld&perPage=%d&returnType=JSON&serviceKey=", base,
	    (long long)page, PAGE_ROWS);
	public_list_put_key(out, key);
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
	return public_list_due(s, wake, GOV24SVC_CHANNEL, PUBLIC_LIST_DAY_MS, ask_pages, e);
}
