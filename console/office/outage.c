/* SPDX-License-Identifier: ISC */
/* Outages of the systems that cases come through (시행령 §20 2호, §6의2③): one
 * interval for the office, and an event on the clock of every case it stops. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "console/office/calendar_change.h"
#include "console/office/case_clock.h"
#include "console/rules/by_hand.h"
#include "console/rules/catalogue.h"
#include "storage/text.h"

#define LIST_MOST 200
#define MOVES_TOLD_MOST 20000	/* of one answer; the count is always whole */

/* One outage on its way onto the cases' clocks. */
struct outaging {
	struct request *r;
	const struct wire_outage *ask;
	struct outage_row row;
	int64_t *ids;		/* of the cases; owned */
	size_t count;
	struct walk walk;	/* over the open cases */
	int64_t told;
};

static void
keep_id(void *arg, int64_t case_id)
{
	struct outaging *o = arg;

	if ((o->count & (o->count - 1)) == 0)
		o->ids = x_realloc(o->ids, o->count == 0 ? 1 : o->count * 2, sizeof(*o->ids));
	o->ids[o->count++] = case_id;
}

/* An open case that was received through the system before the outage ended. */
static bool
keep_touched(void *arg, const struct case_record *c)
{
	struct outaging *o = arg;
	bool is_of_channel = str_empty(o->row.channel) || str_eq(o->row.channel, c->row.channel);

	o->walk.after_key = walk_key(&o->walk, c);
	o->walk.after_id = c->row.id;
	if (is_of_channel && c->row.received_at != 0 &&
	    (o->row.until_at == 0 || c->row.received_at < o->row.until_at))
		keep_id(o, c->row.id);
	return true;
}

static enum rc
find_cases(struct outaging *o, bool is_end, struct err *e)
{
	struct store *store = o->r->office->store;
	int64_t seen = 0;

	if (is_end)
		return store_outage_cases(store, o->row.id, keep_id, o, e);
	o->walk = (struct walk){ .order = WALK_OPEN, .office = o->r->actor.office };
	walk_start(&o->walk);
	return store_walk(store, &o->walk, INT64_MAX, keep_touched, o, &seen, e);
}

/* What the case's timeline says of it. */
static void
put_words(struct buf *out, const struct outage_row *row)
{
	char from[32], until[32];

	instant_format_official(row->from_at, from);
	instant_format_official(row->until_at, until);
	buf_printf(out, "%s ~ %s · %s", from, until, row->reason);
	if (row->evidence[0] != '\0')
		buf_printf(out, " (%s)", row->evidence);
}

static enum rc
write_event(struct outaging *o, struct case_record *c, int64_t due_before, struct err *e)
{
	struct office *office = o->r->office;
	bool is_end = str_eq(o->ask->what, "end");
	char key[72];
	struct buf text = { 0 };
	struct event_record v = { .case_id = c->row.id,
		.kind = is_end ? EVENT_OUTAGE_END : EVENT_OUTAGE, .actor_id = o->r->who.row.id,
		.entered_at = office->now_at,
		.effective_at = is_end ? o->row.until_at : o->row.from_at > c->row.received_at ?
		o->row.from_at : c->row.received_at,
		.state_before = state_name(c->row.state), .state_after = state_name(c->row.state),
		.due_before = due_before, .due_after = c->row.due_at, .op_key = key,
		.request_hash = "" };
	enum rc rc = store_case_update(office->store, c, e);

	snprintf(key, sizeof(key), "outage %" PRId64 " %s %" PRId64, o->row.id, o->ask->what,
	    c->row.id);
	put_words(&text, &o->row);
	v.text = buf_str(&text);
	v.version_after = c->row.version;
	if (rc == RC_OK)
		rc = store_event_add(office->store, &v, e);
	if (rc == RC_OK)
		rc = store_case_outage_put(office->store, c->row.id, &(struct case_outage){
		    o->row.id, o->row.from_at, o->row.until_at }, v.id, e);
	buf_release(&text);
	return rc;
}

/* Stops one clock; where its due moves, the answer says from when to when. */
static enum rc
stop_case(struct outaging *o, int64_t case_id, struct err *e)
{
	struct office *office = o->r->office;
	struct wire_difference d = { .case_id = case_id };
	struct case_record c;
	enum rc rc = store_case_get(office->store, case_id, &c, e);

	if (rc == RC_OK)
		rc = calendar_change_case(office, &c, e);
	if (rc != RC_OK)
		return rc;
	d.stored_at = c.row.due_at;
	rc = case_clock_stop(office, &c, &(struct case_outage){ o->row.id, o->row.from_at,
	    o->row.until_at }, e);
	if (rc == RC_OK && !o->ask->is_dry_run)
		rc = write_event(o, &c, d.stored_at, e);
	if (rc != RC_OK || c.row.due_at == d.stored_at)
		return rc;
	o->row.moved++;
	d.counted_at = c.row.due_at;
	str_fill(d.number, sizeof(d.number),
	    c.row.receipt_no[0] != '\0' ? c.row.receipt_no : c.row.external_id);
	if (o->told++ < MOVES_TOLD_MOST)
		request_tell(o->r, MESSAGE_DIFFERENCE, false, &d);
	return RC_OK;
}

/* What is looked for among the outages of a channel, and what was found. */
struct known {
	const struct outage_row *row;
	int64_t on_since;	/* 0 = none is on */
	bool is_same;		/* just this one was recorded already */
};

