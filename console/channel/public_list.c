/* SPDX-License-Identifier: ISC */
#include "console/channel/public_list.h"

#include <string.h>

#include "storage/clock.h"
#include "storage/text.h"

#define EVERY_MS (24LL * 60 * 60 * 1000)

void
public_list_put_key(struct buf *out, const char *key)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789-._~";

	for (; *key != '\0'; key++) {
		if (strchr(plain, *key) != NULL)
			buf_putc(out, *key);
		else
			buf_printf(out, "%%%02X", (unsigned int)(unsigned char)*key);
	}
}

enum rc
public_list_due(struct sync *s, const struct wire_wake *wake, const char *channel,
    public_list_ask ask, struct err *e)
{
	const struct channel_config *c = config_find(&s->config, channel);
	bool is_named = wake != NULL && str_eq(wake->channel, channel);
	struct wire_sync_report report = { .channel = "" };
	struct feed_memory *m;
	int64_t now_ms = clock_monotonic_ms();
	struct err why = { 0 };
	enum rc rc;

	if (c == NULL && !is_named)
		return RC_OK;
	(void)str_fill(report.channel, sizeof(report.channel), channel);
	m = sync_feed(s, channel, "");
	if (!is_named && ((wake != NULL && wake->channel[0] != '\0') ||
	    (m->waits_at_ms != 0 && now_ms - m->waits_at_ms < EVERY_MS)))
		return RC_OK;
	m->waits_at_ms = now_ms;
	if (c == NULL) {
		sync_explain(s, channel, report.error, sizeof(report.error));
	} else {
		rc = ask(s, c, wake != NULL && wake->is_test, &why, &report, e);
		if (rc != RC_OK)
			return rc;
		(void)str_fill(report.error, sizeof(report.error), why.text);
	}
	log_event(report.error[0] == '\0' ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, channel, "well",
	    report.error[0] == '\0' ? "yes" : "no", NULL);
	sync_bill(s, channel, &report);
	rc = office_ask(s->office, MESSAGE_SYNC_REPORT, &report, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
