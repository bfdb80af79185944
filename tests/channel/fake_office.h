/* SPDX-License-Identifier: ISC */
/*
 * fake_office: the office's end of the sync door, played by the test itself,
 * with the real minwon-sync at the other end; and a relay of canned answers.
 * It remembers what was handed in and says what it was told to say.
 */
#ifndef TESTS_CHANNEL_FAKE_OFFICE_H
#define TESTS_CHANNEL_FAKE_OFFICE_H

#include <sys/types.h>

#include "console/wire/wire.h"

#define FAKE_FEEDS_MAX 24
#define FAKE_MESSAGES_MAX 400
#define FAKE_ITEMS_MAX 4000
#define FAKE_FILES_MAX 16
#define FAKE_AWAY_MAX 4
#define FAKE_HEARD_MAX 8
#define CANNED_HELD_MAX 8
#define CANNED_COMING_MAX 16

/* A folder for the files of one test. */
struct fake_place {
	char folder[64];
	char config[96];	/* channel file */
	char ledger[96];
	char log[96];		/* what sync wrote to stderr */
	char inject[96];
};

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

/* A connection whose request has not wholly come. Sync may have opened it and be
 * asking the office before it says a word: nobody waits for it. */
struct canned_coming {
	int fd;
	struct buf request;
};

/* A relay that says what answer writes, whatever is asked. */
struct canned {
	int fd;
	int port;
	int requests;
	void (*answer)(void *arg, const char *request, struct buf *out);
	bool (*holds)(void *arg, const char *request);	/* NULL = answers all at once */
	void *arg;
	int held[CANNED_HELD_MAX];	/* connections that wait for canned_release */
	int held_count;
	struct canned_coming coming[CANNED_COMING_MAX];
	size_t coming_count;
};

void fake_place_make(struct fake_place *p);
void fake_place_remove(struct fake_place *p);

/* Writes the channel file: every channel of o's feeds at port of 127.0.0.1. */
void fake_config(const struct fake_place *p, const struct fake_office *o, int port);

/* Starts minwon-gateway with the given options (ended by NULL); its port and
 * pid. */
pid_t fake_gateway(const char *const *options, int *port);

/* Sends SIGTERM and waits; the exit status. */
int fake_end(pid_t pid);

void fake_feed(struct fake_office *o, const char *channel, const char *region);

/* All five channels in all four regions. */
void fake_all_feeds(struct fake_office *o);

/* A message that waits to be sent. */
void fake_message(struct fake_office *o, const char *channel, const char *kind,
    const char *external_id, const char *body);

/* An attachment to be fetched. */
void fake_file(struct fake_office *o, const char *channel, const char *sha256, int64_t size);

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

void canned_open(struct canned *c);
void canned_close(struct canned *c);

/* Answers what is held, as answer does now. */
void canned_release(struct canned *c);

#endif
