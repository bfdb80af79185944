/* SPDX-License-Identifier: ISC */
/* 대사: what we have of a channel beside what the channel says it has. Sync asks
 * the channel; the numbers are counted anew each time somebody looks. */
#include "console/rules/reconcile.h"

#include <stdlib.h>
#include <string.h>

#include "console/office/session.h"
#include "console/office/sync_desk.h"
#include "storage/text.h"

#define SPAN_MOST_SEC ((int64_t)400 * 24 * 3600)

/* Asked of the office: which stretch. */
static enum rc
check(struct request *r, const struct wire_reconcile *ask)
{
	if (ask->from_at <= 0 || ask->until_at <= ask->from_at ||
	    ask->until_at - ask->from_at > SPAN_MOST_SEC)
		return request_refuse_for(r, REASON_BAD_VALUE, "from");
	return RC_OK;
}

/* The channels of the asker's office, one or all. */
struct channels {
	struct request *r;
	const char *channel;	/* "" = all */
	struct channel_row *rows;	/* owned */
	size_t count;
};

static void
gather_channel(void *arg, const struct channel_row *row)
{
	struct channels *c = arg;
	char office[12];

	if (row->region[0] == '\0' || (c->channel[0] != '\0' && !str_eq(row->code, c->channel)) ||
	    store_jurisdiction_office(c->r->office->store, row->region, office, NULL) != RC_OK ||
	    !str_eq(office, c->r->actor.office))
		return;
	c->rows = x_realloc(c->rows, c->count + 1, sizeof(*c->rows));
	c->rows[c->count++] = *row;
}

static enum rc
channels_of(struct request *r, const char *channel, struct channels *c, struct err *e)
{
	enum rc rc;

	*c = (struct channels){ .r = r, .channel = channel };
	rc = store_cursor_list(r->office->store, gather_channel, c, e);
	if (rc == RC_OK && c->count == 0 && channel[0] != '\0')
		rc = request_refuse_for(r, REASON_BAD_VALUE, channel);
	return rc;
}

/* A channel being counted. */
struct counting {
	struct request *r;
	const char *part;		/* cases of this number are told; "" = none */
	struct reconcile_row row;
	int64_t *receipts, *reports;	/* spans, owned */
	size_t receipt_count, report_count;
};

static void
add_span(int64_t **spans, size_t *count, int64_t sec)
{
	if (sec < 0)
		return;
	*spans = x_realloc(*spans, *count + 1, sizeof(**spans));
	(*spans)[(*count)++] = sec;
}

static void
tell_case(struct counting *c, const struct reconcile_case *of, enum reconcile_fault fault)
{
	struct reconcile_case told = *of;

	str_fill(told.channel, sizeof(told.channel), c->row.channel);
	str_fill(told.region, sizeof(told.region), c->row.region);
	str_fill(told.fault, sizeof(told.fault), reconcile_fault_name(fault));
	request_tell(c->r, MESSAGE_RECONCILE_CASE, false, &told);
}

/* Counts one application in every number that it belongs to. */
static void
count_case(void *arg, const struct reconcile_case *of, const struct reconcile_listed *there)
{
	struct counting *c = arg;
	struct reconcile_facts f = { .arrived_at = of->case_id != 0 ? of->arrived_at : 0,
		.received_at = of->received_at, .decided_at = of->decided_at,
		.is_reported = of->report_state[0] != '\0', .receipt_sent_at = there->receipt_sent_at,
		.decision_sent_at = of->acknowledged_at, .heard_at = c->row.heard_at,
		.is_there = there->is_there, .is_received_there = there->is_received,
		.is_decided_there = there->is_decided };
	int64_t *const numbers[PART__COUNT] = { &c->row.arrived, &c->row.received, &c->row.decided,
		&c->row.reported, &c->row.acknowledged, &c->row.missing_here,
		&c->row.missing_there };
	enum reconcile_fault fault = reconcile_judge(&f);
	enum reconcile_part wanted;

	/* What was filed a moment ago may be on its way. */
	if (fault == RECONCILE_MISSING_HERE && of->arrived_at > c->row.heard_at - RECONCILE_FRESH_SEC)
		return;
	if (fault == RECONCILE_MISSING_HERE && there->is_unsorted)
		fault = RECONCILE_UNSORTED_HERE;
	for (int p = 0; p < PART__COUNT; p++)
		*numbers[p] += reconcile_counts(&f, (enum reconcile_part)p) ? 1 : 0;
	add_span(&c->receipts, &c->receipt_count, reconcile_receipt_sec(&f));
	add_span(&c->reports, &c->report_count, reconcile_report_sec(&f));
	if (reconcile_part_find(c->part, &wanted) && reconcile_counts(&f, wanted))
		tell_case(c, of, fault);
}

