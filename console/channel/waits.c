/* SPDX-License-Identifier: ISC */
#include "console/channel/waits.h"

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "console/channel/relay_waits.h"
#include "storage/clock.h"
#include "storage/text.h"

/* The figures of one region, or why there are none. *is_same: they are those
 * that came before. */
static enum rc
ask_relay(struct sync *s, const struct target *t, struct feed_memory *m, struct relay_waits *w,
    bool *is_same, struct err *e)
{
	struct http_request request = { .method = HTTP_GET, .takes_gzip = true,
		.accept = "application/json, application/problem+json",
		.if_none_match = m->waits_etag[0] != '\0' ? m->waits_etag : NULL };
	struct http_answer answer = { .status = 0 };
	struct buf url = { 0 };
	enum rc rc;

	relay_waits_url(&url, t->config->waits_url, t->row.region);
	request.url = buf_str(&url);
	rc = ask_channel(s, t->config, &request, &answer, e);
	*is_same = rc == RC_OK && answer.status == 304 && request.if_none_match != NULL;
	if (rc == RC_OK && !*is_same && answer.status != 200)
		rc = err_set(e, RC_NETWORK, say("the relay answered %d"), answer.status);
	if (rc == RC_OK && !*is_same && !relay_is_json(answer.content_type))
		rc = err_set(e, RC_NETWORK, say("the relay answered %s instead of JSON"),
		    relay_type_name(answer.content_type));
	if (rc == RC_OK && !*is_same)
		rc = relay_waits_read(buf_str(&answer.body), answer.body.len, t->row.code,
		    t->row.region, w, e);
	if (rc == RC_OK && !*is_same)
		(void)str_fill(m->waits_etag, sizeof(m->waits_etag), answer.etag);
	http_answer_release(&answer);
	buf_release(&url);
	return rc;
}

/* Hands the rows over, then how asking went. */
static enum rc
hand_in(struct sync *s, const struct target *t, const struct relay_waits *w, const char *error,
    struct err *e)
{
	struct wire_waits heard = { .source = "" };
	enum rc rc = RC_OK;

	for (size_t i = 0; i < w->count && rc == RC_OK; i++)
		rc = office_ask(s->office, MESSAGE_WAIT_ROW, &w->rows[i], MESSAGE_OK, NULL, e);
	if (rc != RC_OK)
		return rc;
	(void)str_fill(heard.source, sizeof(heard.source), t->row.code);
	(void)str_fill(heard.region, sizeof(heard.region), t->row.region);
	(void)str_fill(heard.error, sizeof(heard.error), error);
	return office_ask(s->office, MESSAGE_WAITS_HEARD, &heard, MESSAGE_OK, NULL, e);
}

static enum rc
ask_region(struct sync *s, const struct target *t, struct err *e)
{
	struct feed_memory *m = sync_feed(s, t->row.code, t->row.region);
	int64_t now_ms = clock_monotonic_ms();
	struct relay_waits w = { 0 };
	struct err why = { 0 };
	bool is_same = false;
	enum rc rc;

	if (m->waits_at_ms != 0 && now_ms - m->waits_at_ms < WAITS_EVERY_MS)
		return RC_OK;
	m->waits_at_ms = now_ms;
	rc = ask_relay(s, t, m, &w, &is_same, &why);
	if (rc != RC_OK) {
		log_event(LOG_WARN_LEVEL, "waits-failed", "channel", t->row.code, "region",
		    t->row.region, NULL);
		relay_waits_release(&w);
	}
	rc = hand_in(s, t, &w, rc == RC_OK ? "" : why.text, e);
	relay_waits_release(&w);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}

enum rc
waits_due(struct sync *s, const struct round *r, const char *channel, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < r->count && rc == RC_OK; i++) {
		const struct target *t = &r->targets[i];

		if (!t->is_skipped && t->row.region[0] != '\0' && t->config != NULL &&
		    t->config->waits_url[0] != '\0' &&
		    str_eq(t->row.code, channel))
			rc = ask_region(s, t, e);
	}
	return rc;
}
