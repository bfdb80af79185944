/* SPDX-License-Identifier: ISC */
/*
 * dispatch: which handler takes which message, who may ask it at all, and how a
 * request that fails is answered.
 */
#ifndef OFFICE_DISPATCH_H
#define OFFICE_DISPATCH_H

#include "console/office/session.h"

/* Runs the handler of one frame for the request, after reading the asker's staff
 * row and calendar where it needs them; both are put into r. Errors: RC_REFUSED
 * with the verdict in r, RC_INVALID for what does not come through the session's
 * door, and what the handler says. What it wrote is the caller's to undo. */
MUST_USE enum rc dispatch(struct request *r, const struct wire_frame *frame, struct err *e);

/* Answers a request that failed: refused, where r has a verdict, else error. */
void dispatch_tell_failure(struct request *r, enum rc rc, const struct err *e);

/* True where what the message writes is its writer's own, and no other desk is
 * told of a change. */
bool dispatch_is_quiet(enum message message);

/* True where one row at most is written, as the last that is done: it needs no
 * savepoint. */
bool dispatch_is_single(enum message message);

/* Does it wait until everybody else of the round has been served? */
bool dispatch_gives_way(enum message message);

#endif
