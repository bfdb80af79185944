/* SPDX-License-Identifier: ISC */
#include "scripts/bench/client.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum rc
client_send(struct client *c, enum message message, const void *record, struct err *e)
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

enum rc
client_take(struct client *c, struct wire_frame *frame, struct err *e)
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
		if (poll(&p, 1, CLIENT_LIMIT_MS) <= 0)
			return err_set(e, RC_NETWORK, "The office does not answer.");
		n = read(c->fd, chunk, sizeof(chunk));
		if (n <= 0)
			return err_set(e, RC_NETWORK, "The office hung up.");
		buf_add(&c->in, chunk, (size_t)n);
	}
}

enum rc
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
	str_fill(hello.program, sizeof(hello.program), "bench");
	rc = client_send(c, MESSAGE_HELLO, &hello, e);
	if (rc == RC_OK)
		rc = client_take(c, &frame, e);
	if (rc == RC_OK && frame.message != MESSAGE_WELCOME)
		rc = err_set(e, RC_REFUSED, "The office does not welcome %s.", login);
	return rc;
}

void
client_close(struct client *c)
{
	if (c->fd > 0)
		close(c->fd);
	buf_release(&c->in);
	buf_release(&c->out);
	buf_release(&c->memory);
	memset(c, 0, sizeof(*c));
}
