/* SPDX-License-Identifier: ISC */
#include "console/office/carry.h"
#include "console/office/session.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "console/office/attachment.h"
#include "console/office/intake.h"

#define READ_BYTES (64 * 1024)

struct session *
session_new(int fd, unsigned int door)
{
	struct session *s = x_zalloc(1, sizeof(*s));
	struct ucred peer;
	socklen_t len = sizeof(peer);

	s->fd = fd;
	s->door = door;
	s->uid = -1;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0)
		s->uid = (int64_t)peer.uid;
	return s;
}

void
session_free(struct session *s)
{
	if (s == NULL)
		return;
	close(s->fd);
	buf_release(&s->in);
	buf_release(&s->out);
	buf_release(&s->memory);
	carry_out_free(s->out_going);
	carry_in_free(s->in_coming);
	intake_free(s->intake);
	incoming_files_free(s->files);
	free(s);
}

bool
session_read(struct session *s)
{
	ssize_t n;

	buf_reserve(&s->in, READ_BYTES);
	n = recv(s->fd, s->in.data + s->in.len, READ_BYTES, MSG_DONTWAIT);
	if (n > 0) {
		s->in.len += (size_t)n;
		s->in.data[s->in.len] = '\0';
		return true;
	}
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

bool
session_write(struct session *s)
{
	while (s->settled > 0) {
		ssize_t n = send(s->fd, s->out.data, s->settled, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		buf_drop_front(&s->out, (size_t)n);
		s->settled -= (size_t)n;
	}
	return true;
}
