/* SPDX-License-Identifier: ISC */
/* The maintained figures: moved with each case, written once at commit,
 * counted again for checks. */
#include "storage/tally.h"

#include <stdlib.h>
#include <string.h>

#include "storage/instant.h"
#include "storage/store_inside.h"

#define HOUR_SEC 3600
#define KOREA_HOURS (KOREA_OFFSET_SEC / HOUR_SEC)
#define LAYOUT 2	/* another way to count begins with another number */

/* The kinds as the table names them. */
static const char *const kind_names[] = {
	[TALLY_OPEN] = "open",
	[TALLY_ARRIVED] = "arrived",
	[TALLY_RECEIVED] = "received",
	[TALLY_DECIDED] = "decided",
	[TALLY_DAYS_DAY] = "days-day",
	[TALLY_DAYS_HOUR] = "days-hour",
	[TALLY_DAYS_AT] = "days-at",
	[TALLY_HOURS_DAY] = "hours-day",
	[TALLY_HOURS_HOUR] = "hours-hour",
	[TALLY_HOURS_AT] = "hours-at",
};
_Static_assert(sizeof(kind_names) / sizeof(kind_names[0]) == TALLY__COUNT, "one name per kind");

static int64_t
day_of(int64_t at)
{
	struct day d;
	int32_t second;

	instant_split(at, &d, &second);
	return d.number;
}

/* Where the figures of one case go. */
struct counting {
	struct tally_map *map;
	struct tally_log *log;	/* NULL = cannot be undone */
	const char *office;
	int sign;
};

static void
count_one(const struct counting *c, enum tally_kind kind, int64_t at, int64_t who)
{
	struct tally_entry key = { .kind = kind, .at = at, .who = who };
	size_t place;

	str_fill(key.office, sizeof(key.office), c->office);
	place = tally_map_add(c->map, &key, c->sign);
	if (c->log == NULL)
		return;
	if (c->log->count == c->log->cap) {
		c->log->cap = c->log->cap == 0 ? 64 : 2 * c->log->cap;
		c->log->steps = x_realloc(c->log->steps, c->log->cap, sizeof(*c->log->steps));
	}
	c->log->steps[c->log->count++] = (struct tally_step){ place, c->sign };
}

/* Every figure that a case is part of. */
static void
count_case(const struct counting *c, due_rule rule, const char *service,
    const struct case_counted *x)
{
	enum due_kind kind = rule == NULL || x->due_at == 0 || !store_is_open_state(x->state) ?
	    DUE_STILL : rule(x->state, service);

	count_one(c, TALLY_ARRIVED, day_of(x->arrived_at), 0);
	if (x->received_at != 0)
		count_one(c, TALLY_RECEIVED, day_of(x->received_at), 0);
	if (x->completed_at != 0)
		count_one(c, TALLY_DECIDED, day_of(x->completed_at), x->assignee_id);
	if (store_is_open_state(x->state))
		count_one(c, TALLY_OPEN, 0, x->assignee_id);
	if (kind != DUE_STILL) {
		count_one(c, kind == DUE_DAYS ? TALLY_DAYS_DAY : TALLY_HOURS_DAY,
		    day_of(x->due_at), x->assignee_id);
		count_one(c, kind == DUE_DAYS ? TALLY_DAYS_HOUR : TALLY_HOURS_HOUR,
		    x->due_at / HOUR_SEC, x->assignee_id);
		count_one(c, kind == DUE_DAYS ? TALLY_DAYS_AT : TALLY_HOURS_AT, x->due_at,
		    x->assignee_id);
	}
}

/* A note, say: every figure would sink and rise again. */
static bool
is_counted_alike(const struct case_counted *a, const struct case_counted *b)
{
	return a->state == b->state && a->assignee_id == b->assignee_id &&
	    a->arrived_at == b->arrived_at && a->received_at == b->received_at &&
	    a->completed_at == b->completed_at && a->due_at == b->due_at;
}

void
store_tally_move(struct store *s, const char *office, const char *service,
    const struct case_counted *before, const struct case_counted *after)
{
	struct counting c = { .map = &s->tally, .log = &s->tally_log, .office = office };

	if (before != NULL && is_counted_alike(before, after))
		return;
	c.sign = -1;
	if (before != NULL)
		count_case(&c, s->due_rule, service, before);
	c.sign = 1;
	count_case(&c, s->due_rule, service, after);
}

void
store_tally_undo(struct store *s)
{
	for (size_t i = 0; i < s->tally_log.count; i++)
		s->tally.entries[s->tally_log.steps[i].place].count -=
		    s->tally_log.steps[i].delta;
	s->tally_log.count = 0;
}

void
store_tally_forget(struct store *s)
{
	tally_map_clear(&s->tally);
	s->tally_log.count = 0;
}

