/* SPDX-License-Identifier: ISC */
/* Groups and savepoints, counters, versions, the outbox and the walks, on a
 * real store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/storage/store_folder.h"

#define SEED UINT64_C(20261123)

static uint32_t
draw(uint64_t *random, uint32_t limit)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % limit;
}

#define OK(call) assert_int_equal(call, RC_OK)

static void
a_request_that_is_undone_leaves_nothing(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record kept, lost;
	int64_t counts[STATE__COUNT], wrong = -1, serial;

	OK(store_begin(s, NULL));
	OK(store_request_begin(s, NULL));
	case_made(s, "11410", 1, 0, &kept);
	OK(store_receipt_next(s, "11410", 2026, &serial, NULL));
	assert_int_equal(serial, 1);
	OK(store_request_keep(s, NULL));
	OK(store_request_begin(s, NULL));
	case_made(s, "11410", 2, 0, &lost);
	kept.row.state = STATE_RECEIVED;
	OK(store_case_update(s, &kept, NULL));
	OK(store_receipt_next(s, "11410", 2026, &serial, NULL));
	assert_int_equal(serial, 2);
	OK(store_counters(s, "11410", counts, NULL));
	assert_int_equal(counts[STATE_ARRIVED], 1);
	assert_int_equal(counts[STATE_RECEIVED], 1);
	store_request_undo(s);
	OK(store_counters(s, "11410", counts, NULL));
	assert_int_equal(counts[STATE_ARRIVED], 1);
	assert_int_equal(counts[STATE_RECEIVED], 0);
	OK(store_request_begin(s, NULL));
	OK(store_receipt_next(s, "11410", 2026, &serial, NULL));
	OK(store_request_keep(s, NULL));
	assert_int_equal(serial, 2);
	OK(store_commit(s, NULL));
	assert_int_equal(store_case_get(s, lost.row.id, &lost, NULL), RC_NOT_FOUND);
	OK(store_case_get(s, kept.row.id, &kept, NULL));
	assert_int_equal(kept.row.state, STATE_ARRIVED);
	OK(store_counters_wrong(s, &wrong, NULL));
	assert_int_equal(wrong, 0);
}

static void
a_group_that_is_rolled_back_leaves_nothing(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c;
	int64_t counts[STATE__COUNT], before;

	before = store_writes(s);
	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	assert_true(store_writes(s) > before);
	store_rollback(s);
	assert_int_equal(store_case_get(s, c.row.id, &c, NULL), RC_NOT_FOUND);
	OK(store_counters(s, "11410", counts, NULL));
	assert_int_equal(counts[STATE_ARRIVED], 0);
}

/* After any history of kept and undone requests the counters are what counting
 * gives. */
static void
counters_equal_counting(void **state)
{
	static const char *const offices[] = { "11410", "30200" };
	struct store_folder *f = *state;
	struct store *s = f->store;
	uint64_t random = SEED;
	int64_t ids[2000], count = 0;

	print_message("seed %" PRIu64 "\n", SEED);
	for (int group = 0; group < 60; group++) {
		int64_t made_before = count, wrong = -1;
		bool is_lost = draw(&random, 5) == 0;

		OK(store_begin(s, NULL));
		for (uint32_t r = draw(&random, 12); r > 0; r--) {
			bool is_undone = draw(&random, 4) == 0;
			int64_t made_here = count;

			OK(store_request_begin(s, NULL));
			for (uint32_t k = draw(&random, 3) + 1; k > 0; k--) {
				struct case_record c;

				case_made(s, offices[draw(&random, 2)], group + 1, 0, &c);
				ids[count++] = c.row.id;
			}
			for (uint32_t k = draw(&random, 4); k > 0; k--) {
				struct case_record c;

				OK(store_case_get(s, ids[draw(&random, (uint32_t)count)], &c, NULL));
				c.row.state = (enum state)draw(&random, STATE__COUNT);
				OK(store_case_update(s, &c, NULL));
			}
			if (is_undone) {
				store_request_undo(s);
				count = made_here;
			} else {
				OK(store_request_keep(s, NULL));
			}
		}
		if (is_lost) {
			store_rollback(s);
			count = made_before;
		} else {
			OK(store_commit(s, NULL));
		}
		OK(store_counters_wrong(s, &wrong, NULL));
		assert_int_equal(wrong, 0);
	}
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM cases"), count);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM (SELECT office, state, count FROM "
	    "counter WHERE count <> 0 EXCEPT SELECT office, state, COUNT(*) FROM cases GROUP BY "
	    "office, state)"), 0);
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM (SELECT office, state, COUNT(*) "
	    "FROM cases GROUP BY office, state EXCEPT SELECT office, state, count FROM counter)"), 0);
}

