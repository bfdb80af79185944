/* SPDX-License-Identifier: ISC */
/*
 * server: the loop of minwond. Collects what is ready on all connections,
 * handles it in one transaction with a savepoint a request, commits once, and
 * only then answers: an answer means durable.
 */
#ifndef OFFICE_SERVER_H
#define OFFICE_SERVER_H

#include "console/office/sync_desk.h"

struct server_options {
	const char *socket_path;	/* the desk's door; its folder must exist */
	int parent_fd;			/* a private office's first desk, -1 = none */
	bool is_standing;		/* starts sync by itself and keeps it */
};

/* Serves until SIGTERM, SIGINT, or the parent's end. The office is open. */
MUST_USE enum rc server_run(struct office *office, const struct server_options *options,
    struct err *e);

#endif
