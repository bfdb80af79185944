/* SPDX-License-Identifier: ISC */
#include "console/channel/stop.h"

#include <signal.h>
#include <time.h>

static volatile sig_atomic_t stopping;

static void
on_signal(int number)
{
	(void)number;
	stopping = 1;
}

static void
fill_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGHUP);
}

void
stop_watch(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t set;

	fill_signals(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

bool
stop_is_asked(void)
{
	sigset_t pending;

	if (stopping)
		return true;
	sigpending(&pending);
	return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1 ||
	    sigismember(&pending, SIGHUP) == 1;
}

int
stop_poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
	struct timespec limit = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };
	sigset_t open_set;

	sigprocmask(SIG_BLOCK, NULL, &open_set);
	sigdelset(&open_set, SIGTERM);
	sigdelset(&open_set, SIGINT);
	sigdelset(&open_set, SIGHUP);
	return ppoll(fds, count, timeout_ms < 0 ? NULL : &limit, &open_set);
}