static void
the_check_of_the_counters_finds_a_wrong_one(void **state)
{
	struct store_folder *f = *state;
	struct case_record c;
	int64_t wrong = 0;

	OK(store_begin(f->store, NULL));
	case_made(f->store, "11410", 1, 0, &c);
	store_count(f->store, "11410", "refused", 3);
	OK(store_commit(f->store, NULL));
	OK(store_counters_wrong(f->store, &wrong, NULL));
	assert_int_equal(wrong, 1);
}

static void
the_second_of_two_writers_conflicts(void **state)
{
	struct store_folder *f = *state;
	struct case_record made, first, second;
	struct err e = { 0 };

	OK(store_begin(f->store, NULL));
	case_made(f->store, "11410", 1, 0, &made);
	OK(store_case_get(f->store, made.row.id, &first, NULL));
	OK(store_case_get(f->store, made.row.id, &second, NULL));
	first.assignee_id = 1;
	OK(store_case_update(f->store, &first, &e));
	assert_int_equal(first.row.version, 2);
	second.assignee_id = 2;
	assert_int_equal(store_case_update(f->store, &second, &e), RC_CONFLICT);
	OK(store_case_get(f->store, made.row.id, &second, NULL));
	assert_int_equal(second.assignee_id, 1);
	assert_string_equal(second.row.assignee, "officer-11410");
	OK(store_commit(f->store, NULL));
}

static void
what_is_unique_is_refused_twice(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c, again;
	struct applicant_record nobody = { .phone = "" };
	struct event_record v = { .kind = "note", .actor_id = 1, .entered_at = 1, .effective_at = 1,
		.state_before = "", .state_after = "", .op_key = "the-key", .request_hash = "h",
		.text = "" };

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	again = c;
	OK(store_request_begin(s, NULL));
	assert_int_equal(store_case_add(s, &again, &nobody, "{}", "f", 0, NULL), RC_STORAGE);
	store_request_undo(s);
	v.case_id = c.row.id;
	OK(store_event_add(s, &v, NULL));
	OK(store_request_begin(s, NULL));
	assert_int_equal(store_event_add(s, &v, NULL), RC_STORAGE);
	store_request_undo(s);
	OK(store_inbox_add(s, "gov24", "11410", "e1", "hash", "case", 1, NULL));
	OK(store_inbox_seen(s, "gov24", "11410", "e1", "hash", NULL, NULL));
	assert_int_equal(store_inbox_seen(s, "gov24", "11410", "e1", "other", NULL, NULL), RC_NOT_FOUND);
	assert_int_equal(store_inbox_seen(s, "gov24", "30200", "e1", "hash", NULL, NULL), RC_NOT_FOUND);
	OK(store_commit(s, NULL));
	assert_int_equal(sql_number(f->path, "SELECT COUNT(*) FROM event"), 1);
}

static void
a_cursor_moves_only_from_where_it_stands(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct channel_row row;

	OK(store_begin(s, NULL));
	OK(store_cursor_error(s, "gov24", "11410", "no answer", 0, NULL));
	OK(store_cursor_move(s, "gov24", "11410", "", "p1", 10, NULL));
	assert_int_equal(store_cursor_move(s, "gov24", "11410", "", "p2", 11, NULL), RC_CONFLICT);
	OK(store_cursor_move(s, "gov24", "11410", "p1", "p2", 12, NULL));
	OK(store_cursor_get(s, "gov24", "11410", &row, NULL));
	assert_string_equal(row.cursor, "p2");
	assert_string_equal(row.last_error, "");
	assert_int_equal(row.last_pull_at, 12);
	OK(store_cursor_get(s, "gov24", "30200", &row, NULL));
	assert_string_equal(row.cursor, "");
	assert_int_equal(store_cursor_enable(s, "nowhere", "11410", true, NULL), RC_NOT_FOUND);
	OK(store_commit(s, NULL));
}

/* Messages gathered from one lease. */
struct leased {
	int64_t id[16], fence[16];
	char body[16][16];
	size_t count;
};

