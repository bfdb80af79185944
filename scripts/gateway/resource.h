/* SPDX-License-Identifier: ISC */
/*
 * resource: what each resource of the relay does when it is asked: the feed,
 * a request, an escalation, and so on. Who may ask, under which key and in which
 * transaction is decided before (contract.h).
 */
#ifndef GATEWAY_RESOURCE_H
#define GATEWAY_RESOURCE_H

#include "scripts/gateway/body.h"
#include "scripts/gateway/contract.h"

/* One visit to a resource. */
struct visit {
	const struct relay_setup *setup;
	struct store *store;
	const struct call *call;
	char channel[CHANNEL_BYTES_MAX + 1];
	char id[ID_BYTES_MAX + 1];	/* the last part of the path; "" where it names none */
	bool is_page_repeated;		/* duplicate fault: the page before once more */
	bool is_page_doubled;		/* duplicate fault: each event twice */
	bool is_bit_changed;		/* wrong-bytes fault: of an attachment */
	bool is_range_ignored;		/* no-ranges fault: of an attachment */
	bool is_cursor_looped;		/* loop fault: the next cursor is the one asked for */
};

/* What a write did, for the ledger. */
struct deed {
	const char *kind;
	char request_id[ID_BYTES_MAX + 1];
};

/* Each answers into reply; a refusal is a reply too. An error is the store's.
 * The writes run inside a transaction and fill deed where they accept. */
MUST_USE enum rc health_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc token_post(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc feed_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc national_feed_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc need_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc task_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc consultation_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc reconciliation_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc request_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc escalation_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc attachment_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc wait_times_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc cso_offices_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc cso_waiting_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc open311_requests_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc open311_services_get(const struct visit *v, struct reply *reply, struct err *e);
MUST_USE enum rc request_patch(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc escalation_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc notice_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);

MUST_USE enum rc need_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc second_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc answer_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc task_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc task_report_post(const struct visit *v, struct reply *reply, struct deed *deed,
    struct err *e);
MUST_USE enum rc consultation_report_post(const struct visit *v, struct reply *reply,
    struct deed *deed, struct err *e);

/* The feed that needs and joint tasks stand in: of the whole country. */
#define NATIONAL_FEED "national"

/* Sets the ETag of a document's version. */
void reply_version(struct reply *reply, int64_t version);

/* Answers with a problem. */
void reply_problem(struct reply *reply, const struct problem *p);

/* Answers with a problem that is about no member of a body. Returns RC_OK, so
 * that a refusal is one line. */
enum rc reply_refuse(struct reply *reply, int status, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
