/* SPDX-License-Identifier: ISC */
/*
 * hop: the way of an escalation between two offices that are both on the relay:
 * into the feed of the agency's channel, and what the agency reports back into
 * the feed of the office that asks.
 */
#ifndef GATEWAY_HOP_H
#define GATEWAY_HOP_H

#include "scripts/gateway/resource.h"

#define HANDOVER_CHANNEL "handover"

/* After an escalation was accepted: it stands in the feed of its agency. */
MUST_USE enum rc hop_forward(const struct visit *v, const struct cJSON *escalation,
    struct err *e);

/* PATCH of an escalation by the agency that has it. */
MUST_USE enum rc escalation_patch(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);

#endif