/* Counts one channel in the stretch asked for. What the channel said counts only
 * where it was asked about this very stretch. */
static enum rc
count_channel(struct request *r, const struct wire_reconcile *ask, const struct channel_row *of,
    const char *part, struct reconcile_row *out, struct err *e)
{
	struct counting c = { .r = r, .part = part };
	enum rc rc = store_reconcile_get(r->office->store, of->code, of->region, &c.row, e);

	if (rc == RC_NOT_FOUND || c.row.from_at != ask->from_at || c.row.until_at != ask->until_at) {
		c.row = (struct reconcile_row){ .heard_at = 0 };
		rc = rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	str_fill(c.row.channel, sizeof(c.row.channel), of->code);
	str_fill(c.row.region, sizeof(c.row.region), of->region);
	c.row.from_at = ask->from_at;
	c.row.until_at = ask->until_at;
	if (rc == RC_OK)
		rc = store_reconcile_cases(r->office->store, r->actor.office, &c.row, count_case, &c, e);
	c.row.receipt_median_sec = reconcile_median(c.receipts, c.receipt_count);
	c.row.receipt_worst_sec = reconcile_worst(c.receipts, c.receipt_count);
	c.row.report_median_sec = reconcile_median(c.reports, c.report_count);
	c.row.report_worst_sec = reconcile_worst(c.reports, c.report_count);
	free(c.receipts);
	free(c.reports);
	*out = c.row;
	return rc;
}

/* Counts every channel; tells its numbers, or the cases of one of them. */
static enum rc
count_all(struct request *r, const struct wire_reconcile *ask, struct err *e)
{
	struct channels c = { .r = r };
	enum rc rc = check(r, ask);

	if (rc == RC_OK)
		rc = channels_of(r, ask->channel, &c, e);
	for (size_t i = 0; i < c.count && rc == RC_OK; i++) {
		struct reconcile_row row;

		if (ask->region[0] != '\0' && !str_eq(ask->region, c.rows[i].region))
			continue;
		rc = count_channel(r, ask, &c.rows[i], ask->part, &row, e);
		if (rc == RC_OK && ask->part[0] == '\0')
			request_tell(r, MESSAGE_RECONCILE_ROW, false, &row);
	}
	free(c.rows);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_reconcile_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_reconcile ask;
	enum reconcile_part part;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	if (ask.part[0] != '\0' && !reconcile_part_find(ask.part, &part))
		return request_refuse_for(r, REASON_BAD_VALUE, "list");
	return count_all(r, &ask, e);
}

/* Wants to know of the channels what they have, and waits for the round that
 * asks them. */
enum rc
handle_reconcile_ask(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_reconcile ask;
	struct channels c = { .r = r };
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = check(r, &ask);
	if (rc == RC_OK)
		rc = channels_of(r, ask.channel, &c, e);
	for (size_t i = 0; i < c.count && rc == RC_OK; i++)
		rc = store_reconcile_want(r->office->store, c.rows[i].code, c.rows[i].region,
		    ask.from_at, ask.until_at, r->office->now_at, e);
	free(c.rows);
	return rc == RC_OK ? sync_wait(r, ask.channel, e) : rc;
}

static void
tell_wanted(void *arg, const struct reconcile_row *row)
{
	request_tell(arg, MESSAGE_RECONCILE_ROW, false, row);
}

/* Sync's door: what is wanted of a channel. */
enum rc
handle_reconcile_wanted(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_lease ask;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = store_reconcile_wanted(r->office->store, ask.channel, tell_wanted, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

/* One application of the channel's listing. */
enum rc
handle_listing_row(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_listing row;
	enum rc rc = wire_read(f, &row, e);

	return rc == RC_OK ? store_listing_put(r->office->store, &row.of, e) : rc;
}

/* The channel answered, or did not. */
enum rc
handle_listing_heard(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct reconcile_row row;
	enum rc rc = wire_read(f, &row, e);

	if (rc == RC_OK) {
		row.heard_at = row.error[0] == '\0' ? r->office->now_at : 0;
		rc = store_reconcile_heard(r->office->store, &row, e);
	}
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
