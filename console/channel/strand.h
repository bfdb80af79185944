/* SPDX-License-Identifier: ISC */
/*
 * strand: functions that take turns on one thread. A strand runs until it
 * waits; the next one runs meanwhile. What a strand does between two waits
 * nobody interrupts. Knows no sockets: what is waited for is its owner's.
 */
#ifndef CHANNEL_STRAND_H
#define CHANNEL_STRAND_H

#include <stdbool.h>
#include <stdint.h>

struct strands;

struct strands *strands_new(void);
/* All strands must be over. */
void strands_free(struct strands *all);

/* Starts a strand that runs run(arg) from the next turn on. */
void strand_start(struct strands *all, void (*run)(void *arg), void *arg);

/* Gives each strand one turn; false when none is left. Not within a strand. */
bool strands_turn(struct strands *all);

/* Milliseconds until a strand's wait is over at now_ms, at most max_ms. */
int strands_wait_ms(const struct strands *all, int64_t now_ms, int max_ms);

/* Within a strand: ends its turn. until_ms is when it wants the next one at
 * the latest (INT64_MAX = when something happens); it may come earlier. */
void strand_wait(struct strands *all, int64_t until_ms);

#endif
