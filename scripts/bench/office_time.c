/* SPDX-License-Identifier: ISC */
/*
 * office_time: how long the office takes for one durable transition. Connects
 * CLIENTS times to a practice office as LOGIN, lists ARRIVED cases and has
 * each of the first COUNT received, every client with one request in flight.
 * Prints, tab-separated: "office", done, p50 and p99 in ms from request to
 * answer, transitions/s, requests refused.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scripts/bench/client.h"
#include "scripts/bench/stopwatch.h"

enum { CLIENTS_MAX = 64, PAGE = 500 };

struct bench {
	struct case_row *rows;
	size_t rows_count;
	size_t asked;
	size_t answered;
	size_t refused;
	double *took;
	size_t took_count;
};

/* Lists up to wanted ARRIVED cases into b->rows. */
static enum rc
read_cases(struct client *c, struct bench *b, size_t wanted, struct err *e)
{
	struct wire_list list = { .query = "state:arrived", .limit = PAGE };
	enum rc rc = RC_OK;

	b->rows = x_zalloc(wanted, sizeof(*b->rows));
	do {
		struct wire_list_end end = { .next = "" };
		struct wire_frame frame;

		rc = client_send(c, MESSAGE_LIST, &list, e);
		while (rc == RC_OK && (rc = client_take(c, &frame, e)) == RC_OK) {
			if (frame.message == MESSAGE_CASE_ROW && b->rows_count < wanted)
				rc = wire_read(&frame, &b->rows[b->rows_count++], e);
			else if (frame.message == MESSAGE_LIST_END)
				rc = wire_read(&frame, &end, e);
			if (frame.is_end)
				break;
		}
		str_fill(list.after, sizeof(list.after), end.next);
	} while (rc == RC_OK && b->rows_count < wanted && !str_empty(list.after));
	return rc;
}

/* The next case for this client, if there is one left. */
static enum rc
ask(struct bench *b, struct client *c, struct err *e)
{
	struct wire_act act = { .op = OP_RECEIVE, .text = "", .reasons = "", .remedies = "" };
	const struct case_row *row;

	if (b->asked == b->rows_count)
		return RC_OK;
	row = &b->rows[b->asked++];
	str_fill(act.number, sizeof(act.number), row->external_id);
	act.version = row->version;
	snprintf(act.op_key, sizeof(act.op_key), "bench-%ld-%lld", (long)getpid(),
	    (long long)row->id);
	c->is_waiting = true;
	c->asked_at = now_ms();
	return client_send(c, MESSAGE_ACT, &act, e);
}

/* Takes one answer that is there to be read. */
static enum rc
answer(struct bench *b, struct client *c, struct err *e)
{
	struct wire_frame frame;
	enum rc rc = client_take(c, &frame, e);

	if (rc != RC_OK)
		return rc;
	b->took[b->took_count++] = now_ms() - c->asked_at;
	b->answered++;
	if (frame.message != MESSAGE_DONE)
		b->refused++;
	c->is_waiting = false;
	return ask(b, c, e);
}

static enum rc
run(struct bench *b, struct client *clients, size_t count, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < count && rc == RC_OK; i++)
		rc = ask(b, &clients[i], e);
	while (rc == RC_OK && b->answered < b->asked) {
		struct pollfd p[CLIENTS_MAX];

		for (size_t i = 0; i < count; i++)
			p[i] = (struct pollfd){ .fd = clients[i].fd, .events = POLLIN };
		if (poll(p, (nfds_t)count, CLIENT_LIMIT_MS) <= 0)
			return err_set(e, RC_NETWORK, "The office does not answer.");
		for (size_t i = 0; i < count && rc == RC_OK; i++)
			if (p[i].revents != 0 && clients[i].is_waiting)
				rc = answer(b, &clients[i], e);
	}
	return rc;
}

int
main(int argc, char **argv)
{
	struct client clients[CLIENTS_MAX] = { 0 };
	struct bench b = { .rows = NULL };
	struct err e = { .text = "" };
	int64_t count = 0, wanted = 0;
	double began;
	enum rc rc = RC_OK;

	if (argc != 5 || !parse_int(argv[3], 1, CLIENTS_MAX, &count) ||
	    !parse_int(argv[4], 1, 1000000, &wanted)) {
		fputs("usage: office_time SOCKET LOGIN CLIENTS COUNT\n", stderr);
		return 2;
	}
	for (int64_t i = 0; i < count && rc == RC_OK; i++)
		rc = client_open(&clients[i], argv[1], argv[2], &e);
	if (rc == RC_OK)
		rc = read_cases(&clients[0], &b, (size_t)wanted, &e);
	b.took = x_zalloc(b.rows_count + 1, sizeof(*b.took));
	began = now_ms();
	if (rc == RC_OK)
		rc = run(&b, clients, (size_t)count, &e);
	began = now_ms() - began;
	if (rc != RC_OK)
		fprintf(stderr, "office_time: %s\n", e.text);
	if (b.took_count > 0)
		printf("office\t%zu\t%.3f\t%.3f\t%.0f\t%zu\n", b.took_count,
		    percentile(b.took, b.took_count, 50), percentile(b.took, b.took_count, 99),
		    (double)b.took_count * 1e3 / began, b.refused);
	else if (rc == RC_OK)
		fputs("office_time: no ARRIVED case to receive\n", stderr);
	for (size_t i = 0; i < CLIENTS_MAX; i++)
		client_close(&clients[i]);
	free(b.rows);
	free(b.took);
	return (rc != RC_OK) ? rc_exit_status(rc) : (b.took_count == 0 || b.refused > 0);
}
