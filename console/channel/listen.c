/* SPDX-License-Identifier: ISC */
#include "console/channel/listen.h"

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "storage/clock.h"

/* One feed being listened to. */
struct ear {
	struct sync *sync;
	const struct channel_config *config;
	struct feed_memory *feed;
	int64_t until_ms;
	struct wire_wake *wake;
};

/* Asks once, held for hold_ms. Returns whether something is new; *is_deaf:
 * asking again makes no sense. */
static bool
ask_held(const struct ear *ear, int64_t hold_ms, bool *is_deaf)
{
	const struct feed_memory *m = ear->feed;
	struct http_answer answer = { 0 };
	struct http_request request = { .method = HTTP_GET, .accept = RELAY_FEED_ACCEPT,
		.takes_gzip = true, .hold_sec = (int)(hold_ms / 1000) + 1,
		.if_none_match = m->etag[0] != '\0' ? m->etag : NULL };
	struct buf url = { 0 };
	char cursor[sizeof(m->cursor)];
	bool is_new;
	enum rc rc;

	buf_puts(&url, ear->config->url);
	relay_feed_path(&url, m->region, m->cursor, 1);
	buf_printf(&url, "&timeout=%lld", (long long)hold_ms);
	request.url = buf_str(&url);
	rc = ask_channel(ear->sync, ear->config, &request, &answer, NULL);
	is_new = rc == RC_OK && ((answer.status == 200 &&
	    relay_next_cursor(answer.link, cursor, sizeof(cursor))) || answer.status == 410);
	/* A link that breaks now and then is listened to all the same. */
	*is_deaf = !is_new && answer.took_ms < LISTEN_HELD_MS && answer.took_ms < hold_ms - 1000;
	http_answer_release(&answer);
	buf_release(&url);
	return is_new;
}

static void
run_ear(void *arg)
{
	struct ear *ear = arg;
	struct http *http = ear->sync->http;

	while (!http_is_ended(http) && !ear->feed->is_deaf) {
		int64_t left_ms = ear->until_ms - clock_monotonic_ms();
		bool is_deaf;

		if (left_ms < LISTEN_LEAST_MS)
			return;
		if (ask_held(ear, left_ms < LISTEN_HOLD_MS ? left_ms : LISTEN_HOLD_MS, &is_deaf)) {
			ear->feed->is_hit = true;
			str_fill(ear->wake->channel, sizeof(ear->wake->channel),
			    ear->config->channel);
			http_end(http);
			return;
		}
		/* A question that was broken off says nothing about its feed. */
		if (!http_is_ended(http))
			ear->feed->is_deaf = is_deaf;
	}
}

/* Whether the feed is worth listening to: not that of the whole country, which
 * can wait. What it promised last time and did not keep is held against it. */
static bool
is_worth(struct feed_memory *m)
{
	if (m->is_hit && !m->has_brought)
		m->is_deaf = true;
	m->is_hit = false;
	return m->is_at_end && !m->is_deaf && m->region[0] != '\0';
}

bool
listen_feeds(struct sync *s, int64_t until_ms, struct wire_wake *wake)
{
	struct ear ears[LISTEN_FEEDS_MAX];
	size_t count = 0;

	*wake = (struct wire_wake){ .is_own = true };
	for (struct health *h = s->healths; h != NULL; h = h->next) {
		const struct channel_config *c = config_find(&s->config, h->channel);

		if (c == NULL || c->kind != CHANNEL_RELAY || h->breaker.failures > 0)
			continue;
		for (struct feed_memory *m = h->feeds; m != NULL; m = m->next) {
			if (count == LISTEN_FEEDS_MAX || !is_worth(m))
				continue;
			ears[count] = (struct ear){ s, c, m, until_ms, wake };
			http_start(s->http, run_ear, &ears[count++]);
		}
	}
	if (count > 0)
		http_run_until(s->http, office_fd(s->office), until_ms);
	return wake->channel[0] != '\0';
}

void
listen_forget(struct sync *s, const struct target *t, bool is_whole)
{
	struct feed_memory *m = sync_feed(s, t->row.code, t->row.region);

	if (is_whole)
		m->is_deaf = m->is_hit = false;
	if (!t->row.is_enabled)
		m->is_at_end = false;
}