static void
gather(void *arg, const struct outbox_record *m)
{
	struct leased *l = arg;

	assert_true(l->count < 16);
	l->id[l->count] = m->id;
	l->fence[l->count] = m->fence;
	memcpy(l->body[l->count], m->body, m->body_len + 1);
	l->count++;
}

static enum rc
result(struct store *s, int64_t id, int64_t fence, const char *state, int64_t next_try_at,
    int64_t sent_at, const char *last_error)
{
	return store_outbox_result(s, id, fence, &(struct outbox_result){ .state = state,
	    .next_try_at = next_try_at, .sent_at = sent_at, .last_error = last_error,
	    .is_try = true }, NULL);
}

static void
lease(struct store *s, int64_t max, int64_t now_at, struct leased *l)
{
	*l = (struct leased){ .count = 0 };
	OK(store_outbox_lease(s, "gov24", max, now_at, now_at + 120, gather, l, NULL));
}

static void
message_made(struct store *s, const struct case_record *c, const char *key, const char *body)
{
	struct outbox_record m = { .case_id = c->row.id, .event_id = event_made(s, c),
		.channel = "gov24", .kind = "status", .body = (char *)(uintptr_t)body };

	str_fill(m.region, sizeof(m.region), c->row.region);
	str_fill(m.external_id, sizeof(m.external_id), c->row.external_id);
	str_fill(m.op_key, sizeof(m.op_key), key);
	OK(store_outbox_add(s, &m, 100, NULL));
}

static void
messages_of_a_case_go_in_order_and_a_stale_result_is_refused(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record a, b;
	struct leased l, late;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &a);
	case_made(s, "30200", 2, 0, &b);
	message_made(s, &a, "a1", "{\"a\":1}");
	message_made(s, &a, "a2", "{\"a\":2}");
	message_made(s, &b, "b1", "{\"b\":1}");
	lease(s, 10, 99, &l);
	assert_int_equal(l.count, 0);		/* not before their time */
	lease(s, 10, 100, &l);
	assert_int_equal(l.count, 2);		/* the first of each case */
	assert_string_equal(l.body[0], "{\"a\":1}");
	assert_string_equal(l.body[1], "{\"b\":1}");
	assert_int_equal(l.fence[0], 1);
	lease(s, 10, 219, &late);
	assert_int_equal(late.count, 0);	/* the leases stand */
	lease(s, 1, 220, &late);
	assert_int_equal(late.count, 1);	/* they lapsed */
	assert_int_equal(late.id[0], l.id[0]);
	assert_int_equal(late.fence[0], 2);
	assert_int_equal(result(s, l.id[0], 1, "sent", 0, 221, ""), RC_CONFLICT);
	OK(result(s, late.id[0], 2, "waiting", 400, 0, "503"));
	assert_int_equal(result(s, late.id[0], 2, "sent", 0, 221, ""),
	    RC_CONFLICT);		/* one result a lease */
	OK(result(s, l.id[1], 1, "sent", 0, 221, ""));
	lease(s, 10, 399, &l);
	assert_int_equal(l.count, 0);		/* a2 waits for a1 */
	lease(s, 10, 400, &l);
	assert_int_equal(l.count, 1);
	assert_string_equal(l.body[0], "{\"a\":1}");
	OK(result(s, l.id[0], 3, "parked", 0, 0, "422"));
	lease(s, 10, 9999, &l);
	assert_int_equal(l.count, 0);		/* a parked message holds its case */
	OK(store_commit(s, NULL));
	assert_true(sql_run(f->path, "UPDATE outbox SET state = 'sent' WHERE state = 'parked'"));
	OK(store_begin(s, NULL));
	lease(s, 10, 9999, &l);
	assert_int_equal(l.count, 1);
	assert_string_equal(l.body[0], "{\"a\":2}");
	OK(store_commit(s, NULL));
	assert_int_equal(sql_number(f->path, "SELECT attempts FROM outbox WHERE op_key = 'a1'"), 2);
}

static void
what_was_not_tried_has_no_try_counted(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct outbox_result rest = { .state = "waiting", .next_try_at = 200, .last_error = "rests" };
	struct case_record c;
	struct leased l;
	int64_t attempts = -1;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	message_made(s, &c, "a1", "{}");
	lease(s, 10, 100, &l);
	OK(store_outbox_result(s, l.id[0], 1, &rest, NULL));
	OK(store_outbox_attempts(s, l.id[0], &attempts, NULL));
	assert_int_equal(attempts, 0);
	lease(s, 10, 200, &l);
	OK(result(s, l.id[0], 2, "waiting", 400, 0, "503"));
	OK(store_outbox_attempts(s, l.id[0], &attempts, NULL));
	assert_int_equal(attempts, 1);
	assert_int_equal(store_outbox_attempts(s, 4711, &attempts, NULL), RC_NOT_FOUND);
	OK(store_commit(s, NULL));
}

