/* SPDX-License-Identifier: ISC */
/*
 * Batches as they are done: a part of a list a request, each item with what
 * became of it, so that the effect and the word about it are there together or
 * not at all. A savepoint for each costs a copy of every page it touches, and
 * nearly all that are refused have written nothing by then: a part does without,
 * and is done once more, with them, where one had.
 */
#include <string.h>

#include "console/office/batch.h"
#include "console/office/calendars.h"
#include "console/office/session.h"
#include "console/rules/batch.h"
#include "storage/clock.h"
#include "storage/text.h"

#define PART_MOST 200
#define PART_MS 250	/* a part takes no longer, and one item … */
#define PART_ASKED_MS 3	/* … or this long, where somebody waits to be served */
#define READ_ITEMS 16	/* at once: what is read and not come to is read again */

/* A part on its way. */
struct running {
	struct request *r;
	struct batch_record b;
	struct batch_part part;
	int64_t after_no, last_no;	/* of the items that may be done */
	bool is_dry_run;
	int64_t done, refused;	/* by this part */
	bool is_broken;		/* all or nothing: one of it was refused */
	bool is_careful;	/* each item has a savepoint of its own */
	bool is_spoiled;	/* it has none, and was refused when it had written */
};

/* What the item wrote is undone; calendars may have been read from it. */
static enum rc
item_undo(struct running *run, struct err *e)
{
	store_request_undo(run->r->office->store);
	if (run->r->office->has_new_calendar)
		calendars_forget(run->r->office);
	return store_request_begin(run->r->office->store, e);
}

static enum rc
item_keep(struct running *run, struct err *e)
{
	enum rc rc = store_request_keep(run->r->office->store, e);

	return rc == RC_OK ? store_request_begin(run->r->office->store, e) : rc;
}

/* The op that stands in the item. */
static enum rc
do_act(struct running *run, struct batch_item *item, struct err *e)
{
	struct act_result result = { .assignee_before = 0 };
	struct batch_item_row *row = &item->row;
	struct buf memory = { 0 };
	struct wire_act act;
	enum rc rc = wire_unpack(MESSAGE_ACT, item->act, &memory, &act, e);

	if (rc == RC_OK) {
		str_fill(act.number, sizeof(act.number), row->number);
		act.is_dry_run = false;
		if (act.op_key[0] == '\0')
			batch_item_key(act.op_key, &run->b, row->no);
		rc = act_run(run->r, &act, row->case_id, &result, e);
	}
	if (rc == RC_OK) {
		str_fill(row->number, sizeof(row->number), result.done.number);
		str_fill(row->state_before, sizeof(row->state_before),
		    state_name(result.done.state_before));
		str_fill(row->state_after, sizeof(row->state_after),
		    state_name(result.done.state_after));
		row->case_id = result.done.case_id;
		row->version = result.done.version;
		row->event_id = result.done.event_id;
		item->assignee_before = result.assignee_before;
	}
	buf_release(&memory);
	return rc;
}

/* A refusal of this item is its result; anything else stops the part. */
static enum rc
take_refusal(struct running *run, struct batch_item *item, enum rc rc, const struct err *why,
    struct err *e)
{
	struct batch_item_row *row = &item->row;
	struct verdict *v = &run->r->verdict;

	if (v->reason == REASON_NONE && rc != RC_INVALID) {
		*e = *why;
		return rc;
	}
	if (v->reason != REASON_NONE) {
		str_fill(row->state, sizeof(row->state), ITEM_REFUSED);
		str_fill(row->reason, sizeof(row->reason), reason_name(v->reason));
		str_fill(row->detail, sizeof(row->detail), v->detail);
	} else {
		str_fill(row->state, sizeof(row->state), ITEM_FAILED);
		str_fill(row->reason, sizeof(row->reason), rc_name(rc));
		str_fill(row->detail, sizeof(row->detail), why->text);
	}
	*v = VERDICT_ALLOWED;
	run->refused++;
	return RC_OK;
}

