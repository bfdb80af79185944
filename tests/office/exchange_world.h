/* SPDX-License-Identifier: ISC */
/*
 * exchange_world: what every run of the exchange needs: a place with all its
 * desks, the faked time, the lots, and the kills. The audit after a run is
 * exchange_audit's.
 */
#ifndef TESTS_EXCHANGE_WORLD_H
#define TESTS_EXCHANGE_WORLD_H

#include "tests/office/office_harness.h"

#define MORNING INT64_C(1795392000)	/* 2026-11-23 09:00 in Korea */
#define REGIONS 4
#define ROUNDS_MAX 400

extern const char *const regions[REGIONS];

struct world {
	struct place place;
	struct desk chief[REGIONS], officer[REGIONS], runner;
	uint64_t random;	/* the lots' state, not 0 */
	int64_t now_at;
	int64_t killed, office_kills, sync_kills;
};

/* A size from the environment, or the usual one. */
int64_t setting(const char *name, int64_t usual);

/* A number in [0, limit); the same run for the same seed, as far as it is up to
 * us. */
int64_t draw(struct world *w, int64_t limit);

/* Makes the place, starts relay and office and opens the desks. options are
 * the relay's, NULL at their end; seed and applications come before them. */
void world_open(struct world *w, int64_t applications, const char *const *options);

/* Ends office and relay in good order; the files stay for the audit. */
void world_close(struct world *w);

/* Starts the office again, after a kill, and opens the desks. */
void world_restart(struct world *w);

/* Moves the practice clock on. */
void pass_time(struct world *w, int64_t sec);

/* Kills office and sync by turns; false where there was no sync to kill. */
bool kill_one(struct world *w);

/* Lets sync work until some commits later, kills, and starts again. in_flight,
 * if any, is told to its desk just before and not heard. */
void interrupt(struct world *w, struct desk *who, const struct wire_act *in_flight);

/* Does rounds until the store holds so many cases. */
void bring_in(struct world *w, int64_t cases);

/* Does rounds, the clock moving on by step_sec each time, until no message
 * waits; returns how many it took. */
int drain(struct world *w, int64_t step_sec);

#endif
