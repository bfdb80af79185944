/* SPDX-License-Identifier: ISC */
/*
 * breaker: when a failing channel is left alone. One per channel. It opens for
 * the rest of a round after BREAKER_FAILURES failures in a row, in this round
 * and those before, or at once where going on makes no sense; between rounds
 * it rests, each time longer. Pure: the caller brings the time and the dice.
 */
#ifndef CHANNEL_BREAKER_H
#define CHANNEL_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

#define BREAKER_FAILURES 5
#define BREAKER_REST_FIRST_SEC 5
#define BREAKER_REST_MAX_SEC 900

/* Zeroed is a channel about which nothing is known. */
struct breaker {
	int failures;		/* in a row */
	int rests;		/* in a row */
	bool is_open;		/* skip the channel for the rest of the round */
	bool must_rest;		/* it was late, or said when to come back */
	int64_t rest_until_ms;	/* 0 = not resting */
};

/* A new round begins: it closes, and forgets no failure. */
void breaker_begin(struct breaker *b);

/* Whether the channel should be left alone at now_ms: in a round that nobody
 * asked for always while it rests, in one asked for (is_asked) only where it
 * would hold up the others or wishes it. */
bool breaker_is_resting(const struct breaker *b, int64_t now_ms, bool is_asked);

/* The channel answered. */
void breaker_success(struct breaker *b);

/* The channel failed at now_ms. is_hopeless: it must not be asked again in
 * this round; must_rest: nor in the next, because it was late or said when to
 * come back. A channel that comes out of a rest has one try. wish_sec is what
 * it asked for, -1 = nothing; dice is any random number: the rest is between
 * half and the whole of its length, so that a hundred offices do not come back
 * together. */
void breaker_failure(struct breaker *b, int64_t now_ms, bool is_hopeless, bool must_rest,
    int64_t wish_sec, uint32_t dice);

/* Seconds left to rest, at least 1. */
int64_t breaker_rest_sec(const struct breaker *b, int64_t now_ms);

#endif
