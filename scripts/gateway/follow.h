/* SPDX-License-Identifier: ISC */
/*
 * follow: what follows in the feed from what a desk wrote: the citizen replies,
 * withdraws or rates, the ministry answers. It happens in the transaction of
 * the write, so that a kill leaves both or neither.
 */
#ifndef GATEWAY_FOLLOW_H
#define GATEWAY_FOLLOW_H

#include "scripts/gateway/play.h"
#include "scripts/gateway/store.h"

struct cJSON;

/* Where it happens and who plays. */
struct scene {
	struct store *store;
	const struct play *play;
	const char *channel;
	int64_t now_at;
};

/* After the patch of a request. had_decision: it was decided before. request
 * is its state after the patch and is changed by a withdrawal. */
MUST_USE enum rc follow_patch(const struct scene *scene, const struct cJSON *patch,
    bool had_decision, struct cJSON *request, struct err *e);

/* After an escalation was accepted; request is the JSON of what it is about. */
MUST_USE enum rc follow_escalation(const struct scene *scene, struct cJSON *escalation,
    const struct buf *request, struct err *e);

/* Makes attachments for one occasion, keeps them, and adds their rows to data;
 * nothing where the lot says none. */
MUST_USE enum rc follow_attach(const struct scene *scene, const char *occasion,
    struct cJSON *data, struct err *e);

#endif
