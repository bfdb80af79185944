/* SPDX-License-Identifier: ISC */
/*
 * sync_desk: the office's side of minwon-sync: starts it, wakes it, and keeps
 * the clerks who wait for a round to end.
 */
#ifndef OFFICE_SYNC_DESK_H
#define OFFICE_SYNC_DESK_H

#include "console/office/session.h"

#define WAITERS_MAX 64
#define REPORTS_MAX 64

/* A desk request that is answered when a round of sync ends. What is reported
 * meanwhile is gathered, one row a feed: the round that runs when somebody
 * asks may be followed by the one they asked for. For who watches it is gathered
 * between their requests too: a short round is over before they are back. */
struct waiter {
	struct session *session;
	int64_t tag;
	int64_t wake_number;
	char office[12];	/* whose feeds it hears of */
	bool is_watch;		/* it comes back for the next round, and the next … */
	bool is_away;		/* it has not come back yet */
	bool has_missed;	/* a round ended meanwhile */
	struct wire_sync_report *reports;	/* owned, REPORTS_MAX */
	size_t report_count;
};

struct sync_desk {
	struct session *session;	/* NULL while sync is not there */
	bool is_standing;		/* start it again when it ends */
	bool is_greeted;		/* it said hello; wakes reach it */
	int64_t start_at_ms;		/* monotonic; not before, 0 = no plan */
	int64_t wake_at_ms;		/* monotonic; wake it then, 0 = no plan */
	int64_t watched_until_ms;	/* monotonic; somebody watches until then */
	int64_t wake_number;		/* the last wake asked for */
	struct wire_wake asked;		/* it, until it could be told */
	bool has_asked;
	struct waiter waiters[WAITERS_MAX];
	size_t waiter_count;
};

/* Starts minwon-sync on a socket pair; the new session is the caller's to
 * serve. RC_STORAGE where the channel file is missing or it cannot start. */
MUST_USE enum rc sync_start(struct office *office, struct session **out, struct err *e);

/* Why sync is woken. */
enum wake {
	WAKE_ASKED,	/* somebody waits for the round */
	WAKE_TEST,	/* somebody waits to hear whether channels answer */
	WAKE_OWN	/* something is due; a resting channel may rest on */
};

/* Asks for a round (of one channel, "" = all); returns the wake's number. */
int64_t sync_wake(struct office *office, const char *channel, enum wake why);

/* Tells sync what was asked, if it can hear it. */
void sync_tell(struct office *office);

/* Its session ended: who waits is told, a standing office starts it again. */
void sync_gone(struct office *office);

/* A desk session ended: it waits for nothing any more. */
void sync_forget(struct office *office, const struct session *session);

/* Asks for a round of a channel ("" = all); the caller of the request is
 * answered at its end. */
MUST_USE enum rc sync_wait(struct request *r, const char *channel, struct err *e);

#endif
