/* SPDX-License-Identifier: ISC */
#include "console/channel/sync.h"

#include <stdio.h>
#include <stdlib.h>

#include "console/channel/cso.h"
#include "console/channel/drop.h"
#include "console/channel/files.h"
#include "console/channel/gov24svc.h"
#include "console/channel/listen.h"
#include "console/channel/listing.h"
#include "console/channel/open311.h"
#include "console/channel/pull.h"
#include "console/channel/push.h"
#include "console/channel/specialdays.h"
#include "console/channel/target.h"
#include "console/channel/waits.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/text.h"

struct health *
sync_health(struct sync *s, const char *channel)
{
	struct health *h;

	for (h = s->healths; h != NULL; h = h->next)
		if (str_eq(h->channel, channel))
			return h;
	h = x_zalloc(1, sizeof(*h));
	str_fill(h->channel, sizeof(h->channel), channel);
	h->next = s->healths;
	s->healths = h;
	return h;
}

struct feed_memory *
sync_feed(struct sync *s, const char *channel, const char *region)
{
	struct health *h = sync_health(s, channel);
	struct feed_memory *m;

	for (m = h->feeds; m != NULL; m = m->next)
		if (str_eq(m->region, region))
			return m;
	m = x_zalloc(1, sizeof(*m));
	str_fill(m->region, sizeof(m->region), region);
	m->next = h->feeds;
	h->feeds = m;
	return m;
}

void
sync_bill(struct sync *s, const char *channel, struct wire_sync_report *report)
{
	struct http_meter *meter = &sync_health(s, channel)->meter;

	report->bytes_received += meter->received;
	report->bytes_sent += meter->sent;
	*meter = (struct http_meter){ 0 };
}

struct breaker *
sync_breaker(struct sync *s, const char *channel)
{
	return &sync_health(s, channel)->breaker;
}

void
sync_failure(struct sync *s, const char *channel, const struct http_answer *answer,
    const char *sentence, bool is_hopeless)
{
	struct health *h = sync_health(s, channel);
	char status[16];

	snprintf(status, sizeof(status), "%d", answer->status);
	str_fill(h->error, sizeof(h->error), sentence);
	breaker_failure(&h->breaker, clock_monotonic_ms(), is_hopeless,
	    answer->is_late || answer->retry_after_sec > SYNC_SHORT_WISH_SEC,
	    answer->retry_after_sec, secret_random(UINT32_MAX));
	log_event(LOG_WARN_LEVEL, "channel-failed", "channel", channel, "status", status, "open",
	    h->breaker.is_open ? "yes" : "no", NULL);
}

void
sync_explain(const struct sync *s, const char *channel, char *to, size_t cap)
{
	if (s->config_error[0] != '\0')
		str_fill(to, cap, s->config_error);
	else
		snprintf(to, cap, say("no address is known for channel %s"), channel);
}

static void
read_config(struct sync *s)
{
	struct err why = { .rc = RC_OK };

	config_release(&s->config);
	if (s->channels_path != NULL && config_read(s->channels_path, &s->config, &why) != RC_OK)
		log_event(LOG_ERROR_LEVEL, "channel-file-refused", "why", why.text, NULL);
	str_fill(s->config_error, sizeof(s->config_error), why.text);
}

static void
health_free(struct health *h)
{
	while (h->feeds != NULL) {
		struct feed_memory *m = h->feeds;

		h->feeds = m->next;
		free(m->seen);
		free(m);
	}
	token_forget(&h->token);
	signature_memory_release(&h->heard);
	free(h);
}

void
sync_release(struct sync *s)
{
	config_release(&s->config);
	while (s->healths != NULL) {
		struct health *h = s->healths;

		s->healths = h->next;
		health_free(h);
	}
}

static void
round_add(struct sync *s, struct round *r, const struct channel_row *row)
{
	struct target *t;

	r->targets = x_realloc(r->targets, r->count + 1, sizeof(*r->targets));
	t = &r->targets[r->count++];
	*t = (struct target){ .row = *row, .config = config_find(&s->config, row->code) };
	str_fill(t->report.channel, sizeof(t->report.channel), row->code);
	str_fill(t->report.region, sizeof(t->report.region), row->region);
}

int64_t
sync_now_at(const struct sync *s)
{
	return s->office_at + (clock_monotonic_ms() - s->office_read_ms) / 1000;
}

/* Asks the office what time it is. */
static enum rc
read_clock(struct sync *s, struct err *e)
{
	struct wire_sync_welcome welcome = { 0 };
	struct wire_ok hello = { 0 };
	enum rc rc = office_ask(s->office, MESSAGE_SYNC_HELLO, &hello, MESSAGE_SYNC_WELCOME,
	    &welcome, e);

	s->office_at = welcome.now_at;
	s->is_watched = welcome.is_watched;
	s->office_read_ms = clock_monotonic_ms();
	return rc;
}

