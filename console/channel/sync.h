/* SPDX-License-Identifier: ISC */
/*
 * sync: a round: what is new at the channels goes to the office, what the
 * office has to say goes to the channels, each channel at its own pace. It keeps nothing but how well each
 * channel is and what opens it; cursors and messages are the office's.
 */
#ifndef CHANNEL_SYNC_H
#define CHANNEL_SYNC_H

#include "console/channel/breaker.h"
#include "console/channel/config.h"
#include "console/channel/http.h"
#include "console/channel/office.h"
#include "console/channel/signature.h"
#include "console/channel/token.h"

/* A channel that wants to be left alone no longer than this is just busy. */
#define SYNC_SHORT_WISH_SEC 2

/* A request that was handed in, known by the SHA-256 of what it is known by. */
struct seen {
	char sha256[65];
	int64_t at;		/* when it was made */
};

/* What is remembered of one feed, to ask less of its link. */
struct feed_memory {
	char region[12];
	int limit;		/* events that fit a page of a few seconds; 0 = not known */
	char cursor[136];	/* where the feed had an end … */
	char etag[136];		/* … and the version of that end; "" = none */
	bool is_at_end;		/* it ended well when it was read last */
	bool has_brought;	/* something came when it was read last */
	bool is_hit;		/* listening said that something would */
	bool is_deaf;		/* listening to it makes no sense for now */
	struct seen *seen;	/* owned: what an Open311 server gave before */
	size_t seen_count;
	int64_t waits_at_ms;	/* when its waiting figures were asked for; 0 = never … */
	char waits_etag[136];	/* … and their version */
	int64_t rest_until_at;	/* by the office's clock: its calls of the day are used up */
	struct feed_memory *next;
};

/* How well one channel is. */
struct health {
	char channel[24];
	struct breaker breaker;
	char error[200];	/* what went wrong last */
	struct token token;
	struct signature_memory heard;
	int64_t away_at_ms;	/* when its hand-overs were looked after last; 0 = never */
	struct http_meter meter;	/* since it was last reported */
	struct feed_memory *feeds;	/* owned */
	struct health *next;
};

/* What a round needs. The first three belong to whoever filled them in. */
struct sync {
	struct office *office;
	struct http *http;
	const char *channels_path;	/* NULL: no channel file */
	struct config config;		/* as the file was when the round began */
	char config_error[200];		/* why it was refused; "" = it was not */
	const struct round *round;	/* the one under way; NULL between two */
	struct health *healths;		/* owned */
	bool is_watched;	/* listen between rounds */
	int64_t office_at;	/* the office's clock when the round began … */
	int64_t office_read_ms;	/* … and our own then */
};

/* One channel and region of a round. */
struct target {
	struct channel_row row;
	const struct channel_config *config;	/* NULL: no address is known */
	struct wire_sync_report report;
	bool is_skipped;	/* not looked at in this round */
	bool is_resting;	/* looked at, but its channel rests */
	bool has_more;		/* the time was over before the feed was */
	int64_t time_ms;	/* it has in this round */
};

/* The targets of a round. */
struct round {
	struct target *targets;	/* owned */
	size_t count;
};

/* The office's clock, UTC seconds. */
int64_t sync_now_at(const struct sync *s);

/* How well the channel is; made where it is asked for first. */
struct health *sync_health(struct sync *s, const char *channel);
struct feed_memory *sync_feed(struct sync *s, const char *channel, const char *region);
struct breaker *sync_breaker(struct sync *s, const char *channel);

/* Moves what the channel's calls cost since the last time into the report. */
void sync_bill(struct sync *s, const char *channel, struct wire_sync_report *report);

/* Why nothing can be asked of a channel that config_find does not find. */
void sync_explain(const struct sync *s, const char *channel, char *to, size_t cap);

/* The channel failed, with what was heard of its answer: tells its breaker and
 * the log, and remembers the sentence. is_hopeless: asking again makes no
 * sense in this round. */
void sync_failure(struct sync *s, const char *channel, const struct http_answer *answer,
    const char *sentence, bool is_hopeless);

/* Does one round: the one that wake asks for, or with NULL one of our own,
 * which leaves resting channels alone. The channel file is read anew, so that
 * who mends it need start nothing again. *has_more: another round should
 * follow at once. What goes wrong with a channel is reported to the office; RC_NETWORK
 * means that the office is lost or we were asked to stop. */
MUST_USE enum rc sync_round(struct sync *s, const struct wire_wake *wake, bool *has_more,
    struct err *e);

void sync_release(struct sync *s);

#endif