/* Nothing asks how many are left: for SQLite an answer costs more than the
 * change, and only a figure that sinks can have come to nothing. */
static enum rc
write_entry(struct store *s, const struct tally_entry *t, struct err *e)
{
	const char *kind = kind_names[t->kind];
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_TALLY_ADD, t->office, kind, t->at, t->who,
	    t->count);

	if (rc != RC_OK || t->count > 0)
		return rc;
	return db_run(s->db, e, NULL, STATEMENT_TALLY_DROP, t->office, kind, t->at, t->who);
}

enum rc
store_tally_write(struct store *s, const struct tally_map *map, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < map->count; i++)
		if (map->entries[i].count != 0)
			rc = write_entry(s, &map->entries[i], e);
	return rc;
}

enum rc
store_tally_read(struct store *s, const char *office, enum tally_kind kind, int64_t from,
    int64_t to, tally_taker each, void *arg, struct err *e)
{
	const enum statement st = STATEMENT_TALLY_READ;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st, office, kind_names[kind], from, to);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row)
		each(arg, db_int(s->db, st, 0), db_int(s->db, st, 1));
	for (size_t i = 0; rc == RC_OK && i < s->tally.count; i++) {
		const struct tally_entry *t = &s->tally.entries[i];

		if (t->kind == kind && t->at >= from && t->at <= to && t->count != 0 &&
		    str_eq(t->office, office))
			each(arg, t->who, t->count);
	}
	return rc;
}

/* A stretch of time being read, coarse where it may. */
struct stretch {
	struct store *s;
	const char *office;
	enum tally_kind day, hour, at;
	tally_taker each;
	void *arg;
};

static enum rc
read_part(const struct stretch *t, enum tally_kind kind, int64_t from, int64_t to, struct err *e)
{
	return from > to ? RC_OK :
	    store_tally_read(t->s, t->office, kind, from, to, t->each, t->arg, e);
}

/* Whole hours from first to last: whole days of them by the day. */
static enum rc
read_whole_hours(const struct stretch *t, int64_t first, int64_t last, struct err *e)
{
	int64_t day = (first + KOREA_HOURS + 23) / 24;		/* the first whole one … */
	int64_t end_day = (last + 1 + KOREA_HOURS) / 24;	/* … and behind the last */
	enum rc rc;

	if (day >= end_day)
		return read_part(t, t->hour, first, last, e);
	rc = read_part(t, t->hour, first, day * 24 - KOREA_HOURS - 1, e);
	if (rc == RC_OK)
		rc = read_part(t, t->day, day, end_day - 1, e);
	if (rc == RC_OK)
		rc = read_part(t, t->hour, end_day * 24 - KOREA_HOURS, last, e);
	return rc;
}

enum rc
store_tally_due(struct store *s, const char *office, enum due_kind kind, int64_t from_at,
    int64_t to_at, tally_taker each, void *arg, struct err *e)
{
	const struct stretch t = { s, office,
		kind == DUE_DAYS ? TALLY_DAYS_DAY : TALLY_HOURS_DAY,
		kind == DUE_DAYS ? TALLY_DAYS_HOUR : TALLY_HOURS_HOUR,
		kind == DUE_DAYS ? TALLY_DAYS_AT : TALLY_HOURS_AT, each, arg };
	int64_t hour = (from_at + HOUR_SEC - 1) / HOUR_SEC, end_hour = (to_at + 1) / HOUR_SEC;
	enum rc rc;

	if (kind == DUE_STILL)
		return RC_OK;
	if (hour >= end_hour)
		return read_part(&t, t.at, from_at, to_at, e);
	rc = read_part(&t, t.at, from_at, hour * HOUR_SEC - 1, e);
	if (rc == RC_OK)
		rc = read_whole_hours(&t, hour, end_hour - 1, e);
	if (rc == RC_OK)
		rc = read_part(&t, t.at, end_hour * HOUR_SEC, to_at, e);
	return rc;
}

/* Counts every case of the store into an empty map. */
static enum rc
count_all(struct store *s, struct tally_map *map, struct err *e)
{
	const enum statement st = STATEMENT_TALLY_CASES;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		char office[12], service[24], state[16];
		struct counting c = { .map = map, .office = office, .sign = 1 };
		struct case_counted x = { .assignee_id = db_int(s->db, st, 3),
			.arrived_at = db_int(s->db, st, 4), .received_at = db_int(s->db, st, 5),
			.due_at = db_int(s->db, st, 6), .completed_at = db_int(s->db, st, 7) };

		db_text(s->db, st, 0, office, sizeof(office));
		db_text(s->db, st, 1, service, sizeof(service));
		db_text(s->db, st, 2, state, sizeof(state));
		if (!state_by_name(state, &x.state))
			x.state = STATE_CLOSED;
		if (x.due_at == DUE_NEVER)
			x.due_at = 0;
		count_case(&c, s->due_rule, service, &x);
	}
	return rc;
}

