/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/links.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <linux/tcp.h>

struct link {
	int fd;
	int64_t opened_ms;
	bool is_shut;
	struct link *next;
};

struct link *
link_open(struct links *l, int fd, int64_t now_ms)
{
	struct link *link = x_zalloc(1, sizeof(*link));

	link->fd = fd;
	link->opened_ms = now_ms;
	link->next = l->open;
	l->open = link;
	l->traffic.connections++;
	return link;
}

void
link_close(struct links *l, struct link *link)
{
	struct link **at = &l->open;
	struct tcp_info info = { 0 };
	socklen_t len = sizeof(info);

	if (link == NULL)
		return;
	if (getsockopt(link->fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0) {
		l->traffic.sent += (int64_t)info.tcpi_bytes_sent;
		l->traffic.received += (int64_t)info.tcpi_bytes_received;
	}
	while (*at != link)
		at = &(*at)->next;
	*at = link->next;
	free(link);
}

int64_t
links_drop_older(struct links *l, int64_t max_ms, int64_t now_ms)
{
	int64_t next_ms = -1;

	for (struct link *link = l->open; link != NULL; link = link->next) {
		int64_t left_ms = link->opened_ms + max_ms - now_ms;

		if (link->is_shut)
			continue;
		if (left_ms <= 0) {
			shutdown(link->fd, SHUT_RDWR);
			link->is_shut = true;
		} else if (next_ms < 0 || left_ms < next_ms) {
			next_ms = left_ms;
		}
	}
	return next_ms;
}
