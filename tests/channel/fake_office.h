/* SPDX-License-Identifier: ISC */
/*
 * fake_office: the office's end of the sync door, played by the test itself,
 * with the real minwon-sync at the other end. It remembers what
 * was handed in and says what it was told to say.
 */
#ifndef TESTS_CHANNEL_FAKE_OFFICE_H
#define TESTS_CHANNEL_FAKE_OFFICE_H

#include <sys/types.h>

#include "console/wire/wire.h"
#include "tests/channel/canned.h"
#include "tests/channel/fake_place.h"

#define FAKE_FEEDS_MAX 24
#define FAKE_MESSAGES_MAX 400
#define FAKE_ITEMS_MAX 4000
#define FAKE_FILES_MAX 16
#define FAKE_AWAY_MAX 4
#define FAKE_HEARD_MAX 8

/* What the office remembers of an element. */
struct fake_item {
	char channel[24];
	char event_id[136];
	char external_id[72];
	char fault[40];
	size_t raw_len;
	int times;		/* handed in */
};

struct fake_message {
	struct wire_outgoing row;
	char state[12];		/* waiting, leased, sent, park */
	char detail[200];
	int64_t retry_after_sec;
};

/* An attachment that the office wants. */
struct fake_file {
	struct wire_wanted_file row;
	char state[12];		/* wanted, leased, present, failed, refused */
	char detail[200];
	char etag[136];
	int begins;
	struct buf bytes;
};

struct fake_office {
	int fd;
	pid_t sync;
	struct buf in, memory;
	bool is_practice;
	bool is_watched;	/* sync listens between rounds */
	int64_t now_at;		/* the office's clock */
	struct channel_row feeds[FAKE_FEEDS_MAX];
	size_t feed_count;
	struct fake_item items[FAKE_ITEMS_MAX];
	size_t item_count;
	struct wire_intake_begin page;
	struct fake_item pending[1024];	/* of the page under way */
	size_t pending_count;
	int pages;		/* begun */
	int plans;		/* asked for: one a round */
	struct fake_message messages[FAKE_MESSAGES_MAX];
	size_t message_count;
	struct fake_file files[FAKE_FILES_MAX];
	size_t file_count;
	struct wire_away away[FAKE_AWAY_MAX];	/* hand-overs that are asked after */
	size_t away_count;
	struct wire_away_news *heard[FAKE_HEARD_MAX];	/* what was said of them */
	size_t heard_count;
	const char *package_file;	/* the bytes of every file that goes along */
	struct wire_sync_report reports[FAKE_FEEDS_MAX];	/* of the last round */
	size_t report_count;
	int days_lists;		/* of holidays handed in … */
	int32_t days_year;	/* … the last one's year … */
	char days[600];		/* … and entries, cut */
	int64_t last_wake;
	int64_t done;		/* number of the last round-done */
	struct canned *canned;	/* NULL = none; served between frames */
};

void fake_feed(struct fake_office *o, const char *channel, const char *region);

/* All five channels in all four regions. */
void fake_all_feeds(struct fake_office *o);

/* A message that waits to be sent. */
void fake_message(struct fake_office *o, const char *channel, const char *kind,
    const char *external_id, const char *body);

/* An attachment to be fetched; its bytes must be of that sum. */
void fake_file(struct fake_office *o, const char *channel, const char *sha256, int64_t size);

/* Used by fake_office.c and fake_files.c only: one frame of an answer, the last one with
 * is_end; the answer that all is well; what sync asks of attachments. */
void fake_say(struct fake_office *o, enum message message, int64_t tag, bool is_end,
    const void *record);
void fake_say_ok(struct fake_office *o, int64_t tag);
void fake_lease_files(struct fake_office *o, const struct wire_frame *frame);
void fake_take_file(struct fake_office *o, const struct wire_frame *frame);

/* Starts sync at the other end of a socket pair, waiting to be woken. */
void fake_start(struct fake_office *o, const struct fake_place *p);

/* Wakes sync and serves it until the round is done. */
void fake_round(struct fake_office *o, const char *channel, bool is_test);

/* Wakes sync, and no more. */
void fake_wake(struct fake_office *o, const char *channel, bool is_test);

/* A whole round that the office wants by itself, because something is due. */
void fake_own_round(struct fake_office *o);

/* Waits for sync or somebody who asks the canned relay, and serves once. */
void fake_serve_once(struct fake_office *o);

/* Serves until the last wake's round is done. */
void fake_serve(struct fake_office *o);

/* Closes the socket; the exit status of sync. */
int fake_hang_up(struct fake_office *o);
void fake_release(struct fake_office *o);

/* The report of the last round about a feed. */
const struct wire_sync_report *fake_report(const struct fake_office *o, const char *channel,
    const char *region);

#endif
