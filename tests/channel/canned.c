/* SPDX-License-Identifier: ISC */
#include "tests/channel/canned.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

void
canned_open(struct canned *c)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(c->fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(c->fd, 16), 0);
	assert_int_equal(getsockname(c->fd, (struct sockaddr *)&address, &len), 0);
	c->port = ntohs(address.sin_port);
}

/* Answers on the connection and closes it. */
static void
answer_canned(struct canned *c, int fd, const char *request)
{
	struct buf answer = { 0 };

	c->answer(c->arg, request, &answer);
	for (size_t at = 0; at < answer.len;) {
		ssize_t n = send(fd, answer.data + at, answer.len - at, MSG_NOSIGNAL);

		if (n <= 0)
			break;
		at += (size_t)n;
	}
	close(fd);
	buf_release(&answer);
}

/* Is the request there with its body? */
static bool
is_whole(const struct buf *request)
{
	const char *head_end = strstr(buf_str(request), "\r\n\r\n");
	const char *length = strstr(buf_str(request), "Content-Length: ");

	return head_end != NULL && (length == NULL || length > head_end ||
	    request->len - (size_t)(head_end + 4 - request->data) >= strtoul(length + 16, NULL, 10));
}

static void
take_connection(struct canned *c)
{
	int fd = accept4(c->fd, NULL, NULL, SOCK_CLOEXEC);
	struct timeval limit = { .tv_sec = 20 };

	assert_true(fd >= 0);
	assert_true(c->coming_count < CANNED_COMING_MAX);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	c->coming[c->coming_count++] = (struct canned_coming){ .fd = fd };
}

/* Takes connection i off the list of those that are coming. */
static void
forget_connection(struct canned *c, size_t i)
{
	buf_release(&c->coming[i].request);
	c->coming[i] = c->coming[--c->coming_count];
}

/* Reads what has come on connection i; a whole request is answered or held, and
 * one that was broken off is forgotten. */
static void
serve_connection(struct canned *c, size_t i)
{
	struct canned_coming *coming = &c->coming[i];
	char bytes[4096];
	ssize_t n = recv(coming->fd, bytes, sizeof(bytes), MSG_DONTWAIT);

	if (n > 0) {
		buf_add(&coming->request, bytes, (size_t)n);
		if (!is_whole(&coming->request))
			return;
		c->requests++;
		if (c->holds != NULL && c->holds(c->arg, buf_str(&coming->request))) {
			assert_true(c->held_count < CANNED_HELD_MAX);
			c->held[c->held_count++] = coming->fd;
		} else {
			answer_canned(c, coming->fd, buf_str(&coming->request));
		}
	} else {
		close(coming->fd);
	}
	forget_connection(c, i);
}

size_t
canned_polls(const struct canned *c, struct pollfd *fds)
{
	fds[0] = (struct pollfd){ .fd = c->fd, .events = POLLIN };
	for (size_t i = 0; i < c->coming_count; i++)
		fds[1 + i] = (struct pollfd){ .fd = c->coming[i].fd, .events = POLLIN };
	return 1 + c->coming_count;
}

void
canned_serve(struct canned *c, const struct pollfd *fds)
{
	/* From the last: what is served is taken off the list. */
	for (size_t i = c->coming_count; i-- > 0;)
		if (fds[1 + i].revents != 0)
			serve_connection(c, i);
	if ((fds[0].revents & POLLIN) != 0)
		take_connection(c);
}

void
canned_release(struct canned *c)
{
	for (int i = 0; i < c->held_count; i++)
		answer_canned(c, c->held[i], "");
	c->held_count = 0;
}

void
canned_close(struct canned *c)
{
	for (int i = 0; i < c->held_count; i++)
		close(c->held[i]);
	while (c->coming_count > 0) {
		close(c->coming[0].fd);
		forget_connection(c, 0);
	}
	close(c->fd);
}
