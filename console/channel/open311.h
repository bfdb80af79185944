/* SPDX-License-Identifier: ISC */
/*
 * open311: one jurisdiction of an Open311 server into the office. GeoReport v2
 * has no feed: the requests of a stretch of time are asked for, stretch after
 * stretch up to now, and a little of the past again, because a server may
 * publish late. The office's cursor is the end of the last stretch.
 */
#ifndef CHANNEL_OPEN311_H
#define CHANNEL_OPEN311_H

#include "console/channel/sync.h"

/* So much of the past is asked for again. */
#define OPEN311_AGAIN_SEC ((int64_t)3 * 24 * 60 * 60)

/* Hands in what is new. What goes wrong is in t's report; RC_NETWORK: the
 * office is lost. */
MUST_USE enum rc open311_pull(struct sync *s, struct target *t, struct err *e);

/* Asks for the last day's requests and for the services, and hands nothing in:
 * how many of them we know is in t's report, as what goes wrong is. */
void open311_try(struct sync *s, struct target *t);

#endif
