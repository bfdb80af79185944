/* SPDX-License-Identifier: ISC */
/*
 * files: attachments that events announced are fetched and handed in by
 * pieces, as they come; none is held whole. The office keeps what came and
 * judges the whole by its SHA-256; where a link breaks, only the rest is asked
 * for.
 */
#ifndef CHANNEL_FILES_H
#define CHANNEL_FILES_H

#include "console/channel/sync.h"

#define FILES_ROUND_SEC 120

/* Fetches what the office wants of the channel until it wants no more, and
 * counts it in the round's reports. *has_more: the time was over first, or the office
 * wants something else; a file
 * that can be had by parts is then left where it is.
 * RC_NETWORK: the office is lost. */
MUST_USE enum rc files_due(struct sync *s, struct round *r, const char *channel, bool *has_more,
    struct err *e);

#endif
