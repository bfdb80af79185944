/* SPDX-License-Identifier: ISC */
/*
 * carry_in_inside: an import under way, as carry_in.c, which has the requests, and
 * carry_in_line.c, which has the lines, share it. Included by these two only.
 */
#ifndef OFFICE_CARRY_IN_INSIDE_H
#define OFFICE_CARRY_IN_INSIDE_H

#include "console/office/office.h"
#include "storage/carry.h"
#include "storage/secret.h"

/* Our numbers for the rows of a table, in the order of the file. */
struct places {
	int64_t *ids;		/* owned */
	size_t count, cap;
};

struct carry_in {
	struct carried_record record;
	char source[160], reason[480], query[1024];
	bool is_dry_run;
	struct buf line;		/* what has come of the next one */
	int64_t line_no;
	int64_t shrunk_at;		/* bytes of the file by then */
	struct secret_hash *hash;	/* of the lines so far */
	bool has_end;			/* nothing may follow */
	int64_t case_id, consultation_id;	/* that the lines belong to; 0 = none yet */
	int64_t serial, year;		/* of the case's receipt number; 0 = none */
	bool has_applicant, has_form;
	struct places events;		/* orders of the case's events, growing */
	struct places outages, changes, batches, rules;
	struct staff_row *staff;	/* owned: who was named */
	size_t staff_count;
	int64_t staff_added, staff_other;	/* without an account; known as somebody else's row */
};

/* A line on its way. */
struct bringing {
	struct request *r;
	struct carry_in *c;
};

/* Brings one whole line in, of len bytes without its line feed. RC_INVALID with the number
 * of the line and what is wrong with it; then nothing of the file may stay, which is the
 * caller's to undo. */
MUST_USE enum rc carry_in_line(struct bringing *b, const char *bytes, size_t len, struct err *e);

#endif