/* When the next message may go: the first of a case speaks for those behind it,
 * or sync would be woken each second for what cannot go. */
static void
what_waits_behind_another_message_is_not_due(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c;
	struct leased l;
	int64_t count, next_at;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	message_made(s, &c, "a1", "{}");
	message_made(s, &c, "a2", "{}");
	lease(s, 10, 100, &l);
	OK(store_outbox_due(s, &count, &next_at, NULL));
	assert_int_equal(count, 2);
	assert_int_equal(next_at, 220);		/* when the lease lapses */
	OK(result(s, l.id[0], 1, "waiting", 700, 0, "503"));
	OK(store_outbox_due(s, &count, &next_at, NULL));
	assert_int_equal(next_at, 700);
	lease(s, 10, 700, &l);
	OK(result(s, l.id[0], 2, "parked", 0, 0, "422"));
	OK(store_outbox_due(s, &count, &next_at, NULL));
	assert_int_equal(count, 1);
	assert_int_equal(next_at, 0);		/* nothing can go */
	OK(store_commit(s, NULL));
}

static void
a_channel_that_is_off_sends_nothing(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct case_record c;
	struct leased l;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	message_made(s, &c, "k1", "{}");
	OK(store_cursor_enable(s, "gov24", "11410", false, NULL));
	lease(s, 10, 200, &l);
	assert_int_equal(l.count, 0);
	OK(store_cursor_enable(s, "gov24", "11410", true, NULL));
	lease(s, 10, 200, &l);
	assert_int_equal(l.count, 1);
	OK(store_commit(s, NULL));
}

/* Groups come one after the other, each once, and only those with open cases. */
static void
a_walk_by_service_goes_from_group_to_group(void **state)
{
	static const char *const services[] = { "C-LAST", "A-FIRST", "B-CLOSED", "A-FIRST" };
	static const char *const wanted[] = { "A-FIRST", "C-LAST" };
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct walk walk = { .order = WALK_SERVICE, .office = "11410" };
	struct applicant_record nobody = { .phone = "" };
	bool has_more;

	OK(store_begin(s, NULL));
	for (int i = 0; i < 4; i++) {
		struct case_record c;

		case_made(s, "11410", i + 1, 0, &c);
		str_fill(c.row.service, sizeof(c.row.service), services[i]);
		snprintf(c.row.external_id, sizeof(c.row.external_id), "G%d", i);
		OK(store_case_add(s, &c, &nobody, "{}", "f", 0, NULL));
		OK(store_case_get(s, c.row.id, &c, NULL));
		if (str_eq(services[i], "B-CLOSED")) {
			c.row.state = STATE_COMPLETED;
			OK(store_case_update(s, &c, NULL));
		}
	}
	OK(store_commit(s, NULL));
	for (size_t i = 0; i < 2; i++) {
		OK(store_walk_group(s, &walk, &has_more, NULL));
		assert_true(has_more);
		if (str_eq(walk.group, "BUILD-NOTI"))	/* of case_made */
			OK(store_walk_group(s, &walk, &has_more, NULL));
		assert_string_equal(walk.group, wanted[i]);
	}
	OK(store_walk_group(s, &walk, &has_more, NULL));
	assert_false(has_more);
}

/* Rows gathered from pages. */
struct pages {
	const struct walk *walk;
	int64_t ids[700], keys[700];
	size_t count;
};

static bool
take(void *arg, const struct case_record *c)
{
	struct pages *p = arg;

	assert_true(p->count < 700);
	p->ids[p->count] = c->row.id;
	p->keys[p->count++] = walk_key(p->walk, c);
	return true;
}

