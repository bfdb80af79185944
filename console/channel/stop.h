/* SPDX-License-Identifier: ISC */
/*
 * stop: whether somebody asked the program to end (SIGTERM, SIGINT), and
 * waiting that ends when somebody does. The signals are held back everywhere
 * else, so none is missed between a look and a wait. Knows nothing of what is
 * waited for.
 */
#ifndef CHANNEL_STOP_H
#define CHANNEL_STOP_H

#include <poll.h>
#include <stdbool.h>

/* Holds the signals back from now on. Call once, first. */
void stop_watch(void);

/* Whether the program was asked to end. */
bool stop_is_asked(void);

/* poll(2) for at most timeout_ms (-1 = for ever), which also ends with -1 when
 * the program is asked to end. */
int stop_poll(struct pollfd *fds, nfds_t count, int timeout_ms);

#endif