/* Asks the office for its channels. */
static enum rc
read_plan(struct sync *s, struct round *r, struct err *e)
{
	struct wire_ok ok = { 0 };
	struct wire_frame frame;
	struct channel_row row;
	int64_t tag;
	enum rc rc = office_tell(s->office, MESSAGE_PLAN, &ok, &tag, e);

	while (rc == RC_OK) {
		rc = office_hear(s->office, tag, &frame, e);
		if (rc == RC_OK && frame.message != MESSAGE_CHANNEL_ROW)
			return office_read(s->office, &frame, MESSAGE_OK, NULL, e);
		if (rc == RC_OK)
			rc = office_read(s->office, &frame, MESSAGE_CHANNEL_ROW, &row, e);
		if (rc == RC_OK)
			round_add(s, r, &row);
	}
	return rc;
}

/* The feed of the whole country, which only a relay has. */
static bool
is_national(const struct target *t)
{
	return t->row.region[0] == '\0';
}

/* Marks what this round leaves alone: channels that are off or not meant, and
 * those that rest. A channel asked for by name is tried all the same. */
static void
choose(struct sync *s, struct round *r, const struct wire_wake *wake)
{
	int64_t now_ms = clock_monotonic_ms();
	bool is_asked = wake != NULL && !wake->is_own;

	for (size_t i = 0; i < r->count; i++) {
		struct target *t = &r->targets[i];
		struct breaker *b = sync_breaker(s, t->row.code);
		bool is_named = wake != NULL && str_eq(wake->channel, t->row.code);
		bool is_meant = is_named || wake == NULL || wake->channel[0] == '\0';

		breaker_begin(b);
		listen_forget(s, t, wake == NULL || (is_asked && wake->channel[0] == '\0'));
		t->is_resting = !is_named && breaker_is_resting(b, now_ms, is_asked);
		b->is_open = t->is_resting;
		t->is_skipped = !is_meant || (!is_asked && t->is_resting) ||
		    (!t->row.is_enabled && (wake == NULL || !wake->is_test)) ||
		    (is_national(t) && (wake != NULL && wake->is_test));
	}
}

/* Looks at one feed; is_test hands nothing in. */
static enum rc
visit(struct sync *s, struct target *t, bool is_test, struct err *e)
{
	if (t->config == NULL) {
		sync_explain(s, t->row.code, t->report.error, sizeof(t->report.error));
		return RC_OK;
	}
	if (t->is_resting) {
		str_fill(t->report.error, sizeof(t->report.error),
		    sync_health(s, t->row.code)->error);
		return RC_OK;
	}
	if (is_test) {
		if (t->config->kind == CHANNEL_OPEN311)
			open311_try(s, t);
		else if (t->config->kind == CHANNEL_DROP)
			drop_try(s, t);
		else
			pull_try(s, t);
		return RC_OK;
	}
	if (sync_breaker(s, t->row.code)->is_open) {
		str_fill(t->report.error, sizeof(t->report.error),
		    say("not tried: the channel failed just before"));
		return RC_OK;
	}
	if (is_national(t) && t->config->kind != CHANNEL_RELAY)
		return RC_OK;
	if (t->config->kind == CHANNEL_OPEN311)
		return open311_pull(s, t, e);
	if (t->config->kind == CHANNEL_DROP)
		return drop_pull(s, t, e);
	return pull_feed(s, t, e);
}

/* A channel's part of a round. */
struct part {
	struct sync *sync;
	struct round *round;
	const char *channel;
	bool is_test;
	bool is_asked;	/* somebody waits for the round */
	bool has_more;
	enum rc rc;
	struct err err;
};

/* Does one channel's part: its feeds in turn, what it is to be told, and the
 * attachments that it has for us. */
static void
run_part(void *arg)
{
	struct part *p = arg;
	struct round *r = p->round;

	for (size_t i = 0; i < r->count && p->rc == RC_OK; i++) {
		struct target *t = &r->targets[i];

		if (t->is_skipped || !str_eq(t->row.code, p->channel))
			continue;
		p->rc = visit(p->sync, t, p->is_test, &p->err);
		p->has_more = p->has_more || t->has_more;
		sync_bill(p->sync, p->channel, &t->report);
	}
	if (p->rc == RC_OK && !p->is_test)
		p->rc = push_due(p->sync, r, p->channel, &p->has_more, &p->err);
	if (p->rc == RC_OK && !p->is_test)
		p->rc = files_due(p->sync, r, p->channel, &p->has_more, &p->err);
	if (p->rc == RC_OK && !p->is_test)
		p->rc = target_poll(p->sync, p->channel, p->is_asked, &p->err);
	if (p->rc == RC_OK && !p->is_test)
		p->rc = listing_due(p->sync, r, p->channel, &p->err);
	if (p->rc == RC_OK && !p->is_test)
		p->rc = waits_due(p->sync, r, p->channel, &p->err);
}

