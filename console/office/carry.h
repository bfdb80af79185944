/* SPDX-License-Identifier: ISC */
/*
 * carry: whole cases out of the office and into an empty one. Out
 * (carry_out.c): a part a request, behind everybody else's; each case stands as
 * it is when its turn comes, with its version, and a case that came after the
 * export began is not in it. What holds for all cases, calendar and outages, must
 * stay the same meanwhile. In (carry_in.c): one transaction from the first line
 * to the last, in which nobody else is served, so that all of a file is in or
 * nothing of it, whatever ends the office.
 */
#ifndef OFFICE_CARRY_H
#define OFFICE_CARRY_H

#include "console/office/office.h"

struct carry_out;
struct carry_in;
void carry_out_free(struct carry_out *c);	/* NULL is fine */
void carry_in_free(struct carry_in *c);

/* The session ends: what it was bringing in is to be undone. */
void carry_in_gone(struct office *office, struct session *s);

#endif
