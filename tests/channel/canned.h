/* SPDX-License-Identifier: ISC */
/*
 * canned: a relay of canned answers on a port of 127.0.0.1, served between the frames of
 * the test's own loop. Knows of HTTP only where a request ends.
 */
#ifndef TESTS_CHANNEL_CANNED_H
#define TESTS_CHANNEL_CANNED_H

#include <poll.h>

#include "storage/base.h"

#define CANNED_HELD_MAX 8
#define CANNED_COMING_MAX 16
#define CANNED_FDS_MAX (1 + CANNED_COMING_MAX)

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

/* Listens; the port is in c->port. Closes all that is open. */
void canned_open(struct canned *c);
void canned_close(struct canned *c);

/* Writes what to poll for into fds, which has room for CANNED_FDS_MAX; how many. Then
 * takes what came, once each. */
size_t canned_polls(const struct canned *c, struct pollfd *fds);
void canned_serve(struct canned *c, const struct pollfd *fds);

/* Answers what is held, as answer does now. */
void canned_release(struct canned *c);

#endif
