/* SPDX-License-Identifier: ISC */
/*
 * public_list: what the lists of public services (domain.md C) have in common:
 * asked for every so often with a key, without a feed, and of no region.
 */
#ifndef CHANNEL_PUBLIC_LIST_H
#define CHANNEL_PUBLIC_LIST_H

#include "console/channel/sync.h"

#define PUBLIC_LIST_DAY_MS (24LL * 60 * 60 * 1000)

/* Asks for the list and hands it in, in a test only the former. What goes wrong
 * with the service is in why; another return than RC_OK: the office is lost. */
typedef enum rc (*public_list_ask)(struct sync *s, const struct channel_config *c, bool is_test,
    struct err *why, struct wire_sync_report *report, struct err *e);

/* The list's part of a round, where the channel file has a section of that name
 * and every_ms have gone by, or where somebody asks for it by name. What goes wrong is
 * in the report to the office. RC_NETWORK: the office is lost. */
MUST_USE enum rc public_list_due(struct sync *s, const struct wire_wake *wake, const char *channel,
    int64_t every_ms, public_list_ask ask, struct err *e);

/* Appends a key as the value of a query's parameter, whether it was issued in encoded
 * form or not: what is encoded already is not encoded again. */
void public_list_put_key(struct buf *out, const char *key);

/* Writes stars over the key in a sentence, in each of its forms. */
void public_list_hide_key(char *text, const char *key);

#endif
