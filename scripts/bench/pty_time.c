/* SPDX-License-Identifier: ISC */
/*
 * pty_time: how fast terminal programs show themselves and follow a key. It
 * runs each command on a pseudo terminal of 80x24, one after the other and
 * again, so that noise falls on all of them alike, and prints one line each:
 *
 *	NAME  start p50  key p50  key p99  bytes a key  silent keys  RSS KiB
 *
 * A burst of output ends where the program is quiet for a while (-q: as long as
 * the slowest of them thinks while it starts); the time
 * is that of its last byte, so the quiet itself is not counted. It knows
 * nothing of what the programs draw, and so treats all of them the same.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scripts/bench/stopwatch.h"
#include "scripts/bench/terminal.h"
#include "storage/base.h"

enum {
	START_QUIET_MS = 250,	/* longer than any pause while starting */
	START_LIMIT_MS = 20000,
	KEY_QUIET_MS = 12,
	KEY_LIMIT_MS = 500,
	ROUNDS_MAX = 100,
	KEYS_MAX = 1000,
	SUBJECTS_MAX = 8
};

struct subject {
	char *name;
	char *command;
	double start_ms[ROUNDS_MAX];
	size_t starts;
	double key_ms[ROUNDS_MAX * KEYS_MAX];
	double key_bytes[ROUNDS_MAX * KEYS_MAX];
	size_t keys;
	size_t silent;
	long rss_kib;
	bool is_broken;		/* no figures for it */
};

/* Reads until the program is quiet for quiet_ms. Returns the time of the last
 * byte, or a negative number if none came before limit_ms. */
static double
read_burst(int fd, int quiet_ms, int limit_ms, size_t *bytes)
{
	double last = -1, began = now_ms();
	char chunk[65536];

	*bytes = 0;
	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int wait = (last < 0) ? limit_ms : quiet_ms;
		ssize_t n;

		if (now_ms() - began > limit_ms + quiet_ms || poll(&p, 1, wait) <= 0)
			return last;
		n = read(fd, chunk, sizeof(chunk));
		if (n <= 0)
			return last;
		last = now_ms();
		*bytes += (size_t)n;
	}
}

/* Whether the program has ended by itself; it is reaped then. */
static bool
has_ended(pid_t pid)
{
	return waitpid(pid, NULL, WNOHANG) == pid;
}

/* One round of one subject. Returns false if it never drew anything or ended
 * before it was told to: then its figures would be those of the terminal. */
static bool
measure(struct subject *s, int quiet_ms, const char *first, const char *key, size_t keys)
{
	int master = -1;
	double began = now_ms(), seen;
	size_t bytes;
	pid_t pid = terminal_start(s->command, &master);
	bool is_good = false;

	if (pid < 0)
		goto out;
	seen = read_burst(master, quiet_ms, START_LIMIT_MS, &bytes);
	if (seen < 0)
		goto out;
	s->start_ms[s->starts++] = seen - began;
	if (first[0] != '\0' && (write(master, first, strlen(first)) < 0 ||
	    read_burst(master, quiet_ms, START_LIMIT_MS, &bytes) < 0))
		goto out;
	for (size_t i = 0; i < keys; i++) {
		double pressed = now_ms();

		if (write(master, key, strlen(key)) < 0)
			break;
		seen = read_burst(master, KEY_QUIET_MS, KEY_LIMIT_MS, &bytes);
		if (seen < 0) {
			s->silent++;
			continue;
		}
		s->key_bytes[s->keys] = (double)bytes;
		s->key_ms[s->keys++] = seen - pressed;
	}
	s->rss_kib = terminal_kib(pid, "status", "VmRSS:");
	if (has_ended(pid))
		pid = -1;
	else
		is_good = true;
out:
	if (master >= 0)
		close(master);
	if (pid > 0) {
		kill(pid, SIGHUP);
		for (int i = 0; i < 200 && !has_ended(pid); i++) {
			if (i == 100)
				kill(pid, SIGKILL);
			poll(NULL, 0, 10);
		}
	}
	return is_good;
}

static void
print(struct subject *s)
{
	printf("%s\t%.2f\t%.3f\t%.3f\t%.0f\t%zu\t%ld\n", s->name,
	    percentile(s->start_ms, s->starts, 50),
	    percentile(s->key_ms, s->keys, 50), percentile(s->key_ms, s->keys, 99),
	    percentile(s->key_bytes, s->keys, 50), s->silent, s->rss_kib);
}

int
main(int argc, char **argv)
{
	int64_t rounds = 5, keys = 100, quiet = START_QUIET_MS;
	const char *key = "j", *first = "";
	size_t count = 0;
	int status = 0, opt;
	struct subject *subjects;

	while ((opt = getopt(argc, argv, "r:n:k:q:f:")) != -1) {
		bool good = true;

		if (opt == 'r')
			good = parse_int(optarg, 1, ROUNDS_MAX, &rounds);
		else if (opt == 'n')
			good = parse_int(optarg, 0, KEYS_MAX, &keys);
		else if (opt == 'q')
			good = parse_int(optarg, 1, START_LIMIT_MS, &quiet);
		else if (opt == 'k')
			key = optarg;
		else if (opt == 'f')
			first = optarg;
		else
			good = false;
		if (!good)
			goto usage;
	}
	count = (size_t)(argc - optind);
	if (count == 0 || count > SUBJECTS_MAX)
		goto usage;
	subjects = x_zalloc(count, sizeof(*subjects));
	for (size_t i = 0; i < count; i++) {
		char *equals = strchr(argv[optind + (int)i], '=');

		if (equals == NULL) {
			free(subjects);
			goto usage;
		}
		*equals = '\0';
		subjects[i].name = argv[optind + (int)i];
		subjects[i].command = equals + 1;
	}
	signal(SIGPIPE, SIG_IGN);
	for (int64_t r = 0; r < rounds; r++)
		for (size_t i = 0; i < count; i++)
			if (!measure(&subjects[i], (int)quiet, first, key, (size_t)keys)) {
				fprintf(stderr, "pty_time: %s drew nothing, or ended by itself\n",
				    subjects[i].name);
				subjects[i].is_broken = true;
				status = 1;
			}
	for (size_t i = 0; i < count; i++)
		if (!subjects[i].is_broken)
			print(&subjects[i]);
	free(subjects);
	return status;
usage:
	fputs("usage: pty_time [-r ROUNDS] [-n KEYS] [-k KEY] [-f FIRST_KEYS] [-q QUIET_MS] NAME=COMMAND...\n", stderr);
	return 2;
}
