/* SPDX-License-Identifier: ISC */
/*
 * fake_place: the folder of one test of sync, its channel file, and the reference relay
 * as a process. Every failure fails the test.
 */
#ifndef TESTS_CHANNEL_FAKE_PLACE_H
#define TESTS_CHANNEL_FAKE_PLACE_H

#include <stddef.h>
#include <sys/types.h>

struct fake_office;

/* A folder for the files of one test. */
struct fake_place {
	char folder[64];
	char config[96];	/* channel file */
	char ledger[96];
	char log[96];		/* what sync wrote to stderr */
	char inject[96];
};

/* Makes the folder, which is empty; removes it with its files. */
void fake_place_make(struct fake_place *p);
void fake_place_remove(struct fake_place *p);

/* Writes the channel file: every channel of o's feeds at port of 127.0.0.1. */
void fake_config(const struct fake_place *p, const struct fake_office *o, int port);

/* Writes the path of a program of this build, the folder $B, into path of cap bytes;
 * returns path. */
const char *fake_program(char *path, size_t cap, const char *name);

/* Starts minwon-gateway with the given options (ended by NULL); its port and
 * pid. It dies with the test. */
pid_t fake_gateway(const char *const *options, int *port);

/* Sends SIGTERM and waits; the exit status. */
int fake_end(pid_t pid);

#endif
