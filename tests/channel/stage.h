/* SPDX-License-Identifier: ISC */
/*
 * stage: where a test of minwon-sync plays: an office played by the test, its
 * files, and the real gateway or a relay of canned answers.
 */
#ifndef TESTS_CHANNEL_STAGE_H
#define TESTS_CHANNEL_STAGE_H

#include "tests/channel/fake_office.h"

struct stage {
	struct fake_place place;
	struct fake_office *office;
	struct canned canned;
	pid_t gateway;		/* 0 = none */
	int port;		/* the gateway's */
};

/* Set-up and tear-down of one test, for cmocka; *state is the stage. */
int stage_set_up(void **state);
int stage_tear_down(void **state);

/* Starts the gateway and sync, which waits to be woken. */
void stage_gateway(struct stage *s, const char *const *options);

/* The same with a relay that says what answer writes; arg is the stage. */
void stage_canned(struct stage *s,
    void (*answer)(void *arg, const char *request, struct buf *out));

/* Replaces the channel file by the text; @ in it is http://127.0.0.1:port. */
void stage_config(struct stage *s, const char *text, int port);

/* Writes a file that nobody else may read. */
void stage_write(const char *path, const char *text, size_t len);

#endif
