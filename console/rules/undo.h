/* SPDX-License-Identifier: ISC */
/*
 * undo: what of a batch can be taken back. What an applicant or a ministry has
 * been told stands, a decision stands, and what was written into the record
 * stays in it; what only moved work about inside the office can be undone.
 */
#ifndef RULES_UNDO_H
#define RULES_UNDO_H

#include "console/rules/policy.h"

/* What takes an op back; bits of undo_info.gives_back. */
enum undo_part {
	UNDO_STATE = 1 << 0,	/* the state it had before */
	UNDO_ASSIGNEE = 1 << 1,	/* who was in charge before */
	UNDO_LEASE = 1 << 2	/* nobody holds it */
};

/* One row per op. */
struct undo_info {
	unsigned int gives_back;	/* enum undo_part set; 0 = it cannot be taken back */
	enum reason reason;		/* then: why */
};
extern const struct undo_info undo_table[OP__COUNT];

/* Whether actor may take back an op that led a case to the state after, from
 * what the law and the rights say; whether the case has moved on since is the
 * caller's to know. Refuses with REASON_UNDO_FINAL (detail: the state) where
 * it made a decision final. */
struct verdict undo_judge(const struct actor *actor, enum op op, enum state after);

#endif
