/* SPDX-License-Identifier: ISC */
/* 미분류 as desks see it, and dealing with it: another try with what a clerk
 * says it is, or discarding it, which takes two people. */
#include <stdio.h>
#include <stdlib.h>

#include "console/office/arrival.h"
#include "console/office/session.h"
#include "console/rules/by_hand.h"
#include "console/rules/region.h"
#include "storage/secret.h"
#include "storage/text.h"

static void
tell_unsorted(void *arg, const struct unsorted_row *row)
{
	request_tell(arg, MESSAGE_UNSORTED_ROW, false, row);
}

enum rc
handle_unsorted_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = store_unsorted_list(r->office->store, r->actor.office, page.state, page.before_id,
		    request_page_limit(&page), tell_unsorted, r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}

enum rc
handle_unsorted_show(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_number ask;
	struct unsorted_row row;
	struct verdict verdict;
	char subject[40];
	char *raw = NULL;
	size_t raw_len = 0;
	enum rc rc = wire_read(f, &ask, e);

	verdict = by_hand_judge_role(BY_HAND_UNSORTED_SHOW, r->actor.role);
	if (rc == RC_OK && verdict.reason != REASON_NONE)
		return request_refuse(r, verdict);
	if (rc == RC_OK)
		rc = store_unsorted_get(r->office->store, ask.number, r->actor.office, &row, &raw,
		    &raw_len, e);
	if (rc == RC_NOT_FOUND)
		return request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	if (rc == RC_OK) {
		snprintf(subject, sizeof(subject), "unsorted %lld", (long long)ask.number);
		rc = request_record(r, subject, "unsorted-show", e);
	}
	if (rc == RC_OK) {
		struct buf shown = { 0 };

		tsafe(&shown, raw, raw_len, true);
		request_tell(r, MESSAGE_UNSORTED_ROW, false, &row);
		request_tell_pieces(r, buf_str(&shown));
		request_tell_ok(r);
		buf_release(&shown);
	}
	free(raw);
	return rc;
}

/* Another try at something unsorted, with what a clerk says it is. Refuses with
 * the reason why it still is none. */
static enum rc
try_again(struct request *r, const struct wire_change *change, const struct unsorted_item *u,
    struct err *e)
{
	struct wire_intake_begin begin = { .count = 1 };
	struct arrival a = { .r = r, .begin = &begin, .is_by_hand = true };
	const char *result;
	enum rc rc = arrival_item_read(u->item, &a.item, e);

	if (rc != RC_OK)
		return rc;
	str_fill(begin.channel, sizeof(begin.channel), u->channel);
	str_fill(begin.region, sizeof(begin.region), u->region);
	str_fill(a.office, sizeof(a.office), r->actor.office);
	if (change->service[0] != '\0')
		str_fill(a.item.service, sizeof(a.item.service), change->service);
	/* Which part of a split region it is for; the case keeps the code it has. */
	if (region_is_or_became(a.item.region, change->region) &&
	    !str_eq(a.item.region, change->region))
		str_fill(a.part, sizeof(a.part), change->region);
	else if (change->region[0] != '\0')
		str_fill(a.item.region, sizeof(a.item.region), change->region);
	buf_puts(&a.data, u->data);
	buf_puts(&a.answers, u->answers);
	secret_sha256(buf_str(&a.data), a.data.len, a.data_hash);
	arrival_judge(&a);
	if (a.answers.len == 0 && str_eq(a.item.kind, KIND_CREATED))
		arrival_fault(&a, REASON_MISSING_FIELD, "attributes");
	if (a.fault.reason == REASON_NONE)
		rc = arrival_settle(&a, &result, e);
	if (rc == RC_OK && a.fault.reason != REASON_NONE)
		rc = request_refuse(r, a.fault);
	arrival_release(&a);
	return rc;
}

/* Discarding takes two people: one asks with a reason, another confirms. */
static enum rc
discard(struct request *r, const struct wire_change *change, const struct unsorted_item *u,
    bool *is_done, struct err *e)
{
	*is_done = false;
	if (u->discard_by == r->who.row.id)
		return request_refuse_for(r, REASON_SECOND_PERSON, "");
	if (u->discard_by == 0 && str_empty(change->reason))
		return request_refuse_for(r, REASON_NEEDS_TEXT, "");
	*is_done = u->discard_by != 0;
	return u->discard_by != 0 ? RC_OK : store_unsorted_discard(r->office->store, change->id,
	    r->who.row.id, change->reason, e);
}

enum rc
handle_unsorted_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct store *store = r->office->store;
	struct wire_change change;
	struct unsorted_item u = { .item = NULL };
	struct unsorted_row row;
	char *raw = NULL;
	size_t raw_len;
	struct verdict verdict;
	enum by_hand hand;
	char subject[40], verb[28];
	bool is_done = true;
	enum rc rc = wire_read(f, &change, e);

	if (rc != RC_OK)
		return rc;
	snprintf(verb, sizeof(verb), "unsorted %s", change.what);
	hand = by_hand_find(verb);
	if (hand == BY_HAND_NONE)
		return request_refuse_for(r, REASON_BAD_VALUE, change.what);
	verdict = by_hand_judge_role(hand, r->actor.role);
	if (verdict.reason != REASON_NONE)
		rc = request_refuse(r, verdict);
	if (rc == RC_OK)
		rc = store_unsorted_item(store, change.id, r->actor.office, &u, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !u.is_open))
		rc = request_refuse_for(r, REASON_UNKNOWN_CASE, "");
	else if (rc == RC_OK && str_eq(change.what, "retry"))
		rc = u.item[0] == '\0' ? request_refuse_for(r, REASON_UNREADABLE, "") :
		    try_again(r, &change, &u, e);
	else if (rc == RC_OK && str_eq(change.what, "discard"))
		rc = discard(r, &change, &u, &is_done, e);
	else if (rc == RC_OK)
		rc = request_refuse_for(r, REASON_BAD_VALUE, change.what);
	if (rc == RC_OK && is_done)
		rc = store_unsorted_done(store, change.id, e);
	snprintf(subject, sizeof(subject), "unsorted %lld", (long long)change.id);
	if (rc == RC_OK)
		rc = request_record(r, subject, change.what, e);
	if (rc == RC_OK)
		rc = store_unsorted_get(store, change.id, r->actor.office, &row, &raw, &raw_len, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_UNSORTED_ROW, true, &row);
	unsorted_item_release(&u);
	free(raw);
	return rc;
}
