/* SPDX-License-Identifier: ISC */
/*
 * crowd: a full office for a while. Starts CONSOLES screens, presses a key in
 * one of them every few milliseconds, and meanwhile one more client takes and
 * releases cases, one durable commit after the other. Prints one line:
 *
 *	commits  refused  p50 ms  p99 ms  max ms  consoles alive
 *	PSS of all consoles after warming up and at the end, KiB
 *	RSS of the office then, KiB
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scripts/bench/client.h"
#include "scripts/bench/stopwatch.h"
#include "scripts/bench/terminal.h"

enum { CONSOLES_MAX = 64, KEY_EVERY_MS = 10, CASES = 20, COMMITS_MAX = 4000000, WARM_PERCENT = 20 };

struct console {
	pid_t pid;
	int fd;
	size_t next;		/* key of its round */
};

struct crowd {
	struct console consoles[CONSOLES_MAX];
	size_t count;
	struct client client;
	struct case_row *rows;
	size_t row_count, row;
	bool is_release;
	double *took;
	size_t done, refused;
};

/* What a clerk presses in a round: down the list, look, back, another order. */
static const char *const keys[] = { "j", "j", "j", "\033[6~", "j", "\r", "\033", "k", "2", "\033",
	"j", "3", "\033", "G", "g" };

static long
pss_kib(const struct crowd *c)
{
	long kib = 0;

	for (size_t i = 0; i < c->count; i++)
		kib += terminal_kib(c->consoles[i].pid, "smaps_rollup", "Pss:");
	return kib;
}

static size_t
alive(const struct crowd *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		count += waitpid(c->consoles[i].pid, NULL, WNOHANG) == 0;
	return count;
}

static enum rc
read_rows(struct crowd *c, struct err *e)
{
	struct wire_list list = { .query = "state:received", .limit = CASES };
	struct wire_frame frame = { .is_end = false };
	enum rc rc = client_send(&c->client, MESSAGE_LIST, &list, e);

	c->rows = x_zalloc(CASES, sizeof(*c->rows));
	while (rc == RC_OK && !frame.is_end) {
		rc = client_take(&c->client, &frame, e);
		if (rc == RC_OK && frame.message == MESSAGE_CASE_ROW && c->row_count < CASES)
			rc = wire_read(&frame, &c->rows[c->row_count++], e);
	}
	if (rc == RC_OK && c->row_count == 0)
		rc = err_set(e, RC_NOT_FOUND, "No received case to take.");
	return rc;
}

/* Takes a case, or releases it. */
static enum rc
ask(struct crowd *c, struct err *e)
{
	struct wire_act act = { .op = c->is_release ? OP_RELEASE : OP_CLAIM, .version = -1,
		.text = "", .reasons = "", .remedies = "" };

	snprintf(act.number, sizeof(act.number), "%lld", (long long)c->rows[c->row].id);
	snprintf(act.op_key, sizeof(act.op_key), "crowd-%ld-%zu", (long)getpid(), c->done);
	c->client.asked_at = now_ms();
	return client_send(&c->client, MESSAGE_ACT, &act, e);
}

static enum rc
answer(struct crowd *c, struct err *e)
{
	struct wire_frame frame;
	enum rc rc = client_take(&c->client, &frame, e);

	if (rc != RC_OK)
		return rc;
	if (c->done < COMMITS_MAX)
		c->took[c->done++] = now_ms() - c->client.asked_at;
	if (frame.message != MESSAGE_DONE)
		c->refused++;
	if (c->is_release)
		c->row = (c->row + 1) % c->row_count;
	c->is_release = !c->is_release;
	return ask(c, e);
}

/* Throws away what the screens draw, so that none of them waits for us. */
static void
drain(struct crowd *c, const struct pollfd *p)
{
	char chunk[65536];

	for (size_t i = 0; i < c->count; i++)
		if (p[i].revents != 0)
			(void)!read(c->consoles[i].fd, chunk, sizeof(chunk));
}

