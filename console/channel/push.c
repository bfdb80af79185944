/* SPDX-License-Identifier: ISC */
#include "console/channel/push.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/channel/ask.h"
#include "console/channel/ch_relay.h"
#include "console/channel/target.h"
#include "storage/clock.h"
#include "storage/text.h"

/* The messages of one lease; each body is owned. */
struct lease {
	struct wire_outgoing rows[PUSH_LEASE_COUNT];
	size_t count;
};

static void
lease_release(struct lease *l)
{
	for (size_t i = 0; i < l->count; i++)
		free((char *)(uintptr_t)l->rows[i].body.data);
	l->count = 0;
}

/* Takes one outgoing message out of its frame. */
static enum rc
lease_add(struct office *office, struct lease *l, const struct wire_frame *frame, struct err *e)
{
	struct wire_outgoing *row = &l->rows[l->count];
	char *body;
	enum rc rc;

	if (l->count == PUSH_LEASE_COUNT)
		return err_set(e, RC_INVALID, "%s",
		    say("the office leased more than was asked for"));
	rc = office_read(office, frame, MESSAGE_OUTGOING, row, e);
	if (rc != RC_OK)
		return rc;
	body = x_alloc(row->body.len + 1);
	memcpy(body, row->body.data, row->body.len);
	row->body.data = body;
	l->count++;
	return RC_OK;
}

static enum rc
lease_take(struct office *office, const char *channel, struct lease *l, struct err *e)
{
	struct wire_lease want = { .count = PUSH_LEASE_COUNT };
	struct wire_frame frame;
	int64_t tag;
	enum rc rc;

	str_fill(want.channel, sizeof(want.channel), channel);
	rc = office_tell(office, MESSAGE_LEASE, &want, &tag, e);
	while (rc == RC_OK) {
		rc = office_hear(office, tag, &frame, e);
		if (rc != RC_OK)
			break;
		if (frame.message != MESSAGE_OUTGOING)
			return office_read(office, &frame, MESSAGE_OK, NULL, e);
		rc = lease_add(office, l, &frame, e);
	}
	return rc;
}

/* The report that a message counts in; NULL if the round has none. */
static struct wire_sync_report *
report_of(struct round *r, const struct wire_outgoing *row)
{
	struct wire_sync_report *found = NULL;

	for (size_t i = 0; i < r->count; i++) {
		struct target *t = &r->targets[i];

		if (!str_eq(t->row.code, row->channel))
			continue;
		if (str_eq(t->row.region, row->region))
			return &t->report;
		if (found == NULL)
			found = &t->report;
	}
	return found;
}

/* Sends the message and judges the answer. */
static enum relay_verdict
send_call(struct sync *s, const struct channel_config *config, const struct wire_outgoing *row,
    const struct relay_call *call, struct wire_result *result)
{
	struct http_answer answer = { 0 };
	struct buf url = { 0 }, detail = { 0 };
	struct http_request request = {
		.method = call->is_new ? HTTP_POST : HTTP_PATCH,
		.accept = "application/json, application/problem+json",
		.content_type = call->content_type, .idempotency_key = row->op_key,
		.body = row->body.data, .body_len = row->body.len,
	};
	enum relay_verdict verdict = RELAY_RETRY;
	struct err why;

	buf_printf(&url, "%s%s", config->url, call->path);
	request.url = buf_str(&url);
	if (ask_channel(s, config, &request, &answer, &why) != RC_OK)
		buf_puts(&detail, why.text);
	else
		verdict = relay_judge(answer.status, answer.content_type, buf_str(&answer.body),
		    answer.body.len, &detail);
	if (verdict == RELAY_RETRY) {
		sync_failure(s, row->channel, &answer, buf_str(&detail),
		    answer.status == 401 || answer.status == 403);
		result->retry_after_sec = answer.retry_after_sec;
	} else {
		breaker_success(sync_breaker(s, row->channel));
	}
	if (verdict != RELAY_SENT && answer.status != 0) {
		struct buf whole = { 0 };

		buf_printf(&whole, "%d %s", answer.status, buf_str(&detail));
		str_fill(result->detail, sizeof(result->detail), buf_str(&whole));
		buf_release(&whole);
	} else {
		str_fill(result->detail, sizeof(result->detail), buf_str(&detail));
	}
	http_answer_release(&answer);
	buf_release(&detail);
	buf_release(&url);
	return verdict;
}