/* Pages of any size join without gap or double, in the order of the keys. */
static void
pages_join_without_gap_or_double(void **state)
{
	static const struct {
		enum walk_order order;
		const char *count;
	} rows[] = {
		{ WALK_OPEN, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND is_open = 1" },
		{ WALK_STATE, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "state = 'in-progress'" },
		{ WALK_ASSIGNEE, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND is_open = 1 "
		    "AND assignee_id = 1" },
		{ WALK_ARRIVED, "SELECT COUNT(*) FROM cases WHERE office = '11410'" },
		{ WALK_NEW, "SELECT COUNT(*) FROM cases WHERE office = '11410'" },
		{ WALK_OPEN_ARRIVED, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "is_open = 1" },
		{ WALK_OPEN_NEW, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "is_open = 1" },
		{ WALK_DECIDED, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "completed_at > 0" },
		{ WALK_SERVICE, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "is_open = 1" },
		{ WALK_REGION, "SELECT COUNT(*) FROM cases WHERE office = '11410' AND "
		    "is_open = 1" },
	};
	struct store_folder *f = *state;
	struct store *s = f->store;
	uint64_t random = SEED;

	print_message("seed %" PRIu64 "\n", SEED);
	OK(store_begin(s, NULL));
	for (int i = 0; i < 600; i++) {
		struct case_record c;

		/* Few distinct instants, so that many keys are equal; no period for some. */
		case_made(s, draw(&random, 4) == 0 ? "30200" : "11410", draw(&random, 20) + 1,
		    (int64_t)draw(&random, 15) * 3600, &c);
		c.row.state = (enum state)draw(&random, STATE__COUNT);
		c.assignee_id = draw(&random, 3);
		c.completed_at = draw(&random, 3) == 0 ? (int64_t)draw(&random, 15) * 3600 + 1 : 0;
		OK(store_case_update(s, &c, NULL));
	}
	OK(store_commit(s, NULL));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct walk walk = { .order = rows[i].order, .office = "11410",
			.state = STATE_IN_PROGRESS, .assignee_id = 1 };
		struct pages p = { .walk = &walk };
		bool is_down = rows[i].order == WALK_NEW || rows[i].order == WALK_OPEN_NEW ||
		    rows[i].order == WALK_DECIDED;
		bool is_grouped = rows[i].order == WALK_SERVICE || rows[i].order == WALK_REGION;
		bool has_more = true;
		int64_t seen;

		walk_start(&walk);
		if (is_grouped)
			OK(store_walk_group(s, &walk, &has_more, NULL));
		assert_true(has_more);
		do {
			OK(store_walk(s, &walk, 1 + draw(&random, 40), take, &p, &seen, NULL));
			if (p.count > 0) {
				walk.after_key = p.keys[p.count - 1];
				walk.after_id = p.ids[p.count - 1];
			}
		} while (seen > 0);
		if (is_grouped)
			OK(store_walk_group(s, &walk, &has_more, NULL));
		assert_int_equal(has_more, !is_grouped);
		assert_int_equal(p.count, sql_number(f->path, rows[i].count));
		assert_true(p.count > 5);
		for (size_t k = 1; k < p.count; k++) {
			bool is_after = p.keys[k] > p.keys[k - 1] ||
			    (p.keys[k] == p.keys[k - 1] && p.ids[k] > p.ids[k - 1]);
			bool is_equal = p.keys[k] == p.keys[k - 1] && p.ids[k] == p.ids[k - 1];

			assert_false(is_equal);
			assert_int_equal(is_after, !is_down);
		}
	}
}

static void
the_most_urgent_is_free_and_mine_or_nobodys(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	/* due, state, assignee, holder, lease until; the last row is what next takes */
	static const struct {
		int64_t due_at;
		enum state state;
		int64_t assignee, holder, until;
	} rows[] = {
		{ 10, STATE_ARRIVED, 0, 0, 0 }, { 20, STATE_IN_PROGRESS, 1, 0, 0 },
		{ 30, STATE_ASSIGNED, 2, 0, 0 }, { 40, STATE_RECEIVED, 0, 2, 1001 },
		{ 0, STATE_RECEIVED, 0, 0, 0 }, { 60, STATE_RECEIVED, 0, 0, 0 },
		{ 50, STATE_ASSIGNED, 1, 2, 1000 },
	};
	int64_t id = 0, last = 0;

	OK(store_begin(s, NULL));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct case_record c;

		case_made(s, "11410", (int64_t)i + 1, rows[i].due_at, &c);
		c.row.state = rows[i].state;
		c.assignee_id = rows[i].assignee;
		c.lease_holder_id = rows[i].holder;
		c.row.lease_until_at = rows[i].until;
		OK(store_case_update(s, &c, NULL));
		last = c.row.id;
	}
	OK(store_commit(s, NULL));
	OK(store_case_most_urgent(s, "11410", 1, 1000, &id, NULL));
	assert_int_equal(id, last);
	assert_int_equal(store_case_most_urgent(s, "30200", 2, 1000, &id, NULL), RC_NOT_FOUND);
}

