/* SPDX-License-Identifier: ISC */
/*
 * office_harness: a desk that speaks the wire to the practice office of one test
 * (office_place). Every wait is for a sign, with a limit; whatever fails, fails the test.
 */
#ifndef TESTS_OFFICE_HARNESS_H
#define TESTS_OFFICE_HARNESS_H

#include "console/wire/wire.h"
#include "tests/office/office_place.h"

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
