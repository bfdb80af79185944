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
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "console/wire/wire.h"
#include "scripts/bench/stopwatch.h"
#include "storage/base.h"

enum { CLIENTS_MAX = 64, PAGE = 500, ANSWER_LIMIT_MS = 10000 };

struct client {
	int fd;
	struct buf in;
	struct buf out;
	struct buf memory;
	double asked_at;
	bool is_waiting;
};

struct bench {
	struct case_row *rows;
	size_t rows_count;
	size_t asked;
	size_t answered;
	size_t refused;
	double *took;
	size_t took_count;
};

/* Sends one request whole. */
static enum rc
send_request(struct client *c, enum message message, const void *record, struct err *e)
{
	buf_clear(&c->out);
	wire_write(&c->out, message, 1, true, record);
	for (size_t at = 0; at < c->out.len;) {
		ssize_t n = write(c->fd, c->out.data + at, c->out.len - at);

		if (n <= 0)
			return err_set(e, RC_NETWORK, "The office hung up.");
		at += (size_t)n;
	}
	return RC_OK;
}

/* Waits for the next frame that is no push. */
static enum rc
take_frame(struct client *c, struct wire_frame *frame, struct err *e)
{
	for (;;) {
		enum rc rc = wire_take(&c->in, WIRE_DESK_FRAME_MAX, &c->memory, frame, e);
		struct pollfd p = { .fd = c->fd, .events = POLLIN };
		char chunk[65536];
		ssize_t n;

		if (rc == RC_OK && frame->tag != 0)
			return RC_OK;
		if (rc != RC_OK && rc != RC_AGAIN)
			return rc;
		if (rc == RC_OK)
			continue;
		if (poll(&p, 1, ANSWER_LIMIT_MS) <= 0)
			return err_set(e, RC_NETWORK, "The office does not answer.");
		n = read(c->fd, chunk, sizeof(chunk));
		if (n <= 0)
			return err_set(e, RC_NETWORK, "The office hung up.");
		buf_add(&c->in, chunk, (size_t)n);
	}
}

static enum rc
client_open(struct client *c, const char *path, const char *login, struct err *e)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct wire_hello hello = { .wants_changes = false };
	struct wire_frame frame;
	enum rc rc;

	if (!str_fill(address.sun_path, sizeof(address.sun_path), path))
		return err_set(e, RC_USAGE, "%s: too long for a socket", path);
	c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		return err_set(e, RC_NETWORK, "%s: no office listens there", path);
	str_fill(hello.login, sizeof(hello.login), login);
	str_fill(hello.program, sizeof(hello.program), "office_time");
	rc = send_request(c, MESSAGE_HELLO, &hello, e);
	if (rc == RC_OK)
		rc = take_frame(c, &frame, e);
	if (rc == RC_OK && frame.message != MESSAGE_WELCOME)
		rc = err_set(e, RC_REFUSED, "The office does not welcome %s.", login);
	return rc;
}

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

		rc = send_request(c, MESSAGE_LIST, &list, e);
		while (rc == RC_OK && (rc = take_frame(c, &frame, e)) == RC_OK) {
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
	return send_request(c, MESSAGE_ACT, &act, e);
}

/* Takes one answer that is there to be read. */
static enum rc
answer(struct bench *b, struct client *c, struct err *e)
{
	struct wire_frame frame;
	enum rc rc = take_frame(c, &frame, e);

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
		if (poll(p, (nfds_t)count, ANSWER_LIMIT_MS) <= 0)
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
	for (size_t i = 0; i < CLIENTS_MAX; i++) {
		if (clients[i].fd > 0)
			close(clients[i].fd);
		buf_release(&clients[i].in);
		buf_release(&clients[i].out);
		buf_release(&clients[i].memory);
	}
	free(b.rows);
	free(b.took);
	return (rc != RC_OK) ? rc_exit_status(rc) : (b.took_count == 0 || b.refused > 0);
}
