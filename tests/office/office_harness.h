/* SPDX-License-Identifier: ISC */
/*
 * office_harness: a practice office for one test, made of the real programs:
 * minwond on a store of its own, minwon-sync started by it, minwon-gateway as
 * the relay, and a desk that speaks the wire. Every wait is for a sign, with a
 * limit; whatever fails, fails the test. The programs are found in $B.
 */
#ifndef TESTS_OFFICE_HARNESS_H
#define TESTS_OFFICE_HARNESS_H

#include <sys/types.h>

#include "console/wire/wire.h"

struct sqlite3;

/* The files and processes of one test. */
struct place {
	char folder[64];
	char store[96], clock[96], channels[96], ledger[96], people[96], relay_store[96];
	char inject[96], log[96];
	pid_t office, relay;	/* 0 = not running */
	int relay_port;
	const char *dead;	/* the channel that nobody answers for, NULL = none */
	int dead_fd, dead_port;	/* a port held and not listened at; 0 = none yet */
};

/* Makes a folder with a practice store; the clock stands at instant. */
void place_make(struct place *p, const char *instant);

/* Ends what runs and removes the folder. Both programs must end well. */
void place_remove(struct place *p);

/* Moves the practice clock. */
void place_set_clock(const struct place *p, const char *instant);
void place_set_clock_at(const struct place *p, int64_t at);

/* Starts minwond and waits until it listens. */
void place_office_start(struct place *p);

/* Ends minwond in good order, which it must confirm by exit status 0. */
void place_office_stop(struct place *p);

/* kill -9, at once; sync_kill does nothing where no sync runs and tells. */
void place_office_kill(struct place *p);
bool place_sync_kill(struct place *p);

/* Starts the relay on a free port, with a ledger, a file of people and a store,
 * and writes the channel file for it. options end with NULL. */
void place_relay_start(struct place *p, const char *const *options);
void place_relay_stop(struct place *p);

/* From the next start of the relay on, nobody answers for the channel; NULL =
 * all are answered for. */
void place_relay_dead(struct place *p, const char *channel);

/* A store opened beside its office, to look at only; close with sqlite3_close. */
struct sqlite3 *look_into(const char *path);

/* The one number that a query gives. */
int64_t look_number(const char *path, const char *sql);

/* The one text that a query gives, NULL where there is no row; to be freed. */
char *look_text(const char *path, const char *sql);

/* The id of an office's case of the service that nobody has touched; there must
 * be one. */
void place_untouched(const struct place *p, const char *office, const char *service,
    char number[24]);

/* One connection at the desk's door. */
struct desk {
	int fd;
	struct buf in;
	int64_t tag;		/* of the last request */
	struct wire_welcome welcome;
	int64_t changes;	/* the last number told by a push */
	bool is_lost;		/* the office is gone */
	char reason[40];	/* of the last refusal */
};

/* A whole answer: its frames in order. raw is every byte of it. */
struct told {
	struct wire_frame frame;
	struct buf memory;
};
struct answers {
	struct told *rows;
	size_t count;
	struct buf raw;
};
void answers_release(struct answers *a);

/* Connects without saying hello. */
void desk_connect(struct desk *d, const struct place *p);

/* Connects as login; false where the office refuses. */
bool desk_open(struct desk *d, const struct place *p, const char *login, bool wants_changes);
void desk_close(struct desk *d);

/* Writes one request and returns its tag; sets is_lost where nobody reads. */
int64_t desk_tell(struct desk *d, enum message message, const void *record);

/* Waits for the whole answer to tag. Pushes are noted and dropped. False, and
 * is_lost, where the office is gone before it is whole. */
bool desk_hear(struct desk *d, int64_t tag, struct answers *a);

/* desk_tell and desk_hear, with an office that must not be lost. */
void desk_ask(struct desk *d, enum message message, const void *record, struct answers *a);

/* Reads until the office tells of that many commits more, or the answer to tag
 * is whole, which is thrown away. False where the office is gone first. */
bool desk_hear_some(struct desk *d, int64_t tag, int64_t commits, bool *is_answered);

/* Reads the n-th frame of the kind message into its struct (texts live as long
 * as a); false where there are not so many. */
bool answers_read(const struct answers *a, enum message message, size_t n, void *record);
size_t answers_count(const struct answers *a, enum message message);

/* The last word of an answer: "ok" for ok, done, list-end and rows that end an
 * answer; the reason of a refusal; "error" else. Lives as long as a. */
const char *answers_verdict(const struct answers *a);

/* One op. number may be "", key NULL for a fresh one. */
struct deed {
	enum op op;
	const char *number;
	const char *key;
	int64_t version;	/* 0 = not stated */
	bool is_dry_run;
	enum outcome outcome;
	const char *text, *reasons, *remedies, *assignee, *agency, *period;
	bool has_consent;
	int64_t at;
	const char *event, *evidence;
};
void deed_record(const struct deed *deed, struct wire_act *act);

/* Does it and returns "done", the reason of a refusal, or "error"; done and
 * refused are filled where they are not NULL. The text lives until the next
 * deed of this desk. */
const char *desk_do(struct desk *d, const struct deed *deed, struct wire_done *done,
    struct wire_refused *refused);

/* One case as a desk sees it. Texts of the detail stay in a. */
void desk_show(struct desk *d, const char *number, struct answers *a, struct case_detail *c);

/* Asks for a round of sync and waits for its end; false where sync was lost in
 * the middle. */
bool desk_sync(struct desk *d, const char *channel);

#endif
