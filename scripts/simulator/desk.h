/* SPDX-License-Identifier: ISC */
/*
 * desk: a consultation desk that never was, event by event, for judging what
 * the console says about waits. It shares no code with console/rules: the
 * estimator is told nothing but what a desk writes down.
 */
#ifndef SCRIPTS_SIMULATOR_DESK_H
#define SCRIPTS_SIMULATOR_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One person, from coming to leaving; seconds since the first Monday 00:00. */
struct desk_person {
	int64_t came_at;
	int64_t called_at;	/* 0 = gave up before */
	int64_t gone_at;	/* served, not there when called, or gave up */
	int server;		/* who called, from 1; 0 = nobody */
	int task;		/* from 0 */
	int priority;		/* 1 = goes before the others */
	bool is_absent;		/* was called and not there */
};

struct desk_days {
	struct desk_person *people;	/* owned; in the order they came */
	size_t count;
	int regimes;			/* changes that nobody was told of */
};

/* Weeks of a desk; the same seed gives the same weeks. The caller frees people. */
void desk_simulate(uint64_t seed, int weeks, struct desk_days *out);

#endif
