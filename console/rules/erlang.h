/* SPDX-License-Identifier: ISC */
/*
 * erlang: how long people wait at a desk of so many servers in steady state:
 * Erlang's delay formula (Erlang-C), and the same where who waits may give up
 * (Erlang-A, M/M/n+M after Palm). Pure numbers: it knows no desk and no log.
 */
#ifndef RULES_ERLANG_H
#define RULES_ERLANG_H

/* The chance, 0 to 1, that somebody who comes must wait. load is arrivals times
 * service time, in erlangs; 1 where the servers cannot keep up (load >=
 * servers), 0 where there is no load. servers >= 1. */
double erlang_c(int servers, double load);

/* The mean wait of everybody, those who need not wait with 0, in the unit of
 * service; -1 where the queue grows for ever. */
double erlang_c_wait(int servers, double load, double service);

/* A desk whose callers have patience. */
struct erlang_desk {
	int servers;		/* >= 1 */
	double arrivals;	/* a second */
	double service_sec;	/* mean, > 0 */
	double patience_sec;	/* mean time until one gives up; 0 = never */
};

struct erlang_figures {
	double wait_chance;	/* of who comes */
	double wait_sec;	/* mean of all, with those who give up; -1 = grows for ever */
	double leave_chance;	/* gives up before being called */
};

/* Steady state of the desk. Without patience it is Erlang-C. */
struct erlang_figures erlang_a(const struct erlang_desk *desk);

#endif