/* The part of the public services (holidays, the list of services, waiting figures),
 * which are no channels of applications. */
struct days {
	struct sync *sync;
	const struct wire_wake *wake;
	enum rc rc;
	struct err err;
};

static void
run_days(void *arg)
{
	struct days *d = arg;

	d->rc = specialdays_due(d->sync, d->wake, &d->err);
	if (d->rc == RC_OK)
		d->rc = gov24svc_due(d->sync, d->wake, &d->err);
	if (d->rc == RC_OK)
		d->rc = cso_due(d->sync, d->wake, &d->err);
}

/* Shares a channel's time among its feeds. */
static void
share_time(struct round *r, const char *channel)
{
	int64_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += str_eq(r->targets[i].row.code, channel) && !r->targets[i].is_skipped;
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->targets[i].row.code, channel))
			r->targets[i].time_ms = PULL_CHANNEL_SEC * 1000 / (count > 0 ? count : 1);
}

/* Lets every channel do its part, side by side: none waits for another. */
static enum rc
run_parts(struct sync *s, struct round *r, const struct wire_wake *wake, bool *has_more,
    struct err *e)
{
	struct days days = { .sync = s, .wake = wake };
	bool is_test = wake != NULL && wake->is_test;
	struct part *parts = x_zalloc(r->count + 1, sizeof(*parts));
	size_t count = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < r->count; i++) {
		const char *channel = r->targets[i].row.code;
		size_t j = 0;

		while (j < count && !str_eq(parts[j].channel, channel))
			j++;
		if (j < count)
			continue;
		share_time(r, channel);
		parts[count] = (struct part){ .sync = s, .round = r, .channel = channel,
			.is_test = is_test, .is_asked = wake != NULL && !wake->is_own };
		http_start(s->http, run_part, &parts[count++]);
	}
	http_start(s->http, run_days, &days);
	http_run(s->http);
	if (days.rc != RC_OK)
		rc = err_set(e, days.rc, "%s", days.err.text);
	for (size_t i = 0; i < count; i++) {
		*has_more = *has_more || parts[i].has_more;
		if (rc == RC_OK && parts[i].rc != RC_OK)
			rc = err_set(e, parts[i].rc, "%s", parts[i].err.text);
	}
	free(parts);
	return rc;
}

static enum rc
report(struct sync *s, const struct target *t, struct err *e)
{
	const struct wire_sync_report *r = &t->report;
	char created[16], unsorted[16];
	bool has_news = r->sent != 0 || r->waiting != 0 || r->parked != 0 || r->files != 0;
	enum rc rc;

	if (t->is_skipped && !has_news)
		return RC_OK;
	/* Nobody waits for what is new in the whole country, nor hears twice that the
	 * channel is ill. */
	if (is_national(t) && !has_news && r->pages == 0 && (r->error[0] == '\0' || t->is_resting ||
	    t->config == NULL))
		return RC_OK;
	snprintf(created, sizeof(created), "%d", r->created);
	snprintf(unsorted, sizeof(unsorted), "%d", r->unsorted);
	/* The sentence is for the desk: a relay's own words may name people. */
	log_event(r->error[0] == '\0' ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, "feed", "channel",
	    r->channel, "region", r->region, "created", created, "unsorted", unsorted, "well",
	    r->error[0] == '\0' ? "yes" : "no", NULL);
	rc = office_ask(s->office, MESSAGE_SYNC_REPORT, r, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}

enum rc
sync_round(struct sync *s, const struct wire_wake *wake, bool *has_more, struct err *e)
{
	struct wire_number done = { .number = wake != NULL ? wake->number : 0 };
	struct round r = { 0 };
	enum rc rc;

	*has_more = false;
	read_config(s);
	rc = read_clock(s, e);
	if (rc == RC_OK)
		rc = read_plan(s, &r, e);
	if (rc == RC_OK)
		choose(s, &r, wake);
	s->round = &r;
	if (rc == RC_OK)
		rc = run_parts(s, &r, wake, has_more, e);
	s->round = NULL;
	for (size_t i = 0; i < r.count && rc == RC_OK; i++)
		rc = report(s, &r.targets[i], e);
	free(r.targets);
	if (rc != RC_OK && office_is_lost(s->office))
		return rc;
	if (rc != RC_OK)
		log_event(LOG_ERROR_LEVEL, "round-failed", "rc", rc_name(rc), NULL);
	rc = office_ask(s->office, MESSAGE_ROUND_DONE, &done, MESSAGE_OK, NULL, e);
	return rc != RC_OK && office_is_lost(s->office) ? rc : RC_OK;
}
