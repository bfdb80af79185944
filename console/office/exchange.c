/* SPDX-License-Identifier: ISC */
/* The sync door's reading side: what to pull, what to send, what became of it. */
#include <string.h>

#include "console/office/handover.h"
#include "console/office/retry.h"
#include "console/office/session.h"
#include "storage/secret.h"

#define LEASE_MAX 50
#define MESSAGE_LEASE_SEC 120

static void
tell_channel(void *arg, const struct channel_row *row)
{
	struct request *r = arg;

	request_tell(r, MESSAGE_CHANNEL_ROW, false, row);
}

enum rc
handle_plan(struct request *r, const struct wire_frame *f, struct err *e)
{
	enum rc rc = store_cursor_list(r->office->store, tell_channel, r, e);

	(void)f;
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

static void
tell_outgoing(void *arg, const struct outbox_record *m)
{
	struct request *r = arg;
	struct wire_outgoing out = { .id = m->id, .fence = m->fence, .attempts = m->attempts,
		.body = { m->body, m->body_len } };

	str_fill(out.channel, sizeof(out.channel), m->channel);
	str_fill(out.region, sizeof(out.region), m->region);
	str_fill(out.kind, sizeof(out.kind), m->kind);
	str_fill(out.external_id, sizeof(out.external_id), m->external_id);
	str_fill(out.op_key, sizeof(out.op_key), m->op_key);
	request_tell(r, MESSAGE_OUTGOING, false, &out);
}

enum rc
handle_lease(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_lease ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.count < 1 || ask.count > LEASE_MAX)
		ask.count = LEASE_MAX;
	rc = store_outbox_lease(r->office->store, ask.channel, ask.count, r->office->now_at,
	    r->office->now_at + MESSAGE_LEASE_SEC, tell_outgoing, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* Seconds until the next try: doubling from 5 s to 15 min, any moment of it
 * (full jitter), but never before the other side's wish. */
static int64_t
retry_wait_sec(int64_t attempts, int64_t wish_sec)
{
	int64_t wait;

	if (wish_sec > RETRY_MOST_SEC)
		wish_sec = RETRY_MOST_SEC;
	wait = 1 + (int64_t)secret_random((uint32_t)retry_most_sec(attempts));
	return wait > wish_sec ? wait : wish_sec;
}

/* What each verdict of sync makes of a message. */
static const struct {
	const char *verdict;
	const char *state;
	bool is_try;		/* it was handed to the channel */
} verdicts[] = {
	{ "sent", "sent", true },
	{ "park", "parked", true },
	{ "retry", "waiting", true },
	{ "rest", "waiting", false },
};
#define VERDICTS (sizeof(verdicts) / sizeof(verdicts[0]))

/* When a message is tried next: a rest lasts as long as the channel's, a retry
 * longer each time. */
static enum rc
next_try(struct request *r, const struct wire_result *result, bool is_try, int64_t *at,
    struct err *e)
{
	int64_t attempts = 0, wish_sec = result->retry_after_sec;
	enum rc rc = RC_OK;

	if (is_try)
		rc = store_outbox_attempts(r->office->store, result->id, &attempts, e);
	if (rc == RC_OK)
		*at = r->office->now_at + (is_try ? retry_wait_sec(attempts, wish_sec) :
		    wish_sec < 1 ? 1 : wish_sec < RETRY_MOST_SEC ? wish_sec : RETRY_MOST_SEC);
	return rc;
}

enum rc
handle_result(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct office *office = r->office;
	struct outbox_result what = { .next_try_at = office->now_at };
	struct wire_result result;
	size_t i = 0;
	enum rc rc = wire_read(f, &result, e);

	if (rc != RC_OK)
		return rc;
	while (i < VERDICTS && !str_eq(verdicts[i].verdict, result.verdict))
		i++;
	if (i == VERDICTS)
		return err_set(e, RC_INVALID, "result: bad verdict");
	what.state = verdicts[i].state;
	what.is_try = verdicts[i].is_try;
	what.last_error = result.detail;
	if (str_eq(what.state, "sent"))
		what.sent_at = office->now_at;
	if (str_eq(what.state, "waiting"))
		rc = next_try(r, &result, what.is_try, &what.next_try_at, e);
	if (rc == RC_OK)
		rc = store_outbox_result(office->store, result.id, result.fence, &what, e);
	if (rc == RC_OK && what.sent_at != 0)
		rc = handover_sent(office, result.id, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
