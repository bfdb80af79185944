/* SPDX-License-Identifier: ISC */
/*
 * due_kind: whether the clock of a case runs in a state, and whether its due
 * lapses to the minute or with the day. Lists, figures and queries all ask
 * here, so that a number and its list are of the same cases.
 */
#ifndef RULES_DUE_KIND_H
#define RULES_DUE_KIND_H

#include "storage/record.h"

/* What the due of a case of that service counts as in that state. Before
 * receipt it is the limit for receiving, 8 working hours (민원처리법 시행령
 * §6⑧); a service that the catalogue does not know counts to the minute. */
enum due_kind due_kind_of(enum state state, const char *service);

/* Has the due of that kind lapsed (domain.md A3)? */
bool due_kind_is_overdue(enum due_kind kind, int64_t due_at, int64_t now_at);

/* A number that changes when the catalogue makes another kind of any
 * service's due; never 0. */
int64_t due_kind_fingerprint(void);

#endif
