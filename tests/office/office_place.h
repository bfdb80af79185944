/* SPDX-License-Identifier: ISC */
/*
 * office_place: a practice office for one test, made of the real programs: minwond on a
 * store of its own, minwon-sync started by it, minwon-gateway as the relay. Every wait is
 * for a sign, with a limit; whatever fails, fails the test. The programs are found in $B.
 */
#ifndef TESTS_OFFICE_PLACE_H
#define TESTS_OFFICE_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

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

#endif