/* What the table has, taken from what was counted: what is left over differs. */
static enum rc
take_stored(struct store *s, struct tally_map *map, struct err *e)
{
	const enum statement st = STATEMENT_TALLY_ALL;
	bool has_row;
	enum rc rc = db_ask(s->db, e, st);

	while (rc == RC_OK && (rc = db_next(s->db, st, &has_row, e)) == RC_OK && has_row) {
		struct tally_entry key = { .at = db_int(s->db, st, 2), .who = db_int(s->db, st, 3) };
		char kind[16];

		db_text(s->db, st, 0, key.office, sizeof(key.office));
		db_text(s->db, st, 1, kind, sizeof(kind));
		while (key.kind < TALLY__COUNT && !str_eq(kind, kind_names[key.kind]))
			key.kind++;
		(void)tally_map_add(map, &key, -db_int(s->db, st, 4));
	}
	return rc;
}

enum rc
store_tally_wrong(struct store *s, int64_t *wrong, struct err *e)
{
	struct tally_map map = { 0 };
	enum rc rc = count_all(s, &map, e);

	if (rc == RC_OK)
		rc = take_stored(s, &map, e);
	for (size_t i = 0; rc == RC_OK && i < s->tally.count; i++)
		(void)tally_map_add(&map, &s->tally.entries[i], -s->tally.entries[i].count);
	*wrong = 0;
	for (size_t i = 0; i < map.count; i++)
		*wrong += map.entries[i].count != 0;
	tally_map_release(&map);
	return rc;
}

static enum rc
count_again(struct store *s, int64_t fingerprint, struct err *e)
{
	struct tally_map map = { 0 };
	enum rc rc = db_run(s->db, e, NULL, STATEMENT_TALLY_CLEAR);

	if (rc == RC_OK)
		rc = count_all(s, &map, e);
	if (rc == RC_OK)
		rc = store_tally_write(s, &map, e);
	if (rc == RC_OK)
		rc = db_run(s->db, e, NULL, STATEMENT_TALLY_RULE_PUT, fingerprint);
	tally_map_release(&map);
	return rc;
}

enum rc
store_tally_start(struct store *s, due_rule rule, int64_t fingerprint, struct err *e)
{
	enum rc rc = db_one(s->db, e, STATEMENT_TALLY_RULE_GET);

	bool is_same = false;

	fingerprint += LAYOUT;
	s->due_rule = rule;
	if (rc == RC_OK) {
		is_same = db_int(s->db, STATEMENT_TALLY_RULE_GET, 0) == fingerprint;
		db_done(s->db, STATEMENT_TALLY_RULE_GET);
	}
	if (is_same || (rc != RC_OK && rc != RC_NOT_FOUND))
		return rc;
	rc = store_begin(s, e);
	if (rc != RC_OK)
		return rc;
	rc = count_again(s, fingerprint, e);
	if (rc == RC_OK)
		rc = store_commit(s, e);
	if (rc != RC_OK)
		store_rollback(s);
	return rc;
}

enum rc
store_count_some(struct store *s, const char *office, enum store_count_of what, int64_t at,
    int64_t most, int64_t *count, struct err *e)
{
	static const enum statement statements[] = {
		[COUNT_UNRECEIVED] = STATEMENT_COUNT_UNRECEIVED,
		[COUNT_ESCALATED] = STATEMENT_COUNT_ESCALATED,
		[COUNT_RAISED] = STATEMENT_COUNT_RAISED,
		[COUNT_HANDOVER_LATE] = STATEMENT_COUNT_HANDOVER_LATE,
		[COUNT_DEEMED] = STATEMENT_COUNT_DEEMED,
		[COUNT_MISMATCH] = STATEMENT_COUNT_MISMATCH,
		[COUNT_MESSAGES_WAITING] = STATEMENT_COUNT_MESSAGES_WAITING,
		[COUNT_MESSAGES_PARKED] = STATEMENT_COUNT_MESSAGES_PARKED,
		[COUNT_UNSORTED] = STATEMENT_COUNT_UNSORTED,
	};
	_Static_assert(sizeof(statements) / sizeof(statements[0]) == COUNT__COUNT,
	    "one statement per count");
	enum rc rc = what == COUNT_UNRECEIVED || what == COUNT_HANDOVER_LATE ?
	    db_one(s->db, e, statements[what], office, most, at) :
	    db_one(s->db, e, statements[what], office, most);

	if (rc == RC_OK) {
		*count = db_int(s->db, statements[what], 0);
		db_done(s->db, statements[what]);
	}
	return rc;
}
