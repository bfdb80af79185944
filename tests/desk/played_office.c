/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/socket.h>
#include <unistd.h>

#include "tests/desk/played_office.h"

void
played_start(struct played_office *o)
{
	int pair[2];

	*o = (struct played_office){ .fd = -1 };
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	o->fd = pair[0];
	o->desk_fd = pair[1];
}

void
played_hang_up(struct played_office *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
}

void
played_end(struct played_office *o)
{
	played_hang_up(o);
	buf_release(&o->heard);
	buf_release(&o->memory);
}

void
played_say_bytes(struct played_office *o, const void *bytes, size_t len)
{
	assert_int_equal(send(o->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT), len);
}

void
played_say(struct played_office *o, enum message message, int64_t tag, bool is_end,
    const void *record)
{
	struct buf bytes = { 0 };

	wire_write(&bytes, message, tag, is_end, record);
	played_say_bytes(o, bytes.data, bytes.len);
	buf_release(&bytes);
}

void
played_welcome(struct played_office *o, const char *login)
{
	struct wire_welcome welcome = { .now_at = 1795480000, .is_practice = true };

	(void)str_fill(welcome.who.login, sizeof(welcome.who.login), login);
	played_say(o, MESSAGE_WELCOME, 1, true, &welcome);
}

struct link *
played_link(struct played_office *o)
{
	const struct link_options options = { .login = "kim" };
	struct link *l;

	played_welcome(o, "kim");
	assert_int_equal(link_adopt(&l, o->desk_fd, &options, NULL), RC_OK);
	return l;
}

void
played_hear(struct played_office *o, struct wire_frame *frame)
{
	char bytes[65536];
	ssize_t n = recv(o->fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (n > 0)
		buf_add(&o->heard, bytes, (size_t)n);
	assert_int_equal(wire_take(&o->heard, WIRE_DESK_FRAME_MAX, &o->memory, frame, NULL),
	    RC_OK);
}