static void
compare(void *arg, const struct case_outage *o)
{
	struct known *k = arg;

	if (o->until_at == 0)
		k->on_since = o->from_at;
	k->is_same = k->is_same || (o->from_at == k->row->from_at &&
	    o->until_at == k->row->until_at);
}

static enum rc
begin(struct outaging *o, struct err *e)
{
	struct office *office = o->r->office;
	struct outage_row *row = &o->row;
	struct known known = { .row = row };
	struct verdict v;
	char text[32];
	enum rc rc;

	if (!str_empty(o->ask->channel) && channel_find(o->ask->channel) == NULL)
		return request_refuse_for(o->r, REASON_BAD_VALUE, "channel");
	if (str_empty(o->ask->reason) || str_empty(o->ask->evidence))
		return request_refuse_for(o->r, REASON_NEEDS_TEXT, "");
	str_fill(row->channel, sizeof(row->channel), o->ask->channel);
	str_fill(row->reason, sizeof(row->reason), o->ask->reason);
	str_fill(row->evidence, sizeof(row->evidence), o->ask->evidence);
	row->from_at = o->ask->from_at == 0 ? office->now_at : o->ask->from_at;
	row->until_at = str_eq(o->ask->what, "record") ? o->ask->until_at : 0;
	if (str_eq(o->ask->what, "record") && (o->ask->from_at == 0 || o->ask->until_at == 0))
		return request_refuse_for(o->r, REASON_BAD_VALUE,
		    o->ask->from_at == 0 ? "from" : "until");
	v = outage_check(row->from_at, row->until_at, office->now_at);
	if (v.reason != REASON_NONE)
		return request_refuse(o->r, v);
	rc = store_outage_since(office->store, o->r->actor.office, row->channel, row->from_at,
	    compare, &known, e);
	instant_format_official(known.on_since != 0 ? known.on_since : row->until_at, text);
	if (rc == RC_OK && row->until_at == 0 && known.on_since != 0)
		return request_refuse_for(o->r, REASON_OUTAGE_ON, text);
	if (rc == RC_OK && known.is_same)
		return request_refuse_for(o->r, REASON_OUTAGE_OVER, text);
	if (rc == RC_OK && !o->ask->is_dry_run)
		rc = store_outage_add(office->store, o->r->actor.office, row, o->r->who.row.id,
		    office->now_at, e);
	return rc;
}

static enum rc
end(struct outaging *o, struct err *e)
{
	struct office *office = o->r->office;
	int64_t until_at = o->ask->until_at == 0 ? office->now_at : o->ask->until_at;
	struct verdict v;
	char text[32];
	enum rc rc = store_outage_get(office->store, o->ask->id, o->r->actor.office, &o->row, e);

	if (rc == RC_NOT_FOUND)
		return request_refuse_for(o->r, REASON_BAD_VALUE, "id");
	if (rc != RC_OK)
		return rc;
	instant_format_official(o->row.until_at, text);
	if (o->row.until_at != 0)
		return request_refuse_for(o->r, REASON_OUTAGE_OVER, text);
	v = outage_check(o->row.from_at, until_at, office->now_at);
	if (v.reason != REASON_NONE)
		return request_refuse(o->r, v);
	o->row.until_at = until_at;
	if (!o->ask->is_dry_run)
		rc = store_outage_end(office->store, o->row.id, until_at, o->r->who.row.id,
		    office->now_at, e);
	return rc;
}

enum rc
handle_outage_change(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_outage ask;
	struct outaging o = { .r = r, .ask = &ask };
	char verb[28], subject[40];
	enum by_hand hand;
	struct verdict v;
	bool is_end;
	enum rc rc = wire_read(f, &ask, e);

	if (rc != RC_OK)
		return rc;
	snprintf(verb, sizeof(verb), "outage %s", ask.what);
	hand = by_hand_find(verb);
	if (hand == BY_HAND_NONE)
		return request_refuse_for(r, REASON_BAD_VALUE, ask.what);
	v = by_hand_judge_role(hand, r->actor.role);
	if (v.reason != REASON_NONE)
		return request_refuse(r, v);
	is_end = hand == BY_HAND_OUTAGE_END;
	rc = is_end ? end(&o, e) : begin(&o, e);
	if (rc == RC_OK)
		rc = find_cases(&o, is_end, e);
	for (size_t i = 0; rc == RC_OK && i < o.count; i++)
		rc = stop_case(&o, o.ids[i], e);
	o.row.cases = (int64_t)o.count;
	snprintf(subject, sizeof(subject), "outage %" PRId64, o.row.id);
	if (rc == RC_OK && !ask.is_dry_run)
		rc = request_record(r, subject, verb, e);
	if (rc == RC_OK)
		request_tell(r, MESSAGE_OUTAGE_ROW, true, &o.row);
	free(o.ids);
	return rc;
}

static void
tell_outage(void *arg, const struct outage_row *row)
{
	request_tell(arg, MESSAGE_OUTAGE_ROW, false, row);
}

enum rc
handle_outage_list(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct wire_page page;
	enum rc rc = wire_read(f, &page, e);

	if (rc == RC_OK)
		rc = store_outage_list(r->office->store, r->actor.office,
		    page.limit < 1 || page.limit > LIST_MOST ? LIST_MOST : page.limit, tell_outage,
		    r, e);
	if (rc == RC_OK)
		request_tell_ok(r);
	return rc;
}