static void
a_decision_is_kept_whole(void **state)
{
	struct store_folder *f = *state;
	struct store *s = f->store;
	struct draft_record put = { .outcome = OUTCOME_REFUSE, .text = (char *)(uintptr_t)"불가",
		.reasons = (char *)(uintptr_t)"하나\n둘", .remedies = (char *)(uintptr_t)"90일",
		.by_id = 1 }, got = { 0 };
	struct case_record c;
	struct handover_record read, h = { .question = (char *)"뜻은?", .proposal = (char *)"",
		.body = (char *)"{}", .op_key = "key-1", .row = { .agency = "1741000",
		.kind = "guideline-question", .hop = "queued", .by_id = 1, .asked_at = 8,
		.serial = 1, .due_at = 20 } };
	struct handover_row row;
	int64_t id;

	OK(store_begin(s, NULL));
	case_made(s, "11410", 1, 0, &c);
	assert_int_equal(store_draft_get(s, c.row.id, &got, NULL), RC_NOT_FOUND);
	OK(store_draft_put(s, c.row.id, &put, 5, NULL));
	OK(store_draft_approve(s, c.row.id, 2, 6, NULL));
	OK(store_draft_get(s, c.row.id, &got, NULL));
	assert_int_equal(got.outcome, OUTCOME_REFUSE);
	assert_string_equal(got.reasons, "하나\n둘");
	assert_string_equal(got.by_name, "김민지");
	assert_int_equal(got.approved_at, 6);
	draft_record_release(&got);
	/* A new draft is not approved by the old one's approval. */
	OK(store_draft_put(s, c.row.id, &put, 7, NULL));
	OK(store_draft_get(s, c.row.id, &got, NULL));
	assert_int_equal(got.approved_at, 0);
	draft_record_release(&got);
	assert_int_equal(store_handover_last(s, c.row.id, &row, NULL), RC_NOT_FOUND);
	h.row.case_id = c.row.id;
	OK(store_handover_add(s, &h, &id, NULL));
	OK(store_handover_last(s, c.row.id, &row, NULL));
	assert_int_equal(row.id, id);
	assert_string_equal(row.hop, "queued");
	assert_int_equal(row.sent_at, 0);
	/* What is reported late stands for what came before it. */
	OK(store_handover_move(s, &(struct handover_move){ .id = id, .hop = "accepted", .at = 9,
	    .due_at = 99, .receipt_no = "2026-1" }, NULL));
	OK(store_handover_move(s, &(struct handover_move){ .id = id, .hop = "answered", .at = 12,
	    .answer = "그렇습니다." }, NULL));
	OK(store_handover_get(s, id, "11410", &read, NULL));
	assert_int_equal(read.row.sent_at, 9);
	assert_int_equal(read.row.received_at, 9);
	assert_int_equal(read.row.accepted_at, 9);
	assert_int_equal(read.row.answered_at, 12);
	assert_string_equal(read.row.receipt_no, "2026-1");
	assert_string_equal(read.question, "뜻은?");
	assert_string_equal(read.answer, "그렇습니다.");
	handover_record_release(&read);
	assert_int_equal(store_handover_get(s, id, "30200", &read, NULL), RC_NOT_FOUND);
	OK(store_commit(s, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_STORE(a_request_that_is_undone_leaves_nothing),
		ON_A_STORE(a_group_that_is_rolled_back_leaves_nothing),
		ON_A_STORE(counters_equal_counting),
		ON_A_STORE(the_check_of_the_counters_finds_a_wrong_one),
		ON_A_STORE(the_second_of_two_writers_conflicts),
		ON_A_STORE(what_is_unique_is_refused_twice),
		ON_A_STORE(a_cursor_moves_only_from_where_it_stands),
		ON_A_STORE(messages_of_a_case_go_in_order_and_a_stale_result_is_refused),
		ON_A_STORE(what_was_not_tried_has_no_try_counted),
		ON_A_STORE(what_waits_behind_another_message_is_not_due),
		ON_A_STORE(a_channel_that_is_off_sends_nothing),
		ON_A_STORE(a_walk_by_service_goes_from_group_to_group),
		ON_A_STORE(pages_join_without_gap_or_double),
		ON_A_STORE(the_most_urgent_is_free_and_mine_or_nobodys),
		ON_A_STORE(a_decision_is_kept_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
