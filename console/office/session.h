/* SPDX-License-Identifier: ISC */
/*
 * session: one connection: who the kernel says it is, what it has asked for,
 * what it has open, and its bytes in both directions.
 */
#ifndef OFFICE_SESSION_H
#define OFFICE_SESSION_H

#include "console/office/office.h"

struct intake;
struct carry_in;
struct carry_out;
struct incoming_files;

struct session {
	int fd;
	unsigned int door;		/* DOOR_DESK_ASKS or DOOR_SYNC_ASKS */
	int64_t uid;			/* SO_PEERCRED's word */
	int64_t staff_id;		/* 0 until hello */
	bool wants_changes;
	bool is_closing;		/* after what is in out */
	bool is_parent;			/* it started this private office */
	struct buf in;
	struct buf out;
	struct buf memory;		/* the frame being handled */
	size_t settled;			/* bytes of out that are durable and may leave */
	int64_t open_case_id;		/* the last case opened: refreshes of it are no new access */
	int64_t changes_told;
	char last_query[1024];		/* pages and refreshes of it are no new access */
	bool has_query;
	int64_t seen_event_id;		/* of open_case_id: the last one seen before; 0 = first look */
	int64_t seen_version;		/* … and what is shown now */
	bool has_recent;		/* the cases opened before were read: again is no new access */
	bool has_consult;		/* the consultation desk was read: again is no new access */
	bool has_marked;		/* marked rows were read: reading them again is no new access */
	bool has_marked_op;		/* … and about this op */
	enum op marked_op;
	struct intake *intake;		/* a page being handed in */
	struct incoming_files *files;	/* attachments being handed in */
	struct carry_out *out_going;	/* an export of whole cases */
	struct carry_in *in_coming;	/* an import of such */
	bool has_held;			/* a part of a batch waits for everybody else … */
	struct wire_frame held;		/* … its frame, in memory */
	int64_t batch_id;		/* the one being run; 0 = none */
	int64_t filling_id;		/* the batch whose list is coming; 0 = none … */
	int64_t filled;			/* … how many cases of it have come */
	int64_t filling_faults;		/* … and could not be read */
	char filling_op[24];
	int64_t open_file_id;		/* the last attachment read: going on is no new access */
};

struct session *session_new(int fd, unsigned int door);
void session_free(struct session *s);	/* closes the descriptor; NULL is fine */

/* Reads what is there. False when the other side is gone. */
bool session_read(struct session *s);

/* Writes what may leave. False when the other side is gone. */
bool session_write(struct session *s);

#endif
