/* SPDX-License-Identifier: ISC */
/*
 * office_start: where the office is, and starting a private one where none is
 * running. Knows files, sockets and processes; not what is said over them.
 */
#ifndef DESK_OFFICE_START_H
#define DESK_OFFICE_START_H

#include <sys/types.h>

#include "storage/base.h"

/* The socket of the office that the machine runs for everybody. */
#define OFFICE_SOCKET "/run/minwon/desk"

/* Where to look: a socket, or a store. Owned; zeroed is empty. */
struct office_place {
	char *socket;	/* connect here; never NULL once found */
	char *store;	/* NULL: only the socket, nothing is started */
};

/* Finds the place from what the command line says (NULL = nothing) and the
 * environment: --socket; --store; MINWON_STORE; OFFICE_SOCKET if it is there;
 * else minwon/office.db under XDG_STATE_HOME or ~/.local/state. */
void office_place_find(struct office_place *place, const char *socket, const char *store);
void office_place_release(struct office_place *place);

/* Connects to a socket. RC_NOT_FOUND if there is none or nobody answers it,
 * RC_NETWORK where the system does not allow it. */
MUST_USE enum rc office_connect(const char *path, int *fd, struct err *e);

/* A private office that this program started; it ends with the last desk that is
 * connected to it. Zeroed: none. */
struct office_process {
	pid_t pid;
	int pidfd;	/* readable once it has ended */
	int said;	/* what it wrote to its stderr */
};

/* Appends the path of the office's program: beside this one, else in the
 * libexec folder, else the bare name for PATH. */
void office_program(struct buf *out);

/* Starts an office on a store; *fd is this end of its socket. Whether the
 * store is any good shows only when it answers or ends. */
MUST_USE enum rc office_start(const char *store, const char *clock, const char *channels, int *fd,
    struct office_process *process, struct err *e);

/* Whether an office that closed our connection goes on, for others: before it ends it
 * takes its socket away. */
bool office_stays(const struct office_process *process, const char *socket);

/* Lets go of a process that goes on without us. */
void office_forget(struct office_process *process);

/* Waits at most wait_ms for the process to end, once its socket is closed or
 * it closed its own. Where it ended badly, its exit status and its sentence
 * become the error. RC_OK also when there is none, RC_AGAIN if it still runs. */
MUST_USE enum rc office_end(struct office_process *process, int wait_ms, struct err *e);

#endif
