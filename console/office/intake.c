/* SPDX-License-Identifier: ISC */
#include "console/office/intake.h"

#include <stdlib.h>
#include <string.h>

#include "console/office/arrival.h"
#include "console/office/session.h"

#define PAGE_ITEMS_MAX 1000
#define PAGE_BYTES_MAX (16 * 1024 * 1024)

/* A page being handed in: what begin said, and the items so far. */
struct intake {
	struct wire_intake_begin begin;
	struct wire_intake_item *items;	/* raw.data of each is owned */
	size_t count;
	size_t bytes;
};

void
intake_free(struct intake *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->count; i++)
		free((char *)p->items[i].raw.data);
	free(p->items);
	free(p);
}

enum rc
handle_intake_begin(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_intake_begin begin;
	enum rc rc = wire_read(f, &begin, e);

	if (rc != RC_OK)
		return rc;
	if (begin.count < 0 || begin.count > PAGE_ITEMS_MAX)
		return err_set(e, RC_INVALID, "a page of %d items, limit %d", begin.count,
		    PAGE_ITEMS_MAX);
	intake_free(r->session->intake);
	r->session->intake = x_zalloc(1, sizeof(struct intake));
	r->session->intake->begin = begin;
	r->session->intake->items = x_zalloc((size_t)begin.count,
	    sizeof(struct wire_intake_item));
	request_tell_ok(r);
	return RC_OK;
}

enum rc
handle_intake_item(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct intake *p = r->session->intake;
	struct wire_intake_item item;
	char *raw;
	enum rc rc = wire_read(f, &item, e);

	if (rc != RC_OK)
		return rc;
	if (p == NULL || p->count == (size_t)p->begin.count ||
	    p->bytes + item.raw.len > PAGE_BYTES_MAX)
		return err_set(e, RC_INVALID, "an item that no page expects");
	raw = x_alloc(item.raw.len + 1);
	memcpy(raw, item.raw.data, item.raw.len);
	raw[item.raw.len] = '\0';
	item.raw.data = raw;
	p->items[p->count++] = item;
	p->bytes += item.raw.len;
	return RC_OK;
}

static void
tell_outcome(const struct arrival *a, const struct inbox_seen *seen, const char *result)
{
	struct wire_intake_outcome outcome = { .is_seen = seen->result[0] != '\0', .at = seen->at };

	(void)str_fill(outcome.result, sizeof(outcome.result),
	    outcome.is_seen ? seen->result : result);
	if (str_eq(outcome.result, "unsorted") && a->fault.reason != REASON_NONE) {
		(void)str_fill(outcome.reason, sizeof(outcome.reason),
		    reason_name(a->fault.reason));
		(void)str_fill(outcome.detail, sizeof(outcome.detail), a->fault.detail);
	}
	request_tell(a->r, MESSAGE_INTAKE_OUTCOME, false, &outcome);
}

static enum rc
take_item(struct request *r, const struct wire_intake_begin *begin, const char *office,
    const struct wire_intake_item *item, struct wire_intake_done *done, struct err *e)
{
	struct arrival a = { .r = r, .begin = begin, .item = *item };
	struct store *store = r->office->store;
	struct inbox_seen seen = { .at = 0 };
	const char *result = "duplicate";
	enum rc rc;

	str_fill(a.office, sizeof(a.office), office);
	arrival_prepare(&a);
	rc = store_inbox_seen(store, begin->channel, begin->region, a.item.event_id, a.raw_hash, &seen,
	    e);
	if (rc == RC_NOT_FOUND) {
		rc = arrival_settle(&a, &result, e);
		if (rc == RC_OK)
			rc = store_inbox_add(store, begin->channel, begin->region, a.item.event_id,
			    a.raw_hash, result, r->office->now_at, e);
	}
	if (str_eq(result, "case") || str_eq(result, "event"))
		done->created++;
	else if (str_eq(result, "unsorted"))
		done->unsorted++;
	else
		done->duplicate++;
	if (rc == RC_OK && begin->wants_outcomes)
		tell_outcome(&a, &seen, result);
	arrival_release(&a);
	return rc;
}

enum rc
handle_intake_commit(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct intake *p = r->session->intake;
	struct wire_intake_done done = { 0 };
	char office[12];
	enum rc rc;

	(void)f;
	if (p == NULL || p->count != (size_t)p->begin.count)
		return err_set(e, RC_INVALID, "a page that is not whole");
	rc = str_empty(p->begin.region) ? store_office_first(r->office->store, office, e) :
	    store_jurisdiction_office(r->office->store, p->begin.region, office, e);
	if (rc == RC_NOT_FOUND)
		return err_set(e, RC_INVALID, "no office here answers for region %s",
		    p->begin.region);
	if (rc == RC_OK)
		rc = store_cursor_move(r->office->store, p->begin.channel, p->begin.region,
		    p->begin.cursor_before, p->begin.cursor_after, r->office->now_at, e);
	for (size_t i = 0; rc == RC_OK && i < p->count; i++)
		rc = take_item(r, &p->begin, office, &p->items[i], &done, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_INTAKE_DONE, true, &done);
	intake_free(p);
	r->session->intake = NULL;
	return rc;
}
