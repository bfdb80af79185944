/* SPDX-License-Identifier: ISC */
#include "console/channel/specialdays.h"

#include <string.h>

#include "console/rules/special_days.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/text.h"

#define YEARS 2	/* this one and the next */

void
specialdays_url(struct buf *out, const char *base, const char *key, int32_t year)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-._~";

	buf_printf(out, "%s/getRestDeInfo?serviceKey=", base);
	for (; *key != '\0'; key++) {
		if (strchr(plain, *key) != NULL)
			buf_putc(out, *key);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*key);
	}
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
	const struct channel_config *c = config_find(&s->config, SPECIALDAYS_CHANNEL);
	bool is_named = wake != NULL && str_eq(wake->channel, SPECIALDAYS_CHANNEL);
	struct wire_sync_report report = { .channel = SPECIALDAYS_CHANNEL };
	struct feed_memory *m;
	int64_t now_ms = clock_monotonic_ms();
	struct err why = { 0 };
	enum rc rc;

	if (c == NULL && !is_named)
		return RC_OK;
	m = sync_feed(s, SPECIALDAYS_CHANNEL, "");
	if (!is_named && ((wake != NULL && wake->channel[0] != '\0') ||
	    (m->waits_at_ms != 0 && now_ms - m->waits_at_ms < SPECIALDAYS_EVERY_MS)))
		return RC_OK;
	m->waits_at_ms = now_ms;
	if (c == NULL) {
		sync_explain(s, SPECIALDAYS_CHANNEL, report.error, sizeof(report.error));
	} else {
		rc = ask_years(s, c, wake != NULL && wake->is_test, &why, &report, e);
		if (rc != RC_OK)
			return rc;
		(void)str_fill(report.error, sizeof(report.error), why.text);
	}
	log_event(report.error[0] == '\0' ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, "specialdays", "well",
	    report.error[0] == '\0' ? "yes" : "no", NULL);
	sync_bill(s, SPECIALDAYS_CHANNEL, &report);
	rc = office_ask(s->office, MESSAGE_SYNC_REPORT, &report, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
