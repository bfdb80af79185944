/* SPDX-License-Identifier: ISC */
/*
 * incoming: what citizens and ministries say about a case that is here
 * already. Each kind of event has one handler and, for every state the case
 * may stand in by then, one documented outcome (the table of rules/citizen.h).
 */
#ifndef OFFICE_INCOMING_H
#define OFFICE_INCOMING_H

#include "console/office/office.h"

struct cJSON;

/* One event of a channel about a known case, judged and redacted. */
struct incoming {
	struct request *r;
	const char *kind;		/* "request.withdrawn" … */
	const char *channel;
	const char *event_id;
	const char *data;		/* JSON text of its data, NUL-terminated */
	const struct cJSON *json;	/* the same, parsed */
};

/* Whether this program handles a kind of event. */
bool incoming_is_known(const char *kind);

/* Applies the event to the case in the running transaction: changed row,
 * event, and what else it brings. RC_INVALID where its data lack what the kind
 * needs; the sentence names the member. */
MUST_USE enum rc incoming_apply(struct incoming *in, int64_t case_id, struct err *e);

#endif