static void
press(struct crowd *c, size_t which)
{
	struct console *console = &c->consoles[which];
	const char *key = keys[console->next++ % (sizeof(keys) / sizeof(keys[0]))];

	(void)!write(console->fd, key, strlen(key));
}

/* Runs until the time is over; the figures of memory once it is warm. */
static enum rc
run(struct crowd *c, double seconds, pid_t office, long warm[2], struct err *e)
{
	double began = now_ms(), pressed = began, end = began + seconds * 1e3;
	size_t which = 0;
	enum rc rc = ask(c, e);

	while (rc == RC_OK && now_ms() < end) {
		struct pollfd p[CONSOLES_MAX + 1];

		for (size_t i = 0; i < c->count; i++)
			p[i] = (struct pollfd){ .fd = c->consoles[i].fd, .events = POLLIN };
		p[c->count] = (struct pollfd){ .fd = c->client.fd, .events = POLLIN };
		if (poll(p, (nfds_t)c->count + 1, KEY_EVERY_MS) < 0 && errno != EINTR)
			return err_set(e, RC_NETWORK, "poll failed");
		drain(c, p);
		if (p[c->count].revents != 0)
			rc = answer(c, e);
		while (now_ms() - pressed >= KEY_EVERY_MS) {
			press(c, which = which + 1 < c->count ? which + 1 : 0);
			pressed += KEY_EVERY_MS;
		}
		if (warm[0] == 0 && now_ms() - began > (end - began) * WARM_PERCENT / 100) {
			warm[0] = pss_kib(c);
			warm[1] = terminal_kib(office, "status", "VmRSS:");
		}
	}
	return rc;
}

static void
stop(struct crowd *c)
{
	for (size_t i = 0; i < c->count; i++) {
		close(c->consoles[i].fd);
		kill(c->consoles[i].pid, SIGHUP);
	}
	for (size_t i = 0; i < c->count; i++)
		(void)waitpid(c->consoles[i].pid, NULL, 0);
	client_close(&c->client);
	free(c->rows);
	free(c->took);
}

int
main(int argc, char **argv)
{
	struct crowd c = { .count = 0 };
	struct err e = { .text = "" };
	int64_t consoles = 0, seconds = 0, office = 0;
	long warm[2] = { 0, 0 };
	enum rc rc = RC_OK;

	if (argc != 7 || !parse_int(argv[3], 1, INT32_MAX, &office) ||
	    !parse_int(argv[4], 1, CONSOLES_MAX, &consoles) ||
	    !parse_int(argv[5], 1, 86400, &seconds)) {
		fputs("usage: crowd SOCKET LOGIN OFFICE_PID CONSOLES SECONDS COMMAND\n", stderr);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	c.took = x_zalloc(COMMITS_MAX, sizeof(*c.took));
	for (int64_t i = 0; i < consoles && rc == RC_OK; i++) {
		struct console *console = &c.consoles[c.count];

		console->pid = terminal_start(argv[6], &console->fd);
		if (console->pid < 0)
			rc = err_set(&e, RC_NETWORK, "no terminal for console %lld", (long long)i);
		else
			c.count++;
	}
	if (rc == RC_OK)
		rc = client_open(&c.client, argv[1], argv[2], &e);
	if (rc == RC_OK)
		rc = read_rows(&c, &e);
	if (rc == RC_OK)
		rc = run(&c, (double)seconds, (pid_t)office, warm, &e);
	if (rc != RC_OK)
		fprintf(stderr, "crowd: %s\n", e.text);
	else
		printf("%zu\t%zu\t%.2f\t%.2f\t%.2f\t%zu\t%ld\t%ld\t%ld\t%ld\n", c.done, c.refused,
		    percentile(c.took, c.done, 50), percentile(c.took, c.done, 99),
		    percentile(c.took, c.done, 100), alive(&c), warm[0], pss_kib(&c), warm[1],
		    terminal_kib((pid_t)office, "status", "VmRSS:"));
	stop(&c);
	return rc_exit_status(rc);
}
