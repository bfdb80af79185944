/* SPDX-License-Identifier: ISC */
/*
 * batch: the words of bulk work: how far a batch is, what became of one of its
 * cases, where its list is from. Stable names go in, labels come out.
 */
#ifndef RULES_BATCH_H
#define RULES_BATCH_H

#include "storage/base.h"

/* The names that the store and the wire use. */
#define BATCH_PLANNED "planned"		/* its list is frozen, nothing is done */
#define BATCH_RUNNING "running"
#define BATCH_STOPPED "stopped"		/* it can be gone on with */
#define BATCH_DONE "done"
#define BATCH_UNDONE "undone"		/* taken back, as far as it could be */
#define BATCH_MIXED "mixed"		/* more than one op */

#define ITEM_WAITING "waiting"
#define ITEM_DONE "done"
#define ITEM_REFUSED "refused"
#define ITEM_FAILED "failed"
#define ITEM_UNDONE "undone"

/* All or nothing is one transaction, and nobody else is served meanwhile. */
#define BATCH_WHOLE_MOST 1000

/* The label in the current language; the name itself where it is none. */
const char *batch_state_label(const char *name);
const char *batch_item_label(const char *name);
const char *batch_source_label(const char *name);
const char *batch_op_label(const char *op);	/* of an op, or of BATCH_MIXED */

#endif
