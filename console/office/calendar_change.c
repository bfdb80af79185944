/* SPDX-License-Identifier: ISC */
#include "console/office/calendar_change.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/office/calendars.h"
#include "console/office/case_clock.h"

#define BATCH 50	/* cases of one round */

/* Writes the event of a case whose due moved, and the move. */
static enum rc
write_move(struct office *office, const struct calendar_change *change, struct case_record *c,
    const struct case_clock *clock, struct err *e)
{
	char *key = x_asprintf("calendar %" PRId64 " %" PRId64, change->id, c->row.id);
	struct event_record v = { .case_id = c->row.id, .kind = EVENT_CALENDAR,
		.actor_id = change->by_id, .entered_at = office->now_at,
		.effective_at = office->now_at, .state_before = state_name(c->row.state),
		.state_after = state_name(c->row.state), .due_before = c->row.due_at,
		.due_after = clock->first_due_at, .op_key = key, .request_hash = "",
		.text = change->entries };
	enum rc rc;

	c->row.due_at = clock->first_due_at;
	rc = store_case_update(office->store, c, e);
	v.version_after = c->row.version;
	if (rc == RC_OK)
		rc = store_event_add(office->store, &v, e);
	if (rc == RC_OK)
		rc = store_calendar_move_add(office->store, change->id, c->row.id, v.id,
		    clock->announced_at, e);
	free(key);
	return rc;
}

static enum rc
count_again(struct office *office, const struct calendar_change *change, struct case_record *c,
    struct err *e)
{
	struct case_clock clock = { 0 };
	struct err why = { 0 };
	enum rc rc = case_clock_of(office, c, &clock, &why);

	if (rc == RC_INVALID) {
		/* Its events cannot be: audit verify names it, and it keeps its due. */
		log_event(LOG_ERROR_LEVEL, "calendar-change-case", "why", why.text, NULL);
		return RC_OK;
	}
	if (rc != RC_OK)
		return err_set(e, rc, "%s", why.text);
	if (clock.first_due_at != c->row.due_at)
		rc = write_move(office, change, c, &clock, e);
	case_clock_release(&clock);
	return rc;
}

/* Cases of one batch: read first, counted after the walk has ended. */
struct batch {
	struct walk walk;
	struct case_record cases[BATCH];
	size_t count;
};

static bool
keep_case(void *arg, const struct case_record *c)
{
	struct batch *b = arg;

	b->walk.after_key = walk_key(&b->walk, c);
	b->walk.after_id = c->row.id;
	b->cases[b->count++] = *c;
	return true;
}

/* How many of a batch are not found again: a due that moved behind the place is,
 * unless this was the last batch. */
static int64_t
finished(const struct batch *b, bool is_last)
{
	int64_t count = 0;

	for (size_t i = 0; i < b->count; i++) {
		int64_t key = walk_key(&b->walk, &b->cases[i]);

		if (is_last || key < b->walk.after_key ||
		    (key == b->walk.after_key && b->cases[i].row.id <= b->walk.after_id))
			count++;
	}
	return count;
}

/* Goes on in one change. A case that moves behind the place it was found at is
 * found once more and is right already. */
static enum rc
go_on(struct office *office, struct calendar_change *change, struct err *e)
{
	struct batch *b = x_zalloc(1, sizeof(*b));
	int64_t seen = 0;
	enum rc rc;

	b->walk = (struct walk){ .order = WALK_OPEN, .office = change->office };
	walk_start(&b->walk);
	if (!str_empty(change->place) && !walk_place_parse(change->place, &b->walk))
		walk_start(&b->walk);
	rc = store_walk(office->store, &b->walk, BATCH, keep_case, b, &seen, e);
	walk_place_format(change->place, &b->walk);
	for (size_t i = 0; rc == RC_OK && i < b->count; i++)
		rc = count_again(office, change, &b->cases[i], e);
	if (rc == RC_OK)
		rc = store_change_go_on(office->store, change, finished(b, seen < BATCH),
		    seen < BATCH, e);
	free(b);
	return rc;
}

enum rc
calendar_change_step(struct office *office, struct err *e)
{
	struct calendar_change change;
	enum rc rc = store_change_undone(office->store, NULL, &change, e);

	if (rc == RC_NOT_FOUND) {
		office->is_recounting = false;
		return RC_OK;
	}
	return rc == RC_OK ? go_on(office, &change, e) : rc;
}

enum rc
calendar_change_case(struct office *office, struct case_record *c, struct err *e)
{
	struct calendar_change change;
	enum rc rc;

	if (!office->is_recounting || !state_table[c->row.state].is_open)
		return RC_OK;
	rc = store_change_undone(office->store, c->office, &change, e);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	return rc == RC_OK ? count_again(office, &change, c, e) : rc;
}
