/* SPDX-License-Identifier: ISC */
/*
 * batch_run: a batch done, tried or told on the command line: result lines on
 * standard output, how far it is on a terminal, one key to stop it.
 */
#ifndef DESK_BATCH_RUN_H
#define DESK_BATCH_RUN_H

#include "console/desk/verbs.h"

/* From the first item to the last; the exit status. Interrupted, the batch is
 * stopped and can be gone on with (130). */
int batch_run(struct call *call, const struct batch_row *batch, bool is_dry_run);

#endif