/* Does one item and writes down what became of it. */
static enum rc
do_item(struct running *run, struct batch_item *item, struct err *e)
{
	struct store *store = run->r->office->store;
	struct batch_item_row *row = &item->row;
	struct err why = { 0 };
	int64_t writes_before = store_writes(store);
	enum rc rc, done;

	rc = store_batch_other(store, row->case_id, run->b.row.id, run->b.row.created_at,
	    &row->other_batch, e);
	if (rc != RC_OK)
		return rc;
	done = run->b.row.undo_of != 0 ? batch_undo_item(run->r, &run->b, item, &why) :
	    do_act(run, item, &why);
	if (done == RC_OK) {
		str_fill(row->state, sizeof(row->state), ITEM_DONE);
		run->done++;
	} else {
		rc = take_refusal(run, item, done, &why, e);
		run->is_spoiled = !run->is_careful && store_writes(store) != writes_before;
		if (rc == RC_OK && run->is_careful && !run->b.row.is_whole)
			rc = item_undo(run, e);
	}
	if (rc == RC_OK && !run->is_dry_run && !run->is_spoiled)
		rc = store_batch_item_result(store, run->b.row.id, item, e);
	if (rc == RC_OK && run->is_careful && !run->b.row.is_whole)
		rc = run->is_dry_run ? item_undo(run, e) : item_keep(run, e);
	row->is_dry_run = run->is_dry_run;
	return rc;
}

/* The next few items, in place of those that were read before. */
static enum rc
read_few(struct running *run, struct err *e)
{
	int64_t last_no = run->after_no + READ_ITEMS;

	if (last_no > run->last_no)
		last_no = run->last_no;
	batch_part_release(&run->part);
	return batch_part_read(run->r->office, run->b.row.id, run->after_no, last_no, &run->part, e);
}

/* The time of a part is up: of a short one where anybody waits. */
static bool
is_late(const struct running *run, int64_t began_ms)
{
	const struct lane *lane = &run->r->office->lane;
	int64_t took_ms = clock_monotonic_ms() - began_ms;

	return took_ms >= PART_MS || (took_ms >= PART_ASKED_MS && lane->is_asked != NULL &&
	    lane->is_asked(lane->arg, run->r->session));
}

/* One item after the other, until the time is up or one spoils the part. */
static enum rc
do_each(struct running *run, struct err *e)
{
	int64_t began_ms = clock_monotonic_ms();
	bool is_over = false;
	enum rc rc = RC_OK;

	while (rc == RC_OK && !is_over && run->after_no < run->last_no) {
		rc = read_few(run, e);
		if (rc == RC_OK && run->part.items == NULL)
			break;
		for (size_t i = 0; rc == RC_OK && !is_over && i < run->part.count; i++) {
			struct batch_item *item = &run->part.items[i];

			if (str_eq(item->row.state, ITEM_WAITING))
				rc = do_item(run, item, e);
			if (rc == RC_OK)
				request_tell(run->r, MESSAGE_BATCH_ITEM_ROW, false, &item->row);
			run->after_no = item->row.no;
			is_over = run->is_spoiled || is_late(run, began_ms);
		}
	}
	return rc;
}

/* A part, without savepoints where it can be: what is only tried is undone, item
 * by item. */
static enum rc
do_part(struct running *run, struct err *e)
{
	int64_t after_no = run->after_no;
	size_t told = run->r->out->len;
	enum rc rc;

	run->is_careful = run->is_dry_run;
	rc = do_each(run, e);
	if (rc != RC_OK || !run->is_spoiled)
		return rc;
	rc = item_undo(run, e);
	buf_cut(run->r->out, told);
	run->is_spoiled = false;
	run->is_careful = true;
	run->after_no = after_no;
	run->done = run->refused = 0;
	return rc == RC_OK ? do_each(run, e) : rc;
}

/* All or nothing: the first refusal undoes what came before it, and only it is
 * written down. */