/* Decides whether the message can go now, sends it if so, and fills result. */
static enum relay_verdict
send_one(struct sync *s, const struct wire_outgoing *row, struct wire_result *result)
{
	const struct channel_config *config = config_find(&s->config, row->channel);
	const struct breaker *breaker = sync_breaker(s, row->channel);
	const struct channel_config *target;
	struct relay_call call;
	struct err why;

	if (config == NULL) {
		sync_explain(s, row->channel, result->detail, sizeof(result->detail));
		return RELAY_RETRY;
	}
	target = str_eq(row->kind, "escalation") ?
	    target_of_body(&s->config, row->body.data, row->body.len) : NULL;
	if (target != NULL)
		return target_send(s, target, row, result);
	if (breaker->is_open) {
		str_fill(result->detail, sizeof(result->detail),
		    say("not tried: the channel failed just before"));
		result->retry_after_sec = breaker_rest_sec(breaker, clock_monotonic_ms());
		return RELAY_REST;
	}
	if (config->kind == CHANNEL_OPEN311) {
		str_fill(result->detail, sizeof(result->detail),
		    say("an Open311 server takes no answer: tell the applicant another way, then "
		    "cancel the message"));
		return RELAY_PARK;
	}
	if (config->kind == CHANNEL_DROP) {
		str_fill(result->detail, sizeof(result->detail),
		    say("a drop folder takes no answer: give it in the system that the file came "
		    "from, then cancel the message"));
		return RELAY_PARK;
	}
	if (relay_call_for(row, &call, &why) != RC_OK) {
		str_fill(result->detail, sizeof(result->detail), why.text);
		return RELAY_PARK;
	}
	return send_call(s, config, row, &call, result);
}

static void
count_verdict(struct wire_sync_report *report, enum relay_verdict verdict)
{
	switch (verdict) {
	case RELAY_SENT:
		report->sent++;
		break;
	case RELAY_RETRY:
	case RELAY_REST:
		report->waiting++;
		break;
	case RELAY_PARK:
		report->parked++;
		break;
	case RELAY__COUNT:
		break;
	}
}

/* Sends one leased message and tells the office. A refusal means that another
 * sender has it by now: the key saved the effect, the fence saves the row. */
static enum rc
push_one(struct sync *s, struct round *r, const struct wire_outgoing *row, struct err *e)
{
	struct wire_result result = { .id = row->id, .fence = row->fence, .retry_after_sec = -1 };
	struct wire_sync_report *report = report_of(r, row);
	enum relay_verdict verdict = send_one(s, row, &result);
	char id[24];
	enum rc rc;

	snprintf(id, sizeof(id), "%lld", (long long)row->id);
	str_fill(result.verdict, sizeof(result.verdict), relay_verdict_name(verdict));
	log_event(verdict == RELAY_SENT ? LOG_INFO_LEVEL : LOG_WARN_LEVEL, "message", "id", id,
	    "channel", row->channel, "verdict", result.verdict, NULL);
	if (report != NULL)
		sync_bill(s, row->channel, report);
	rc = office_ask(s->office, MESSAGE_RESULT, &result, MESSAGE_OK, NULL, e);
	if (rc != RC_OK && office_is_lost(s->office))
		return rc;
	if (rc != RC_OK)
		log_event(LOG_WARN_LEVEL, "result-not-taken", "id", id, "rc", rc_name(rc), NULL);
	else if (report != NULL)
		count_verdict(report, verdict);
	return RC_OK;
}

enum rc
push_due(struct sync *s, struct round *r, const char *channel, bool *has_more, struct err *e)
{
	int64_t end_ms = clock_monotonic_ms() + PUSH_ROUND_SEC * 1000;
	struct lease lease = { .count = 0 };
	enum rc rc;

	do {
		lease_release(&lease);
		if (clock_monotonic_ms() >= end_ms) {
			*has_more = true;
			return RC_OK;
		}
		rc = lease_take(s->office, channel, &lease, e);
		if (rc != RC_OK && !office_is_lost(s->office)) {
			log_event(LOG_ERROR_LEVEL, "lease-failed", "rc", rc_name(rc), NULL);
			rc = RC_OK;
			break;
		}
		for (size_t i = 0; i < lease.count && rc == RC_OK; i++)
			rc = push_one(s, r, &lease.rows[i], e);
		/* A lease holds one message a case; the next of it comes after it. */
	} while (rc == RC_OK && lease.count > 0);
	lease_release(&lease);
	return rc;
}
