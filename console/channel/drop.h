/* SPDX-License-Identifier: ISC */
/*
 * drop: a channel whose applications come as tables into a folder. Each round goes
 * on with what was claimed before, claims what is whole now, hands its rows in and
 * archives it with what became of them. Needs no network.
 */
#ifndef CHANNEL_DROP_H
#define CHANNEL_DROP_H

#include "console/channel/sync.h"

#define DROP_PAGE_ROWS 100
#define DROP_PAGE_BYTES (2 * 1024 * 1024)

/* Reads the folder of t's channel, if it is for t's region. What goes wrong is in
 * t's report; RC_NETWORK: the office is lost. */
MUST_USE enum rc drop_pull(struct sync *s, struct target *t, struct err *e);

/* Looks at the folder and claims nothing; what it found is in t's report. */
void drop_try(struct sync *s, struct target *t);

#endif
