/* SPDX-License-Identifier: ISC */
#include "console/channel/specialdays.h"

#include <string.h>

#include "console/channel/public_list.h"
#include "console/rules/special_days.h"
#include "storage/instant.h"
#include "storage/text.h"

#define YEARS 2	/* this one and the next */

void
specialdays_url(struct buf *out, const char *base, const char *key, int32_t year)
{
	buf_printf(out, "%s/getRestDeInfo?serviceKey=", base);
	public_list_put_key(out, key);
	buf_printf(out, "&solYear=%d&numOfRows=100&pageNo=1&_type=json", (int)year);
}

/* One year's list, read, or why there is none. */
static enum rc
ask_year(struct sync *s, const struct channel_config *c, int32_t year, struct buf *entries,
    struct err *e)
{
	struct http_request request = { .method = HTTP_GET, .accept = "application/json",
		.ca_file = c->ca_file[0] != '\0' ? c->ca_file : NULL,
		.meter = &sync_health(s, c->channel)->meter };
	struct http_answer answer = { .status = 0 };
	struct buf url = { 0 };
	size_t line = 0;
	enum rc rc;

	/* The key is part of the address: no bearer goes along, nothing is logged. */
	specialdays_url(&url, c->url, c->token, year);
	request.url = buf_str(&url);
	rc = http_ask(s->http, &request, &answer, e);
	if (rc == RC_OK && answer.status != 200)
		rc = err_set(e, RC_NETWORK, say("the service answered %d"), answer.status);
	/* Its errors come with status 200 too: the reader knows their shapes. */
	if (rc == RC_OK)
		rc = special_days_read(buf_str(&answer.body), answer.body.len, &year, entries,
		    &line, e);
	http_answer_release(&answer);
	buf_release(&url);
	return rc;
}

/* Asks for the years and hands in what came; why says what went wrong. */
static enum rc
ask_years(struct sync *s, const struct channel_config *c, bool is_test, struct err *why,
    struct wire_sync_report *report, struct err *e)
{
	int year, month, day;
	struct day today;
	int32_t second;
	enum rc rc = RC_OK;

	instant_split(sync_now_at(s), &today, &second);
	day_split(today, &year, &month, &day);
	for (int i = 0; i < YEARS && rc == RC_OK; i++) {
		struct wire_days days = { .source = "특일정보", .year = (int32_t)year + i };
		struct buf entries = { 0 };

		rc = ask_year(s, c, days.year, &entries, why);
		days.entries = buf_str(&entries);
		if (rc == RC_OK && !is_test)
			rc = office_ask(s->office, MESSAGE_DAYS_FOUND, &days, MESSAGE_OK, NULL, why);
		report->pages += rc == RC_OK ? 1 : 0;
		buf_release(&entries);
	}
	return office_is_lost(s->office) ? err_set(e, RC_NETWORK, "%s", why->text) : RC_OK;
}

enum rc
specialdays_due(struct sync *s, const struct wire_wake *wake, struct err *e)
{
	return public_list_due(s, wake, SPECIALDAYS_CHANNEL, PUBLIC_LIST_DAY_MS, ask_years, e);
}