static enum rc
do_whole(struct running *run, struct err *e)
{
	struct batch_item *broken = NULL;
	enum rc rc = batch_part_read(run->r->office, run->b.row.id, run->after_no, run->last_no,
	    &run->part, e);
	struct batch_item *items = run->part.items;
	size_t count = items == NULL ? 0 : run->part.count;

	for (size_t i = 0; rc == RC_OK && broken == NULL && i < count; i++) {
		struct batch_item *item = &items[i];

		if (str_eq(item->row.state, ITEM_WAITING))
			rc = do_item(run, item, e);
		if (rc == RC_OK && (str_eq(item->row.state, ITEM_REFUSED) ||
		    str_eq(item->row.state, ITEM_FAILED)))
			broken = item;
	}
	run->is_broken = broken != NULL;
	if (rc == RC_OK && (broken != NULL || run->is_dry_run))
		rc = item_undo(run, e);
	if (rc == RC_OK && broken != NULL && !run->is_dry_run)
		rc = store_batch_item_result(run->r->office->store, run->b.row.id, broken, e);
	for (size_t i = 0; rc == RC_OK && i < count; i++) {
		struct batch_item_row *row = &items[i].row;

		if (broken != NULL && str_eq(row->state, ITEM_DONE)) {
			str_fill(row->state, sizeof(row->state), ITEM_WAITING);
			run->done--;
		}
		request_tell(run->r, MESSAGE_BATCH_ITEM_ROW, false, row);
	}
	return rc;
}

/* How far the batch is after this part. */
static enum rc
note_part(struct running *run, struct err *e)
{
	struct batch_row *row = &run->b.row;
	bool is_over;
	enum rc rc;

	row->done += run->done;
	row->refused += run->refused;
	row->changed_at = run->r->office->now_at;
	is_over = row->done + row->refused + row->undone >= row->items;
	str_fill(row->state, sizeof(row->state), run->is_broken ? BATCH_STOPPED :
	    is_over ? BATCH_DONE : BATCH_RUNNING);
	rc = store_batch_update(run->r->office->store, &run->b, e);
	if (rc == RC_OK && row->undo_of != 0)
		rc = batch_undo_note(run->r, &run->b, run->done, is_over, e);
	return rc;
}

/* Whether the batch may go on, and from where to where. */
static enum rc
open_part(struct running *run, const struct wire_batch_part *ask, struct err *e)
{
	const struct batch_row *row = &run->b.row;
	struct request *r = run->r;
	int64_t after_no = ask->after_no, count = ask->count;
	enum rc rc = batch_find_own(r, ask->batch_id, &run->b, e);

	if (rc != RC_OK)
		return rc;
	if (r->office->is_faulty)
		return err_set(e, RC_STORAGE, say(N_("the store is read-only since a write failed: "
		    "tell the administrator")));
	if (!row->is_sealed || (!ask->is_dry_run && !ask->is_start &&
	    str_eq(row->state, BATCH_STOPPED)))
		return request_refuse_for(r, REASON_BATCH_STATE, row->state);
	if (count < 1 || count > PART_MOST)
		count = PART_MOST;
	if (after_no < 0 || after_no > row->items)
		return request_refuse_for(r, REASON_BAD_VALUE, "after_no");
	if (row->is_whole) {
		after_no = 0;
		count = row->items;
	}
	run->after_no = after_no;
	run->last_no = after_no + count;
	return RC_OK;
}

enum rc
handle_batch_run(struct request *r, const struct wire_frame *f, struct err *e)
{
	struct running run = { .r = r };
	struct wire_batch_part ask;
	bool was_over;
	enum rc rc = wire_read(f, &ask, e);

	if (rc == RC_OK)
		rc = open_part(&run, &ask, e);
	if (rc != RC_OK)
		goto out;
	run.is_dry_run = ask.is_dry_run;
	was_over = str_eq(run.b.row.state, BATCH_DONE) || str_eq(run.b.row.state, BATCH_UNDONE);
	if (!ask.is_dry_run && !was_over)
		batch_live(r->office, r->session, run.b.row.id);
	rc = run.b.row.is_whole ? do_whole(&run, e) : do_part(&run, e);
	if (rc == RC_OK && !ask.is_dry_run && !was_over)
		rc = note_part(&run, e);
	if (rc == RC_OK && !str_eq(run.b.row.state, BATCH_RUNNING))
		batch_live(r->office, r->session, 0);
	if (rc == RC_OK)
		batch_tell(r, &run.b, true);
out:
	batch_part_release(&run.part);
	return rc;
}
