/* SPDX-License-Identifier: ISC */
/*
 * hand_in: a page of what a channel brought goes into the office, whole or not
 * at all, together with the cursor behind it. Knows nothing of where it came
 * from.
 */
#ifndef CHANNEL_HAND_IN_H
#define CHANNEL_HAND_IN_H

#include "console/channel/sync.h"

/* Hands count items of t's feed in, which stands at before and then at after,
 * and counts them in t's report. *is_taken false: the office did not take it,
 * for the reason in e. RC_NETWORK: the office is lost. */
MUST_USE enum rc hand_in_page(struct sync *s, struct target *t, const char *before,
    const char *after, const struct wire_intake_item *items, size_t count, bool *is_taken,
    struct err *e);

/* The same, and each is called with what became of each item, in their order,
 * once the page was taken. */
MUST_USE enum rc hand_in_each(struct sync *s, struct target *t, const char *before,
    const char *after, const struct wire_intake_item *items, size_t count,
    void (*each)(void *arg, size_t i, const struct wire_intake_outcome *outcome), void *arg,
    bool *is_taken, struct err *e);

#endif
