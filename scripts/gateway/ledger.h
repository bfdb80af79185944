/* SPDX-License-Identifier: ISC */
/*
 * ledger: one JSON line in a file for every effect the relay accepted, so that
 * a test can count what arrived without asking the relay. A line is on disk
 * before its effect is answered; what a kill cut off is completed from the
 * store at the next start.
 */
#ifndef GATEWAY_LEDGER_H
#define GATEWAY_LEDGER_H

#include "scripts/gateway/store.h"

struct ledger;

/* Opens or makes the file, drops a last line that a kill left incomplete, and
 * (where the store outlives the process) appends the store's effects that the
 * file lacks. RC_CONFLICT if the file knows more effects than the store. */
MUST_USE enum rc ledger_open(const char *path, struct store *store, struct ledger **out,
    struct err *e);
void ledger_close(struct ledger *l);

/* Appends the effect's line and forces it to the disk. */
MUST_USE enum rc ledger_append(struct ledger *l, const struct effect *effect, struct err *e);

/* Appends the effect's line, with its LF, to out. */
void ledger_line(const struct effect *effect, struct buf *out);

#endif
